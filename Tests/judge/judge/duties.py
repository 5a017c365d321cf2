"""python -m judge.duties WRIT ROOT: calendar files of duties, read by two libraries and compared with the JSON of the same run."""
import collections
import datetime
import json
import pathlib
import subprocess
import sys

import icalendar
import vobject

FROM, TO = "2025-01-01", "2027-12-31"
DAY = datetime.timedelta(days=1)


def run(writ, rules, forms, form):
    command = [writ, "duties", "--from", FROM, "--to", TO, "--rules", rules, "--forms", forms, "--format", form, "--lang", "zh-Hans"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def expected(text):
    """What must stand in the file: the title, the first and the last day of each duty whose days are certain."""
    entries = [entry for entry in json.loads(text) if entry["due"] and entry["status"] == "certain"]
    return collections.Counter(
        (entry["title"] + (f"（{entry['time']}前）" if entry["time"] else ""), entry["from"] or entry["due"], entry["due"])
        for entry in entries)


def entry(title, start, end):
    """An event as the JSON tells it: it ends on the day before its DTEND."""
    return title, start.isoformat(), (end - DAY).isoformat()


def by_icalendar(text):
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    uids = [str(event["UID"]) for event in events]
    found = collections.Counter(entry(str(e["SUMMARY"]), e["DTSTART"].dt, e["DTEND"].dt) for e in events)
    return uids, found


def by_vobject(text):
    events = vobject.readOne(text.decode()).contents.get("vevent", [])
    uids = [event.uid.value for event in events]
    found = collections.Counter(entry(e.summary.value, e.dtstart.value, e.dtend.value) for e in events)
    return uids, found


def complaints(read, text, wanted):
    try:
        uids, found = read(text)
    except Exception as error:  # a library may refuse a file in any way
        return [f"cannot be read: {error}"]
    told = [f"uid {uid} stands {count} times" for uid, count in collections.Counter(uids).items() if count > 1]
    told += [f"missing: {key}" for key in (wanted - found)]
    told += [f"not in the JSON: {key}" for key in (found - wanted)]
    return told


def planted(text):
    """The file with one day moved, one event lost, and one id given twice."""
    lines = text.split(b"\r\n")
    start = next(i for i, line in enumerate(lines) if line.startswith(b"DTSTART;VALUE=DATE:"))
    moved = lines[:start] + [b"DTSTART;VALUE=DATE:20250615", b"DTEND;VALUE=DATE:20250616"] + lines[start + 2:]
    first = lines.index(b"BEGIN:VEVENT")
    lost = lines[:first] + lines[lines.index(b"END:VEVENT") + 1:]
    uid = [i for i, line in enumerate(lines) if line.startswith(b"UID:")]
    twice = list(lines)
    if len(uid) > 1:
        twice[uid[1]] = twice[uid[0]]
    return {"a day moved": moved, "an event lost": lost, "an id twice": twice}


def main():
    writ, root = sys.argv[1], pathlib.Path(sys.argv[2])
    faults = 0
    for rules, forms in [("Rules", "Forms"), ("Tests/Data/duties", "none")]:
        where = str(root / forms) if forms != "none" else forms
        text = run(writ, str(root / rules), where, "ics")
        told = run(writ, str(root / rules), where, "json")
        wanted = expected(told)
        duties = len({entry["duty"] for entry in json.loads(told)})
        dated = len({title for title, _, _ in wanted})
        for name, read in [("icalendar", by_icalendar), ("vobject", by_vobject)]:
            found = complaints(read, text, wanted)
            for complaint in found[:20]:
                print(f"      {complaint}")
            missed = [fault for fault, lines in planted(text).items() if not complaints(read, b"\r\n".join(lines), wanted)]
            for fault in missed:
                print(f"      {name} did not find the planted fault: {fault}")
            state = "bad  " if found or missed else "good "
            print(f"{state} {name}: {rules}: {duties} duties, {dated} of them with days, {sum(wanted.values())} days", flush=True)
            faults += len(found) + len(missed)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
