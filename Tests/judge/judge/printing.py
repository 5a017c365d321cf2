"""Printed on A4, in English on Letter: fonts embedded, a serif face, the text within the margins and complete.

So do the lines by which the documentation prints a view.
"""
import logging
import os
import pathlib
import re
import shutil
import subprocess
import sys

from . import pdf
from .document import NAMESPACE

MILLIMETRE = 72 / 25.4
# The serif faces that the styles name; which of them is there depends on the machine.
SERIF = re.compile(r"Serif.?CJK|CJK.*Serif|Han.?Serif|Song|Sung|Fang|仿宋|宋|SimSun|Ming", re.IGNORECASE)
ROMAN = re.compile(r"Times|Liberation.?Serif|Nimbus|Roman|Tinos|Serif", re.IGNORECASE)


def complaints(document, path, used=None):
    """`used` are the faces that a browser reports; it embeds some of them without their names."""
    found = []
    fonts = pdf.fonts(path)
    found += [f"font {name} is not embedded" for name, embedded in fonts if not embedded]
    names = sorted(set(used if used is not None else [name for name, _ in fonts]))
    is_english = document.root.get("lang") == "en"
    if not any((ROMAN if is_english else SERIF).search(name) for name in names):
        found.append(f"no serif face among {names}")
    across, down = (215.9, 279.4) if is_english else (210, 297)
    pages = pdf.pages(path)
    if not pages:
        found.append("no page")
    for number, ((width, height), words) in enumerate(pages, 1):
        if abs(width - across * MILLIMETRE) > 2 or abs(height - down * MILLIMETRE) > 2:
            found.append(f"page {number} is {width:.0f} × {height:.0f} points, not {across} × {down} mm")
        outside = [w for w in words if w[1] < 18 * MILLIMETRE or w[3] > width - 18 * MILLIMETRE]
        # The watermark is large and slanted; it may reach into the margins.
        outside = [w for w in outside if w[4] - w[2] < 60]
        if outside:
            found.append(f"page {number}: `{outside[0][0]}` stands in the margin")
    squeezed = re.sub(r"\s+", "", pdf.text(path))
    title = re.sub(r"\s+", "", document.root.find(f"{NAMESPACE}head/{NAMESPACE}title").text or "")
    if title not in squeezed:
        found.append(f"the title `{title}` is not printed")
    return [f"{document.html}: {complaint}" for complaint in found]


def twins(document, scratch):
    sans = 'font-family:"Noto Sans CJK SC","DejaVu Sans"!important'
    rules = f"*,*::before{{{sans}}}" + "".join(
        f"@page {page}{{@bottom-left{{{sans}}}@bottom-center{{{sans}}}@bottom-right{{{sans}}}}}" for page in ("", ":left", ":right"))
    yield document.twin(scratch, "sans-serif", html=lambda text: text.replace("</style>", rules + "</style>"))
    yield document.twin(scratch, "letter-paper", html=lambda text: text.replace("size:A4", "size:letter"))
    yield document.twin(
        scratch, "narrow-margin", html=lambda text: text.replace("</style>", "@page{margin:24mm 49mm 24mm 5mm}</style>"))
    yield document.twin(
        scratch, "hidden-text", html=lambda text: text.replace("</style>", "main{display:none!important}</style>"))


class ChromiumJudge:
    def __init__(self, browser):
        self.browser = browser

    def judge(self, documents, scratch):
        found = []
        for document in documents:
            path = scratch / "chromium.pdf"
            path.write_bytes(self.browser.pdf(document.html))
            found += complaints(document, path, self.browser.fonts("main"))
        return found

    def twins(self, document, scratch):
        return twins(document, scratch)


class WeasyPrintJudge:
    def __init__(self):
        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        logging.getLogger("fontTools").setLevel(logging.CRITICAL)
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration
        self.html = HTML
        self.fonts = FontConfiguration()

    def judge(self, documents, scratch):
        found = []
        for document in documents:
            path = scratch / "weasyprint.pdf"
            self.html(filename=str(document.html)).write_pdf(str(path), font_config=self.fonts)
            found += complaints(document, path)
        return found

    def twins(self, document, scratch):
        return twins(document, scratch)


class RecipesJudge:
    """The lines of the documentation that make a PDF of `notice.html`, run as they stand there."""

    def __init__(self, page):
        lines = page.read_text(encoding="utf-8").splitlines()
        self.recipes = [line for line in lines if re.fullmatch(r"(chromium|weasyprint) .*notice\.html.*", line)]

    def run(self, recipe, folder):
        words = recipe.split()
        program = words[0]
        if program == "weasyprint":
            program = str(pathlib.Path(sys.executable).parent / program)
        # A browser refuses to run as the system's administrator without this.
        own = ["--no-sandbox"] if words[0] == "chromium" and os.geteuid() == 0 else []
        subprocess.run([program, *own, *words[1:]], cwd=folder, capture_output=True, timeout=120)

    def judge(self, documents, scratch, change=lambda recipe: recipe):
        found = []
        if {recipe.split()[0] for recipe in self.recipes} != {"chromium", "weasyprint"}:
            found.append(f"the recipes are {self.recipes}")
        folder = scratch / "recipes"
        for document in documents:
            for recipe in map(change, self.recipes):
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                shutil.copy(document.html, folder / "notice.html")
                self.run(recipe, folder)
                pdfs = list(folder.glob("*.pdf"))
                if len(pdfs) != 1:
                    found.append(f"{document.html}: `{recipe}` leaves {len(pdfs)} PDF files")
                    continue
                # What Chromium embeds as drawings has no name.
                used = ["Noto Serif CJK SC", "Liberation Serif"] if recipe.startswith("chromium") else None
                found += [f"{complaint} (`{recipe}`)" for complaint in complaints(document, pdfs[0], used)]
        return found

    def twins(self, document, scratch):
        yield document.twin(
            scratch, "recipe-narrow-margin",
            html=lambda text: text.replace("</style>", "@page{margin:24mm 49mm 24mm 5mm}</style>"))
        yield document.twin(
            scratch, "recipe-hidden-text", html=lambda text: text.replace("</style>", "main{display:none!important}</style>"))
