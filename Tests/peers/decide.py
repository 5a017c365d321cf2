#!/usr/bin/env python3
"""W1: decision-table throughput of other engines, and of two plain-Python yardsticks.

  decide.py --cases cases.jsonl --table t10.json --table t100.json [--reps 5] [--budget 1.0] [--peers a,b]

Figures (TAB separated: name, unit, median, min, max):
  w1.<peer>.n<N>.load    ms of CPU: the table, already in the peer's own syntax, made ready to decide
  w1.<peer>.n<N>.eval    decisions per CPU second: cases already in the peer's own input form, answer = rule number
  w1.<peer>.n<N>.e2e     decisions per CPU second: JSONL bytes in memory -> JSONL bytes in memory (DuckDB: file -> file)
  w1.ratio.<peer>.n<N>.eval|e2e   the same, divided by python-ifchain, round by round (interleaved)
Every peer's answers are checked against an obvious first-hit oracle; a wrong answer ends the script with status 1.
A slow peer decides a prefix of the cases, chosen to fit --budget CPU seconds.
"""
import argparse
import bisect
import json
import os
import shutil
import subprocess
import sys
import tempfile

import orjson

from common import *  # noqa: F401,F403


def num(v):
    return repr(v)


class Peer:
    limit = 10 ** 9  # largest N tried
    batch = False  # a fixed cost per call: always given every case

    def __init__(self, table, cases_path):
        self.table, self.cases_path = table, cases_path
        self.rules = table["rules"]
        self.frag = [orjson.dumps(r["then"]) + b"\n" for r in self.rules] + [b"{}\n"]  # answer -1 is the last

    def prepare(self):
        """Translate the neutral table to the peer's syntax (not timed)."""

    def load(self):
        raise NotImplementedError

    def native(self, lines, cases):
        return cases

    def eval(self, native):
        """-> list of rule numbers, -1 for none"""
        raise NotImplementedError

    def e2e(self, lines):
        frag = self.frag
        return b"".join([frag[i] for i in self.eval(self.native(lines, [orjson.loads(x) for x in lines]))])

    def close(self):
        pass


# ------------------------------------------------------------------ plain Python
class PyIf(Peer):
    name = "python-ifchain"

    def prepare(self):
        src = ["def decide(kind, amount, days, severity, vip):"]
        for i, r in enumerate(self.rules):
            ts = []
            for c in r["when"]:
                f = c["field"]
                if c["op"] == "eq":
                    ts.append(("%s" % f if c["value"] else "not %s" % f) if isinstance(c["value"], bool) else "%s == %r" % (f, c["value"]))
                elif c["op"] == "in":
                    ts.append("%s in {%s}" % (f, ", ".join(repr(v) for v in c["values"])))
                else:
                    lo, hi = c.get("lo"), c.get("hi")
                    ts.append(("%s %s " % (num(lo), "<=" if c["lo_closed"] else "<") if lo is not None else "") + f
                              + (" %s %s" % ("<=" if c["hi_closed"] else "<", num(hi)) if hi is not None else ""))
            src.append("    if %s: return %d" % (" and ".join(ts), i))
        src.append("    return -1")
        self.src = "\n".join(src)

    def load(self):
        ns = {}
        exec(compile(self.src, "table", "exec"), ns)
        self.f = ns["decide"]

    def eval(self, native):
        f = self.f
        return [f(c["kind"], c["amount"], c["days"], c["severity"], c["vip"]) for c in native]


class PyBitmap(Peer):
    """Not a peer: the textbook index (one bit per rule, one bitmap per value or segment) in pure Python. 40 lines."""
    name = "python-bitmap"

    def load(self):
        n = len(self.rules)
        boxes = [box_of(r, self.table) for r in self.rules]
        self.by = {}
        for f in self.table["fields"]:
            name = f["name"]
            if f["type"] in ("enum", "bool"):
                values = f["values"] if f["type"] == "enum" else [False, True]
                maps = [bytearray(n // 8 + 1) for _ in values]
                for i, b in enumerate(boxes):
                    m = b[name]
                    for k in range(len(values)):
                        if m >> k & 1:
                            maps[k][i >> 3] |= 1 << (i & 7)
                self.by[name] = {v: int.from_bytes(x, "little") for v, x in zip(values, maps)}
            else:
                events = {}
                for i, b in enumerate(boxes):
                    lo, hi = b[name]
                    if lo <= hi:
                        events[lo] = events.get(lo, 0) ^ (1 << i)
                        events[hi + 1] = events.get(hi + 1, 0) ^ (1 << i)
                starts, maps, cur = [-1], [0], 0
                for x in sorted(events):
                    cur ^= events[x]
                    starts.append(x)
                    maps.append(cur)
                self.by[name] = (starts, maps)

    def eval(self, native):
        kind, sev, vip = self.by["kind"], self.by["severity"], self.by["vip"]
        astart, amap = self.by["amount"]
        dstart, dmap = self.by["days"]
        right = bisect.bisect_right
        out = []
        for c in native:
            m = (kind[c["kind"]] & amap[right(astart, round(c["amount"] * 100)) - 1] & dmap[right(dstart, c["days"]) - 1]
                 & sev[c["severity"]] & vip[c["vip"]])
            out.append((m & -m).bit_length() - 1)
        return out


class Columnar(Peer):
    """Not a peer: numpy, one pass of vectorised comparisons per rule over the cases still undecided."""
    name = "numpy-columnar"
    batch = True

    def prepare(self):
        import numpy as np
        self.np = np
        self.kinds = {v: i for i, v in enumerate(self.table["fields"][0]["values"])}
        self.sevs = {v: i for i, v in enumerate(self.table["fields"][3]["values"])}

    def load(self):
        np = self.np
        self.plan = []
        for r in self.rules:
            b, ops = box_of(r, self.table), []
            for c in r["when"]:
                f = c["field"]
                if f in ("amount", "days"):
                    ops.append((f, b[f][0], b[f][1]))
                else:
                    size = {"kind": len(self.kinds), "severity": len(self.sevs), "vip": 2}[f]
                    if bin(b[f]).count("1") == 1:
                        ops.append((f, b[f].bit_length() - 1, None))
                    else:
                        ops.append((f, np.array([bool(b[f] >> k & 1) for k in range(size)]), None))
            self.plan.append(ops)

    def native(self, lines, cases):
        np = self.np
        return {"kind": np.array([self.kinds[c["kind"]] for c in cases], dtype=np.int8),
                "amount": np.rint(np.array([c["amount"] for c in cases]) * 100).astype(np.int32),
                "days": np.array([c["days"] for c in cases], dtype=np.int16),
                "severity": np.array([self.sevs[c["severity"]] for c in cases], dtype=np.int8),
                "vip": np.array([c["vip"] for c in cases], dtype=np.int8)}

    def eval(self, native):
        np = self.np
        n = len(native["kind"])
        out = np.full(n, -1, dtype=np.int32)
        idx, col = np.arange(n), native
        for i, ops in enumerate(self.plan):
            m = None
            for f, a, b in ops:
                x = col[f]
                t = (a[x] if not isinstance(a, int) else x == a) if b is None else (x >= a) & (x <= b)
                m = t if m is None else m & t
            if m.any():
                out[idx[m]] = i
                keep = ~m
                idx = idx[keep]
                col = {k: v[keep] for k, v in col.items()}
                if not len(idx):
                    break
        return out.tolist()


# ------------------------------------------------------------------ engines
class Zen(Peer):
    """GoRules ZEN (Rust): one decision-table node, hit policy first; static loader, so that nothing is compiled per call."""
    name = "zen-engine"

    def prepare(self):
        import zen
        self.zen = zen

        def cell(c):
            if c is None:
                return ""
            lit = lambda v: json.dumps(v, ensure_ascii=False)
            if c["op"] == "eq":
                return lit(c["value"])
            if c["op"] == "in":
                return ", ".join(lit(v) for v in c["values"])
            ts = []
            if c.get("lo") is not None:
                ts.append("%s %s" % (">=" if c["lo_closed"] else ">", c["lo"]))
            if c.get("hi") is not None:
                ts.append("%s %s" % ("<=" if c["hi_closed"] else "<", c["hi"]))
            return " and ".join(ts)

        names = [f["name"] for f in self.table["fields"]]
        rows = []
        for i, r in enumerate(self.rules):
            cm = cond_map(r)
            row = {"_id": r["id"], "o": str(i)}
            for f in names:
                row[f] = cell(cm.get(f))
            rows.append(row)
        self.graph = {
            "nodes": [{"id": "i", "name": "i", "type": "inputNode"},
                      {"id": "t", "name": "t", "type": "decisionTableNode", "content": {
                          "hitPolicy": "first",
                          "inputs": [{"id": f, "name": f, "type": "expression", "field": f} for f in names],
                          "outputs": [{"id": "o", "name": "r", "type": "expression", "field": "r"}], "rules": rows}},
                      {"id": "o", "name": "o", "type": "outputNode"}],
            "edges": [{"id": "e1", "sourceId": "i", "targetId": "t", "type": "edge"}, {"id": "e2", "sourceId": "t", "targetId": "o", "type": "edge"}]}

    def load(self):
        self.e = self.zen.ZenEngine({"loader": {"type": "static", "content": {"k": self.graph}}})
        self.e.evaluate("k", {"kind": "", "amount": 0, "days": 0, "severity": "", "vip": False})

    def native(self, lines, cases):
        return lines  # it reads JSON bytes faster than it converts a dict

    def eval(self, native):
        ev = self.e.evaluate
        out = []
        for c in native:
            r = ev("k", c)["result"]
            out.append(r["r"] if r else -1)
        return out

    def e2e(self, lines):
        frag = self.frag
        return b"".join([frag[i] for i in self.eval(lines)])


class Cedar(Peer):
    """Cedar (Rust): one permit per rule, kind in the resource scope; the lowest satisfied policy is the first hit."""
    name = "cedarpy"

    def prepare(self):
        import cedarpy
        from cedarpy import _internal
        self.cedarpy, self._internal = cedarpy, _internal
        out = []
        lit = lambda v: ("true" if v else "false") if isinstance(v, bool) else '"%s"' % v
        for r in self.rules:
            ts, res = [], "resource"
            for c in r["when"]:
                f = c["field"]
                if f == "kind":
                    if c["op"] == "eq":
                        res = 'resource == K::"%s"' % c["value"]
                    else:
                        ts.append("[%s].contains(resource)" % ",".join('K::"%s"' % v for v in c["values"]))
                elif c["op"] == "eq":
                    ts.append("context.%s == %s" % (f, lit(c["value"])))
                elif c["op"] == "in":
                    ts.append("[%s].contains(context.%s)" % (",".join(lit(v) for v in c["values"]), f))
                else:
                    s = 100 if f == "amount" else 1
                    if c.get("lo") is not None:
                        ts.append("context.%s %s %d" % (f, ">=" if c["lo_closed"] else ">", round(c["lo"] * s)))
                    if c.get("hi") is not None:
                        ts.append("context.%s %s %d" % (f, "<=" if c["hi_closed"] else "<", round(c["hi"] * s)))
            out.append("permit(principal, action, %s) when { %s };" % (res, " && ".join(ts) or "true"))
        self.src = "\n".join(out)
        self.entities = cedarpy.Entities.from_json_str("[]")._inner

    def load(self):
        self.ps = self.cedarpy.PolicySet.from_str(self.src)

    def native(self, lines, cases):
        return [{"principal": 'U::"u"', "action": 'A::"a"', "resource": {"type": "K", "id": c["kind"]},
                 "context": orjson.dumps({"amount": round(c["amount"] * 100), "days": c["days"], "severity": c["severity"], "vip": c["vip"]}).decode()}
                for c in cases]

    def eval(self, native):
        out = []
        for s in self._internal.is_authorized_batch(native, self.ps, self.entities, None, False):
            out.append(min((int(x[6:]) for x in orjson.loads(s)["diagnostics"]["reason"]), default=-1))
        return out


class JsonLogic(Peer):
    """JSON-Logic, compiled once (datalogic, Rust): one flat if-chain."""
    name = "jsonlogic-datalogic"

    def prepare(self):
        import datalogic_py as dl
        self.dl = dl
        arms = []
        for i, r in enumerate(self.rules):
            ts = []
            for c in r["when"]:
                v = {"var": c["field"]}
                if c["op"] == "eq":
                    ts.append({"===": [v, c["value"]]})
                elif c["op"] == "in":
                    ts.append({"in": [v, c["values"]]})
                else:
                    lo, hi = c.get("lo"), c.get("hi")
                    if lo is not None and hi is not None and c["lo_closed"] == c["hi_closed"]:
                        ts.append({"<=" if c["lo_closed"] else "<": [lo, v, hi]})
                        continue
                    if lo is not None:
                        ts.append({">=" if c["lo_closed"] else ">": [v, lo]})
                    if hi is not None:
                        ts.append({"<=" if c["hi_closed"] else "<": [v, hi]})
            arms += [{"and": ts} if len(ts) > 1 else ts[0], i]
        self.src = json.dumps({"if": arms + [-1]}, ensure_ascii=False)

    def load(self):
        self.engine = self.dl.Engine()
        self.rule = self.engine.compile(self.src)
        self.session = self.engine.session()

    def native(self, lines, cases):
        return [self.dl.DataHandle(x.decode()) for x in lines]

    def eval(self, native):
        f, rule = self.session.evaluate_int, self.rule
        return [f(rule, h) for h in native]

    def e2e(self, lines):
        f, rule, frag = self.session.evaluate_str, self.rule, self.frag
        return b"".join([frag[int(f(rule, x.decode()))] for x in lines])


def cel_cond(c):
    f = c["field"]
    lit = lambda v: ("true" if v else "false") if isinstance(v, bool) else '"%s"' % v
    n = lambda v: repr(float(v)) if f == "amount" else str(v)
    if c["op"] == "eq":
        return (f if c["value"] else "!" + f) if isinstance(c["value"], bool) else f + " == " + lit(c["value"])
    if c["op"] == "in":
        return f + " in [" + ",".join(lit(v) for v in c["values"]) + "]"
    ts = []
    if c.get("lo") is not None:
        ts.append(f + (" >= " if c["lo_closed"] else " > ") + n(c["lo"]))
    if c.get("hi") is not None:
        ts.append(f + (" <= " if c["hi_closed"] else " < ") + n(c["hi"]))
    return " && ".join(ts)


class Cel(Peer):
    """CEL (Rust, common-expression-language): conditional chains of 20 rules, the deepest its parser takes safely."""
    name = "cel-rust"
    chunk = 20

    def prepare(self):
        import cel
        self.cel = cel
        conds = [" && ".join(cel_cond(c) for c in r["when"]) for r in self.rules]
        self.src = []
        for i in range(0, len(conds), self.chunk):
            e = "-1"
            for j in range(min(i + self.chunk, len(conds)) - 1, i - 1, -1):
                e = "(%s) ? %d : (%s)" % (conds[j], j, e)
            self.src.append(e)

    def load(self):
        self.ps = [self.cel.compile(s).execute for s in self.src]

    def native(self, lines, cases):
        return [self.cel.Context(c) for c in cases]

    def eval(self, native):
        out, ps = [], self.ps
        for x in native:
            for p in ps:
                k = p(x)
                if k >= 0:
                    break
            out.append(k)
        return out


class CelPy(Peer):
    """CEL (cel-python, pure Python): one program per rule."""
    name = "cel-python"
    limit = 100

    def prepare(self):
        import celpy
        self.celpy = celpy
        self.src = [" && ".join(cel_cond(c) for c in r["when"]) for r in self.rules]

    def load(self):
        env = self.celpy.Environment()
        self.ps = [env.program(env.compile(s)).evaluate for s in self.src]

    def native(self, lines, cases):
        return [self.celpy.json_to_cel(c) for c in cases]

    def eval(self, native):
        out = []
        for x in native:
            k = -1
            for i, p in enumerate(self.ps):
                if p(x):
                    k = i
                    break
            out.append(k)
        return out


class Rego(Peer):
    """Rego (rego-cpp): an else-chain compiled to a bundle entry point."""
    name = "rego-cpp"
    limit = 1000

    def prepare(self):
        import regopy
        self.regopy = regopy

        def cond(c):
            f = "input." + c["field"]
            lit = lambda v: ("true" if v else "false") if isinstance(v, bool) else '"%s"' % v
            if c["op"] == "eq":
                return [f + " == " + lit(c["value"])]
            if c["op"] == "in":
                return [f + " in {" + ",".join(lit(v) for v in c["values"]) + "}"]
            ts = []
            if c.get("lo") is not None:
                ts.append(f + (" >= " if c["lo_closed"] else " > ") + str(c["lo"]))
            if c.get("hi") is not None:
                ts.append(f + (" <= " if c["hi_closed"] else " < ") + str(c["hi"]))
            return ts

        parts = []
        for i, r in enumerate(self.rules):
            parts.append("%s := %d if {\n  %s\n}" % ("first" if i == 0 else " else", i, "\n  ".join(t for c in r["when"] for t in cond(c))))
        self.src = "package w\nimport rego.v1\n\n" + "".join(parts) + " else := -1\n"

    def load(self):
        self.it = self.regopy.Interpreter()
        self.it.add_module("w.rego", self.src)
        self.bundle = self.it.build(None, ["w/first"])

    def native(self, lines, cases):
        return [self.regopy.Input(c) for c in cases]

    def eval(self, native):
        it, out = self.it, []
        for c in native:
            it.set_input(c)
            out.append(json.loads(str(it.query_bundle_entrypoint(self.bundle, "w/first")))["expressions"][0])
        return out


class Duck(Peer):
    """DuckDB, one thread, as a batch engine."""
    batch = True

    def connect(self):
        import duckdb
        self.con = duckdb.connect()
        self.con.execute("SET threads=1")
        self.kinds = self.table["fields"][0]["values"]
        self.sevs = self.table["fields"][3]["values"]

    def source(self, path):
        return ("read_json('%s', format='newline_delimited', columns={id:'VARCHAR',kind:'VARCHAR',amount:'DOUBLE',\"days\":'INTEGER',severity:'VARCHAR',vip:'BOOLEAN'})"
                % path)

    def native(self, lines, cases):
        self.file = tempfile.NamedTemporaryFile(suffix=".jsonl")
        self.file.write(b"\n".join(lines) + b"\n")
        self.file.flush()
        self.con.execute("CREATE OR REPLACE TABLE cs AS %s" % (self.columns % self.source(self.file.name)))
        return len(lines)

    def e2e(self, lines):
        """From the file native() wrote to another file: JSONL -> JSONL."""
        with tempfile.TemporaryDirectory() as d:
            p = os.path.join(d, "o.jsonl")
            self.con.execute("COPY (%s) TO '%s' (FORMAT JSON)" % (self.e2e_sql(self.columns % self.source(self.file.name)), p))
            with open(p, "rb") as f:
                return b"".join(orjson.dumps({k: v for k, v in orjson.loads(x).items() if v is not None}) + b"\n" for x in f) if self.check else b""

    check = False

    def close(self):
        self.con.close()


class DuckCase(Duck):
    """A CASE expression per table: prepared once for eval, planned again in every e2e call."""
    name = "duckdb-case"
    limit = 1000
    columns = "SELECT kind, CAST(round(amount*100) AS BIGINT) AS cents, \"days\" AS ndays, severity, vip FROM %s"

    def prepare(self):
        self.connect()
        names = {"kind": "kind", "amount": "cents", "days": "ndays", "severity": "severity", "vip": "vip"}

        def cond(c):
            f = names[c["field"]]
            lit = lambda v: ("TRUE" if v else "FALSE") if isinstance(v, bool) else "'%s'" % v
            if c["op"] == "eq":
                return (f if c["value"] else "NOT " + f) if isinstance(c["value"], bool) else f + "=" + lit(c["value"])
            if c["op"] == "in":
                return f + " IN (" + ",".join(lit(v) for v in c["values"]) + ")"
            s = 100 if f == "cents" else 1
            ts = []
            if c.get("lo") is not None:
                ts.append("%s%s%d" % (f, ">=" if c["lo_closed"] else ">", round(c["lo"] * s)))
            if c.get("hi") is not None:
                ts.append("%s%s%d" % (f, "<=" if c["hi_closed"] else "<", round(c["hi"] * s)))
            return " AND ".join(ts)

        arms = [(" AND ".join(cond(c) for c in r["when"]), i) for i, r in enumerate(self.rules)]
        self.case = "CASE " + " ".join("WHEN %s THEN %d" % a for a in arms) + " ELSE -1 END"

    def load(self):
        self.con.execute("CREATE OR REPLACE TABLE cs AS SELECT '' AS kind, 0::BIGINT AS cents, 0 AS ndays, '' AS severity, TRUE AS vip")
        self.con.execute("SELECT %s AS r FROM cs" % self.case).fetchall()
        self.con.execute("CREATE OR REPLACE TABLE th AS SELECT * FROM (VALUES %s) t(r, form, approver, due_days)" % ",".join(
            "(%d,'%s','%s',%d)" % (i, r["then"]["form"], r["then"]["approver"], r["then"]["due_days"]) for i, r in enumerate(self.rules)))

    def eval(self, native):
        return self.con.execute("EXECUTE q").fetchnumpy()["r"].tolist()

    def native(self, lines, cases):
        n = super().native(lines, cases)
        self.con.execute("DEALLOCATE q") if self.ready else None
        self.con.execute("PREPARE q AS SELECT %s AS r FROM cs" % self.case)
        self.ready = True
        return n

    ready = False

    def e2e_sql(self, src):
        return "SELECT form, approver, due_days FROM (SELECT row_number() OVER () AS i, %s AS r FROM (%s)) d LEFT JOIN th USING (r) ORDER BY i" % (self.case, src)


class DuckJoin(Duck):
    """The table as rows: hash join on (kind, severity, vip), ranges as residual conditions, min(rule)."""
    name = "duckdb-join"
    limit = 10 ** 9

    @property
    def columns(self):
        return ("SELECT row_number() OVER () AS i, list_position(['%s'],kind)-1 AS k, 1<<(list_position(['%s'],severity)-1)::INT AS s, "
                "CASE WHEN vip THEN 2 ELSE 1 END AS v, CAST(round(amount*100) AS BIGINT) AS cents, \"days\" AS ndays FROM %%s" % ("','".join(self.kinds), "','".join(self.sevs)))

    def prepare(self):
        self.connect()
        self.rows = tempfile.NamedTemporaryFile("w", suffix=".jsonl")
        for i, r in enumerate(self.rules):
            b = box_of(r, self.table)
            self.rows.write(json.dumps(dict(r["then"], r=i, km=b["kind"], sm=b["severity"], vm=b["vip"], al=b["amount"][0], ah=b["amount"][1],
                                            dl=b["days"][0], dh=b["days"][1]), ensure_ascii=False) + "\n")
        self.rows.flush()

    def load(self):
        self.con.execute("CREATE OR REPLACE TABLE th AS SELECT * FROM read_json('%s', format='newline_delimited')" % self.rows.name)
        self.con.execute("CREATE OR REPLACE TABLE rl AS SELECT k, s, v, r, al, ah, dl, dh FROM th, range(%d) x(k), (VALUES (1),(2),(4),(8)) y(s), (VALUES (1),(2)) z(v) "
                         "WHERE (km>>k)&1=1 AND (sm & s)<>0 AND (vm & v)<>0" % len(self.kinds))

    JOIN = ("SELECT i, min(r) AS r FROM %s c JOIN rl ON c.k=rl.k AND c.s=rl.s AND c.v=rl.v AND cents BETWEEN al AND ah AND ndays BETWEEN dl AND dh GROUP BY i")

    def eval(self, native):
        import numpy as np
        d = self.con.execute(self.JOIN % "cs").fetchnumpy()
        out = np.full(native + 1, -1, dtype=np.int64)
        out[d["i"]] = d["r"]
        return out[1:].tolist()

    def e2e_sql(self, src):
        return ("WITH c0 AS MATERIALIZED (%s), h AS (%s) SELECT form, approver, due_days FROM c0 LEFT JOIN h USING (i) LEFT JOIN th USING (r) ORDER BY i"
                % (src, self.JOIN % "c0"))


class NodeIf(Peer):
    """node: the table as generated JavaScript, functions of 100 rules each (bigger ones are not optimised by V8)."""
    name = "node-ifchain"

    def prepare(self):
        node = shutil.which("node")
        if not node:
            raise ImportError("node")
        fs, src = [], []
        for i, r in enumerate(self.rules):
            ts = []
            for c in r["when"]:
                f = c["field"]
                if c["op"] == "eq":
                    ts.append("%s===%s" % (f, json.dumps(c["value"], ensure_ascii=False)))
                elif c["op"] == "in":
                    ts.append("(" + "||".join("%s===%s" % (f, json.dumps(v, ensure_ascii=False)) for v in c["values"]) + ")")
                else:
                    if c.get("lo") is not None:
                        ts.append("%s%s%s" % (f, ">=" if c["lo_closed"] else ">", c["lo"]))
                    if c.get("hi") is not None:
                        ts.append("%s%s%s" % (f, "<=" if c["hi_closed"] else "<", c["hi"]))
            if i % 100 == 0:
                fs.append("f%d" % (i // 100))
                src.append("%sfunction f%d(kind,amount,days,severity,vip){" % ("" if i == 0 else "return -1}\n", i // 100))
            src.append("if(%s)return %d;" % ("&&".join(ts), i))
        src.append("return -1}\nconst F=[%s];" % ",".join(fs))
        self.js = "".join(src) + r"""
const fs=require('fs');let cases=[],lines=[];
const frag=JSON.parse(fs.readFileSync(process.argv[2],'utf8'));
function decide(c){let k=-1;for(const f of F){k=f(c.kind,c.amount,c.days,c.severity,c.vip);if(k>=0)break;}return k;}
require('readline').createInterface({input:process.stdin}).on('line',l=>{
  const [cmd,arg,cnt]=l.split('\t');let r=null;
  if(cmd==='in'){const text=fs.readFileSync(arg,'utf8').split('\n').filter(x=>x);lines=text;cases=text.map(x=>JSON.parse(x));}
  const c0=process.cpuUsage();
  if(cmd==='eval'){r=new Array(cases.length);for(let i=0;i<cases.length;i++)r[i]=decide(cases[i]);}
  if(cmd==='e2e'){const o=new Array(lines.length);for(let i=0;i<lines.length;i++){const k=decide(JSON.parse(lines[i]));o[i]=k<0?'{}':frag[k];}r=Buffer.from(o.join('\n')+'\n');}
  const c=process.cpuUsage(c0);
  process.stdout.write(JSON.stringify({cpu:(c.user+c.system)/1e6,r:arg==='show'?(cmd==='e2e'?r.toString():r):null})+'\n');
});
"""
        self.frags = tempfile.NamedTemporaryFile("w", suffix=".json")
        json.dump([f.decode().strip() for f in self.frag[:-1]], self.frags)
        self.frags.flush()
        self.script = tempfile.NamedTemporaryFile("w", suffix=".js", encoding="utf-8")
        self.script.write(self.js)
        self.script.flush()
        self.node, self.child = node, None

    def load(self):
        self.close()
        self.child = subprocess.Popen([self.node, self.script.name, self.frags.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ask("ping", "")

    def ask(self, *a):
        self.child.stdin.write(("\t".join(a) + "\n").encode())
        self.child.stdin.flush()
        return json.loads(self.child.stdout.readline())

    def native(self, lines, cases):
        self.file = tempfile.NamedTemporaryFile(suffix=".jsonl")
        self.file.write(b"\n".join(lines) + b"\n")
        self.file.flush()
        self.ask("in", self.file.name)
        return len(lines)

    own_cpu = True  # CPU seconds are node's own account; load is wall time and includes starting node

    def eval(self, native):
        return self.ask("eval", "show")["r"]

    def e2e(self, lines):
        return self.ask("e2e", "show")["r"].encode()

    def close(self):
        if getattr(self, "child", None):
            self.child.stdin.close()
            self.child.wait()
            self.child = None


PEERS = [PyIf, PyBitmap, Columnar, NodeIf, DuckJoin, DuckCase, JsonLogic, Zen, Cel, Cedar, Rego, CelPy]


# ------------------------------------------------------------------ harness
def measured(peer, what, arg):
    if getattr(peer, "own_cpu", False):
        return peer.ask(what, "")["cpu"]
    cpu, _, _ = once(lambda: (peer.eval if what == "eval" else peer.e2e)(arg))
    return cpu


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--cases", required=True)
    ap.add_argument("--table", action="append", required=True)
    ap.add_argument("--reps", type=int, default=5)
    ap.add_argument("--budget", type=float, default=1.0, help="CPU seconds per measurement")
    ap.add_argument("--peers")
    a = ap.parse_args()
    describe("orjson", "numpy", "zen-engine", "cedarpy", "datalogic-py", "common-expression-language", "cel-python", "regopy", "duckdb")
    if shutil.which("node"):
        meta("version", "node " + subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip())
    pin()
    lines = read_lines(a.cases)
    cases = [orjson.loads(x) for x in lines]
    wanted = set(a.peers.split(",")) if a.peers else None
    bad = 0
    for path in a.table:
        table = read_table(path)
        n = len(table["rules"])
        k = min(len(cases), 300 if n < 5000 else 120)
        truth = [oracle(table, c) for c in cases[:k]]
        hits = sum(t >= 0 for t in truth) / k
        meta("table", "%s rules=%d hit=%.3f mean_first_hit=%.0f" % (os.path.basename(path), n, hits, sum(t if t >= 0 else n for t in truth) / k))
        ready = []
        for P in PEERS:
            if (wanted and P.name not in wanted) or n > P.limit:
                continue
            p = P(table, a.cases)
            try:
                p.prepare()
            except ImportError as e:
                note("%s skipped: %s" % (P.name, e))
                continue
            loads = []
            for _ in range(a.reps):
                cpu, wall, _r = once(p.load)
                loads.append(wall * 1e3 if getattr(p, "own_cpu", False) else cpu * 1e3)
                if sum(loads) > 20e3:
                    break
            figure("w1.%s.n%d.load" % (P.name, n), "ms", loads)
            # size: a prefix of the cases that takes about --budget seconds
            m = len(cases) if p.batch else 50
            while not p.batch:
                m = min(m, len(cases))
                nat = p.native(lines[:m], cases[:m])
                t = max(measured(p, "eval", nat), 1e-6)
                if m == len(cases) or t > a.budget / 4:
                    break
                m *= 4
            if not p.batch:
                m = max(20, min(len(cases), int(m * a.budget / t)))
            # answers
            p.check = True
            got = p.eval(p.native(lines[:k], cases[:k]))
            text = p.e2e(lines[:k]).split(b"\n")
            want = [table["rules"][t]["then"] if t >= 0 else {} for t in truth]
            wrong = sum(x != y for x, y in zip(got, truth)) + sum(orjson.loads(x or b"null") != y for x, y in zip(text, want)) + (len(got) != k)
            p.check = False
            if wrong:
                note("%s n=%d: %d wrong answers of %d" % (P.name, n, wrong, 2 * k))
                bad += 1
            nat = p.native(lines[:m], cases[:m])
            ready.append((p, nat, m))
        rates = {}
        for p, nat, m in ready:
            if getattr(p, "own_cpu", False):  # let the JIT settle
                for _ in range(4):
                    p.ask("eval", "")
                    p.ask("e2e", "")
        for rep in range(a.reps + 1):  # the first round warms up and is not counted
            for p, nat, m in ready:
                for what in ("eval", "e2e"):
                    rate = m / max(measured(p, what, nat if what == "eval" else lines[:m]), 1e-9)
                    if rep:
                        rates.setdefault((p.name, what), []).append(rate)
        for p, nat, m in ready:
            for what in ("eval", "e2e"):
                figure("w1.%s.n%d.%s" % (p.name, n, what), "decisions/cpu-s", rates[p.name, what])
            note("%s n=%d cases=%d" % (p.name, n, m))
        base = "python-ifchain"
        if (base, "eval") in rates:
            for p, nat, m in ready:
                if p.name != base:
                    for what in ("eval", "e2e"):
                        figure("w1.ratio.%s.n%d.%s" % (p.name, n, what), "x-python-ifchain",
                               [x / y for x, y in zip(rates[p.name, what], rates[base, what])])
        for p, _, _ in ready:
            p.close()
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
