"""The small plausible bugs that can be planted in a Swift file, one edit each.

Works on the text: comments and texts are blanked out first, so that an operator in a sentence is none. An edit is offered only where
its shape in the code is plain; what does not compile is reported as such by whoever plants it and counts for nothing.
"""
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    file: str
    start: int
    end: int
    replacement: str
    kind: str

    def apply(self, text):
        return text[:self.start] + self.replacement + text[self.end:]

    def line(self, text):
        return text.count("\n", 0, self.start) + 1

    def change(self, text):
        """What stands there and what is put there, on one line each."""
        old = " ".join(text[self.start:self.end].split())
        new = " ".join(self.replacement.split())
        return "%s → %s" % (old or "(nothing)", new or "(nothing)")


def blanked(text):
    """The same text with comments and the insides of texts as blanks; positions and lines stay."""
    out = list(text)
    i, n = 0, len(text)

    def blank(a, b):
        for k in range(a, b):
            if out[k] != "\n":
                out[k] = " "

    while i < n:
        if text.startswith("//", i):
            j = text.find("\n", i)
            j = n if j < 0 else j
            blank(i, j)
            i = j
        elif text.startswith("/*", i):
            j = text.find("*/", i)
            j = n if j < 0 else j + 2
            blank(i, j)
            i = j
        elif text.startswith('"""', i):
            j = text.find('"""', i + 3)
            j = n if j < 0 else j + 3
            blank(i, j)
            i = j
        elif text[i] == '"':
            j = end_of_text(text, i)
            blank(i + 1, j - 1)
            i = j
        else:
            i += 1
    return "".join(out)


def end_of_text(text, start):
    """Behind the closing quotation mark of a text of one line, whose interpolations may hold texts of their own."""
    i, depth = start + 1, 0
    while i < len(text) and text[i] != "\n":
        if text.startswith("\\(", i):
            depth += 1
            i += 2
        elif text[i] == "\\":
            i += 2
        elif depth and text[i] == "(":
            depth += 1
            i += 1
        elif depth and text[i] == ")":
            depth -= 1
            i += 1
        elif text[i] == '"':
            if not depth:
                return i + 1
            i = end_of_text(text, i)
        else:
            i += 1
    return i


NEIGHBOURS = {
    " < ": " <= ", " <= ": " < ", " > ": " >= ", " >= ": " > ", " == ": " != ", " != ": " == ", " && ": " || ", " || ": " && ",
    "..<": "...", " + 1": "", " - 1": "", " += 1": " += 0", " -= 1": " -= 0",
}
NAMES = {
    ".first": ".last", ".last": ".first", "min(": "max(", "max(": "min(", ".min()": ".max()", ".max()": ".min()",
    ".lowerBound": ".upperBound", ".upperBound": ".lowerBound", ".dropFirst(": ".dropLast(", ".dropLast(": ".dropFirst(",
    ".isEmpty": ".isEmpty == false", "true": "false", "false": "true", "break": "continue",
}
DEFAULTS = [
    (r"Bool", "false"), (r"U?Int(8|16|32|64)?", "0"), (r"Double", "0"), (r"String", '""'), (r"\[.*\]", "[]"), (r".*\?", "nil"),
    (r"Void", ""), (r"\(\)", ""),
]


def closing(code, at):
    """The position of the bracket that closes the one at `at`; None where there is none."""
    pairs = {"(": ")", "[": "]", "{": "}"}
    stack = []
    for i in range(at, len(code)):
        c = code[i]
        if c in pairs:
            stack.append(pairs[c])
        elif c in ")]}":
            if not stack or stack.pop() != c:
                return None
            if not stack:
                return i
    return None


def top_level(code, start, end, sign):
    """Where `sign` stands between `start` and `end` outside of all brackets."""
    depth, found = 0, []
    for i in range(start, end):
        if code[i] in "([{":
            depth += 1
        elif code[i] in ")]}":
            depth -= 1
        elif not depth and code[i] == sign:
            found.append(i)
    return found


def mutants(file, text):
    """All edits of a file, in the order of their places."""
    code = blanked(text)
    found = []

    def add(start, end, replacement, kind):
        found.append(Mutant(file, start, end, replacement, kind))

    for sign, other in NEIGHBOURS.items():
        for m in re.finditer(re.escape(sign) + (r"(?![\d.\w])" if sign.endswith("1") else ""), code):
            kind = "logic" if sign.strip() in ("&&", "||") else "one more or less" if "1" in sign else "comparison"
            add(m.start(), m.end(), other, kind)
    for name, other in NAMES.items():
        for m in re.finditer((r"(?<![\w.])" if name[0].isalpha() else "") + re.escape(name) + (r"(?!\w)" if name[-1].isalpha() else ""), code):
            if name in ("min(", "max(") and code[max(0, m.start() - 5):m.start()].endswith("func "):
                continue
            add(m.start(), m.end(), other, "other end" if name not in ("true", "false", "break") else "constant")
    conditions(code, text, add)
    statements(code, text, add)
    arguments(code, text, add)
    return sorted(set(found), key=lambda m: (m.start, m.end, m.replacement))


def conditions(code, text, add):
    """Conditions turned round or dropped, guards dropped."""
    for m in re.finditer(r"(?<![\w#])(if|guard|while)\s+", code):
        start = m.end()
        end = opening(code, start, r"\belse\b" if m[1] == "guard" else None)
        if end is None:
            continue
        commas = [start - 1, *top_level(code, start, end, ","), end]
        parts = [(a + 1, b) for a, b in zip(commas, commas[1:])]
        plain = [(a, b) for a, b in parts if not re.match(r"\s*(let|var|case|#)\b", code[a:b])]
        for a, b in plain:
            if len(parts) > 1:
                # The condition goes with one comma: the one before it, or for the first the one behind it.
                if a - 1 >= start:
                    add(a - 1, b, " " if b == end else "", "condition dropped")
                else:
                    add(a, b + 1, "", "condition dropped")
            body = text[a:b].strip()
            lead = len(text[a:b]) - len(text[a:b].lstrip())
            if body and len(parts) == 1:
                add(a + lead, a + lead + len(body), "!(%s)" % body, "branches swapped")
        if m[1] == "guard" and len(plain) == len(parts):
            brace = code.find("{", end)
            close = closing(code, brace) if brace >= 0 else None
            if close:
                add(m.start(), close + 1, "", "guard dropped")


def opening(code, start, word):
    """Where the condition ends: at `word`, or at the brace that opens the body."""
    depth = 0
    for i in range(start, min(len(code), start + 2000)):
        c = code[i]
        if c in "([":
            depth += 1
        elif c in ")]":
            depth -= 1
            if depth < 0:
                return None
        elif c == "{" and not depth:
            if word is None:
                return i
            # A closure in the condition of a guard.
            return None
        elif word and not depth and re.match(word, code[i:]) and not code[i - 1].isalnum():
            return i
    return None


STATEMENT = re.compile(r"^(?P<lead>[ ]+)(?P<body>[\w.\[\]?!()]+(\.\w+)?(\s[+\-*|&]?=\s.+|\(.*\)))$", re.M)


def statements(code, text, add):
    """Statements that update something, dropped: one line, brackets closed, nothing declared."""
    for m in STATEMENT.finditer(code):
        body = m["body"]
        # Lines of a longer expression, and the fields that an initialiser must set, would only not compile.
        if body.startswith(".") or re.fullmatch(r"(?:self\.)?(\w+) = \1", body):
            continue
        if re.match(r"(return|throw|let|var|case|default|if|guard|for|while|switch|func|init|super|self\.init|await|try|package|public|private|static|import|where|else)\b", body):
            continue
        if body.count("(") != body.count(")") or body.count("[") != body.count("]") or body.count("{") != body.count("}"):
            continue
        before = code[:m.start()].rstrip()
        behind = code[m.end():].lstrip()
        # Only between statements: not the only expression of a body that returns it, and no line of a longer expression.
        if not before or before[-1] not in "{};)]\"'" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_" or behind[:1] in ".?:&|+":
            continue
        if not re.search(r"\s[+\-*|&]?=\s|\.(append|remove\w*|insert\w*|formUnion|sort\w*|reverse|swapAt|reserve\w*|write\w*|clear|close|add|note|report)\(", body):
            continue
        add(m.start("body"), m.end("body"), "", "statement dropped")


PARAMETER = re.compile(r"(?:\w+\s+)?(\w+)\s*:\s*(Bool|U?Int(?:8|16|32|64)?|[\w.\[\]<>: ]+\?)\s*(?=[,)=])")


def functions(code):
    """Each function with a body: the start of its parameters, the type that it answers, its braces."""
    for m in re.finditer(r"(?<!\w)func\s+[\w+\-*/<>=!&|]+\s*(?:<[^>]*>)?\s*\(", code):
        paren = m.end() - 1
        close = closing(code, paren)
        if close is None:
            continue
        brace = code.find("{", close)
        head = code[close + 1:brace] if brace >= 0 else "\n\n"
        # A requirement of a protocol has no body: its line ends without a brace.
        if brace < 0 or "\n\n" in head or re.search(r"\n\s*(func|var|static|init|package|public|private|\})", head):
            continue
        end = closing(code, brace)
        if end is None:
            continue
        answer = re.search(r"->\s*(.+?)\s*(?:where\b.*)?$", head.strip(), re.S)
        yield paren, close, (answer[1].strip() if answer else "Void"), brace, end


def arguments(code, text, add):
    """Arguments ignored: inside, the parameter is a constant."""
    for paren, close, _, brace, _ in functions(code):
        for p in PARAMETER.finditer(code, paren + 1, close + 1):
            kind = p[2].strip()
            if kind == "Bool":
                values = ["false", "true"]
            elif kind.endswith("?"):
                values = ["nil"]
            else:
                values = ["0"]
            for value in values:
                add(brace + 1, brace + 1, " let %s: %s = %s;" % (p[1], kind, value), "argument ignored")


def emptied(file, text):
    """Each function of a file with nothing in it: it answers a plain default. Functions whose type has none are left out."""
    code = blanked(text)
    for _, _, answer, brace, end in functions(code):
        if not code[brace + 1:end].strip():
            continue
        for shape, value in DEFAULTS:
            if re.fullmatch(shape, answer):
                yield Mutant(file, brace + 1, end, " return %s " % value if value else " ", "body emptied")
                break
