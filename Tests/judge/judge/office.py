"""Editable documents say what their views say, and office programs open them."""
import collections
import html.parser
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import docx

from .chromium import Chromium

STYLES = {
    "zh-Hans": ["正文", "标题", "发文字号", "主送", "落款"],
    "zh-Hant": ["正文", "標題", "發文字號", "主送", "落款"],
    "en": ["Body Text of Document", "Document Title", "Document Number", "Addressee", "Signing Block"],
}


class View(html.parser.HTMLParser):
    """The words of a view, in the order in which it shows them."""

    def __init__(self, path):
        super().__init__()
        self.page = path.read_text(encoding="utf-8")
        self.language = ""
        self.pieces = []
        self.head = {}
        # Heads of tables, which every page repeats.
        self.repeated = set()
        self.path = []
        self.skipped = 0
        self.feed(self.page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.language = attributes.get("lang", "")
        if tag in ("meta", "br", "hr", "col", "img"):
            return
        if tag in ("style", "svg", "title"):
            self.skipped += 1
        self.path.append((tag, attributes.get("class", "")))

    def handle_endtag(self, tag):
        if tag in ("style", "svg", "title"):
            self.skipped -= 1
        if self.path:
            self.path.pop()

    def handle_data(self, data):
        if self.skipped or ("main", "") not in self.path:
            return
        # A print profile that puts the number above the title shows the head in another order than the page holds it.
        if ("thead", "") in self.path:
            self.repeated |= set(data)
        part = next((name for tag, name in self.path if tag == "p" and name in ("issuer", "number")), None)
        if ("header", "") in self.path and "header .number{order:2" in self.page:
            self.head.setdefault(part or "rest", []).append(data)
            return
        self.flush()
        self.pieces.append(data)

    def flush(self):
        for part in ("issuer", "number", "rest"):
            self.pieces += self.head.pop(part, [])

    @property
    def words(self):
        self.flush()
        return squeeze("".join(self.pieces))


def squeeze(text):
    return re.sub(r"[\s•\ufeff]+", "", text)


def convert(files, kind, folder):
    """Converts with LibreOffice, many at once; gives back the folder's files by name."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        for start in range(0, len(files), 50):
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir",
                 str(folder), *map(str, files[start:start + 50])], check=True, capture_output=True)
    return {path.stem: path for path in folder.iterdir()}


def judge(documents, scratch):
    """`documents`: pairs of an editable document, whose name is its own, and its view."""
    complaints = []
    texts = convert([pair[0] for pair in documents], "txt:Text (encoded):UTF8", scratch / "text")
    for path, page in documents:
        view = View(page)
        if path.stem not in texts:
            complaints.append(f"{path.name}: LibreOffice does not open it")
            continue
        said = squeeze(texts[path.stem].read_text(encoding="utf-8"))
        if said != view.words:
            at = next((i for i, (a, b) in enumerate(zip(said, view.words)) if a != b), min(len(said), len(view.words)))
            complaints.append(f"{path.name}: says `{said[at:at + 20]}` where the view says `{view.words[at:at + 20]}`")
        names = {style.name for style in docx.Document(str(path)).styles}
        for name in STYLES.get(view.language, STYLES["zh-Hans"]):
            if name not in names:
                complaints.append(f"{path.name}: has no style `{name}`")
    return complaints


def sheets(path):
    """How many pages a PDF has."""
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"^Pages:\s+(\d+)", told, re.MULTILINE)[1])


def judge_paper(documents, scratch):
    """What is printed: every character of the view, none besides page numbers, on no more pages than the view takes."""
    complaints = []
    pages = convert([pair[0] for pair in documents], "pdf", scratch / "pdf")
    views = {}
    with Chromium() as browser:
        for _, page in documents:
            printed = scratch / "view.pdf"
            printed.write_bytes(browser.pdf(page))
            views[page] = sheets(printed)
    for path, page in documents:
        if path.stem not in pages:
            complaints.append(f"{path.name}: LibreOffice does not print it")
            continue
        text = subprocess.run(
            ["pdftotext", "-layout", str(pages[path.stem]), "-"], capture_output=True, text=True, check=True).stdout
        if sheets(pages[path.stem]) > views[page]:
            complaints.append(f"{path.name}: stands on {sheets(pages[path.stem])} pages, its view on {views[page]}")
        # An English page says which it is in words.
        text = re.sub(r"^\s*Page \d+ of \d+\s*$", "", text, flags=re.MULTILINE)
        printed = collections.Counter(squeeze(text))
        view = View(page)
        wanted = collections.Counter(view.words)
        lost = wanted - printed
        if lost:
            complaints.append(f"{path.name}: not printed: {dict(lost)}")
        added = {c: n for c, n in (printed - wanted).items() if not re.match(r"[0-9/—-]", c) and c not in view.repeated}
        if added:
            complaints.append(f"{path.name}: printed besides: {added}")
    return complaints


def twin(path, name, scratch, change):
    """A copy with a fault: a function from the text of a part to another."""
    target = scratch / f"{name}.docx"
    part, change = change
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry == part:
                changed = change(data.decode()).encode()
                if changed == data:
                    raise SystemExit(f"judge: the fault {name} could not be planted in {path.name}")
                data = changed
            new.writestr(entry, data)
    return target


FAULTS = {
    "lost-paragraph": ("word/document.xml", lambda text: re.sub(r"<w:p>(?:(?!</w:p>).)*<w:t (?:(?!</w:p>).)*</w:p>", "", text, count=1, flags=re.DOTALL)),
    "added-word": ("word/document.xml", lambda text: text.replace("</w:t>", "了</w:t>", 1)),
    "turned-round": ("word/document.xml", lambda text: re.sub(
        r"(<w:p>(?:(?!</w:p>).)*</w:p>\n)((?:(?!<w:p>).)*<w:p>(?:(?!</w:p>).)*</w:p>\n)", r"\2\1", text, count=1, flags=re.DOTALL)),
    "other-style": ("word/styles.xml", lambda text: re.sub(r'w:val="(标题|標題|Document Title)"', 'w:val="X"', text, count=1)),
}


def main(folder):
    documents = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        (scratch / "in").mkdir()
        seen = set()
        paper = []
        for number, path in enumerate(sorted(pathlib.Path(folder).rglob("*.docx"))):
            page = path.with_suffix(".html")
            if not page.exists():
                print(f"{path}: no view beside it")
                return 1
            copy = scratch / "in" / f"{path.parent.name}+{path.stem}-{number}.docx"
            shutil.copy(path, copy)
            documents.append((copy, page))
            if path.stem not in seen:
                seen.add(path.stem)
                paper.append((copy, page))
        if not documents:
            print(f"{folder}: no editable documents")
            return 1
        complaints = judge(documents, scratch / "all") + judge_paper(paper, scratch / "paper")
        # A letter with everything: the longest.
        model = max(documents, key=lambda pair: pair[0].stat().st_size)
        for name, change in FAULTS.items():
            fault = (twin(model[0], name, scratch, change), model[1])
            if not judge([fault], scratch / name):
                complaints.append(f"the fault {name} was not found")
        lost = (twin(model[0], "lost-on-paper", scratch, FAULTS["lost-paragraph"]), model[1])
        if not any("not printed" in complaint for complaint in judge_paper([lost], scratch / "lost-on-paper")):
            complaints.append("the fault lost-on-paper was not found")
        loose = (twin(model[0], "loose-lines", scratch, ("word/styles.xml", lambda text: re.sub(r'w:line="(\d+)"', r'w:line="\g<1>0"', text))), model[1])
        if not any("pages" in complaint for complaint in judge_paper([loose], scratch / "loose-lines")):
            complaints.append("the fault loose-lines was not found")
    for complaint in complaints[:40]:
        print(complaint)
    print(f"office: {len(documents)} documents, {len(paper)} printed, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
