"""The columns of `list`, by PyYAML's loader in C."""
import glob
import sys

import yaml

for path in sorted(glob.glob(sys.argv[1] + "/cases/*/*.yaml")):
    with open(path, encoding="utf-8") as file:
        case = yaml.load(file, Loader=yaml.CSafeLoader)
    print(case["id"], case["status"], case["kind"], case.get("setting", ""), case.get("title", ""), sep="\t")
