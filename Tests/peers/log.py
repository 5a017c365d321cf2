#!/usr/bin/env python3
"""An event log held against declarative rules by pm4py: reading, formatting and checking, in one process.

  log.py --log FILE.csv

The rules are those of log/log.writ, by the name of the obligation. Figures: name, unit, median, minimum, maximum; `# broken NAME COUNT`
says how many cases break each, for whoever compares the answers.
"""
import argparse
import resource
import sys
import time

import common

# Obligation -> template of Declare and what it is about.
RULES = {
    "submitted": ("existence", "submit"),
    "no-refund": ("absence", "refund"),
    "paid-once": ("exactly_one", "pay"),
    "submitted-first": ("init", "submit"),
    "checked-with": ("responded_existence", ("submit", "check")),
    "checked-after": ("response", ("submit", "check")),
    "checked-before": ("precedence", ("check", "approve")),
    "checked-each": ("altresponse", ("submit", "check")),
    "paid-next": ("chainresponse", ("approve", "pay")),
    "not-both": ("noncoexistence", ("pay", "refund")),
    "not-after": ("nonsuccession", ("pay", "approve")),
}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--log", required=True)
    a = ap.parse_args()
    try:
        import pandas
        import pm4py
    except ImportError as e:
        print("# pm4py skipped: %s" % e, file=sys.stderr)
        return 1
    common.describe("pm4py", "pandas")
    # What an import costs is paid once; what is measured is the work.
    start, begun = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table = pandas.read_csv(a.log, dtype=str)
    table = pm4py.format_dataframe(table, case_id="case", activity_key="act", timestamp_key="time")
    read = time.process_time() - start
    model = {}
    for template, about in RULES.values():
        model.setdefault(template, {})[about] = {"support": 1, "confidence": 1.0}
    found = pm4py.conformance_declare(table, model)
    spent = time.process_time() - start
    common.figure("log.pm4py.read", "cpu-s", [read])
    common.figure("log.pm4py.total", "cpu-s", [spent])
    common.figure("log.pm4py.memory", "MB", [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024])
    common.meta("memory before reading, MB", "%d" % begun)
    names = {(template, about): name for name, (template, about) in RULES.items()}
    counts = dict.fromkeys(RULES, 0)
    for case in found:
        for template, about in {(d[0], tuple(d[1]) if isinstance(d[1], (list, tuple)) else d[1]) for d in case["deviations"]}:
            counts[names[(template, about)]] += 1
    for name, count in counts.items():
        common.meta("broken", "%s %d" % (name, count))
    return 0


if __name__ == "__main__":
    sys.exit(main())
