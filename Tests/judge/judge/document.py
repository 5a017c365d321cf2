"""One finished document: the record and its view."""
import dataclasses
import pathlib
import xml.etree.ElementTree as ElementTree

NAMESPACE = "{urn:writ:document:1}"


@dataclasses.dataclass
class Document:
    xml: pathlib.Path
    html: pathlib.Path

    @staticmethod
    def all(folder):
        found = [Document(path, path.with_suffix(".html")) for path in sorted(folder.rglob("*.xml"))]
        return [document for document in found if document.html.exists()]

    @property
    def name(self):
        return self.xml.stem

    @property
    def root(self):
        return ElementTree.parse(self.xml).getroot()

    @property
    def form(self):
        return self.root.get("form")

    @property
    def state(self):
        return self.root.get("state")

    def twin(self, scratch, name, *, xml=None, html=None):
        """A copy with a fault: functions from text to text."""
        target = scratch / name
        twin = Document(target.with_suffix(".xml"), target.with_suffix(".html"))
        for source, path, change in ((self.xml, twin.xml, xml), (self.html, twin.html, html)):
            before = source.read_text(encoding="utf-8")
            after = change(before) if change else before
            if change and after == before:
                raise SystemExit(f"judge: the fault {name} could not be planted in {self.name}")
            path.write_text(after, encoding="utf-8")
        return name, twin
