/// Writes random rule files that the grammar allows, with every construct in them, in random layout and with comments
/// everywhere. What they say makes no sense; that they can be read is all.
package struct RandomSource {
    private var random: SeededRandom
    private var tokens: [Token] = []
    private var counter = 0

    private struct Token {
        var text: String
        /// A line break before it would be a mistake, or the beginning of something else.
        var keepsLine = false
        /// It begins a line, as a table's row does.
        var startsLine = false
        /// A comment must not come between it and the token before.
        var isInRow = false
    }

    package init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// A plain file (`.writ`) of so many declarations.
    package mutating func file(declarations: Int) -> String {
        tokens = []
        if random.chance(30) {
            add("rulebook", name(), title())
            if random.chance(30) { add("currency", "USD") }
        }
        for _ in 0..<declarations { declaration() }
        return laidOut()
    }

    // MARK: Layout

    private mutating func laidOut() -> String {
        var text = ""
        for (index, token) in tokens.enumerated() {
            if index > 0 { text += space(token) }
            text += token.text
        }
        return text + (random.chance(90) ? "\n" : "")
    }

    private mutating func space(_ token: Token) -> String {
        let lineEnd = "\n"
        if token.startsLine { return random.pick(lineEnd, "  -- row" + lineEnd, lineEnd + "  ", lineEnd + lineEnd) }
        if token.keepsLine || token.isInRow { return random.pick(" ", " ", "   ", "\t") }
        return switch random.number(1...20) {
        case 1...12: " "
        case 13: "   "
        case 14...16: lineEnd + "    "
        case 17: lineEnd + lineEnd + lineEnd
        case 18: " -- 注释 \"{" + lineEnd
        case 19: lineEnd + "--comment" + lineEnd + "  --" + lineEnd
        default: "\u{3000}"
        }
    }

    private mutating func add(_ texts: String...) {
        for text in texts where !text.isEmpty {
            // A word of the grammar as a name stays on the line of what it belongs to.
            tokens.append(Token(text: text, keepsLine: Self.wordNames.contains(text)))
        }
    }

    // MARK: Words

    private static let wordNames = [
        "line", "class", "case", "unit", "kind", "issue", "owner", "step", "rule", "hours-x",
    ]
    private static let plainNames = [
        "a", "found-on", "x_1", "业主", "𠮷野", "房号-2", "é", "2nd", "severity", "v", "notice", "b-b-b",
    ]

    private mutating func name() -> String { random.pick(Self.plainNames, or: "a") }

    /// A name where even words of the grammar are names.
    private mutating func anyName() -> String {
        random.chance(25) ? random.pick(Self.wordNames, or: "a") : name()
    }

    private mutating func freshName() -> String {
        counter += 1
        return "n\(counter)"
    }

    private mutating func title() -> String { random.chance(60) ? text() : "" }

    private mutating func text() -> String {
        random.pick("\"标题\"", "\"\"", "\"a \\\"b\\\" \\\\ \\n\"", "\"\\u{4E00} {not}\"", "\"𠮷 -- no comment\"")
    }

    private mutating func peopleText() -> String {
        random.pick("\"整改 {v.location}，{{x}}\"", "\"{count violations}项\"", "\"无\"")
    }

    private mutating func date() -> String { random.pick("2026-03-02", "2025-12-31", "2024-02-29") }

    /// - Parameter holdsCases: whether other cases may stand there, as they do in fields alone.
    private mutating func type(holdsCases: Bool = false) {
        if random.chance(15) {
            add("list", "of")
            type(holdsCases: holdsCases)
            return
        }
        if random.chance(15) {
            add("working", "days")
        } else if holdsCases, random.chance(10) {
            add("other", name())
            if random.chance(50) { add("by", name()) }
        } else {
            add(random.pick("Text", "Money", "Percent", "Boolean", "Date", "DateTime", "days", "months", "Kind", "类别"))
        }
        if random.chance(20) { add("?") }
    }

    // MARK: Expressions

    private mutating func expression(_ depth: Int = 0) {
        if depth > 3 { return operand(depth) }
        switch random.number(1...26) {
        case 23: function(depth)
        case 24:
            grouped(depth)
            add(random.pick("contains", "starts with", "ends with"))
            grouped(depth)
        case 25:
            grouped(depth)
            switch random.number(1...3) {
            case 1: add("sorted", "by")
            case 2: add("in")
            default:
                add("is")
                if random.chance(30) { add("not") }
                add("a")
                if random.chance(50) { return add("holiday") }
                return add("working", "day")
            }
            add(name())
        case 26:
            add(random.pick("next", "previous"), "of")
            tight(depth)
            add("in")
            tight(depth)
        case 1:
            grouped(depth)
            add(random.pick("+", "-", "*", "/"))
            grouped(depth)
        case 2:
            grouped(depth)
            add(random.pick("=", "!=", "<", "<=", ">", ">="))
            grouped(depth)
        case 3:
            for index in 0...random.number(1...12) {
                if index > 0 { add("and") }
                grouped(depth)
            }
        case 4:
            grouped(depth)
            add("or")
            grouped(depth)
        case 5:
            add("not")
            grouped(depth)
        case 6:
            grouped(depth)
            if random.chance(30) { add("not") }
            add("in", "{")
            list(depth) { $0.grouped(depth) }
            add("}")
        case 7:
            grouped(depth)
            add("in", random.pick("[", "("))
            if random.chance(80) { grouped(depth) }
            add("..")
            if random.chance(80) { grouped(depth) }
            add(random.pick("]", ")"))
        case 8:
            grouped(depth)
            add("is")
            if random.chance(30) { add("not") }
            add(random.pick("known", "missing"))
        case 9:
            grouped(depth)
            add("or", "else")
            grouped(depth)
        case 10:
            add("if")
            grouped(depth)
            add("then")
            grouped(depth)
            add("else")
            grouped(depth)
        case 11:
            add(random.pick("some", "every"), "v", "in")
            tight(depth)
            add("satisfies")
            grouped(depth)
        case 12:
            grouped(depth)
            add("where")
            grouped(depth)
        case 13:
            // Before a sign `count` would be a name.
            add("count", "(")
            expression(depth + 1)
            add(")")
        case 14:
            add(random.pick("sum", "min", "max", "first", "last"), "of")
            grouped(depth)
            if random.chance(50) {
                add("for", "v", "in")
                grouped(depth)
            }
        case 15:
            grouped(depth)
            add(random.pick("after", "before"))
            grouped(depth)
        case 16:
            unit()
            add("from")
            grouped(depth)
            add("to")
            grouped(depth)
        case 17:
            grouped(depth)
            add("group", "by")
            grouped(depth)
        case 18:
            add(name(), "is")
            if random.chance(30) { add("not") }
            add(random.pick("issued", "approved", "delivered", "signed", "overdue"))
        case 19: add(random.pick("issue", "due", "delivery", "approval", "signing"), "date", "of", name())
        case 20:
            add(random.pick(Self.wordNames, or: "line"))
            add("=")
            grouped(depth)
        default: operand(depth)
        }
    }

    private mutating func unit() {
        if random.chance(30) {
            add("working", "days")
        } else {
            add(random.pick("days", "months", "hours", "weeks", "quarters", "half-years", "years"))
        }
    }

    private mutating func function(_ depth: Int) {
        switch random.number(1...5) {
        case 1:
            add(random.pick("year", "month", "day", "weekday", "date", "time", "floor", "ceiling", "length"), "of")
            tight(depth)
        case 2:
            add(random.pick("first", "last"), "day", "of")
            add(random.pick("week", "month", "quarter", "half-year", "year"), "of")
            tight(depth)
        case 3:
            add("next", "Tuesday", ",", "Friday", "after")
            grouped(depth)
        case 4:
            add("last", "Sunday", "before")
            grouped(depth)
        default:
            add("round")
            add("(")
            expression(depth + 1)
            add(")", "to", "2", "places")
            if random.chance(60) { add(random.pick("half-up", "half-even", "up", "down")) }
        }
    }

    private mutating func grouped(_ depth: Int) {
        if random.chance(50) { return operand(depth + 1) }
        add("(")
        expression(depth + 1)
        add(")")
    }

    /// What a word takes right behind it: a name, or anything in parentheses.
    private mutating func tight(_ depth: Int) {
        if random.chance(50) { return add(name()) }
        add("(")
        expression(depth + 1)
        add(")")
    }

    private mutating func list(_ depth: Int, _ element: (inout RandomSource) -> Void) {
        for index in 0...random.number(0...2) {
            if index > 0 { add(",") }
            element(&self)
        }
    }

    private mutating func operand(_ depth: Int) {
        switch random.number(1...15) {
        case 14: add("08:30")
        case 1: add(random.pick("0", "1200", "0.05", "5,000.25"))
        case 2: add(random.pick("12%", "0.5%"))
        case 3: add(random.pick("¥5,000", "¥0.01", "5,000 元", "¥ 7", "$5,000", "€3", "7 USD"))
        case 4: add(date())
        case 5: add("2026-03-02T10:00:00+08:00")
        case 6: add(text())
        case 7:
            add(String(random.number(1...30)))
            unit()
        case 8: add(name(), ".", name())
        case 9: add(name(), "[", "1", "]")
        case 10: add(random.pick("true", "false", "as-of"))
        case 11: add("-", String(random.number(1...9)))
        case 12 where depth < 3:
            add("{")
            list(depth) {
                $0.add($0.anyName(), "=")
                $0.grouped(depth + 1)
            }
            add("}")
        case 13 where depth < 3:
            add("[")
            if random.chance(80) { list(depth) { $0.add("{", $0.name(), "=", "1", "}") } }
            add("]")
        default: add(name())
        }
    }
}

extension RandomSource {
    // MARK: Declarations

    private mutating func report() {
        add("report", freshName(), "for", name(), "from", name(), title())
        basis(30)
        if random.chance(60) {
            add("every", random.pick("week", "month", "quarter", "half-year", "year"), "by", name())
        }
        if random.chance(30) {
            add("where")
            grouped(1)
        }
        for _ in 0..<random.number(1...3) { reportValue() }
        guard random.chance(50) else { return }
        add("rows", name(), "by", name())
        for _ in 0..<random.number(0...2) { reportValue() }
    }

    private mutating func stages() {
        add("stages", "of", name(), title())
        basis(30)
        if random.chance(40) { add("within", "3", "days") }
        for _ in 0..<random.number(1...3) {
            add("stage", freshName(), title(), "on", name())
            if random.chance(40) { add("by", name()) }
            if random.chance(40) { add("within", "2", "working", "days") }
            if random.chance(60) { add("to", name(), ",", name()) }
        }
    }

    private mutating func reportValue() {
        add("with", name(), "=")
        switch random.number(1...4) {
        case 1: add("count")
        case 2: add(random.pick("sum", "min", "max"), "of", name(), random.pick("+", "*"), name())
        case 3: add(random.pick("first", "last"), "day")
        default: add("key")
        }
        if random.chance(40) {
            add("where")
            grouped(1)
        }
    }

    private mutating func declaration() {
        if random.chance(20) { tokens.append(Token(text: "--- 说明\n--- more\n", startsLine: true)) }
        switch random.number(1...18) {
        case 18: random.chance(60) ? report() : stages()
        case 17:
            add("columns", freshName(), "for", name(), title())
            for _ in 0..<random.number(1...2) {
                add("column")
                switch random.number(1...4) {
                case 1: add("as-of")
                case 2: add(name(), ".", name())
                case 3: add(name(), "[", "2", "]", ".", name())
                default: add(name())
                }
                add(text())
            }
        case 16:
            add("judgement", freshName(), title(), "of", name())
            if random.chance(40) {
                add(":")
                type()
            }
            add("by", name())
            basis(50)
        case 1: source()
        case 2: add(random.pick("role", "party", "action"), freshName(), title())
        case 3: organisation()
        case 4: calendar()
        case 5: enumeration()
        case 6: record()
        case 7: parameter()
        case 8, 9: definition()
        case 10: table()
        case 11: rule()
        case 12: chain()
        case 13: random.chance(50) ? duty() : obligation()
        case 14: example()
        default: log()
        }
    }

    private mutating func source() {
        add("source", freshName(), title())
        if random.chance(20) { add("text", text()) }
        if random.chance(20) { add("edition", text()) }
        for _ in 0..<random.number(0...3) {
            add("clause", random.pick("三.5", "4.2.1", "001C/1.3.2a", "(一)"), title())
            if random.chance(20) { add("says", text()) }
            if random.chance(20) { add("prose") } else if random.chance(20) { add("rejected", text()) }
        }
    }

    private mutating func basis(_ percent: Int = 40) {
        guard random.chance(percent) else { return }
        add("basis", name(), random.pick("三.5", "4.2"))
        if random.chance(30) { add(",", "9.9") }
    }

    private mutating func provision() {
        basis()
        if random.chance(20) { add("at", name(), ",", name()) }
        if random.chance(20) {
            add("valid", "from", date())
            if random.chance(50) { add("to", date()) }
        }
    }

    private mutating func organisation() {
        add("organisation", freshName(), title())
        if random.chance(50) { add("calendar", name()) }
        for _ in 0..<random.number(0...3) {
            add(name())
            if random.chance(60) { add("under", name()) }
        }
        if random.chance(40) {
            add("with", name())
            if random.chance(20) {
                add("not", "stated")
            } else {
                add("=")
                grouped(2)
            }
            if random.chance(50) { add("from", date()) }
        }
        if random.chance(30) { add("substitute", name(), "for", name(), "from", date(), "to", date()) }
    }

    private mutating func calendar() {
        add("calendar", freshName(), title())
        if random.chance(60) { add("weekend", "Saturday", "Sunday") }
        if random.chance(60) { add("holiday", date(), "to", date(), title()) }
        if random.chance(60) { add("workday", date(), title()) }
        if random.chance(60) { add("deadlines", "roll", random.pick("forward", "backward")) }
        if random.chance(40) { add("covers", date(), "to", date()) }
    }

    private mutating func enumeration() {
        add("enum", freshName(), title())
        let separator = random.pick("<", "|")
        for index in 0...random.number(0...4) {
            if index > 0 { add(separator) }
            add(anyName(), title())
        }
    }

    private mutating func record() {
        add(random.pick("record", "case"), freshName())
        if random.chance(20), tokens.suffix(2).first?.text == "case" { add("governed", "by", name()) }
        add(title())
        for _ in 0..<random.number(0...5) {
            if random.chance(15) { tokens.append(Token(text: "--- 字段\n", startsLine: true)) }
            add(random.chance(30) ? random.pick(Self.wordNames, or: "line") : name(), ":")
            type(holdsCases: true)
            switch random.number(1...8) {
            case 1: add("from", "¥0")
            case 2: add("from", "0%", "to", "100%")
            case 3: add("at", "most", "500")
            default: break
            }
            add(title())
        }
    }

    private mutating func parameter() {
        add("parameter", freshName(), title(), ":")
        type()
        if random.chance(30) { return add("is", "not", "stated") }
        basis()
        for _ in 0..<random.number(1...2) {
            add("is")
            grouped(2)
            if random.chance(60) { add("from", date()) }
        }
    }

    private mutating func definition() {
        let isAmendment = random.chance(20)
        add(isAmendment ? "amend" : "define", freshName(), "of", name())
        if !isAmendment {
            add(":")
            type()
            add(title())
        }
        provision()
        for _ in 0..<random.number(1...3) {
            if isAmendment || random.chance(30) { add("except") }
            add("is")
            switch random.number(1...10) {
            case 1: add("missing")
            case 2: add("not", "stated")
            default: expression()
            }
            if random.chance(60) {
                add("when")
                expression()
            } else if random.chance(40) {
                add("otherwise")
            }
            basis(20)
        }
    }

    private mutating func row(_ cells: [String], _ outputs: [String], basis: Bool = false) {
        var texts = ["|"]
        for (index, cell) in cells.enumerated() {
            texts.append(cell)
            texts.append(index + 1 < cells.count ? "|" : "||")
        }
        for output in outputs {
            texts.append(output)
            texts.append("|")
        }
        if basis { texts += ["basis", "M3", "4.2"] }
        for (index, text) in texts.enumerated() {
            tokens.append(Token(text: text, startsLine: index == 0, isInRow: index > 0))
        }
    }

    private mutating func table() {
        add("table", freshName(), "for", name(), title())
        provision()
        if random.chance(40) { add("policy", random.pick("unique", "first", "collect")) }
        let width = random.number(1...3)
        let outputs = random.number(1...2)
        row(
            (0..<width).map { _ in random.pick("a", "b.c", "line", "业主") },
            (0..<outputs).map { "o\($0) : Text" + (random.chance(50) ? " \"值\"" : "") })
        if random.chance(70) { tokens.append(Token(text: "|---|:--||---|", startsLine: true)) }
        for _ in 0..<random.number(0...4) {
            let cells = (0..<width).map { _ in
                random.pick(
                    "-", "a", "a, 业主", ">= 5,000", "[1000..5000)", "[1..3], 9", "(..3]", "not(a, b)", "\"文\"", "-5",
                    "12%")
            }
            row(
                cells, (0..<outputs).map { _ in random.pick("\"值\"", "3", "¥5", "业主", "-1", "-", "not stated") },
                basis: random.chance(20))
        }
        // What follows begins a line, or it would be part of the row.
        tokens.append(Token(text: "-- end of the table\n", startsLine: true))
    }

    private mutating func rule() {
        add("rule", freshName(), title(), "for", name())
        provision()
        if random.chance(60) {
            add("when")
            expression()
        }
        if random.chance(30) { add("overrides", name(), ",", name()) }
        for _ in 0..<random.number(1...3) { consequence() }
    }

    private mutating func consequence() {
        if random.chance(30) {
            add("for", "each", "v", "in", name())
            if random.chance(50) {
                add("where")
                grouped(1)
            }
        }
        switch random.number(1...5) {
        case 1:
            add("issue", name())
            if random.chance(50) { add("to", name(), ",", name()) }
            if random.chance(50) {
                add("with", name(), "=")
                grouped(2)
                add(",", name(), "=")
                grouped(2)
            }
            if random.chance(50) {
                add("due")
                grouped(1)
                if random.chance(30) { add("rolling", random.pick("forward", "backward", "not")) }
                if random.chance(30) { add("by", "12:00") }
            }
            if random.chance(20) {
                add("about")
                grouped(1)
            }
            if random.chance(50) { add("approval", name()) }
        case 2:
            add("require", peopleText(), "by", name())
            if random.chance(50) {
                add("due")
                grouped(1)
                if random.chance(30) { add("rolling", random.pick("forward", "backward", "not")) }
                if random.chance(30) { add("by", "12:00") }
            }
            if random.chance(50) {
                add("until")
                expression(2)
            }
        case 3: add("refuse", peopleText())
        case 4:
            add("hold", name(), "until")
            expression(2)
        default: add("notify", name(), peopleText())
        }
        basis(30)
    }

    private mutating func chain() {
        add("chain", freshName(), title())
        provision()
        if random.chance(40) { add("for", name()) }
        for _ in 0..<random.number(1...4) {
            add("step", anyName(), title(), "by")
            switch random.number(1...6) {
            case 1: add("line", "from", name(), "to", name())
            case 2: add("all", "of", name(), ",", name())
            case 3: add("any", "2", "of", name(), ",", name(), ",", name())
            case 4: add("not", "stated")
            default: add(name())
            }
            if random.chance(30) { add("with", name()) }
            if random.chance(30) {
                add("when")
                grouped(1)
            }
            if random.chance(30) { add("within", "2", "working", "days") }
            if random.chance(30) { add("escalate", "to", name(), "after", "3", "days") }
            switch random.number(1...10) {
            case 1: add("delegable")
            case 2: add("delegable", "to", name(), ",", name())
            default: break
            }
            basis(20)
        }
        if random.chance(40) { add("apart", name(), ",", name()) }
        if random.chance(40) { add("distinct", "persons") }
        if random.chance(20) { add("repeated", "persons", "pass") }
        if random.chance(30) { add("substitute", name(), "for", name(), "from", date(), "to", date()) }
        if random.chance(30) { add("restart", "from", name()) }
    }

    private mutating func obligation() {
        add("obligation", freshName(), title(), "for", name())
        provision()
        if random.chance(40) {
            add("when")
            grouped(1)
        }
        for _ in 0..<random.number(1...3) {
            add("act")
            acts()
            add("must")
            if random.chance(30) { add("not") }
            demand()
            basis(20)
        }
    }

    private mutating func acts() {
        act()
        if random.chance(20) {
            add("or")
            act()
        }
    }

    private mutating func act() {
        switch random.number(1...6) {
        case 1: add(random.pick("issue", "approval", "delivery", "signing"), "of", name())
        case 2: add("step", name(), "of", name())
        default: add(name())
        }
    }

    private mutating func demand() {
        switch random.number(1...5) {
        case 1:
            add("be", "by", "persons", "of")
            acts()
        case 2: add("happen")
        default:
            add("be")
            if random.chance(20) { add("directly") }
            add(random.pick("followed", "preceded"), "by")
            acts()
        }
    }

    private mutating func duty() {
        add("duty", freshName(), title())
        occasion()
        // Behind a date, `before "开盘"` would be counted from it.
        provision()
        if random.chance(20) { add("rolling", random.pick("forward", "backward", "not")) }
        if random.chance(20) { add("by", "12:00") }
        if random.chance(20) { add("when", text()) }
        add("by", name())
        if random.chance(50) { add("to", name(), ",", name()) }
        if random.chance(40) { add("issue", name()) }
    }

    private mutating func occasion() {
        switch random.number(1...6) {
        case 1: add("on", date(), ",", date())
        case 2: add("within", "3", "days", random.pick("before", "after"), text())
        case 3: add("due", "10", "days", "before", "holiday", text())
        case 4: add(random.pick("before", "on"), text())
        case 5: add("not", "stated")
        default:
            if random.chance(20) { add("at", "least") }
            if random.chance(30) { add(random.pick("once", "twice")) } else if random.chance(20) { add("3", "times") }
            add("every")
            period()
        }
    }

    private mutating func period() {
        switch random.number(1...12) {
        case 1: add("day")
        case 2: add("Saturday", ",", "Monday")
        case 3: add("month", "on", "day", "12", ",", "27")
        case 4: add("month", "from", "day", "28", "to", "30")
        case 5: add("6", "months", "from", date())
        case 6: add("year", "on", "01-15")
        case 7: add("working", "day")
        case 8: add("week", "on", random.pick("Tuesday", "Friday"))
        case 9: add("half-year", "on", "last", "working", "day")
        case 10: add(random.pick("quarter", "month", "year", "holiday"))
        case 11: add("shift", text())
        default: add("week", "on", "not", "stated")
        }
    }

    private mutating func example() {
        add("example", text(), "for", name())
        if random.chance(70) { add("as", "of", date()) }
        if random.chance(30) { add("at", name()) }
        if random.chance(80) {
            add("given")
            list(0) {
                $0.add($0.anyName(), "=")
                $0.grouped(1)
            }
        }
        if random.chance(40) {
            add("history", name(), "issued", date(), "approved", date(), "delivered", date(), "due", date())
            add("signed", date(), "number", text())
            if random.chance(30) { add("history", "action", name(), "at", "2026-03-02T10:00:00+08:00", "by", text()) }
        }
        for _ in 0..<random.number(0...4) { expectation() }
    }

    private mutating func expectation() {
        add("expect")
        switch random.number(1...12) {
        case 1: add("issue", name(), "to", name(), "due", date(), "with", name(), "=", "3")
        case 2: add("no", name())
        case 3: add("no", random.pick("issue", "hold", "notify"), name())
        case 4: add("no", "require", peopleText())
        case 5: add(random.pick("no", "not"), "refused")
        case 6: add("approval", name(), "by", name(), ",", name())
        case 7: add("open", "issue", name())
        case 8: add("require", peopleText())
        case 9: add(random.pick("hold", "notify"), name())
        case 10: add(random.pick("refused", "missing x"))
        case 11: add(name(), "of", name(), "[", "1", "]", "=", "3")
        default:
            add(name(), "=")
            grouped(1)
        }
    }

    private mutating func log() {
        add("log", freshName(), title(), "for", name())
        if random.chance(60) { add("column", random.pick("case", "activity", "person", "time"), text()) }
        for _ in 0..<random.number(0...3) {
            add("activity", text(), "is")
            switch random.number(1...11) {
            case 7: add("withdrawn")
            case 8: add("passed-on", "at", name())
            case 9: add("countersigner-added", "at", name())
            case 10: add("copied")
            case 11: add("returned", "at", name(), "to", name())
            case 1: add("submitted")
            case 2: add("approved", "at", name())
            case 3: add("rejected")
            case 4: add("returned", "at", name())
            case 5: add("action", name())
            default: add("ignored")
            }
        }
        if random.chance(50) { add("role", text(), "is", name()) }
    }
}
