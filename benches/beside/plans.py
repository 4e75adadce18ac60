"""Plans as web pages, by PyYAML's loader in C and Jinja2."""
import sys

from page import PAGE, cases

for case in cases():
    with open(f"{sys.argv[2]}/{case['id']}.html", "w", encoding="utf-8") as file:
        file.write(PAGE.render(**case))
