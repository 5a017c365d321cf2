"""GB/T 9704: 28 characters to a full line, 22 lines to a full page, the text block where it should be."""
from . import pdf
from .printing import MILLIMETRE


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
