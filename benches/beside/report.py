"""The figures that a report begins with, by pandas, from the tables of an export."""
import sys

import pandas

place = sys.argv[1] + "/tables/"
first, last = sys.argv[2:4]
days = ["asked", "decided", "taken-on", "first-contact"]
cases = pandas.read_csv(place + "cases.csv", dtype=str, parse_dates=[day for day in days])
work = pandas.read_csv(place + "work.csv", dtype=str, parse_dates=["from", "to"])
asked = cases[cases["asked"].between(first, last)]
for column in ["kind", "layer", "sector"]:
    print(asked.groupby(column).size())
for column in ["focus", "needs", "ethnic-groups", "year-bands", "voices"]:
    if column in asked:
        print(asked[column].dropna().str.split(r"[;,]\s*").explode().value_counts())
print((asked["decided"] - asked["asked"]).dt.days.describe())
print((asked["first-contact"] - asked["decided"]).dt.days.describe())
open_then = work[(work["from"] <= last) & (work["to"].isna() | (work["to"] >= first))]
print(open_then.merge(cases, on="case").groupby("kind").size())
print(work[work["to"].between(first, last)].groupby("reason").size())
for name, column in [("visits", "guide"), ("actions", "change"), ("services", "state"), ("outcomes", "area")]:
    table = pandas.read_csv(f"{place}{name}.csv", dtype=str)
    table = table[table["case"].isin(open_then["case"])]
    keys = [key for key in (column, "start", "end") if key in table]
    print(table.groupby(keys, dropna=False).size() if keys else len(table))
