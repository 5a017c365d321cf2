#!/usr/bin/env python3
"""Writes a neutral decision table (format "decision-table/1") as a Writ rule file.

  table_to_writ.py TABLE.json [--policy unique|first] > TABLE.writ

The file has one case type with a field for each field of the table, one table, and nothing else; `writ-bench proofs` and the
peers then look at the same rows. A comment names the ranges of the fields, in which the peers look for gaps.
"""
import argparse
import json
import sys


def name(field):
    return field.replace("_", "-")


def literal(field, value):
    if field["type"] == "bool":
        return "true" if value else "false"
    if field["type"] in ("enum", "string"):
        return field["names"][value]
    return ("%.2f" % value).rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def cell(field, condition):
    op = condition["op"]
    if op == "eq":
        return literal(field, condition["value"])
    if op == "in":
        return ", ".join(literal(field, value) for value in condition["values"])
    low, high = condition.get("lo"), condition.get("hi")
    if low is None and high is None:
        return "-"
    if low is None:
        return ("<= " if condition.get("hi_closed") else "< ") + literal(field, high)
    if high is None:
        return (">= " if condition.get("lo_closed") else "> ") + literal(field, low)
    return "%s%s..%s%s" % ("[" if condition.get("lo_closed") else "(", literal(field, low), literal(field, high),
                           "]" if condition.get("hi_closed") else ")")


def domain(field):
    """The range of a column of numbers, money in fen."""
    if "min" not in field:
        return "-"
    scale = 10 ** field.get("scale", 0)
    return "%d..%d" % (round(field["min"] * scale), round(field["max"] * scale))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("table")
    ap.add_argument("--policy", choices=("unique", "first"), default="unique")
    a = ap.parse_args()
    with open(a.table, encoding="utf-8") as f:
        table = json.load(f)
    out = ['rulebook bench "基准"', 'source S "办法"', '  clause 1 "一"']
    for number, field in enumerate(table["fields"]):
        values = field.get("values")
        if values is not None and field["type"] != "bool":
            field["names"] = {value: "e%dv%d" % (number, i) for i, value in enumerate(values)}
            out.append('enum Enum%d "%s" %s' % (
                number, field["name"], " | ".join('%s "%s"' % (n, v) for v, n in field["names"].items())))
    out.insert(0, "-- domain: " + " ".join(domain(field) for field in table["fields"]))
    out.append('case Matter "事项"')
    kinds = {"bool": "Boolean", "int": "Integer", "number": "Money", "decimal": "Money", "money": "Money"}
    for number, field in enumerate(table["fields"]):
        kind = "Enum%d" % number if "names" in field else kinds[field["type"]]
        out.append('  %s : %s "%s"' % (name(field["name"]), kind, field["name"]))
    out += ['table grid for Matter "表"', "  basis S 1"]
    if a.policy == "first":
        out.append("  policy first")
    outputs = table["outputs"]
    types = {"string": "Text", "int": "Integer"}
    out.append("  | %s || %s |" % (
        " | ".join(name(f["name"]) for f in table["fields"]),
        " | ".join("%s : %s" % (name(o["name"]), types[o["type"]]) for o in outputs)))
    out.append("  |---||---|")
    for rule in table["rules"]:
        conditions = {c["field"]: c for c in rule["when"]}
        cells = [cell(f, conditions[f["name"]]) if f["name"] in conditions else "-" for f in table["fields"]]
        values = [json.dumps(rule["then"][o["name"]], ensure_ascii=False) for o in outputs]
        out.append("  | %s || %s |" % (" | ".join(cells), " | ".join(values)))
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
