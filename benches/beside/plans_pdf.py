"""The same plans as pages, by WeasyPrint."""
import sys

from weasyprint import HTML

from page import PAGE, cases

for case in cases():
    HTML(string=PAGE.render(**case)).write_pdf(f"{sys.argv[2]}/{case['id']}.pdf")
