"""What the scripts beside this one share: the cases that are named, read by PyYAML's loader in C, and a page about each."""
import sys

import jinja2
import yaml

PAGE = jinja2.Environment(autoescape=True).from_string(
    "<!doctype html><html lang=en-NZ><meta charset=utf-8><title>{{ title }}</title><h1>{{ title }}</h1>"
    "{% for row in strengths %}<p>{{ row.what }}</p>{% endfor %}"
    "{% for row in voice %}<blockquote>{{ row.words }}</blockquote>{% endfor %}"
    "{% for goal in plan.goals %}<h2>{{ goal.what }}</h2><p>{{ goal.why }}</p><table>"
    "{% for action in goal.actions %}<tr><td>{{ action.what }}<td>{{ action.by }}</tr>{% endfor %}</table>{% endfor %}"
)


def cases():
    """Each case whose id stands in a line of what is piped in."""
    for name in sys.stdin.read().split():
        with open(f"{sys.argv[1]}/cases/{name[:4]}/{name}.yaml", encoding="utf-8") as file:
            yield {"plan": {}, **yaml.load(file, Loader=yaml.CSafeLoader)}
