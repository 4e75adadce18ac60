"""Plans as web pages, by PyYAML's loader in C and Jinja2."""
import glob
import os
import sys

import jinja2
import yaml

folder, out, many = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.makedirs(out)
page = jinja2.Environment(autoescape=True).from_string(
    "<!doctype html><html lang=en-NZ><meta charset=utf-8><title>{{ title }}</title><h1>{{ title }}</h1>"
    "{% for row in strengths %}<p>{{ row.what }}</p>{% endfor %}"
    "{% for row in voice %}<blockquote>{{ row.words }}</blockquote>{% endfor %}"
    "{% for goal in plan.goals %}<h2>{{ goal.what }}</h2><p>{{ goal.why }}</p><table>"
    "{% for action in goal.actions %}<tr><td>{{ action.what }}<td>{{ action.by }}</tr>{% endfor %}</table>{% endfor %}"
)
for path in sorted(glob.glob(folder + "/cases/*/*.yaml"))[:many]:
    with open(path, encoding="utf-8") as file:
        case = yaml.load(file, Loader=yaml.CSafeLoader)
    with open(f"{out}/{case['id']}.html", "w", encoding="utf-8") as file:
        file.write(page.render(**{"plan": {}, **case}))
