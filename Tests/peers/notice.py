#!/usr/bin/env python3
"""W2: one HTML notice per case, by other document generators; PDF printers for scale.

  notice.py --notices notices.jsonl --xml notices.xml [--count 2000] [--reps 5] [--pdf 6] [--chromium]

Figures (TAB separated: name, unit, median, min, max):
  w2.<peer>.render   docs per CPU second: case already parsed (dict or XML tree) -> UTF-8 bytes
  w2.<peer>.e2e      docs per CPU second: one line of JSONL (or one <notice> of XML) -> UTF-8 bytes
  w2.<peer>.e2e_mb   the same as MB of output per CPU second
  w2.ratio.<peer>    e2e divided by jinja2's, round by round (interleaved)
  w2.pdf.<printer>   PDFs per second (weasyprint: CPU; chromium: wall, on one processor)
All outputs are compared with Jinja2's (entities resolved, line ends ignored); a difference ends the script with status 1.
"""
import argparse
import html
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import orjson

from common import *  # noqa: F401,F403

HERE = os.path.dirname(os.path.abspath(__file__))
LEVEL = {"critical": "重大", "high": "较大", "medium": "一般", "low": "轻微"}


def tpl(name):
    return os.path.join(HERE, "templates", name)


def text(name):
    with open(tpl(name), encoding="utf-8") as f:
        return f.read()


def cndate(d):
    return d[:4] + "年" + d[5:7] + "月" + d[8:10] + "日"


def money(x):
    return f"{x:,.2f}"


class Peer:
    own_cpu = False
    stop = "render"

    def source(self, lines, xmls):
        return lines

    def parse(self, src):
        return [orjson.loads(x) for x in src]

    def render(self, parsed):
        """-> list of bytes"""
        one = self.one
        return [one(n).encode() for n in parsed]

    def e2e(self, src):
        one, loads = self.one, orjson.loads
        return [one(loads(x)).encode() for x in src]

    def close(self):
        pass


class Jinja(Peer):
    name = "jinja2"

    def __init__(self):
        import jinja2
        from markupsafe import Markup
        env = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
        env.filters.update(cndate=lambda d: Markup(cndate(d)), money=lambda x: Markup(money(x)))
        t = env.from_string(text("notice.subscript.j2.html"))
        self.one = lambda n: t.render(n=n)


class MiniJinja(Peer):
    name = "minijinja"

    def __init__(self):
        import minijinja
        m = minijinja.Environment(templates={"notice.html": text("notice.j2.html")})
        m.trim_blocks = m.lstrip_blocks = m.keep_trailing_newline = True
        m.add_filter("cndate", cndate)
        m.add_filter("money", money)
        r = m.render_template
        self.one = lambda n: r("notice.html", n=n)


class Mako(Peer):
    name = "mako"

    def __init__(self):
        from mako.template import Template
        t = Template(filename=tpl("notice.mako"), input_encoding="utf-8", default_filters=["h"], strict_undefined=True)
        r = t.render_unicode
        self.one = lambda n: r(n=n, cndate=cndate, money=money)


class Chameleon(Peer):
    name = "chameleon"

    def __init__(self):
        from chameleon import PageTemplate
        t = PageTemplate(text("notice.pt"))
        self.one = lambda n: t.render(n=n, cndate=cndate, money=money, LEVEL=LEVEL)


class Handwritten(Peer):
    """Not a peer: the notice as hand-written Python f-strings, C escaping. About what a template can reach in Python."""
    name = "python-fstring"

    def __init__(self):
        from markupsafe._speedups import _escape_inner as e
        src = text("notice.j2.html")
        style = re.search(r"<style>.*?</style>", src).group(0)

        def one(n):
            p, sev, pen = n["party"], n["severity"], n["total_penalty"]
            doc, agency, total = e(n["doc_no"]), e(n["agency"]), money(pen)
            rows = "".join([
                f'<tr{" class=" + chr(34) + "hi" + chr(34) if f["penalty"] >= 20000 else ""}><td>{f["seq"]}</td><td>{e(f["place"])}</td><td><b>{e(f["item"])}</b>：{e(f["desc"])}</td>'
                f'<td>{e(f["basis"])}</td><td>{e(f["measure"])}</td><td>{cndate(f["deadline"])}</td><td class="r">{money(f["penalty"])}</td></tr>\n'
                for f in n["findings"]])
            who = "、".join([f'{e(i["name"])}（证号：{e(i["cert"])}）' for i in n["inspection"]["inspectors"]])
            appr = "".join([f'<tr><td>{e(a["role"])}</td><td>{e(a["name"])}</td><td>{e(a["opinion"])}</td><td>{cndate(a["date"])}</td></tr>\n' for a in n["approvals"]])
            stop = '<p class="stop">鉴于现场存在直接危及人身安全的情形，根据《中华人民共和国安全生产法》第七十条，责令你单位立即停止相关区域的作业，撤出作业人员；经本机关复查同意后方可恢复。</p>\n' if n["stop_work"] else ""
            crit = "<p>本次检查发现的重大事故隐患将依法挂牌督办，并抄报上一级主管部门。</p>\n" if sev == "critical" else ""
            rep = "<p>你单位曾因同类问题被责令整改，本次属于一年内再次发现，依法应当从重处理。</p>\n" if n["repeat"] else ""
            big = f"<p>拟处罚款合计{total}元，属于较大数额罚款，你单位有权在收到告知之日起五日内要求举行听证。</p>\n" if pen >= 100000 else ""
            att = "<p>附件：</p><ol>" + "".join([f"<li>{e(a)}</li>" for a in n["attachments"]]) + "</ol>\n" if n["attachments"] else ""
            return f'''<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"/><title>{doc} 责令限期整改指令书</title>
{style}</head>
<body>
<header><p class="agency">{agency}</p><h1>责令限期整改指令书</h1><p class="no">文号：{doc}</p></header>
<table class="party"><tbody>
<tr><th>被检查单位</th><td colspan="3">{e(p["name"])}</td></tr>
<tr><th>统一社会信用代码</th><td>{e(p["credit_code"])}</td><th>法定代表人</th><td>{e(p["legal_rep"])}</td></tr>
<tr><th>地址</th><td>{e(p["address"])}</td><th>联系电话</th><td>{e(p["phone"])}</td></tr>
<tr><th>所属行业</th><td>{e(p["industry"])}</td><th>隐患等级</th><td>{LEVEL[sev]}</td></tr>
</tbody></table>
<p>经本机关执法人员{who}于{cndate(n["inspection"]["date"])}对你单位进行现场检查，发现存在下列问题：</p>
<table class="findings"><thead><tr><th>序号</th><th>部位</th><th>问题</th><th>依据</th><th>整改要求</th><th>期限</th><th>拟处罚款（元）</th></tr></thead><tbody>
{rows}<tr><td colspan="6">合计（大写：{e(n["total_cn"])}）</td><td class="r">{total}</td></tr>
</tbody></table>
<p>现责令你单位对上述第1项至第{len(n["findings"])}项问题按规定期限整改完毕，并于整改完成后三日内将整改情况书面报告本机关。逾期不整改或者达不到要求的，本机关将依法给予行政处罚。</p>
{stop}{crit}{rep}{big}<p>如不服本指令，可以自收到之日起{n["appeal_days"]}日内依法申请行政复议，或者在六个月内依法向人民法院提起行政诉讼。复议、诉讼期间不停止执行。</p>
{att}<table class="approval"><thead><tr><th>环节</th><th>姓名</th><th>意见</th><th>日期</th></tr></thead><tbody>
{appr}</tbody></table>
<p>联系电话：{e(n["agency_phone"])}</p>
<p class="sig">{agency}（印章）</p><p class="sig">{cndate(n["issued_on"])}</p>
<footer>本指令书一式三份：一份送达被检查单位，一份存档，一份报送备案。</footer>
</body></html>
'''
        self.one = one


class Lxml(Peer):
    """libxslt through lxml, one document at a time; the case arrives as XML."""
    name = "lxml-xslt"

    def __init__(self):
        from lxml import etree
        self.etree = etree
        self.x = etree.XSLT(etree.parse(tpl("notice.xsl")))

    def source(self, lines, xmls):
        return xmls

    def parse(self, src):
        return [self.etree.fromstring(s) for s in src]

    def render(self, parsed):
        x = self.x
        return [bytes(x(t)) for t in parsed]

    def e2e(self, src):
        x, p = self.x, self.etree.fromstring
        return [bytes(x(p(s))) for s in src]


class LxmlBatch(Lxml):
    """libxslt through lxml, all documents in one tree: the least overhead per document."""
    name = "lxml-xslt-batch"

    def parse(self, src):
        return self.etree.fromstring(b"<notices>" + b"".join(src) + b"</notices>")

    def render(self, parsed):
        return [bytes(self.x(parsed))]

    def e2e(self, src):
        return self.render(self.parse(src))


class Xsltproc(Peer):
    """xsltproc as a process on one combined file, start-up and reading included."""
    name = "xsltproc"
    children = True

    def __init__(self):
        self.exe = shutil.which("xsltproc")
        if not self.exe:
            raise ImportError("xsltproc")

    def source(self, lines, xmls):
        f = tempfile.NamedTemporaryFile(suffix=".xml")
        f.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<notices>' + b"".join(xmls) + b"</notices>")
        f.flush()
        return f

    def parse(self, src):
        return src

    def render(self, parsed):
        return [subprocess.run([self.exe, tpl("notice.xsl"), parsed.name], stdout=subprocess.PIPE, check=True).stdout]

    e2e = render


class Node(Peer):
    """Not a peer: node, template literals written as generated JavaScript would be."""
    name = "node-literal"
    own_cpu = True
    JS = r"""
const fs=require('fs');
const src=fs.readFileSync(process.argv[2],'utf8');const style=src.match(/<style>.*?<\/style>/)[0];
const LEVEL={critical:"重大",high:"较大",medium:"一般",low:"轻微"};
const RE=/[&<>"']/;const MAP={'&':'&amp;','<':'&lt;','>':'&gt;','"':'&#34;',"'":'&#39;'};
const e=s=>RE.test(s)?s.replace(/[&<>"']/g,c=>MAP[c]):s;
const d=s=>s.slice(0,4)+"年"+s.slice(5,7)+"月"+s.slice(8,10)+"日";
function money(x){const s=x.toFixed(2);let i=s.length-3,o=s.slice(i);while(i>3){o=","+s.slice(i-3,i)+o;i-=3;}return s.slice(0,i)+o;}
function one(n){const p=n.party,total=money(n.total_penalty),doc=e(n.doc_no),agency=e(n.agency);
let rows="";for(const f of n.findings)rows+=`<tr${f.penalty>=20000?' class="hi"':''}><td>${f.seq}</td><td>${e(f.place)}</td><td><b>${e(f.item)}</b>：${e(f.desc)}</td><td>${e(f.basis)}</td><td>${e(f.measure)}</td><td>${d(f.deadline)}</td><td class="r">${money(f.penalty)}</td></tr>\n`;
let who="";for(const i of n.inspection.inspectors)who+=(who?"、":"")+`${e(i.name)}（证号：${e(i.cert)}）`;
let appr="";for(const a of n.approvals)appr+=`<tr><td>${e(a.role)}</td><td>${e(a.name)}</td><td>${e(a.opinion)}</td><td>${d(a.date)}</td></tr>\n`;
let cond="";
if(n.stop_work)cond+='<p class="stop">鉴于现场存在直接危及人身安全的情形，根据《中华人民共和国安全生产法》第七十条，责令你单位立即停止相关区域的作业，撤出作业人员；经本机关复查同意后方可恢复。</p>\n';
if(n.severity==='critical')cond+='<p>本次检查发现的重大事故隐患将依法挂牌督办，并抄报上一级主管部门。</p>\n';
if(n.repeat)cond+='<p>你单位曾因同类问题被责令整改，本次属于一年内再次发现，依法应当从重处理。</p>\n';
if(n.total_penalty>=100000)cond+=`<p>拟处罚款合计${total}元，属于较大数额罚款，你单位有权在收到告知之日起五日内要求举行听证。</p>\n`;
let att="";if(n.attachments.length){att="<p>附件：</p><ol>";for(const a of n.attachments)att+=`<li>${e(a)}</li>`;att+="</ol>\n";}
return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"/><title>${doc} 责令限期整改指令书</title>
${style}</head>
<body>
<header><p class="agency">${agency}</p><h1>责令限期整改指令书</h1><p class="no">文号：${doc}</p></header>
<table class="party"><tbody>
<tr><th>被检查单位</th><td colspan="3">${e(p.name)}</td></tr>
<tr><th>统一社会信用代码</th><td>${e(p.credit_code)}</td><th>法定代表人</th><td>${e(p.legal_rep)}</td></tr>
<tr><th>地址</th><td>${e(p.address)}</td><th>联系电话</th><td>${e(p.phone)}</td></tr>
<tr><th>所属行业</th><td>${e(p.industry)}</td><th>隐患等级</th><td>${LEVEL[n.severity]}</td></tr>
</tbody></table>
<p>经本机关执法人员${who}于${d(n.inspection.date)}对你单位进行现场检查，发现存在下列问题：</p>
<table class="findings"><thead><tr><th>序号</th><th>部位</th><th>问题</th><th>依据</th><th>整改要求</th><th>期限</th><th>拟处罚款（元）</th></tr></thead><tbody>
${rows}<tr><td colspan="6">合计（大写：${e(n.total_cn)}）</td><td class="r">${total}</td></tr>
</tbody></table>
<p>现责令你单位对上述第1项至第${n.findings.length}项问题按规定期限整改完毕，并于整改完成后三日内将整改情况书面报告本机关。逾期不整改或者达不到要求的，本机关将依法给予行政处罚。</p>
${cond}<p>如不服本指令，可以自收到之日起${n.appeal_days}日内依法申请行政复议，或者在六个月内依法向人民法院提起行政诉讼。复议、诉讼期间不停止执行。</p>
${att}<table class="approval"><thead><tr><th>环节</th><th>姓名</th><th>意见</th><th>日期</th></tr></thead><tbody>
${appr}</tbody></table>
<p>联系电话：${e(n.agency_phone)}</p>
<p class="sig">${agency}（印章）</p><p class="sig">${d(n.issued_on)}</p>
<footer>本指令书一式三份：一份送达被检查单位，一份存档，一份报送备案。</footer>
</body></html>
`;}
let lines=[],cases=[],sink=0;
require('readline').createInterface({input:process.stdin}).on('line',l=>{
  const [cmd,arg]=l.split('\t');let show=null;
  if(cmd==='in'){const raw=fs.readFileSync(arg);lines=[];let s=0;for(let i=0;i<raw.length;i++)if(raw[i]===10){lines.push(raw.subarray(s,i));s=i+1;}cases=lines.map(x=>JSON.parse(x.toString()));}
  if(cmd==='show')show=cases.map(one);
  const c0=process.cpuUsage();
  if(cmd==='render')for(const n of cases)sink+=Buffer.from(one(n),'utf8').length;
  if(cmd==='e2e')for(const x of lines)sink+=Buffer.from(one(JSON.parse(x.toString('utf8'))),'utf8').length;
  const c=process.cpuUsage(c0);
  process.stdout.write(JSON.stringify({cpu:(c.user+c.system)/1e6,show})+'\n');
});
"""

    def __init__(self):
        exe = shutil.which("node")
        if not exe:
            raise ImportError("node")
        self.f = tempfile.NamedTemporaryFile("w", suffix=".js", encoding="utf-8")
        self.f.write(self.JS)
        self.f.flush()
        self.child = subprocess.Popen([exe, self.f.name, tpl("notice.j2.html")], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, *a):
        self.child.stdin.write(("\t".join(a) + "\n").encode())
        self.child.stdin.flush()
        return orjson.loads(self.child.stdout.readline())

    def source(self, lines, xmls):
        self.data = tempfile.NamedTemporaryFile(suffix=".jsonl")
        self.data.write(b"\n".join(lines) + b"\n")
        self.data.flush()
        self.ask("in", self.data.name)
        return None

    def parse(self, src):
        return None

    def render(self, parsed):
        return [x.encode() for x in self.ask("show")["show"]]

    def close(self):
        self.child.stdin.close()
        self.child.wait()


PEERS = [Jinja, MiniJinja, Mako, Chameleon, Lxml, LxmlBatch, Xsltproc, Handwritten, Node]


def normal(b):
    return re.sub(r">\s+<", "><", re.sub(r"\n+", "", html.unescape(b.decode()))).replace("<all>", "").replace("</all>", "")


def children_cpu():
    r = resource.getrusage(resource.RUSAGE_CHILDREN)
    return r.ru_utime + r.ru_stime


def measured(p, what, arg):
    if p.own_cpu:
        return p.ask(what)["cpu"]
    c0 = children_cpu()
    cpu, _, _ = once(lambda: getattr(p, what)(arg))
    return children_cpu() - c0 if getattr(p, "children", False) else cpu


def pdfs(a, lines):
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        import logging
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        one, fc = Jinja().one, FontConfiguration()
        docs = [one(orjson.loads(x)) for x in lines[:a.pdf]]
        size = len(weasyprint.HTML(string=docs[0]).write_pdf(font_config=fc))
        meta("weasyprint-pdf-bytes", size)
        rates = []
        for _ in range(3):
            cpu, _, _ = once(lambda: [weasyprint.HTML(string=d).write_pdf(font_config=fc) for d in docs])
            rates.append(len(docs) / cpu)
        figure("w2.pdf.weasyprint", "pdf/cpu-s", rates)
    except (ImportError, OSError) as e:
        note("weasyprint skipped: %s" % e)
    exe = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not (a.chromium and exe):
        return
    one = Jinja().one
    docs = [one(orjson.loads(x)) for x in lines[:40]]
    with tempfile.TemporaryDirectory() as d:
        def go(htm):
            p = os.path.join(d, "x.html")
            with open(p, "w", encoding="utf-8") as f:
                f.write(htm)
            t = time.perf_counter()
            subprocess.run([exe, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--user-data-dir=" + os.path.join(d, "u"), "--no-pdf-header-footer",
                            "--print-to-pdf=" + os.path.join(d, "x.pdf"), p], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=120)
            return time.perf_counter() - t
        go(docs[0])
        figure("w2.pdf.chromium-one-per-process", "pdf/s", [1 / go(x) for x in docs[:3]])
        bodies = "".join('<div style="break-after:page">%s</div>' % re.search(r"<body>(.*)</body>", x, re.S).group(1) for x in docs)
        whole = docs[0][:docs[0].index("<body>") + 6] + bodies + "</body></html>"
        figure("w2.pdf.chromium-40-in-one-file", "notices/s", [40 / go(whole) for _ in range(3)])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--notices", required=True)
    ap.add_argument("--xml", help="the same notices as XML, one <notice> per line; without it the XSLT peers are skipped")
    ap.add_argument("--count", type=int, default=2000)
    ap.add_argument("--reps", type=int, default=5)
    ap.add_argument("--pdf", type=int, default=6, help="documents to print as PDF (0: none)")
    ap.add_argument("--chromium", action="store_true")
    ap.add_argument("--peers")
    a = ap.parse_args()
    describe("orjson", "jinja2", "MarkupSafe", "minijinja", "mako", "chameleon", "lxml", "weasyprint")
    try:
        from lxml import etree
        meta("version", "libxslt %s libxml2 %s" % (".".join(map(str, etree.LIBXSLT_VERSION)), ".".join(map(str, etree.LIBXML_VERSION))))
    except ImportError:
        pass
    for exe in ("xsltproc", "node", "chromium"):
        if shutil.which(exe):
            meta("version", exe + " " + subprocess.run([exe, "--version"], capture_output=True, text=True).stdout.split("\n")[0])
    pin()
    lines = read_lines(a.notices, a.count)
    xmls = [x for x in read_lines(a.xml) if x.startswith(b"<notice ")][:a.count] if a.xml else []
    wanted = set(a.peers.split(",")) if a.peers else None
    jinja = Jinja()
    want = [jinja.one(orjson.loads(x)).encode() for x in lines]
    total = sum(map(len, want))
    meta("notices", "%d, mean output %.0f bytes" % (len(lines), total / len(lines)))
    want = normal(b"".join(want))
    ready, bad = [], 0
    for P in PEERS:
        if wanted and P.name not in wanted:
            continue
        if not xmls and P in (Lxml, LxmlBatch, Xsltproc):
            continue
        try:
            p = P()
        except ImportError as e:
            note("%s skipped: %s" % (P.name, e))
            continue
        src = p.source(lines, xmls)
        parsed = p.parse(src)
        if normal(b"".join(p.render(parsed))) != want:
            note("%s: output differs from jinja2's" % p.name)
            bad += 1
        ready.append((p, src, parsed))
    rates = {}
    for p, _, _ in ready:
        if p.own_cpu:  # let the JIT settle
            for _ in range(4):
                p.ask("e2e")
    for rep in range(a.reps + 1):  # the first round warms up and is not counted
        for p, src, parsed in ready:
            for what, arg in (("render", parsed), ("e2e", src)):
                if getattr(p, "children", False):
                    what, arg = "e2e", src
                r = len(lines) / measured(p, what, arg)
                if rep:
                    rates.setdefault((p.name, what), []).append(r)
                if getattr(p, "children", False):
                    break
    for p, _, _ in ready:
        for what in ("render", "e2e"):
            if (p.name, what) in rates:
                figure("w2.%s.%s" % (p.name, what), "docs/cpu-s", rates[p.name, what])
        figure("w2.%s.e2e_mb" % p.name, "MB/cpu-s", [r * total / len(lines) / 1e6 for r in rates[p.name, "e2e"]])
    if ("jinja2", "e2e") in rates:
        for p, _, _ in ready:
            if p.name != "jinja2":
                figure("w2.ratio.%s" % p.name, "x-jinja2", [x / y for x, y in zip(rates[p.name, "e2e"], rates["jinja2", "e2e"])])
        p = None
    for p, _, _ in ready:
        p.close()
    if a.pdf:
        pdfs(a, lines)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
