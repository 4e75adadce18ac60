"""The cases as tasks of Taskwarrior, for `task import`."""
import json
import sys

for case in json.load(sys.stdin)["cases"]:
    task = {
        "description": case["title"],
        "project": case["setting"],
        "tags": [word.replace("-", "") for word in (case["kind"], case["status"])],
        "status": "pending",
    }
    print(json.dumps(task))
