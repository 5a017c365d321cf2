"""What is in a PDF, by poppler."""
import re
import subprocess
import xml.etree.ElementTree as ElementTree


def fonts(path):
    """(name, is embedded) of each font."""
    lines = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True).stdout.splitlines()[2:]
    found = []
    for line in lines:
        fields = line.split()
        flags = [index for index, field in enumerate(fields) if field in ("yes", "no")]
        found.append((fields[0].split("+")[-1], fields[flags[0]] == "yes"))
    return found


def text(path):
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True).stdout


def pages(path):
    """For each page its size in points and its words: (text, left, top, right, bottom)."""
    layout = subprocess.run(["pdftotext", "-bbox-layout", str(path), "-"], capture_output=True, text=True).stdout
    layout = re.sub(r' xmlns="[^"]*"', "", layout)
    layout = re.sub(r"<!DOCTYPE[^>]*>", "", layout)
    found = []
    for page in ElementTree.fromstring(layout).iter("page"):
        words = [
            (word.text or "", float(word.get("xMin")), float(word.get("yMin")), float(word.get("xMax")), float(word.get("yMax")))
            for word in page.iter("word")
        ]
        found.append(((float(page.get("width")), float(page.get("height"))), words))
    return found
