"""GB/T 9704: 28 characters to a full line, 22 lines to a full page, the text block where it should be."""
import re
import statistics

from . import pdf
from .printing import MILLIMETRE

# How wide a character and how high a line is, in points.
CHARACTER = 156 / 28 * MILLIMETRE
LINE = 225 / 22 * MILLIMETRE
# Letters of titles, which are larger.
LARGE = 21.5


def is_official(document):
    """Whether a document is printed in the style of official documents."""
    return "calc(156mm/28)/calc(225mm/22)" in document.html.read_text(encoding="utf-8")


class Judge:
    def __init__(self, browser):
        self.browser = browser

    def judge(self, documents, scratch):
        found = []
        for document in documents:
            path = scratch / "layout.pdf"
            path.write_bytes(self.browser.pdf(document.html))
            found += [f"{document.html}: {complaint}" for complaint in self.complaints(path)]
        return found

    def complaints(self, path):
        pages = pdf.pages(path)
        # The first page has the head, the last one ends early.
        if len(pages) < 4:
            return [f"{len(pages)} pages are too few to tell"]
        found = []
        for number, (_, words) in enumerate(pages[1:-1], 2):
            lines = {}
            for text, left, top, right, bottom in words:
                if 12 < bottom - top < 60:
                    lines.setdefault(round((top + bottom) / 4), []).append((left, right, text, top, bottom))
            body = [line for line in lines.values() if not any("—" in word[2] for word in line)]
            if len(body) != 22:
                found.append(f"page {number} has {len(body)} lines")
            lengths = {sum(len(word[2]) for word in line) for line in body}
            if lengths != {28}:
                found.append(f"page {number} has lines of {sorted(lengths)} characters")
            left = min(word[0] for line in body for word in line) / MILLIMETRE
            right = max(word[1] for line in body for word in line) / MILLIMETRE
            if abs(left - 28) > 0.6 or abs(right - 184) > 0.8:
                found.append(f"page {number}: the text block reaches from {left:.1f} to {right:.1f} mm")
            # From the middle of a line to its edge is half the line height.
            middles = sorted((word[3] + word[4]) / 2 / MILLIMETRE for line in body for word in line)
            top, bottom = middles[0] - 225 / 44, middles[-1] + 225 / 44
            if abs(top - 37) > 1.5 or abs(bottom - 262) > 1.5 or abs(bottom - top - 225) > 0.5:
                found.append(f"page {number}: the text block reaches from {top:.1f} to {bottom:.1f} mm down")
            place = [word for line in lines.values() for word in line if "—" in word[2]]
            if not place:
                found.append(f"page {number} has no number")
            elif (place[0][0] > 105 * MILLIMETRE) != (number % 2 == 1):
                found.append(f"page {number}: its number stands on the wrong side")
        return found

    def twins(self, document, scratch):
        yield document.twin(scratch, "sixteen-points", html=lambda text: text.replace("calc(156mm/28)", "16.2pt"))
        yield document.twin(scratch, "wide-lines", html=lambda text: text.replace("/calc(225mm/22) ", "/11mm "))
        yield document.twin(scratch, "narrow-margin", html=lambda text: text.replace("margin:37mm 26mm 35mm 28mm", "margin:37mm 30mm 35mm 24mm"))
        yield document.twin(scratch, "page-number", html=lambda text: text.replace("@page :left", "@page :first"))


class OfficialJudge:
    """What holds for every official document, however little it says. `Judge` counts the lines and characters of full pages."""

    def __init__(self, browser):
        self.browser = browser

    def judge(self, documents, scratch):
        found = []
        for document in documents:
            path = scratch / "official.pdf"
            path.write_bytes(self.browser.pdf(document.html))
            found += [f"{document.html}: {complaint}" for complaint in self.complaints(path)]
        return found

    def complaints(self, path):
        found, widths = [], []
        for number, (_, words) in enumerate(pdf.pages(path), 1):
            # The watermark is large and slanted.
            words = [word for word in words if word[4] - word[2] < 55 and word[3] - word[1] < 480]
            foot = [word for word in words if (word[2] + word[4]) / 2 > 262 * MILLIMETRE]
            body = [word for word in words if word not in foot]
            dashes = [word for word in foot if "—" in word[0]]
            if not dashes or any((word[1] > 105 * MILLIMETRE) != (number % 2 == 1) for word in dashes):
                found.append(f"page {number}: its number is missing or stands on the wrong side")
            for word in body:
                if word[1] < 28 * MILLIMETRE - 2 or word[3] > 184 * MILLIMETRE + 3:
                    found.append(f"page {number}: `{word[0]}` stands beside the text block")
                    break
            lines = self.lines(body)
            for line in lines.values():
                wide = [w for w in map(self.width, line) if w]
                # Marks that may not begin a line take a character or two with them.
                stretched = [w for w in wide if 1.1 * CHARACTER < w < LARGE]
                if stretched:
                    found.append(f"page {number}: `{line[0][0][:12]}` is drawn out to {max(stretched):.1f} points a character")
            text = {middle: line for middle, line in lines.items() if any(w and abs(w - CHARACTER) < 1.1 for w in map(self.width, line))}
            widths += [w for line in text.values() for w in map(self.width, line) if w and abs(w - CHARACTER) < 1.1]
            if len(text) > 22:
                found.append(f"page {number} has {len(text)} lines")
            for line in text.values():
                said = "".join(word[0] for word in line)
                if len(said) > 28 and not re.search(r"[\x00-\xff]", said):
                    found.append(f"page {number}: `{said[:10]}` begins a line of {len(said)} characters")
            middles = sorted(text)
            for above, below in zip(middles, middles[1:]):
                if below - above < 1.2 * LINE and abs(below - above - LINE) > 0.8:
                    found.append(f"page {number}: two lines are {below - above:.1f} points apart")
                    break
        if not widths:
            return found + ["no line of text has the standard's size"]
        if abs(statistics.median(widths) - CHARACTER) > 0.15:
            found.append(f"a character is {statistics.median(widths):.2f} points wide")
        return found

    @staticmethod
    def lines(words):
        """What stands beside each other, by its middle."""
        lines = {}
        for word in sorted(words, key=lambda word: word[2] + word[4]):
            middle = (word[2] + word[4]) / 2
            last = next(reversed(lines), None)
            if last is None or middle - last > 3:
                lines[middle] = [word]
            else:
                lines[last].append(word)
        return lines

    @staticmethod
    def width(word):
        """How wide a character of a word is that has Chinese characters alone; None for others and for the shortest."""
        text, left, _, right, _ = word
        return (right - left) / len(text) if len(text) > 3 and re.fullmatch(r"[\u4e00-\u9fff，。；：、《》（）]+", text) else None

    def twins(self, document, scratch):
        yield document.twin(scratch, "sixteen-points", html=lambda text: text.replace("calc(156mm/28)", "16.2pt"))
        yield document.twin(scratch, "wide-lines", html=lambda text: text.replace("/calc(225mm/22) ", "/11mm "))
        yield document.twin(scratch, "narrow-margin", html=lambda text: text.replace("main{width:156mm", "main{width:170mm"))
        yield document.twin(scratch, "page-number", html=lambda text: text.replace("@page :right", "@page :left"))
        yield document.twin(scratch, "drawn-out", html=lambda text: text.replace("</style>", "main p{letter-spacing:2pt!important}</style>", 1))
