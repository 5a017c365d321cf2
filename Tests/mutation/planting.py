"""Plants many bugs in one copy of the sources, so that one build serves for all of them.

A function with bugs in it gets its body once as it is and once for each bug; which of them runs is chosen when the program starts, by the
environment: `WRIT_PLANTED=17` is the program with the bug of that number. A body that does not compile with its bug is found by the place
of the error and taken out.

With `WRIT_REACHED=FILE` no bug is active, and the numbers of those whose function was entered are written to the file.
"""
import re
from bisect import bisect_right
from dataclasses import dataclass

from mutants import blanked, closing, functions

SWITCH = '''import Glibc

/// The number of the bug that is active in this process; none is below zero.
private let chosen = getenv("WRIT_PLANTED").flatMap { Int(String(cString: $0)) } ?? -1

/// Where the numbers of the bugs go whose function was entered.
private let record = getenv("WRIT_REACHED").map { open($0, O_WRONLY | O_CREAT | O_APPEND, 0o644) } ?? -1
nonisolated(unsafe) private let seen = UnsafeMutablePointer<Bool>.allocate(capacity: %(count)d)
private let cleared: Void = seen.initialize(repeating: false, count: %(count)d)

/// Whether bug `number` is the active one.
func planted(_ number: Int) -> Bool {
    if chosen >= 0 { return chosen == number }
    guard record >= 0 else { return false }
    _ = cleared
    if !seen[number] {
        seen[number] = true
        let line = "\\(number)\\n"
        _ = line.withCString { write(record, $0, strlen($0)) }
    }
    return false
}
'''


def bodies(code):
    """The braces of functions, initialisers and computed properties, the outermost ones only, in order."""
    found = [(brace, end) for _, _, _, brace, end in functions(code)]
    for m in re.finditer(r"(?<![\w.])init[?]?\s*(?:<[^>]*>)?\s*\(", code):
        close = closing(code, m.end() - 1)
        brace = code.find("{", close) if close else -1
        if brace >= 0 and "\n\n" not in code[close:brace] and not re.search(r"\n\s*(func|var|let|case|init|\})", code[close:brace]):
            found.append((brace, closing(code, brace)))
    for m in re.finditer(r"(?<!\w)var\s+\w+\s*:\s*[^={\n]+\{", code):
        brace = m.end() - 1
        if not re.match(r"\{\s*(get|set|willSet|didSet|mutating|nonmutating|_read|_modify|unsafe)\b", code[brace:]):
            found.append((brace, closing(code, brace)))
    found = sorted((a, b) for a, b in found if b is not None)
    outer = []
    for a, b in found:
        if not outer or a > outer[-1][1]:
            outer.append((a, b))
    return outer


@dataclass
class Planted:
    """A file's text with its bugs in it, and which lines belong to which bug."""
    text: str
    spans: list  # (first line, last line, number), in order of the lines
    outside: list  # numbers of the bugs that stand in no body

    def culprits(self, line):
        """The bugs that an error of this line speaks of: the one whose body it is in, or all of the function."""
        at = bisect_right([s[0] for s in self.spans], line) - 1
        return [n for first, last, n in self.spans[: at + 1] if first <= line <= last]


def plant(text, bugs):
    """`bugs` is [(number, mutant)] of one file."""
    code = blanked(text)
    spans, outside, out, at = [], [], [], 0
    todo = {}
    places = bodies(code)
    for number, mutant in bugs:
        home = next(((a, b) for a, b in places if a < mutant.start and mutant.end <= b), None)
        if home is None:
            outside.append(number)
        else:
            todo.setdefault(home, []).append((number, mutant))
    lines = 1

    def put(piece):
        nonlocal lines
        out.append(piece)
        lines += piece.count("\n")

    for (a, b), here in sorted(todo.items()):
        put(text[at:a + 1])
        top = lines
        single = not re.search(r"\breturn\b", code[a + 1:b])
        for number, mutant in here:
            first = lines + 1
            inside = text[a + 1:mutant.start] + mutant.replacement + text[mutant.end:b]
            if single and mutant.kind == "body emptied":
                inside = inside.replace("return ", "", 1)
            put("\n%s planted(%d) {\n%s\n}" % ("if" if number == here[0][0] else " else if", number, inside))
            spans.append((first, lines, number))
        put(" else {\n")
        # What goes wrong in the body as it was goes wrong because of what stands around it: all bugs of the function leave.
        first = lines
        put(text[a + 1:b] + "\n}\n}")
        spans += [(first, lines, number) for number, _ in here] + [(top, top, number) for number, _ in here]
        at = b + 1
    out.append(text[at:])
    return Planted("".join(out), sorted(spans), outside)
