#!/usr/bin/env python3
"""Rows a second that sqlite3 has on the disk, one row a transaction: by one writer and by eight processes at once.

  journal.py --dir DIR [--reps N] [--seconds S]

WAL and synchronous=FULL: a transaction is on the disk before the next begins, as a line of Writ's journal is. The row is as
long as a line of a register. Figures: name, unit, median, minimum, maximum; rates are per second of wall time.
"""
import argparse
import multiprocessing
import os
import sqlite3
import statistics
import sys
import time

ROW = "x" * 760


def connect(path):
    base = sqlite3.connect(path, isolation_level=None, timeout=60)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    return base


def write(path, seconds, rows):
    base = connect(path)
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        base.execute("INSERT INTO act (text) VALUES (?)", (ROW,))
        count += 1
    rows.put(count)


def rate(folder, writers, seconds):
    path = os.path.join(folder, "journal-%d.sqlite" % writers)
    for name in (path, path + "-wal", path + "-shm"):
        if os.path.exists(name):
            os.remove(name)
    base = connect(path)
    base.execute("CREATE TABLE act (sequence INTEGER PRIMARY KEY, text TEXT)")
    base.close()
    rows = multiprocessing.Queue()
    start = time.monotonic()
    processes = [multiprocessing.Process(target=write, args=(path, seconds, rows)) for _ in range(writers)]
    for process in processes:
        process.start()
    count = sum(rows.get() for _ in processes)
    for process in processes:
        process.join()
    took = time.monotonic() - start
    base = connect(path)
    if base.execute("SELECT count(*) FROM act").fetchone()[0] != count:
        print("# wrong: rows are missing", file=sys.stderr)
    base.close()
    return count / took


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--dir", required=True, help="a folder on the disk that is asked about")
    ap.add_argument("--reps", type=int, default=5)
    ap.add_argument("--seconds", type=float, default=2)
    a = ap.parse_args()
    for writers in (1, 8):
        rates = [rate(a.dir, writers, a.seconds) for _ in range(a.reps)]
        print("journal.sqlite-%d\trows/s\t%.5g\t%.5g\t%.5g" % (writers, statistics.median(rates), min(rates), max(rates)))


if __name__ == "__main__":
    main()
