"""python -m judge --schema document.rng DIR"""
import argparse
import pathlib
import sys
import tempfile
import time

from . import accessibility, layout, markup, printing, schema, text
from .chromium import Chromium
from .document import Document


def main():
    parser = argparse.ArgumentParser(prog="judge", description=__doc__)
    parser.add_argument("--schema", required=True, help="the RELAX NG schema of documents")
    parser.add_argument("--recipes", required=True, help="the page of the documentation that says how a PDF is made")
    parser.add_argument("--probe", required=True, help="the folder of the document that fills pages of the official style")
    parser.add_argument("folder", help="pairs NAME.xml and NAME.html")
    arguments = parser.parse_args()

    documents = Document.all(pathlib.Path(arguments.folder))
    if not documents:
        print(f"judge: no documents in {arguments.folder}", file=sys.stderr)
        return 3
    # Documents of one form in one state look alike: browsers and printers see one of each.
    sample = list({(d.form, d.state): d for d in reversed(documents)}.values())
    probes = Document.all(pathlib.Path(arguments.probe))
    # The largest first: a fault is planted in it, and shows where there is enough text.
    official = sorted((d for d in documents if layout.is_official(d)), key=lambda d: -d.html.stat().st_size)
    faults = 0
    with tempfile.TemporaryDirectory() as scratch, Chromium() as browser:
        judges = [
            ("xmllint and jing: RELAX NG", schema.Judge(arguments.schema), documents),
            ("Nu HTML checker", markup.Judge(), documents),
            ("w3m: every value is in the view", text.ValuesJudge(), documents),
            ("the view says nothing that the record does not", text.NothingElseJudge(), documents),
            ("axe-core in Chromium", accessibility.Judge(browser), sample),
            ("Chromium prints: fonts, page, text", printing.ChromiumJudge(browser), sample),
            ("WeasyPrint prints: fonts, page, text", printing.WeasyPrintJudge(), sample),
            ("the documentation's lines make a PDF", printing.RecipesJudge(pathlib.Path(arguments.recipes)), sample[:3]),
            ("gbt9704: 28 characters, 22 lines", layout.Judge(browser), probes),
            ("official documents: text, lines, numbers in their places", layout.OfficialJudge(browser), official),
        ]
        for title, judge, subjects in judges:
            if not subjects and judge.__class__ is layout.OfficialJudge:
                print(f"SKIPPED {title}: none in {arguments.folder} is laid out so", flush=True)
                continue
            faults += report(title, judge, subjects, pathlib.Path(scratch))
    return 1 if faults else 0


def report(title, judge, documents, scratch):
    """Prints what a judge found; a judge that misses the planted fault is itself at fault."""
    if not documents:
        print(f"FAULT {title}: no document for it", flush=True)
        return 1
    started = time.monotonic()
    complaints = judge.judge(documents, scratch)
    twins = list(judge.twins(documents[0], scratch))
    missed = [name for name, document in twins if not judge.judge([document], scratch)]
    status = "ok" if twins and not complaints and not missed else "FAULT"
    print(
        f"{status:5} {title}: {len(documents)} documents, {len(complaints)} complaints, "
        f"{len(twins) - len(missed)} of {len(twins)} planted faults caught, {time.monotonic() - started:.0f} s",
        flush=True)
    for complaint in complaints[:20]:
        print(f"      {complaint}")
    for name in missed:
        print(f"      the planted fault was not caught: {name}")
    return 0 if status == "ok" else 1


sys.exit(main())
