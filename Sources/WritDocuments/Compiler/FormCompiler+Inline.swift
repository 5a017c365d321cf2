import WritLanguage
import WritSemantics

/// What stands within a line.
extension FormCompiler {
    /// The content of an element, without the white space at its ends; what stands within a line keeps it, as a
    /// browser does.
    mutating func compileInline(_ element: MarkupElement, isWithinLine: Bool = false) {
        let children = element.children
        for (index, child) in children.enumerated() {
            switch child {
            case .text(let bytes, _):
                let isFirst = index == 0 ? !isWithinLine : followsBreak(children, index)
                let isLast = !isWithinLine && index == children.count - 1
                emitter.text(collapse(bytes, isFirst: isFirst, isLast: isLast))
            case .element(let inner):
                if Vocabulary.inlines[inner.name] != nil { compileInlineElement(inner) }
            }
        }
    }

    private func followsBreak(_ children: [MarkupNode], _ index: Int) -> Bool {
        if case .element(let previous) = children[index - 1] { previous.name == "br" } else { false }
    }

    /// Line breaks and indentation leave nothing between Chinese characters and one space between Latin words.
    private func collapse(_ bytes: [UInt8], isFirst: Bool, isLast: Bool) -> String {
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard isSpace(scalars[index]) else {
                result.append(scalars[index])
                index += 1
                continue
            }
            let start = index
            while index < scalars.count, isSpace(scalars[index]) { index += 1 }
            let isAtStart = start == 0 && isFirst
            let isAtEnd = index == scalars.count && isLast
            if isAtStart || isAtEnd { continue }
            let hasBreak = scalars[start..<index].contains("\n")
            if hasBreak, words.isChinese {
                let before = start > 0 ? scalars[start - 1] : nil
                let after = index < scalars.count ? scalars[index] : nil
                guard let before, let after, !isWide(before), !isWide(after) else { continue }
            }
            result.append(" ")
        }
        return String(result)
    }

    private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
    }

    /// Chinese characters and their punctuation.
    private func isWide(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x2E80 || (0x2010...0x2027).contains(scalar.value)
    }

    private mutating func compileInlineElement(_ element: MarkupElement) {
        if element.name == "choose" {
            return under(element, .inline) { compiler in
                compiler.choose(element, .inline) { $0.compileInline($1, isWithinLine: true) }
            }
        }
        under(element, .inline) { compiler in
            switch element.name {
            case "b": compiler.wrap(element, "b", html: "b")
            case "em": compiler.wrap(element, "em", html: "em")
            case "span": compiler.compileInline(element, isWithinLine: true)
            case "br": compiler.emitter.markup(xml: "<br></br>", html: "<br>")
            case "value": compiler.compileValue(element)
            case "due": compiler.compileDue(element)
            case "number": compiler.compileNumber(element)
            case "list": compiler.compileList(element)
            case "footnote": compiler.compileFootnote(element)
            case "checkbox": compiler.compileCheckbox(element)
            case "checkboxes": compiler.compileCheckboxes(element)
            case "blank":
                compiler.emitter.markup(xml: "<blank>", html: "<span class=\"blank\">")
                compiler.emitter.text(compiler.words.line(FormShape.count(element, "width") ?? 8))
                compiler.emitter.markup(xml: "</blank>", html: "</span>")
            default: break
            }
        }
    }

    private mutating func wrap(_ element: MarkupElement, _ name: String, html: String) {
        emitter.markup(xml: "<\(name)>", html: "<\(html)>")
        compileInline(element, isWithinLine: true)
        emitter.markup(xml: "</\(name)>", html: "</\(html)>")
    }

    /// The first option whose condition holds, else what is `otherwise`. A blank has them all.
    mutating func choose(
        _ element: MarkupElement, _ mark: Mark, _ content: (inout FormCompiler, MarkupElement) -> Void
    ) {
        let outer = guards.count
        var tests: [Int32] = []
        var leaves: [Int32] = []
        for option in element.elements {
            if option.name == "option", let attribute = option.attribute("when") {
                guard let condition = condition(attribute) else {
                    content(&self, option)
                    continue
                }
                let slot = addCondition(attribute, condition, mark)
                tests.append(slot)
                guards.append(condition)
                if case .inline = mark { emitter.add(.alternative) }
                content(&self, option)
                guards.removeLast()
                guards.append(Self.negated(condition))
                leaves.append(emitter.here())
                emitter.add(.leave(0))
                conditions[Int(slot)].otherwise = emitter.here()
            } else if option.name == "otherwise" {
                if case .inline = mark { emitter.add(.alternative) }
                content(&self, option)
            }
        }
        guards.removeLast(guards.count - outer)
        let end = emitter.here()
        for slot in tests { conditions[Int(slot)].undecided = end }
        for leave in leaves { emitter.replace(at: leave, with: .leave(end)) }
    }

    // MARK: - Values

    private mutating func compileValue(_ element: MarkupElement) {
        guard let of = element.attribute("of") else { return }
        value(
            of, format: element.attribute("as"), otherwise: element.attribute("else"),
            width: FormShape.count(element, "width"), rounding: rounding(element))
    }

    /// `decimals="1" round="down"`; without `round`, halves go away from zero.
    private func rounding(_ element: MarkupElement) -> (rounding: PrintedRounding, place: MarkupAttribute)? {
        guard let attribute = element.attribute("decimals"), let places = Int(attribute.value.string) else {
            return nil
        }
        let rounding = element.attribute("round").flatMap { Rounding(rawValue: $0.value.string) }
        return (PrintedRounding(places: places, rounding: rounding ?? .halfUp), attribute)
    }

    /// Emits a value; gives back what it is, for the label of a field.
    @discardableResult
    mutating func value(
        _ of: MarkupAttribute, format: MarkupAttribute?, otherwise: MarkupAttribute?, width: Int?,
        rounding: (rounding: PrintedRounding, place: MarkupAttribute)? = nil, blankLine: Int = 8
    ) -> Expression? {
        guard let checked = expression(of) else { return nil }
        let formats = ValueFormat.formats(for: checked.type)
        guard let first = formats.first else {
            report(.noFormat(type: name(of: checked.type)), of.valueSpan)
            return nil
        }
        var chosen = first
        if let format, let named = ValueFormat(rawValue: format.value.string) {
            if formats.contains(named) {
                chosen = named
            } else {
                report(
                    .wrongFormat(
                        named.rawValue, type: name(of: checked.type), allowed: formats.map(\.rawValue)),
                    format.valueSpan)
            }
        }
        if let rounding, !chosen.takesPlaces {
            report(.noDecimals(type: name(of: checked.type)), rounding.place.nameSpan)
        }
        if case .optional = checked.type {
            if otherwise == nil { report(.mayBeMissing(of.value.string), of.valueSpan) }
        } else if let otherwise {
            report(.needlessElse(of.value.string), otherwise.nameSpan, .warning)
        }
        sums?.add(checked, of.valueSpan, places: rounding?.rounding.places)
        if otherwise == nil { noteUse(of: checked, of.valueSpan) }
        let path = path(of: checked)
        // Attributes stand in the order of their names, as the canonical form has them.
        emitter.xml("<value")
        emitField(path ?? [])
        emitter.xml(" of=\"\(Self.attribute(of.value.string))\"")
        values.append(
            ValueSlot(
                source: source(of: checked), format: chosen, otherwise: Array((otherwise?.value.string ?? "").utf8),
                blank: blank(for: checked.type, format: chosen, width: width, line: blankLine),
                rounding: rounding?.rounding, path: path ?? []))
        let isIsolated = Self.holdsText(checked.type)
        let isUnbroken = (chosen.mayBreak || isWide && chosen == .label) && !Self.isList(checked.type)
        emitter.html(isIsolated ? "<bdi>" : isUnbroken ? Self.unbroken : "")
        emitter.add(.value(Int32(truncatingIfNeeded: values.count - 1)))
        emitter.markup(xml: "</value>", html: isIsolated ? "</bdi>" : isUnbroken ? "</span>" : "")
        return checked
    }

    /// A value that the form prints with nothing in its place, for the proofs. What a rule hands over is its own to state.
    mutating func noteUse(of checked: Expression, _ span: Span) {
        guard locals.isEmpty, !checked.isArgument else { return }
        printed.append(FormUse(form: form, subject: subject, expression: checked, conditions: guards, span: span))
    }

    /// Where in the case a value stands, as an attribute of the record.
    mutating func emitField(_ path: [PathPart]) {
        guard !path.isEmpty else { return }
        emitter.xml(" field=\"")
        for part in path {
            switch part {
            case .text(let text): emitter.xml(Self.attribute(text))
            case .position(let loop): emitter.add(.position(loop: loop))
            }
        }
        emitter.xml("\"")
    }

    /// What people typed stands apart in the view: its direction turns nothing around it, and its lines stay lines.
    private static func holdsText(_ type: ValueType) -> Bool {
        switch type {
        case .text: true
        case .optional(let inner), .list(let inner): holdsText(inner)
        default: false
        }
    }

    /// What may not be broken over two lines: a date, a number with its unit, a document's number.
    static let unbroken = "<span class=\"v\">"

    private static func isList(_ type: ValueType) -> Bool {
        switch type {
        case .list: true
        case .optional(let inner): isList(inner)
        default: false
        }
    }

    /// What stands where a value is not known: something to write on, or to tick.
    private func blank(for type: ValueType, format: ValueFormat, width: Int?, line: Int) -> Blank {
        if let width { return Blank(words.line(width)) }
        switch type {
        case .optional(let wrapped): return blank(for: wrapped, format: format, width: nil, line: line)
        case .date: return Blank(words.blankDate)
        case .money: return Blank(blankSum(format))
        case .boolean: return Blank(boxes: [words.yes, words.no], apart: words.gap)
        case .enumeration(let id):
            let titles = program.enums[id.index].values.map(\.title)
            return titles.count <= 6 ? Blank(boxes: titles, apart: words.gap) : Blank(words.line(8))
        case .integer, .decimal, .percent, .duration: return Blank(words.line(4))
        default: return Blank(words.line(line))
        }
    }

    /// A sum to be filled in has what its format prints beside it: the sign before it, or the unit behind.
    private func blankSum(_ format: ValueFormat) -> String {
        switch format {
        case .moneyYuan: words.line(6) + words.unit(of: program.currency)
        case .amount: words.line(6)
        case .moneyCapital: words.line(10)
        default: program.currency.sign + words.line(6)
        }
    }

    private mutating func compileDue(_ element: MarkupElement) {
        let format = element.attribute("as").flatMap { ValueFormat(rawValue: $0.value.string) }
        if let format, let attribute = element.attribute("as") { checkDateFormat(format, attribute) }
        emitter.markup(xml: "<due", html: Self.unbroken)
        emitter.add(.due(format: Int32(truncatingIfNeeded: (format ?? .longDate).number)))
        emitter.markup(xml: "</due>", html: "</span>")
    }

    mutating func checkDateFormat(_ format: ValueFormat, _ attribute: MarkupAttribute) {
        let allowed = ValueFormat.formats(for: .date)
        guard !allowed.contains(format) else { return }
        report(
            .wrongFormat(format.rawValue, type: "Date", allowed: allowed.map(\.rawValue)), attribute.valueSpan)
    }

    private mutating func compileNumber(_ element: MarkupElement) {
        guard let of = element.attribute("of") else {
            emitter.markup(xml: "<number>", html: Self.unbroken)
            emitter.add(.documentNumber)
            emitter.markup(xml: "</number>", html: "</span>")
            return
        }
        let name = of.value.string
        guard let index = program.forms.firstIndex(where: { $0.name == name }) else {
            let suggestion = Suggestion.nearest(to: name, among: program.forms.map(\.name))
            report(.unknownForm(name, suggestion: suggestion), of.valueSpan)
            return
        }
        emitter.markup(xml: "<number of=\"\(Self.attribute(name))\">", html: Self.unbroken)
        let text = textIndex(element.attribute("else")?.value.string ?? words.line(8))
        emitter.add(.numberOf(form: Int32(truncatingIfNeeded: index), otherwise: text))
        emitter.markup(xml: "</number>", html: "</span>")
    }

    private mutating func compileList(_ element: MarkupElement) {
        guard let attribute = element.attribute("each") else { return }
        let separator = element.attribute("separator")?.value.string ?? words.listSeparator
        let loop = each(attribute, .inline, blankRounds: 1) { compiler, loop in
            if let loop {
                let test = compiler.emitter.here()
                compiler.emitter.add(.ifFirst(loop: loop, target: 0))
                compiler.emitter.text(separator)
                let target = compiler.emitter.here()
                compiler.emitter.replace(at: test, with: .ifFirst(loop: loop, target: target))
            }
            compiler.compileInline(element)
        }
        if let loop, let empty = element.attribute("empty") {
            unlessEmpty(loop) { $0.emitter.text(empty.value.string) }
        }
    }

    /// What is printed where a loop had no element.
    mutating func unlessEmpty(_ loop: Int32, _ part: (inout FormCompiler) -> Void) {
        let test = emitter.here()
        emitter.add(.unlessEmpty(loop: loop, target: 0))
        part(&self)
        emitter.replace(at: test, with: .unlessEmpty(loop: loop, target: emitter.here()))
    }

    // MARK: - Footnotes

    /// Its mark here, and its text where the footnotes stand.
    private mutating func compileFootnote(_ element: MarkupElement) {
        guard takesNotes else {
            return report(.footnoteMisplaced, element.nameSpan)
        }
        hasNotes = true
        emitter.add(.note(.begin))
        withoutNotes { $0.compileInline(element) }
        emitter.add(.note(.end))
    }

    /// What is printed in several places, or stands in a footnote itself, has none.
    mutating func withoutNotes(_ part: (inout FormCompiler) -> Void) {
        let outer = takesNotes
        takesNotes = false
        part(&self)
        takesNotes = outer
    }

    // MARK: - Boxes

    private mutating func compileCheckbox(_ element: MarkupElement) {
        emitter.xml("<checkbox")
        if let attribute = element.attribute("ticked") {
            if let checked = condition(attribute) {
                emitter.xml(" ticked=\"\(Self.attribute(attribute.value.string))\">")
                conditions.append(
                    ConditionSlot(
                        source: source(of: checked), path: path(of: checked) ?? [], otherwise: 0, undecided: 0,
                        mark: UndecidedMark()))
                emitter.add(.tick(Int32(truncatingIfNeeded: conditions.count - 1)))
            }
        } else {
            emitter.xml(">")
            emitter.text("☐")
        }
        compileInline(element)
        emitter.xml("</checkbox>")
    }

    private mutating func compileCheckboxes(_ element: MarkupElement) {
        guard let attribute = element.attribute("of"), let checked = expression(attribute) else { return }
        var type = checked.type
        if case .optional(let wrapped) = type { type = wrapped }
        let titles: [String]
        switch type {
        case .boolean: titles = [words.yes, words.no]
        case .enumeration(let id), .list(.enumeration(let id)): titles = program.enums[id.index].values.map(\.title)
        default:
            report(.notAChoice(type: name(of: type)), attribute.valueSpan)
            return
        }
        boxes.append(
            BoxesSlot(
                source: source(of: checked), path: path(of: checked) ?? [], titles: titles))
        emitter.xml("<checkboxes of=\"\(Self.attribute(attribute.value.string))\">")
        emitter.add(.boxes(Int32(truncatingIfNeeded: boxes.count - 1)))
        emitter.xml("</checkboxes>")
    }
}

extension Expression {
    fileprivate var isArgument: Bool {
        if case .argument = kind { true } else { false }
    }
}
