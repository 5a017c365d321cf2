#!/usr/bin/env python3
"""The notices of W2 as editable documents (DOCX), by docxtpl and by python-docx.

  word.py --notices notices.jsonl [--count 60] [--reps 5]

Figures (TAB separated: name, unit, median, min, max):
  word.<peer>.e2e   docs per CPU second: one line of JSONL -> the bytes of a DOCX
The words of every document are compared with those of Jinja2's page; a difference ends the script with status 1.
"""
import argparse
import html
import io
import re
import sys
import zipfile

import orjson

from common import *  # noqa: F401,F403
from notice import Jinja, LEVEL, cndate, money

PARTY = [("被检查单位", "name"), ("统一社会信用代码", "credit_code"), ("法定代表人", "legal_rep"), ("地址", "address"),
         ("联系电话", "phone"), ("所属行业", "industry")]
HEADS = ["序号", "部位", "问题", "依据", "整改要求", "期限", "拟处罚款（元）"]
STEPS = ["环节", "姓名", "意见", "日期"]
ORDER = "现责令你单位对上述第1项至第%s项问题按规定期限整改完毕，并于整改完成后三日内将整改情况书面报告本机关。逾期不整改或者达不到要求的，本机关将依法给予行政处罚。"
STOP = "鉴于现场存在直接危及人身安全的情形，根据《中华人民共和国安全生产法》第七十条，责令你单位立即停止相关区域的作业，撤出作业人员；经本机关复查同意后方可恢复。"
CRITICAL = "本次检查发现的重大事故隐患将依法挂牌督办，并抄报上一级主管部门。"
REPEAT = "你单位曾因同类问题被责令整改，本次属于一年内再次发现，依法应当从重处理。"
HEARING = "拟处罚款合计%s元，属于较大数额罚款，你单位有权在收到告知之日起五日内要求举行听证。"
APPEAL = "如不服本指令，可以自收到之日起%s日内依法申请行政复议，或者在六个月内依法向人民法院提起行政诉讼。复议、诉讼期间不停止执行。"
COPIES = "本指令书一式三份：一份送达被检查单位，一份存档，一份报送备案。"


def row(table, *texts):
    for cell, text in zip(table.add_row().cells, texts):
        cell.text = text


class PythonDocx:
    """Paragraph by paragraph, as its manual shows."""
    name = "python-docx"

    def __init__(self):
        import docx
        self.docx = docx

    def one(self, n):
        d = self.docx.Document()
        p, day = d.add_paragraph, n["inspection"]["date"]
        p(n["agency"])
        d.add_heading("责令限期整改指令书", 0)
        p("文号：" + n["doc_no"])
        party = d.add_table(0, 2)
        for label, key in PARTY:
            row(party, label, n["party"][key])
        row(party, "隐患等级", LEVEL[n["severity"]])
        who = "、".join(f'{i["name"]}（证号：{i["cert"]}）' for i in n["inspection"]["inspectors"])
        p(f"经本机关执法人员{who}于{cndate(day)}对你单位进行现场检查，发现存在下列问题：")
        findings = d.add_table(0, 7)
        row(findings, *HEADS)
        for f in n["findings"]:
            row(findings, str(f["seq"]), f["place"], f'{f["item"]}：{f["desc"]}', f["basis"], f["measure"], cndate(f["deadline"]), money(f["penalty"]))
        row(findings, f'合计（大写：{n["total_cn"]}）', money(n["total_penalty"]))
        p(ORDER % len(n["findings"]))
        if n["stop_work"]:
            p(STOP)
        if n["severity"] == "critical":
            p(CRITICAL)
        if n["repeat"]:
            p(REPEAT)
        if n["total_penalty"] >= 100000:
            p(HEARING % money(n["total_penalty"]))
        p(APPEAL % n["appeal_days"])
        if n["attachments"]:
            p("附件：")
            for attachment in n["attachments"]:
                p(attachment)
        steps = d.add_table(0, 4)
        row(steps, *STEPS)
        for a in n["approvals"]:
            row(steps, a["role"], a["name"], a["opinion"], cndate(a["date"]))
        p("联系电话：" + n["agency_phone"])
        p(n["agency"] + "（印章）")
        p(cndate(n["issued_on"]))
        p(COPIES)
        out = io.BytesIO()
        d.save(out)
        return out.getvalue()


class DocxTemplate:
    """A template with tags; it is read once, and opened for each document from memory, as the library wants it."""
    name = "docxtpl"

    def __init__(self):
        import docxtpl
        import jinja2
        import docx
        d = docx.Document()
        p = d.add_paragraph
        p("{{ n.agency }}")
        d.add_heading("责令限期整改指令书", 0)
        p("文号：{{ n.doc_no }}")
        party = d.add_table(0, 2)
        for label, key in PARTY:
            row(party, label, "{{ n.party.%s }}" % key)
        row(party, "隐患等级", "{{ LEVEL[n.severity] }}")
        p("经本机关执法人员{% for i in n.inspection.inspectors %}{% if not loop.first %}、{% endif %}{{ i.name }}（证号：{{ i.cert }}）{% endfor %}"
          "于{{ n.inspection.date|cndate }}对你单位进行现场检查，发现存在下列问题：")
        findings = d.add_table(0, 7)
        row(findings, *HEADS)
        row(findings, "{%tr for f in n.findings %}")
        row(findings, "{{ f.seq }}", "{{ f.place }}", "{{ f.item }}：{{ f.desc }}", "{{ f.basis }}", "{{ f.measure }}", "{{ f.deadline|cndate }}", "{{ f.penalty|money }}")
        row(findings, "{%tr endfor %}")
        row(findings, "合计（大写：{{ n.total_cn }}）", "{{ n.total_penalty|money }}")
        p(ORDER % "{{ n.findings|length }}")
        for condition, text in (("n.stop_work", STOP), ('n.severity == "critical"', CRITICAL), ("n.repeat", REPEAT),
                                ("n.total_penalty >= 100000", HEARING % "{{ n.total_penalty|money }}")):
            p("{%%p if %s %%}" % condition)
            p(text)
            p("{%p endif %}")
        p(APPEAL % "{{ n.appeal_days }}")
        p("{%p if n.attachments %}")
        p("附件：")
        p("{%p for a in n.attachments %}")
        p("{{ a }}")
        p("{%p endfor %}")
        p("{%p endif %}")
        steps = d.add_table(0, 4)
        row(steps, *STEPS)
        row(steps, "{%tr for a in n.approvals %}")
        row(steps, "{{ a.role }}", "{{ a.name }}", "{{ a.opinion }}", "{{ a.date|cndate }}")
        row(steps, "{%tr endfor %}")
        p("联系电话：{{ n.agency_phone }}")
        p("{{ n.agency }}（印章）")
        p("{{ n.issued_on|cndate }}")
        p(COPIES)
        out = io.BytesIO()
        d.save(out)
        self.template, self.open = out.getvalue(), docxtpl.DocxTemplate
        self.environment = jinja2.Environment(autoescape=True)
        self.environment.filters.update(cndate=cndate, money=money)

    def one(self, n):
        d = self.open(io.BytesIO(self.template))
        d.render({"n": n, "LEVEL": LEVEL}, self.environment)
        out = io.BytesIO()
        d.save(out)
        return out.getvalue()


def words_of_page(page):
    body = page[page.index("<body>"):]
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", body)))


def words(document):
    """Of a DOCX, in their order."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        body = package.read("word/document.xml").decode()
    return re.sub(r"\s+", "", html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--notices", required=True)
    ap.add_argument("--count", type=int, default=60)
    ap.add_argument("--reps", type=int, default=5)
    a = ap.parse_args()
    describe("python-docx", "docxtpl", "jinja2", "lxml")
    pin()
    lines = read_lines(a.notices, a.count)
    jinja = Jinja()
    want = [words_of_page(jinja.one(orjson.loads(x))) for x in lines]
    peers, bad = [], 0
    for kind in (PythonDocx, DocxTemplate):
        try:
            peer = kind()
        except ImportError as e:
            note("%s skipped: %s" % (kind.name, e))
            continue
        if [words(peer.one(orjson.loads(x))) for x in lines] != want:
            note("%s: output differs from jinja2's" % peer.name)
            bad += 1
        peers.append(peer)
    for peer in peers:
        rates = []
        for _ in range(a.reps):
            cpu, _, _ = once(lambda: [peer.one(orjson.loads(x)) for x in lines])
            rates.append(len(lines) / cpu)
        figure("word.%s.e2e" % peer.name, "docs/cpu-s", rates)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
