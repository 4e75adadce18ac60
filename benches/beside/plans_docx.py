"""The same plans for Word, by docxtpl."""
import io
import sys

import docx
from docxtpl import DocxTemplate

from page import cases

form = docx.Document()
form.add_heading("{{ title }}", 0)
for line in (
    "{%p for row in strengths %}",
    "{{ row.what }}",
    "{%p endfor %}",
    "{%p for row in voice %}",
    "{{ row.words }}",
    "{%p endfor %}",
    "{%p for goal in plan.goals %}",
    "{{ goal.what }}",
    "{{ goal.why }}",
):
    form.add_paragraph(line)
table = form.add_table(rows=3, cols=2)
table.cell(0, 0).text = "{%tr for action in goal.actions %}"
table.cell(1, 0).text = "{{ action.what }}"
table.cell(1, 1).text = "{{ action.by }}"
table.cell(2, 0).text = "{%tr endfor %}"
form.add_paragraph("{%p endfor %}")
kept = io.BytesIO()
form.save(kept)
for case in cases():
    kept.seek(0)
    document = DocxTemplate(kept)
    document.render(case, autoescape=True)
    document.save(f"{sys.argv[2]}/{case['id']}.docx")
