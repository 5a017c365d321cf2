"""Record and view say the same: nothing is lost, nothing is added."""
import html.parser
import re
import subprocess
import xml.etree.ElementTree as ElementTree

from .document import NAMESPACE

# What the view says by itself: the heads of the approval table, and boxes to tick in it.
FIXED = [
    "环节", "意见", "审批人", "时间", "备注", "☐同意", "☐不同意", "☐退回", "免签", "无效",
    "環節", "審批人", "時間", "備註", "☐退回", "免簽", "無效",
    "Step", "Decision", "Person", "Time", "Remarks", "☐approved", "☐rejected", "☐returned", "not needed", "invalid",
]


def squeeze(text):
    return re.sub(r"\s+", "", text)


class ValuesJudge:
    """w3m shows each value that the record has."""

    def judge(self, documents, scratch):
        complaints = []
        for document in documents:
            dump = subprocess.run(
                ["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "400", str(document.html)],
                capture_output=True, text=True).stdout
            seen = squeeze(dump)
            for element in document.root.iter():
                if element.tag not in (NAMESPACE + "value", NAMESPACE + "due", NAMESPACE + "number", NAMESPACE + "title"):
                    continue
                wanted = squeeze("".join(element.itertext()))
                # Titles of rules belong to the record alone.
                if wanted and wanted not in seen and not self.is_annex(document, element):
                    complaints.append(f"{document.html}: `{wanted}` is not shown")
        return complaints

    def is_annex(self, document, element):
        root = document.root
        annex = [e for part in ("basis", "approval") for e in root.findall(NAMESPACE + part)]
        text = ElementTree.tostring(element)
        return any(ElementTree.tostring(inner) == text for part in annex for inner in part.iter())

    def twins(self, document, scratch):
        yield document.twin(
            scratch, "lost-text", html=lambda text: re.sub("<main>.*</main>", "<main></main>", text, flags=re.DOTALL))


class Texts(html.parser.HTMLParser):
    """The texts of a page's body, in order."""

    def __init__(self):
        super().__init__()
        self.texts = []
        self.skip = 0
        self.in_body = False

    def handle_starttag(self, tag, attributes):
        if tag == "body":
            self.in_body = True
        if tag in ("style", "script", "svg"):
            self.skip += 1

    def handle_endtag(self, tag):
        if tag in ("style", "script", "svg"):
            self.skip -= 1

    def handle_data(self, data):
        if self.in_body and not self.skip and data.strip():
            self.texts.append(data)


class NothingElseJudge:
    """Each text of the view stands in the record."""

    def judge(self, documents, scratch):
        complaints = []
        for document in documents:
            root = document.root
            record = squeeze("".join(root.itertext()) + "".join(v for e in root.iter() for v in e.attrib.values()))
            page = Texts()
            page.feed(document.html.read_text(encoding="utf-8"))
            for text in page.texts:
                if squeeze(text) not in record and text not in FIXED:
                    complaints.append(f"{document.html}: `{text.strip()}` is not in the record")
        return complaints

    def twins(self, document, scratch):
        yield document.twin(scratch, "added-sentence", html=lambda text: text.replace("</main>", "<p>另行通知。</p></main>"))
