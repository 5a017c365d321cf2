"""Sheets of paper as an office director reads them: what is broken, alone, cut off or out of its place.

The browser prints each page with marks in it: words of half a point in boxes without width, that say where a heading, a row, a slip, a signature, a seal or
a colophon begins. They move nothing, and `pdftotext` gives their places.
"""
import pathlib
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

from .document import NAMESPACE, Document

MILLIMETRE = 72 / 25.4
# Lines that a page must have beside its slip.
FEWEST_LINES = 4
MARK = ("display:inline-block;width:0;height:0;font:.5pt/0 monospace;text-indent:0;letter-spacing:0;color:#fff;"
        "white-space:nowrap;vertical-align:middle")
MARKS = (
    "body{counter-reset:t}.grid:not(.delivery):not(.party):not(.approvals){counter-increment:t}"
    f"main :is(h2,h3,h4,h5,h6)::before{{content:'zqh ';{MARK}}}"
    f".grid:not(.delivery):not(.party):not(.approvals) tbody tr>:first-child::before{{content:'zqr' counter(t) ' ';{MARK}}}"
    f".delivery caption::before{{content:'zqd ';{MARK}}}.delivery tr:last-child td:last-child::after{{content:' zqe';{MARK}}}"
    f".signature p:first-child::before{{content:'zqs ';{MARK}}}.seal .on::before{{content:'zqo ';{MARK}}}"
    f".colophon p::before{{content:'zqc ';{MARK}}}"
)


def middle(word):
    """How far down the middle of a word lies. The boxes of faces that a browser embeds as drawings are higher than the characters."""
    return (word[2] + word[4]) / 2


class Page:
    """A printed page: its words, and the marks among them, by their top and left."""

    def __init__(self, width, height, words):
        self.width, self.height = width, height
        self.marks = [(w[0], w[2], w[1]) for w in words if w[0].startswith("zq") and w[4] - w[2] < 2]
        # The watermark is large and slanted.
        self.words = [w for w in words if not (w[0].startswith("zq") and w[4] - w[2] < 2) and w[4] - w[2] < 55 and w[3] - w[1] < 500]

    def body(self, margins):
        """Words that are no page number."""
        bottom = self.height - margins[2] * MILLIMETRE
        return [w for w in self.words if middle(w) < bottom]

    def lines(self, words):
        """Tops of lines, with all that stands beside each other as one."""
        tops = []
        for place in sorted(map(middle, words)):
            if not tops or place - tops[-1] > 3:
                tops.append(place)
        return tops

    def find(self, mark):
        return [(top, left) for name, top, left in self.marks if name == mark]


def read(path):
    """The pages of a PDF, and its lines of text as the paragraphs that they stand in."""
    layout = subprocess.run(["pdftotext", "-bbox-layout", str(path), "-"], capture_output=True, text=True).stdout
    layout = re.sub(r' xmlns="[^"]*"', "", layout)
    layout = re.sub(r"<!DOCTYPE[^>]*>", "", layout)
    # Forms may hold characters that XML forbids only as references; poppler writes none.
    pages, paragraphs = [], []
    for page in ElementTree.fromstring(layout).iter("page"):
        words = []
        for block in page.iter("block"):
            lines = []
            for line in block.iter("line"):
                own = [(w.text or "", *(float(w.get(edge)) for edge in ("xMin", "yMin", "xMax", "yMax"))) for w in line.iter("word")]
                words += own
                text = "".join(w[0] for w in own if not (w[0].startswith("zq") and w[4] - w[2] < 2))
                if text:
                    lines.append(re.sub(r"\s+", "", text))
            paragraphs.append(lines)
        pages.append(Page(float(page.get("width")), float(page.get("height")), words))
    return pages, paragraphs


def margins(style):
    """Top, right, bottom, left in millimetres, as the last rule for pages says."""
    found = re.findall(r"@page\{[^}]*?margin:([\d.]+)mm ([\d.]+)mm ([\d.]+)mm ([\d.]+)mm", style)
    return tuple(float(length) for length in found[-1]) if found else (24, 22, 22, 25)


def unbreakable(root):
    """What a record prints that may not be broken: dates, numbers, amounts."""
    texts = set()
    for element in root.iter():
        name = element.tag.removeprefix(NAMESPACE)
        text = re.sub(r"\s+", "", "".join(element.itertext())).split("：")[-1]
        if name in ("due", "date") or (name == "number" and "＿" not in text):
            texts.add(text)
        if name == "value" and element.get("value") is not None and re.search(r"\d", text) and len(text) < 24:
            if re.fullmatch(r"[¥$\d,.%年月日时分元个工作小:：\-—]+", text):
                texts.add(text)
    return {text for text in texts if len(text) > 1 and len(text) < 40}


def broken(paragraphs, texts):
    for lines in paragraphs:
        for first, second in zip(lines, lines[1:]):
            for text in texts:
                for cut in range(1, len(text)):
                    if first.endswith(text[:cut]) and second.startswith(text[cut:]):
                        # A column of equal figures is no broken one.
                        if text not in (first, second) and re.search(r"\D", text[:cut] + text[cut:]):
                            return text
    return None


def complaints(pages, paragraphs, root, style):
    edges = margins(style)
    found = []
    text = broken(paragraphs, unbreakable(root))
    if text:
        found.append(f"broken: `{text}` stands on two lines")
    rows = {}
    for number, page in enumerate(pages, 1):
        body = page.body(edges)
        for word in body:
            if word[1] < edges[3] * MILLIMETRE - 3 or word[3] > page.width - edges[1] * MILLIMETRE + 3 or middle(word) < edges[0] * MILLIMETRE:
                found.append(f"margin: page {number}: `{word[0]}` stands beyond the margin")
                break
        tops = page.lines(body)
        if not tops:
            found.append(f"empty: page {number}")
            continue
        for top, _ in page.find("zqh"):
            if not any(line > top + 22 for line in tops):
                found.append(f"heading: page {number} ends with one")
        slip = page.find("zqd")
        beside = tops
        if slip:
            end = [top for top, _ in page.find("zqe")]
            last = max(end) + 12 if end else page.height
            beside = [line for line in tops if line < slip[0][0] - 2 or line > last]
        if len(pages) > 1 and len(beside) < FEWEST_LINES:
            found.append(f"few: page {number} has {len(beside)} lines" + (" beside its slip" if slip else ""))
        if number > 1:
            alone = [name for mark, name in (("zqs", "signature"), ("zqo", "seal"), ("zqd", "slip"))
                     if any(top - tops[0] < 6 for top, _ in page.find(mark))]
            if alone:
                found.append(f"alone: page {number} begins with the {alone[0]}")
        for name, top, _ in page.marks:
            if name.startswith("zqr"):
                rows.setdefault(name, {}).setdefault(number, set()).add(round(top))
    for places in rows.values():
        if len(places) > 1 and sum(len(tops) for tops in places.values()) > 2:
            lone = [number for number, tops in places.items() if len(tops) == 1]
            if lone:
                found.append(f"row: page {lone[0]} has one row of a table")
    found += colophon(pages, edges)
    return found


def colophon(pages, edges):
    places = [(number, top) for number, page in enumerate(pages) for top, _ in page.find("zqc")]
    if not places:
        return []
    if {number for number, _ in places} != {len(pages) - 1}:
        return ["colophon: it is not whole on the last page"]
    page = pages[-1]
    last = max((middle(w) for w in page.body(edges)), default=0)
    foot = page.height - edges[2] * MILLIMETRE
    under = [w for w in page.body(edges) if w[2] > max(top for _, top in places) + 20]
    if foot - last > 10 * MILLIMETRE or under:
        return [f"colophon: it ends {(foot - last) / MILLIMETRE:.0f} mm above the foot"]
    return []


def seal(pages, pdf):
    """Where the middle of the issuer's name and the date lies, against the middle of the place of the seal as it is drawn."""
    for number, page in enumerate(pages, 1):
        marks = page.find("zqo")
        if not marks:
            continue
        top, left = marks[-1]
        # The mark stands at the left end of the date's line.
        below = [w for w in page.words if w[1] > left - 40 and top - 12 < middle(w) < top + 20]
        if not below:
            return ["seal: no date"]
        first = min(map(middle, below))
        date = [w for w in below if middle(w) - first < 3]
        above = [w for w in page.words if w[1] > left - 120 and 6 < first - middle(w) < 34]
        if not above:
            return ["seal: no name"]
        last = max(map(middle, above))
        name = [w for w in above if last - middle(w) < 3]
        def centre(words):
            return (min(w[1] for w in words) + max(w[3] for w in words)) / 2
        down = (first + last) / 2
        circle = circle_on(pdf, number, centre(date), down)
        if circle is None:
            return ["seal: its place is not drawn"]
        off = max(abs(circle[0] - centre(date)), abs(circle[1] - down), abs(circle[0] - centre(name))) / MILLIMETRE
        return [f"seal: its middle is {off:.1f} mm beside the name and the date"] if off > 2 else []
    return []


def circle_on(pdf, number, across, down):
    """The middle of the dashed circle near a place, from a picture of the page. Red letters elsewhere have pixels of its colour, too."""
    resolution = 100
    data = subprocess.run(["pdftoppm", "-r", str(resolution), "-f", str(number), "-l", str(number), str(pdf)], capture_output=True).stdout
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
    if not head:
        return None
    width, pixels = int(head[1]), data[head.end():]
    scale, reach = 72 / resolution, 40 * MILLIMETRE
    xs, ys = [], []
    for match in re.finditer(rb"(?=[\xc8-\xd8][\x78-\x90][\x78-\x90])", pixels):
        if match.start() % 3 == 0:
            place = match.start() // 3
            if abs(place % width * scale - across) < reach and abs(place // width * scale - down) < reach:
                xs.append(place % width)
                ys.append(place // width)
    if len(xs) < 40:
        return None
    return (min(xs) + max(xs) + 1) / 2 * scale, (min(ys) + max(ys) + 1) / 2 * scale


class Judge:
    def __init__(self, browser, scratch):
        self.browser, self.scratch = browser, scratch

    def judge(self, document, style="", measured=True):
        view = document.html.read_text(encoding="utf-8")
        marked = self.scratch / "marked.html"
        marked.write_text(view.replace("</style>", f"{MARKS}{style}</style>", 1), encoding="utf-8")
        path = self.scratch / "paper.pdf"
        path.write_bytes(self.browser.pdf(marked))
        pages, paragraphs = read(path)
        found = complaints(pages, paragraphs, document.root, view)
        if measured and 'class="seal"' in view:
            found += seal(pages, path)
        return found, len(pages)


# A fault for each rule, as style that brings it about, and what a document needs for it.
FAULTS = [
    ("broken", 'class="v"', ".v{white-space:normal!important;word-break:break-all!important}main p{width:6.5em!important;text-indent:0!important}"),
    ("margin", "<p", "main p{margin-right:-40mm!important;white-space:nowrap}"),
    ("heading", "<h2>", "h2{break-after:page!important}"),
    ("few", 'class="grid delivery"', ".delivery{break-before:page!important}.copies,.basis{display:none!important}"),
    ("alone", 'class="signature"', ".signatures,.signature{break-before:page!important}"),
    ("row", "<tr><td class=\"count\">3</td>", ".grid tbody tr:last-child{break-before:page!important}"),
    ("colophon", 'class="colophon"', ".colophon{bottom:60mm!important}"),
    ("seal", 'class="seal"', ".seal::after{left:80%!important}"),
]


def self_test(judge, documents):
    """Every rule finds the fault planted for it, in a document that has none."""
    failed = []
    for rule, needs, style in FAULTS:
        for document in documents:
            if needs not in document.html.read_text(encoding="utf-8"):
                continue
            if any(complaint.startswith(rule) for complaint in judge.judge(document)[0]):
                continue
            found, _ = judge.judge(document, style)
            if any(complaint.startswith(rule) for complaint in found):
                print(f"planted: {rule}: found in {document.html.name}: {[c for c in found if c.startswith(rule)][0]}")
                break
        else:
            failed.append(f"planted: {rule}: NOT found")
    return failed


def main(arguments):
    from .chromium import Chromium
    # Self-tests need a document of each kind; the probe has a colophon, which few have.
    folder = pathlib.Path(arguments[0])
    documents = Document.all(folder)
    if not documents:
        print(f"judge: no documents in {folder}")
        return 3
    measured, bad, sheets = set(), 0, 0
    with Chromium() as browser, tempfile.TemporaryDirectory() as scratch:
        judge = Judge(browser, pathlib.Path(scratch))
        for document in documents:
            # Where the seal lies depends on the form, not on the case.
            found, pages = judge.judge(document, measured=document.form not in measured)
            measured.add(document.form)
            sheets += pages
            for complaint in found:
                bad += 1
                print(f"{document.html.relative_to(folder)}: {complaint}")
        failed = self_test(judge, documents)
    for failure in failed:
        print(failure)
    print(f"{len(documents)} documents on {sheets} pages, {bad} complaints")
    return 1 if bad or failed else 0


if __name__ == "__main__":
    import sys
    sys.exit(main(sys.argv[1:]))
