#!/usr/bin/env python3
"""W3: decision-table analysis with an SMT solver, and a plain yardstick.

  analysis.py --table t100.json --table p100.json [--cap 300] [--reps 3] [--encodings int,order] [--skip-pairwise] [--skip-grouped] [--only-box]

For each table: (a) every pair of rules that can hold together and have different outputs, each with a witness case;
(b) is there a case that no rule covers, with a witness.  CPU seconds, one processor.
  w3.z3-pairwise-<enc>.<table>.conflicts   one incremental query per pair (assumption literals); each model is a witness for every
                                           other rule it satisfies too, and those pairs are not asked again
  w3.z3-pairwise-<enc>.<table>.decide      the same queries, every pair asked, yes or no only: no model, no witness
  w3.z3-grouped-<enc>.<table>.conflicts    one query per rule against the disjunction of all undecided rules, until unsatisfiable:
                                           few queries where few rules overlap
  w3.z3-<enc>.<table>.complete             one query
  w3.box-numpy.<table>.conflicts|complete  not a peer: interval and bitmask intersection of all pairs; box subtraction
Unit "s" when finished; "s-capped(fraction)" when stopped at --cap seconds with that fraction of pairs settled.
Encodings: int = integers (QF_LIA); order = one boolean per interval bound and per enum value (QF_BV, a SAT problem).
Every conflict set is compared with box-numpy's; every witness is checked against the rules. A difference: status 1.
"""
import argparse
import os
import sys

from common import *  # noqa: F401,F403

AMAX, DMAX = 10 ** 8, 365


class Table:
    def __init__(self, path):
        self.name = os.path.splitext(os.path.basename(path))[0]
        t = read_table(path)
        self.boxes = [box_of(r, t) for r in t["rules"]]
        keys = {}
        self.out = [keys.setdefault(tuple(sorted(r["then"].items())), len(keys)) for r in t["rules"]]
        self.n = len(self.boxes)

    def satisfied(self, p):
        """Every rule the case satisfies, as a boolean array."""
        import numpy as np
        c = self.col = getattr(self, "col", None) or columns(self)
        sv = (1 << p[3]) | (16 << p[4])
        return (c["al"] <= p[1]) & (p[1] <= c["ah"]) & (c["dl"] <= p[2]) & (p[2] <= c["dh"]) & (c["k"] & np.int64(1 << p[0]) != 0) & (c["sv"] & sv == sv)

    def inside(self, i, p):
        b = self.boxes[i]
        return (b["kind"] >> p[0] & 1 and b["amount"][0] <= p[1] <= b["amount"][1] and b["days"][0] <= p[2] <= b["days"][1]
                and b["severity"] >> p[3] & 1 and b["vip"] >> p[4] & 1)


# ---------------------------------------------------------------- yardstick
def columns(t):
    import numpy as np
    b = t.boxes
    return {"k": np.array([x["kind"] for x in b], dtype=np.int64), "sv": np.array([x["severity"] | x["vip"] << 4 for x in b], dtype=np.int64),
            "al": np.array([x["amount"][0] for x in b]), "ah": np.array([x["amount"][1] for x in b]),
            "dl": np.array([x["days"][0] for x in b]), "dh": np.array([x["days"][1] for x in b]), "o": np.array(t.out)}


def box_conflicts(t, want_witness=True):
    import numpy as np
    c = columns(t)
    pairs, wit = [], []
    for i in range(t.n - 1):
        s = slice(i + 1, None)
        lo, hi = np.maximum(c["al"][s], c["al"][i]), np.minimum(c["ah"][s], c["ah"][i])
        m = (lo <= hi) & (c["o"][s] != c["o"][i])
        j = np.nonzero(m)[0]
        if not len(j):
            continue
        lo, jj = lo[j], j + i + 1
        dlo = np.maximum(c["dl"][jj], c["dl"][i])
        k, sv = c["k"][jj] & c["k"][i], c["sv"][jj] & c["sv"][i]
        m = (dlo <= np.minimum(c["dh"][jj], c["dh"][i])) & (k != 0) & (sv & 15 != 0) & (sv >> 4 != 0)
        jj = jj[m]
        if len(jj):
            pairs.append(np.stack([np.full(len(jj), i), jj], 1))
            wit.append(np.stack([k[m] & -k[m], lo[m], dlo[m], sv[m]], 1))  # lowest kind as a bit; first amount, day
    if not pairs:
        return np.empty((0, 2), dtype=int), None
    return np.concatenate(pairs), np.concatenate(wit)


def box_gap(t):
    """First case no rule covers, or None: subtract boxes, depth first."""
    import numpy as np
    c = columns(t)
    k, sev, vip = c["k"], c["sv"] & 15, c["sv"] >> 4
    vol = np.array([bin(int(x)).count("1") for x in k]) * np.array([bin(int(x)).count("1") for x in sev]) * np.array([bin(int(x)).count("1") for x in vip]) * \
        (c["ah"] - c["al"] + 1.0) * (c["dh"] - c["dl"] + 1.0)
    stack = [(((1 << 40) - 1, 0, AMAX, 0, DMAX, 15, 3), np.argsort(-vol))]
    while stack:
        (ck, al, ah, dl, dh, cs, cv), idx = stack.pop()
        m = (k[idx] & ck != 0) & (c["al"][idx] <= ah) & (c["ah"][idx] >= al) & (c["dl"][idx] <= dh) & (c["dh"][idx] >= dl) & (sev[idx] & cs != 0) & (vip[idx] & cv != 0)
        idx = idx[m]
        if not len(idx):
            bit = lambda x: (x & -x).bit_length() - 1
            return (bit(ck), al, dl, bit(cs), bit(cv))
        r, rest = idx[0], idx[1:]
        rk, rs, rv = int(k[r]), int(sev[r]), int(vip[r])
        ral, rah, rdl, rdh = int(c["al"][r]), int(c["ah"][r]), int(c["dl"][r]), int(c["dh"][r])
        if ck & ~rk:
            stack.append(((ck & ~rk, al, ah, dl, dh, cs, cv), rest))
            ck &= rk
        if cs & ~rs:
            stack.append(((ck, al, ah, dl, dh, cs & ~rs, cv), rest))
            cs &= rs
        if cv & ~rv:
            stack.append(((ck, al, ah, dl, dh, cs, cv & ~rv), rest))
            cv &= rv
        if dl < rdl:
            stack.append(((ck, al, ah, dl, rdl - 1, cs, cv), rest))
            dl = rdl
        if dh > rdh:
            stack.append(((ck, al, ah, rdh + 1, dh, cs, cv), rest))
            dh = rdh
        if al < ral:
            stack.append(((ck, al, ral - 1, dl, dh, cs, cv), rest))
        if ah > rah:
            stack.append(((ck, rah + 1, ah, dl, dh, cs, cv), rest))
    return None


# ---------------------------------------------------------------- z3
class IntEncoding:
    logic = "QF_LIA"

    def __init__(self, t):
        import z3
        self.z3 = z3
        self.k, self.a, self.d, self.s, self.v = z3.Ints("k a d s") + [z3.Bool("v")]
        self.domain = [self.k >= 0, self.k < 40, self.a >= 0, self.a <= AMAX, self.d >= 0, self.d <= DMAX, self.s >= 0, self.s < 4]

    def rule(self, b):
        z3, c = self.z3, []
        if b["kind"] != (1 << 40) - 1:
            c.append(z3.Or([self.k == i for i in range(40) if b["kind"] >> i & 1]))
        if b["severity"] != 15:
            c.append(z3.Or([self.s == i for i in range(4) if b["severity"] >> i & 1]))
        if b["vip"] != 3:
            c.append(self.v if b["vip"] == 2 else z3.Not(self.v))
        for f, x, hi in (("amount", self.a, AMAX), ("days", self.d, DMAX)):
            if b[f][0] > 0:
                c.append(x >= b[f][0])
            if b[f][1] < hi:
                c.append(x <= b[f][1])
        return z3.And(c)

    def case(self, m):
        def v(x):
            y = m[x]
            return 0 if y is None else y.as_long()
        y = m[self.v]
        return (v(self.k), v(self.a), v(self.d), v(self.s), int(y is not None and self.z3.is_true(y)))


class OrderEncoding:
    """Exact: only the order of the bounds matters to the rules."""
    logic = "QF_BV"

    def __init__(self, t):
        import z3
        self.z3 = z3
        self.k = [z3.Bool("k%d" % i) for i in range(40)]
        self.s = [z3.Bool("s%d" % i) for i in range(4)]
        self.v = z3.Bool("v")
        self.domain = [z3.PbEq([(x, 1) for x in self.k], 1), z3.PbEq([(x, 1) for x in self.s], 1)]
        self.le = {}
        for f, hi in (("amount", AMAX), ("days", DMAX)):
            cuts = sorted({x for b in t.boxes for x in (b[f][0] - 1, b[f][1]) if 0 <= x < hi})
            self.le[f] = {x: z3.Bool("%s%d" % (f[0], x)) for x in cuts}  # value <= x
            for x, y in zip(cuts, cuts[1:]):
                self.domain.append(z3.Implies(self.le[f][x], self.le[f][y]))

    def rule(self, b):
        z3, c = self.z3, []
        if b["kind"] != (1 << 40) - 1:
            c.append(z3.Or([self.k[i] for i in range(40) if b["kind"] >> i & 1]))
        if b["severity"] != 15:
            c.append(z3.Or([self.s[i] for i in range(4) if b["severity"] >> i & 1]))
        if b["vip"] != 3:
            c.append(self.v if b["vip"] == 2 else z3.Not(self.v))
        for f, hi in (("amount", AMAX), ("days", DMAX)):
            if b[f][0] > 0:
                c.append(z3.Not(self.le[f][b[f][0] - 1]))
            if b[f][1] < hi:
                c.append(self.le[f][b[f][1]])
        return z3.And(c)

    def case(self, m):
        z3 = self.z3
        def true(x):
            y = m[x]
            return y is not None and z3.is_true(y)
        out = [next((i for i in range(40) if true(self.k[i])), 0)]
        for f, hi in (("amount", AMAX), ("days", DMAX)):
            cuts = list(self.le[f])
            lo, up = 0, len(cuts)  # first cut that is true: value is the cut itself; none: the maximum
            while lo < up:
                mid = (lo + up) // 2
                lo, up = (lo, mid) if true(self.le[f][cuts[mid]]) else (mid + 1, up)
            out.append(cuts[lo] if lo < len(cuts) else hi)
        out.append(next((i for i in range(4) if true(self.s[i])), 0))
        out.append(int(true(self.v)))
        return tuple(out)


ENC = {"int": IntEncoding, "order": OrderEncoding}


def z3_conflicts(t, enc, cap, way):
    """-> {(i, j): witness}, fraction of the work done"""
    grouped, decide = way == "grouped", way == "decide"
    import time
    import z3
    e = ENC[enc](t)
    s = z3.SolverFor(e.logic)
    s.add(e.domain)
    lit = [z3.Bool("r%d" % i) for i in range(t.n)]
    # each literal equals its rule: a model of lit[i] is a case of rule i, a model without it is not
    for x, b in zip(lit, t.boxes):
        s.add(z3.Implies(x, e.rule(b)))
    found, start, done, total = {}, time.process_time(), 0, t.n * (t.n - 1) // 2
    for i in range(t.n - 1):
        rest = [j for j in range(i + 1, t.n) if t.out[j] != t.out[i]]
        if grouped:
            s.push()
            s.add(lit[i])
            while rest:
                if time.process_time() - start > cap:
                    return found, done / total
                s.add(z3.Or([lit[j] for j in rest]))
                if s.check() != z3.sat:
                    break
                w = e.case(s.model())
                hit = t.satisfied(w)
                left = []
                for j in rest:
                    if hit[j]:
                        found[i, j] = w
                    else:
                        left.append(j)
                rest = left
            s.pop()
        else:
            for q, j in enumerate(rest):
                if q & 63 == 0 and time.process_time() - start > cap:
                    return found, (done + j - i) / total
                if (i, j) not in found and s.check(lit[i], lit[j]) == z3.sat:
                    if decide:
                        found[i, j] = None
                        continue
                    w = e.case(s.model())
                    for x in t.satisfied(w).nonzero()[0].tolist():
                        if x > i and t.out[x] != t.out[i]:
                            found[i, x] = w
        done += t.n - 1 - i
    return found, 1.0


def z3_gap(t, enc, cap):
    import z3
    e = ENC[enc](t)
    s = z3.SolverFor(e.logic)
    s.set("timeout", int(cap * 1000))
    s.add(e.domain)
    s.add([z3.Not(e.rule(b)) for b in t.boxes])
    r = s.check()
    return (e.case(s.model()) if r == z3.sat else None), r


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--table", action="append", required=True)
    ap.add_argument("--cap", type=float, default=300)
    ap.add_argument("--reps", type=int, default=3, help="fewer when one run takes more than a tenth of --cap")
    ap.add_argument("--encodings", default="int,order")
    ap.add_argument("--skip-pairwise", action="store_true")
    ap.add_argument("--skip-grouped", action="store_true")
    ap.add_argument("--only-box", action="store_true")
    a = ap.parse_args()
    describe("z3-solver", "numpy")
    pin()
    bad = 0

    def repeat(fn):
        """CPU seconds of each run, last result; long runs are not repeated."""
        ts = []
        for _ in range(a.reps):
            cpu, _, r = once(fn)
            ts.append(cpu)
            if cpu > a.cap / 10:
                break
        return ts, r

    for path in a.table:
        t = Table(path)
        ts, (pairs, wit) = repeat(lambda: box_conflicts(t))
        truth = set(map(tuple, pairs.tolist()))
        gts, gap = repeat(lambda: box_gap(t))
        meta("table", "%s rules=%d pairs=%d conflicts=%d complete=%s gap=%s" % (t.name, t.n, t.n * (t.n - 1) // 2, len(truth), gap is None, gap))
        for (i, j), w in list(zip(pairs.tolist(), wit.tolist() if wit is not None else []))[:2000]:
            p = (w[0].bit_length() - 1, w[1], w[2], (w[3] & 15 & -(w[3] & 15)).bit_length() - 1, 0 if w[3] >> 4 & 1 else 1)
            bad += not (t.inside(i, p) and t.inside(j, p))
        if gap is not None:
            bad += any(t.inside(i, gap) for i in range(t.n))
        figure("w3.box-numpy.%s.conflicts" % t.name, "s", ts)
        figure("w3.box-numpy.%s.complete" % t.name, "s", gts)
        if a.only_box:
            continue
        for enc in a.encodings.split(","):
            for way in ("grouped", "decide", "pairwise"):
                if way != "grouped" and a.skip_pairwise or way == "grouped" and a.skip_grouped:
                    continue
                ts, (found, frac) = repeat(lambda: z3_conflicts(t, enc, a.cap, way))
                if frac == 1.0 and set(found) != truth:
                    note("%s %s: conflict sets differ: %d, expected %d" % (way, enc, len(found), len(truth)))
                    bad += 1
                wrong = sum(not (t.inside(i, w) and t.inside(j, w)) for (i, j), w in found.items() if w)
                if wrong:
                    note("%s %s: %d wrong witnesses" % (way, enc, wrong))
                    bad += 1
                name = "pairwise-%s.%s.decide" % (enc, t.name) if way == "decide" else "%s-%s.%s.conflicts" % (way, enc, t.name)
                figure("w3.z3-" + name, "s" if frac == 1.0 else "s-capped(%.3f)" % frac, ts)
            ts, (w, r) = repeat(lambda: z3_gap(t, enc, a.cap))
            if str(r) == "unknown":
                figure("w3.z3-%s.%s.complete" % (enc, t.name), "s-capped(0)", ts)
                continue
            if (w is None) != (gap is None) or (w is not None and any(t.inside(i, w) for i in range(t.n))):
                note("%s: completeness differs" % enc)
                bad += 1
            figure("w3.z3-%s.%s.complete" % (enc, t.name), "s", ts)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
