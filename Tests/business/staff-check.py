#!/usr/bin/env python3
"""Can each firm fill every chain that applies to it? Says what nobody holds; status 1 where there is such a gap.

The staff lists are `Rules/firms/staff-FIRM.csv`, with made-up persons. `writ check --staff` looks at the chains of all firms;
this keeps what it says of the chains that are `at` the firm, or that a rule at the firm sends a document to.

usage: Tests/business/staff-check.py [WRIT] [--as-of DATE]
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DECLARATION = re.compile(r"^(chain|rule) (\S+)[^\n]*\n((?:(?:  |\|)[^\n]*\n|\n(?=  ))*)", re.M)


def firms_of(block):
    found = re.search(r"^  at ([a-z, -]+)$", block, re.M)
    return set(re.split(r",\s*", found[1])) if found else None


def chains_by_firm():
    """For each chain the firms where it applies; None stands for every firm."""
    chains, users = {}, {}
    for path in (ROOT / "Rules").rglob("*.writ.md"):
        for kind, name, block in DECLARATION.findall(path.read_text(encoding="utf-8")):
            if kind == "chain":
                chains[name] = firms_of(block)
            else:
                for chain in re.findall(r"\bapproval ([a-z0-9-]+)", block):
                    firms = firms_of(block)
                    users[chain] = None if firms is None or users.get(chain, set()) is None else users.get(chain, set()) | firms
    return {name: firms if firms is not None else users.get(name, set()) for name, firms in chains.items()}


def main():
    arguments = sys.argv[1:]
    day = arguments[arguments.index("--as-of") + 1] if "--as-of" in arguments else "2026-03-02"
    writ = arguments[0] if arguments and not arguments[0].startswith("-") else "writ"
    chains, gaps = chains_by_firm(), 0
    for path in sorted((ROOT / "Rules/firms").glob("staff-*.csv")):
        firm = path.stem.removeprefix("staff-")
        run = subprocess.run([writ, "check", "--staff", str(path), "--as-of", day], cwd=ROOT, capture_output=True, text=True)
        own = [name for name, firms in chains.items() if firms is None or firm in firms]
        said = re.findall(r"^warning\[staff\.[a-z-]+\]: (.*)$", run.stdout + run.stderr, re.M)
        said = [one for one in said if any(f"`{name}`" in one for name in own)]
        print(f"{firm}: {len(own)} chains, {len(said)} that nobody can fill")
        for one in said:
            print(f"  {one}")
        gaps += len(said)
    sys.exit(1 if gaps else 0)


if __name__ == "__main__":
    main()
