#!/usr/bin/env python3
"""Deterministic workload generator (seedable). Standard library only.

  workload.py table   --rules N [--style scatter|partition] [--gap] [--overlap] --seed S --out table.json
  workload.py cases   --count M --seed S --out cases.jsonl
  workload.py notices --count M --seed S --out notices.jsonl --xml notices.xml

The same arguments always give the same bytes.
"""
import argparse
import heapq
import json
import math
import random
import time
from xml.sax.saxutils import escape, quoteattr

KINDS = [
    "消防通道堵塞", "安全出口锁闭", "灭火器过期", "应急照明失效", "电气线路老化", "配电箱未闭锁", "违规动火作业", "气瓶混放",
    "危化品超量储存", "危化品无标识", "通风设施停用", "可燃气体报警失效", "特种设备未检验", "起重机械带病运行", "压力容器超期", "锅炉无证操作",
    "高处作业无防护", "脚手架搭设不合格", "临边洞口无防护", "基坑支护缺陷", "有限空间未审批", "有限空间未检测", "粉尘清扫不及时", "除尘系统缺陷",
    "劳动防护用品缺失", "特种作业无证", "安全培训缺失", "安全投入不足", "应急预案未备案", "应急演练缺失", "安全管理机构缺失", "隐患台账缺失",
    "外包单位失管", "承包协议缺失", "安全距离不足", "建筑耐火等级不足", "疏散指示缺失", "消防水源不足", "监控值班脱岗", "重大危险源未登记",
]
SEVERITIES = ["low", "medium", "high", "critical"]
FORMS = ["R-01", "R-02", "R-03", "R-04", "S-11", "S-12", "S-13", "P-21", "P-22", "P-23", "W-31", "W-32"]
APPROVERS = ["中队负责人", "大队负责人", "支队负责人", "法制审核员", "分管局长", "局长", "局务会", "上级机关"]
DUE = [3, 5, 7, 10, 15, 20, 30, 45, 60, 90]
AMOUNT_MAX = 100_000_000  # cents


def schema():
    return [
        {"name": "kind", "type": "enum", "values": KINDS},
        {"name": "amount", "type": "decimal", "min": 0, "max": 1000000, "scale": 2},
        {"name": "days", "type": "int", "min": 0, "max": 365},
        {"name": "severity", "type": "enum", "values": SEVERITIES},
        {"name": "vip", "type": "bool"},
    ]


def money(c):
    return c // 100 if c % 100 == 0 else c / 100


def outputs(rng):
    combos = [{"form": rng.choice(FORMS), "approver": rng.choice(APPROVERS), "due_days": rng.choice(DUE)} for _ in range(24)]
    return lambda: dict(rng.choice(combos))


def wrap(n, style, seed, rules):
    return {"format": "decision-table/1", "style": style, "seed": seed, "hit_policy": "first", "fields": schema(),
            "outputs": [{"name": "form", "type": "string"}, {"name": "approver", "type": "string"}, {"name": "due_days", "type": "int"}],
            "rules": rules}


# --------------------------------------------------------------- scatter: random boxes, first hit decides
def scatter(n, seed):
    rng = random.Random(seed * 1_000_003 + n)
    out = outputs(rng)
    p = min(0.25, 2.5 / n)  # probability that one rule holds: their sum is 2.5, so ~92 % of cases hit something
    rules = []
    while len(rules) < n:
        k = rng.choices((2, 3, 4), (35, 45, 20))[0]
        fs = rng.sample(["kind", "amount", "days", "severity", "vip"], k)
        nums = [f for f in ("amount", "days") if f in fs]
        if not nums:
            continue
        target = min(0.6, p * math.exp(rng.gauss(0, 0.4)))
        q, conds = 1.0, {}
        room = target * 1.1  # the discrete part must leave at least this much
        for f in ("vip", "severity", "kind"):
            if f not in fs:
                continue
            size = {"vip": 2, "severity": 4, "kind": 40}[f]
            values = {"vip": [False, True], "severity": SEVERITIES, "kind": KINDS}[f]
            need = max(1, math.ceil(size * room / q))
            if need > size * 3 // 4:
                q = 0
                break
            if need == 1:
                conds[f] = {"field": f, "op": "eq", "value": rng.choice(values)}
            else:
                idx = sorted(rng.sample(range(size), need))
                conds[f] = {"field": f, "op": "in", "values": [values[i] for i in idx]}
            q *= need / size
        if q == 0:
            continue
        w = target / q
        if w > 0.95:
            continue
        if len(nums) == 2:
            t = rng.uniform(0.3, 0.7)
            widths = {"amount": w ** t, "days": w ** (1 - t)}
        else:
            widths = {nums[0]: w}
        if widths.get("amount", 1) < 0.001 or widths.get("days", 1) < 2.0 / 366:
            continue
        if "amount" in widths:
            span = max(1, int(widths["amount"] * AMOUNT_MAX))
            anchor = rng.random()
            lo = 0 if anchor < 0.15 else AMOUNT_MAX - span if anchor > 0.9 else rng.randrange(0, AMOUNT_MAX - span + 1)
            lo -= lo % rng.choice((1, 100, 10000))
            hi = lo + span
            half = rng.random() < 0.8  # [lo, hi) mostly, (lo, hi] sometimes
            c = {"field": "amount", "op": "range"}
            if lo > 0:
                c["lo"], c["lo_closed"] = money(lo), half
            if hi < AMOUNT_MAX or lo <= 0:
                c["hi"], c["hi_closed"] = money(hi), not half
            conds["amount"] = c
        if "days" in widths:
            span = max(1, round(widths["days"] * 366))
            lo = rng.randrange(0, 366 - span + 1)
            hi = lo + span - 1
            c = {"field": "days", "op": "range"}
            if lo > 0:
                c["lo"], c["lo_closed"] = lo, True
            if hi < 365 or lo == 0:
                c["hi"], c["hi_closed"] = hi, True
            conds["days"] = c
        order = [f for f in ("kind", "severity", "amount", "days", "vip") if f in conds]
        rules.append({"id": "R%05d" % (len(rules) + 1), "when": [conds[f] for f in order], "then": out()})
    return wrap(n, "scatter", seed, rules)


# --------------------------------------------------------------- partition: complete and free of overlap
def partition(n, seed, gap=False, overlap=False):
    rng = random.Random(seed * 1_000_033 + n)
    out = outputs(rng)
    full = {"kind": (1 << 40) - 1, "severity": 15, "vip": 3, "amount": (0, AMOUNT_MAX), "days": (0, 365)}

    def volume(b):
        return (bin(b["kind"]).count("1") / 40 * bin(b["severity"]).count("1") / 4 * bin(b["vip"]).count("1") / 2
                * (b["amount"][1] - b["amount"][0] + 1) / (AMOUNT_MAX + 1) * (b["days"][1] - b["days"][0] + 1) / 366)

    heap, serial = [(-1.0, 0, full)], 1
    while len(heap) < n:
        v, _, b = heapq.heappop(heap)
        used = [f for f in full if b[f] != full[f]]
        options = []
        for f in ("kind", "severity", "vip", "amount", "days"):
            if f not in used and len(used) >= 4:
                continue
            if f in ("amount", "days"):
                if b[f][1] - b[f][0] >= (200000 if f == "amount" else 4):
                    options += [f] * 3
            elif bin(b[f]).count("1") > 1:
                options += [f] * (3 if f == "kind" else 1)
        f = rng.choice(options)
        a, c = dict(b), dict(b)
        if f in ("amount", "days"):
            lo, hi = b[f]
            cut = lo + int((hi - lo) * rng.uniform(0.3, 0.7))
            if f == "amount":
                cut -= cut % 100
                cut -= 1  # [lo, cut] and [cut+1, hi]: cut+1 is a whole unit
                cut = min(max(cut, lo), hi - 1)
            a[f], c[f] = (lo, cut), (cut + 1, hi)
        else:
            bits = [i for i in range(40) if b[f] >> i & 1]
            rng.shuffle(bits)
            k = max(1, min(len(bits) - 1, round(len(bits) * rng.uniform(0.3, 0.7))))
            a[f] = sum(1 << i for i in bits[:k])
            c[f] = sum(1 << i for i in bits[k:])
        for x in (a, c):
            heapq.heappush(heap, (-volume(x), serial, x))
            serial += 1
    boxes = [b for _, _, b in heap]
    rng.shuffle(boxes)
    if gap or overlap:
        some = [b for b in boxes if 0 < b["amount"][0] and b["amount"][1] < AMOUNT_MAX]
        g, o = rng.sample(some, 2)
        if gap:
            g["amount"] = (g["amount"][0], g["amount"][1] - 1)  # a hole one cent wide
        if overlap:
            o["amount"] = (o["amount"][0], o["amount"][1] + 1)  # an overlap one cent wide
    rules = []
    for b in boxes:
        when = []
        for f, values in (("kind", KINDS), ("severity", SEVERITIES)):
            if b[f] != full[f]:
                vs = [v for i, v in enumerate(values) if b[f] >> i & 1]
                when.append({"field": f, "op": "eq", "value": vs[0]} if len(vs) == 1 else {"field": f, "op": "in", "values": vs})
        if b["amount"] != full["amount"]:
            c = {"field": "amount", "op": "range"}
            if b["amount"][0] > 0:
                c["lo"], c["lo_closed"] = money(b["amount"][0]), True
            if b["amount"][1] < AMOUNT_MAX:
                c["hi"], c["hi_closed"] = money(b["amount"][1] + 1), False
            when.append(c)
        if b["days"] != full["days"]:
            c = {"field": "days", "op": "range"}
            if b["days"][0] > 0:
                c["lo"], c["lo_closed"] = b["days"][0], True
            if b["days"][1] < 365:
                c["hi"], c["hi_closed"] = b["days"][1], True
            when.append(c)
        if b["vip"] != full["vip"]:
            when.append({"field": "vip", "op": "eq", "value": b["vip"] == 2})
        rules.append({"id": "R%05d" % (len(rules) + 1), "when": when, "then": out()})
    return wrap(n, "partition", seed, rules)


def dump_table(t, path):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        head = {k: v for k, v in t.items() if k != "rules"}
        f.write(json.dumps(head, ensure_ascii=False)[:-1] + ',"rules":[\n')
        f.write(",\n".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in t["rules"]))
        f.write("\n]}\n")


# --------------------------------------------------------------- cases
def dump_cases(count, seed, path):
    rng = random.Random(seed * 7_919 + 1)
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        for i in range(count):
            c = {"id": "C%07d" % (i + 1), "kind": rng.choice(KINDS), "amount": rng.randrange(0, AMOUNT_MAX + 1) / 100,
                 "days": rng.randrange(0, 366), "severity": rng.choice(SEVERITIES), "vip": rng.random() < 0.5}
            f.write(json.dumps(c, ensure_ascii=False, separators=(",", ":")) + "\n")


# --------------------------------------------------------------- notices
SURN = list("王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗")
GIVEN = list("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华建国志远")
CITIES = ["临江市", "青澜市", "云岭市", "海泉市", "北辰市"]
DISTRICTS = ["东港区", "西塘区", "南湖区", "北岭区", "高新区"]
ROADS = ["和平路", "建设大道", "创业街", "滨江路", "工业三路", "长安街"]
TRADES = ["精密机械有限公司", "化工贸易有限公司", "家具制造厂", "食品加工有限公司", "物流仓储有限公司", "建筑工程集团有限公司"]
WORDS = ["恒泰", "瑞丰", "金谷", "宏达", "新联", "安顺", "A&B", "永盛", "<华信>", "东方"]
INDUSTRY = ["机械制造", "危险化学品经营", "木材加工", "食品制造", "仓储物流", "房屋建筑"]
PLACES = ["一号车间东侧通道", "二层原料仓库", "配电房", "厂区西北角气瓶间", "成品库装卸区", "三号楼屋面施工面", "地下污水池", "喷涂作业区"]
DESCS = ["现场检查发现该处长期堆放杂物，占用疏散宽度超过三分之一", "未按规定设置明显的安全警示标志，且现场无人监护",
         "设备检验合格证已过有效期，仍在继续使用", "未建立台账，无法提供近三个月的检查与维护记录", "气体浓度检测值 > 报警限值，未采取通风措施",
         "作业人员未佩戴防护用品，且未能出示有效的特种作业操作证", "线路敷设不规范，接头裸露，未设置漏电保护装置"]
LAWS = ["《中华人民共和国安全生产法》第三十五条", "《中华人民共和国安全生产法》第四十一条第二款", "《中华人民共和国消防法》第二十八条",
        "《特种设备安全法》第四十条第三款", "《工贸企业有限空间作业安全规定》第九条", "《建设工程安全生产管理条例》第二十八条"]
MEASURES = ["立即清理并恢复原状，落实专人每日巡查", "停止使用该设备，经检验合格后方可恢复", "补设警示标志并安排专人监护",
            "组织全员培训并将记录报送本机关备案", "更换老化线路，加装漏电保护装置并出具检测报告"]
OPINIONS = ["拟同意责令限期改正，请审核。", "事实清楚，证据确凿，适用法律正确。", "同意。", "同意按规定送达并跟踪复查。"]
ROLES = ["承办人", "法制审核", "部门负责人", "分管领导"]
FILES = ["现场检查记录", "询问笔录", "现场照片（12张）", "检测报告", "调取证据清单"]


def cn_amount(c):
    """Whole yuan in the formal capital form."""
    n = c // 100
    if n == 0:
        return "零元整"
    digits, units, groups = "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"], ["", "万", "亿"]
    out, g = "", 0
    while n:
        part, n = n % 10000, n // 10000
        s, zero = "", False
        for i in range(4):
            d = part // 10 ** i % 10
            if d:
                s = digits[d] + units[i] + ("零" if zero and s else "") + s
                zero = False
            else:
                zero = True
        if s:
            if n and part < 1000:
                s = "零" + s
            out = s + groups[g] + out
        g += 1
    return out + "元整"


def name(rng):
    return rng.choice(SURN) + "".join(rng.sample(GIVEN, rng.choice((1, 2))))


def date(rng, base=0):
    d = 20_000 + base
    y, r = 2024 + d // 20_400, rng.randrange(0, 336)
    return "%04d-%02d-%02d" % (y, r // 28 + 1, r % 28 + 1)


def make_notice(i, rng):
    city, dist = rng.choice(CITIES), rng.choice(DISTRICTS)
    n = rng.randint(3, 12)
    findings, total = [], 0
    for k in range(n):
        pen = rng.choice((0, 200000, 500000, 1000000, 2000000, rng.randrange(100000, 6000000)))
        total += pen
        findings.append({"seq": k + 1, "place": rng.choice(PLACES), "item": rng.choice(KINDS), "desc": rng.choice(DESCS), "basis": rng.choice(LAWS),
                         "measure": rng.choice(MEASURES), "deadline": date(rng, 500), "penalty": pen / 100})
    sev = rng.choice(SEVERITIES)
    issued = date(rng)
    return {
        "id": "N%07d" % i, "doc_no": "%s应急责改〔2024〕%04d号" % (city[0], i % 10000), "issued_on": issued,
        "agency": city + dist + "应急管理局", "agency_phone": "0%03d-%08d" % (rng.randrange(300, 999), rng.randrange(10 ** 8)),
        "party": {"name": city + rng.choice(WORDS) + rng.choice(TRADES), "credit_code": "91%016d" % rng.randrange(10 ** 16), "legal_rep": name(rng),
                  "address": city + dist + rng.choice(ROADS) + "%d号" % rng.randint(1, 999), "phone": "1%010d" % rng.randrange(10 ** 10),
                  "industry": rng.choice(INDUSTRY)},
        "inspection": {"date": issued, "inspectors": [{"name": name(rng), "cert": "YJ%06d" % rng.randrange(10 ** 6)} for _ in range(rng.choice((2, 2, 3)))]},
        "severity": sev, "repeat": rng.random() < 0.25, "stop_work": sev == "critical" or rng.random() < 0.1,
        "findings": findings, "total_penalty": total / 100, "total_cn": cn_amount(total), "appeal_days": rng.choice((60, 60, 60, 30)),
        "attachments": rng.sample(FILES, rng.randint(0, 4)),
        "approvals": [{"role": r, "name": name(rng), "opinion": o, "date": issued} for r, o in zip(ROLES[:rng.choice((3, 4))], OPINIONS)],
    }


def notice_xml(n):
    """The same notice as XML, on one line: scalars and objects become elements, lists repeat an element."""
    one = {"findings": "finding", "approvals": "approval", "inspectors": "inspector", "attachments": "attachment"}

    def el(tag, v):
        if isinstance(v, dict):
            return "<%s>%s</%s>" % (tag, "".join(el(k, x) for k, x in v.items()), tag)
        if isinstance(v, list):
            return "<%s>%s</%s>" % (tag, "".join(el(one[tag], x) for x in v), tag)
        if isinstance(v, bool):
            v = "true" if v else "false"
        elif isinstance(v, float):
            v = "%.2f" % v
        return "<%s>%s</%s>" % (tag, escape(str(v)), tag)

    return "<notice id=%s>%s</notice>" % (quoteattr(n["id"]), "".join(el(k, v) for k, v in n.items() if k != "id"))


def dump_notices(count, seed, path, xml):
    rng = random.Random(seed * 104_729 + 2)
    x = open(xml, "w", encoding="utf-8", newline="\n") if xml else None
    if x:
        x.write('<?xml version="1.0" encoding="UTF-8"?>\n<notices>\n')
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        for i in range(1, count + 1):
            n = make_notice(i, rng)
            f.write(json.dumps(n, ensure_ascii=False, separators=(",", ":")) + "\n")
            if x:
                x.write(notice_xml(n) + "\n")
    if x:
        x.write("</notices>\n")
        x.close()


def dump_log(cases, seed, path):
    """An event log: five events a case on average, sorted by case, each minute of a case its own; one case in eight is odd."""
    rng = random.Random(seed)
    usual = ("submit", "check", "approve", "pay")
    start = 1767225600
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("case,act,person,time\n")
        for i in range(cases):
            acts = list(usual) + ([rng.choice(usual)] if rng.random() < 0.9 else ["refund", "check"])
            if rng.random() < 0.125:
                rng.shuffle(acts)
            at = start + i * 60 + rng.randrange(86400)
            for act in acts:
                at += 60 * rng.randint(1, 4000)
                moment = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(at))
                f.write("c%07d,%s,p%d,%s\n" % (i, act, rng.randint(1, 200), moment))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="what", required=True)
    t = sub.add_parser("table")
    t.add_argument("--rules", type=int, required=True)
    t.add_argument("--style", choices=("scatter", "partition"), default="scatter")
    t.add_argument("--gap", action="store_true", help="partition only: leave a hole one cent wide")
    t.add_argument("--overlap", action="store_true", help="partition only: make two rules overlap by one cent")
    c = sub.add_parser("cases")
    c.add_argument("--count", type=int, default=10000)
    n = sub.add_parser("notices")
    n.add_argument("--count", type=int, default=10000)
    n.add_argument("--xml")
    g = sub.add_parser("log")
    g.add_argument("--cases", type=int, default=200000)
    for p in (t, c, n, g):
        p.add_argument("--seed", type=int, default=1)
        p.add_argument("--out", required=True)
    a = ap.parse_args()
    if a.what == "table":
        dump_table(scatter(a.rules, a.seed) if a.style == "scatter" else partition(a.rules, a.seed, a.gap, a.overlap), a.out)
    elif a.what == "cases":
        dump_cases(a.count, a.seed, a.out)
    elif a.what == "log":
        dump_log(a.cases, a.seed, a.out)
    else:
        dump_notices(a.count, a.seed, a.out, a.xml)


if __name__ == "__main__":
    main()
