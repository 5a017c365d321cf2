import WritLanguage
package import WritSemantics

/// An HTML page whose fields are those of a case type, with the types' constraints, and which hands back a case in case-data
/// format. One page, no other file, no network: it is opened from disk.
package struct IntakePage {
    private let program: Program
    private let type: RecordID
    private let title: String
    private let words: IntakeWords
    private var html: Markup
    /// Lists so far; each has a mark of its own that the script replaces in new rows.
    private var lists = 0

    private static let deepest = 8

    /// - Parameters:
    ///   - title: of the form that the case is for.
    ///   - language: `zh-Hans`, `zh-Hant` or `en`, of the page's own words.
    package init(type: RecordID, title: String, language: String, program: Program) {
        self.program = program
        self.type = type
        self.title = title
        words = IntakeWords(FormWords.of(language))
        html = Markup(words.language)
    }

    package mutating func bytes() -> [UInt8] {
        html = Markup(words.language)
        lists = 0
        html.trusted("<!DOCTYPE html>\n")
        html.open("html", ["lang": words.language.rawValue])
        html.open("head")
        html.pageHead(script: IntakeScript.hash)
        html.element("title", title)
        html.trusted(
            "<style>\(IntakeStyle.css(isChinese: words.language.isChinese))</style>\n</head>\n<body>\n<main>\n")
        html.element("h1", title)
        html.element("p", words.purpose)
        html.open("form", ["novalidate": "", "data-case": program.records[type.index].identity.name])
        given()
        envelope()
        html.open("fieldset", ["id": "facts", "data-group": ""])
        html.element("legend", program.records[type.index].identity.title)
        fields(of: type, id: "f", depth: 0)
        html.close("fieldset")
        lacking()
        result()
        html.close("form")
        html.trusted("</main>\n<script>\(IntakeScript.source)</script>\n</body>\n</html>\n")
        return html.bytes
    }

    // MARK: - The frame

    /// Where a case that is there already is taken in. What the page has no field for, such as its history, goes back as it came.
    private mutating func given() {
        html.open("div", ["class": "item"])
        html.label(words.given, for: "given", hint: words.givenHint)
        html.open("input", ["id": "given", "type": "file", "accept": ".json,application/json"])
        html.element(
            "p",
            [
                "id": "taken", "role": "status", "data-taken": words.taken, "data-other": words.otherCase,
                "data-unreadable": words.unreadable, "data-partly": words.partlyTaken,
            ], "")
        html.close("div")
    }

    private mutating func envelope() {
        html.open("fieldset")
        html.element("legend", words.envelope)
        html.open("div", ["class": "item"])
        html.label(words.id, for: "case-id", hint: words.idNeeded)
        html.open("input", ["id": "case-id", "name": "case-id", "type": "text", "required": "", "autocomplete": "off"])
        html.close("div")
        html.open("div", ["class": "item"])
        html.label(words.asOf, for: "case-as-of", hint: words.idNeeded)
        html.open(
            "input",
            [
                "id": "case-as-of", "name": "case-as-of", "type": "date", "required": "", "min": "1000-01-01",
                "max": "2999-12-31",
            ])
        html.close("div")
        if !program.organisations.isEmpty {
            html.open("div", ["class": "item"])
            html.label(words.organisation, for: "case-organisation", hint: nil)
            html.open("select", ["id": "case-organisation", "name": "case-organisation"])
            html.option("", words.noOrganisation)
            for organisation in program.organisations {
                html.option(organisation.identity.name, organisation.identity.title)
            }
            html.close("select")
            html.close("div")
        }
        html.close("fieldset")
    }

    /// What the facts still lack, which the script keeps.
    private mutating func lacking() {
        html.open("div", ["id": "open", "class": "item", "data-open": words.open, "data-complete": words.complete])
        html.element("p", "")
        html.element("ul", "")
        html.close("div")
    }

    private mutating func result() {
        html.open("div", ["class": "actions"])
        html.element("button", ["type": "submit", "class": "main"], words.make)
        html.element("button", ["type": "button", "id": "save"], words.download)
        html.element("button", ["type": "button", "id": "copy"], words.copy)
        html.close("div")
        html.element(
            "p",
            [
                "id": "said", "role": "status", "data-made": words.made, "data-copied": words.copied,
                "data-faulty": words.faulty, "data-control": words.control,
            ], "")
        html.open("div", ["class": "item"])
        html.label(words.result, for: "data", hint: nil)
        html.open("textarea", ["id": "data", "readonly": "", "spellcheck": "false"])
        html.close("textarea")
        html.close("div")
    }

    // MARK: - Fields

    private mutating func fields(of record: RecordID, id: String, depth: Int) {
        // Other cases are not typed in: they are at hand or not.
        for field in program.records[record.index].fields where field.link == nil {
            member(
                field.type, name: field.name, title: field.title, note: field.documentation, id: "\(id).\(field.name)",
                depth: depth)
        }
    }

    private mutating func member(
        _ type: ValueType, name: String, title: String, note: String?, id: String, depth: Int
    ) {
        var type = type
        var isOptional = false
        while case .optional(let inner) = type { (type, isOptional) = (inner, true) }
        switch type {
        case .record(let record):
            guard depth < Self.deepest else { return }
            html.open(
                "fieldset",
                [
                    "class": isOptional ? "optional" : "needed", "data-kind": "record", "data-group": "",
                    "data-name": name,
                ])
            html.element("legend", title)
            fields(of: record, id: id, depth: depth + 1)
            html.close("fieldset")
        case .list(let element):
            guard depth < Self.deepest else { return }
            list(of: element, name: name, title: title, note: note, isOptional: isOptional, id: id, depth: depth)
        case .group, .timeOfDay, .weekday, .error: return
        default: simple(type, name: name, title: title, note: note, isOptional: isOptional, id: id)
        }
    }

    /// A label and one thing to type or to choose.
    private mutating func simple(
        _ type: ValueType, name: String, title: String, note: String?, isOptional: Bool, id: String
    ) {
        let hints = [note, hint(type), isOptional ? words.mayBeAbsent : nil].compactMap { $0 }.filter { !$0.isEmpty }
        let empty = isOptional ? words.absent : words.unknown
        html.open("div", ["class": isOptional ? "item optional" : "item"])
        html.label(title, for: id, hint: hints.isEmpty ? nil : hints.joined(separator: words.separator))
        switch type {
        case .boolean: html.choices("boolean", name, id, [("", empty), ("true", words.yes), ("false", words.no)])
        case .enumeration(let number):
            let values = program.enums[number.index].values.map { ($0.name, $0.title) }
            html.choices("code", name, id, [("", empty)] + values)
        case .date:
            html.open(
                "input",
                [
                    "data-kind": "code", "data-name": name, "id": id, "type": "date", "min": "1000-01-01",
                    "max": "2999-12-31",
                ])
        case .dateTime: moment(titled: title, named: name, id: id)
        case .integer, .duration: typed("whole", pattern: "-?[0-9]{1,18}", of: type, named: name, id: id)
        case .money: typed("code", pattern: "-?[0-9]{1,18}([.][0-9]{1,2})?", of: type, named: name, id: id)
        case .decimal: typed("code", pattern: "-?[0-9]{1,18}([.][0-9]{1,18})?", of: type, named: name, id: id)
        case .percent: typed("rate", pattern: "-?[0-9]{1,16}([.][0-9]{1,16})?%?", of: type, named: name, id: id)
        default:
            // It grows with what is typed: a text may have lines.
            html.open("textarea", ["data-kind": "text", "data-name": name, "id": id, "rows": "1"])
            html.close("textarea")
        }
        html.close("div")
    }

    /// A day with its time, and the zone beside it.
    private mutating func moment(titled title: String, named name: String, id: String) {
        html.open("span", ["class": "time"])
        html.open(
            "input",
            [
                "data-kind": "time", "data-name": name, "id": id, "type": "datetime-local", "step": "1",
                "min": "1000-01-01T00:00", "max": "2999-12-31T23:59:59",
            ])
        html.open(
            "input",
            [
                "class": "zone", "type": "text", "value": "+08:00", "required": "",
                "aria-label": "\(title) \(words.offset)", "pattern": "Z|[+\\-][0-9]{2}:[0-9]{2}",
            ])
        html.close("span")
    }

    /// A number, which is typed as it is written.
    private mutating func typed(
        _ kind: String, pattern: String, of type: ValueType, named name: String, id: String
    ) {
        html.open(
            "input",
            [
                "data-kind": kind, "data-name": name, "id": id, "type": "text", "inputmode": "decimal",
                "autocomplete": "off", "pattern": pattern, "title": hint(type) ?? "",
            ])
    }

    private func hint(_ type: ValueType) -> String? {
        switch type {
        case .integer: words.wholeNumber
        case .decimal: words.number
        case .money: words.money(program.currency)
        case .percent: words.percent
        case .duration(let unit): words.count(of: unit)
        default: nil
        }
    }

    // MARK: - Lists

    private mutating func list(
        of element: ValueType, name: String, title: String, note: String?, isOptional: Bool, id: String, depth: Int
    ) {
        lists += 1
        // No name holds this sign, so that it stands for nothing but the number of the row.
        let token = "§\(lists)§"
        html.open(
            "fieldset",
            [
                "class": isOptional ? "optional" : "needed", "data-kind": "list", "data-token": token,
                "data-name": name,
            ])
        html.element("legend", title)
        if let note, !note.isEmpty { html.element("span", ["class": "hint"], note) }
        html.open("template")
        row(of: element, title: title, id: "\(id)\(token)", depth: depth)
        html.close("template")
        html.element("div", ["class": "rows"], "")
        html.open("div", ["class": "item"])
        html.open("label", ["class": "tick none"])
        html.open("input", ["type": "checkbox"])
        html.text(words.none)
        html.close("label")
        html.close("div")
        html.element("button", ["type": "button", "class": "add"], "\(words.add)\(words.colon)\(title)")
        html.close("fieldset")
    }

    /// What the script copies for each entry of a list.
    private mutating func row(of element: ValueType, title: String, id: String, depth: Int) {
        let bare = ValueType.bare(element)
        var record: RecordID?
        if case .record(let id) = bare { record = id }
        html.open(
            "div",
            [
                "class": "row", "role": "group", "data-group": "", "data-of": record == nil ? "value" : "record",
                "aria-labelledby": "\(id).",
            ])
        html.open("p", ["class": "name", "id": "\(id)."])
        position(after: words.entry)
        html.close("p")
        if let record {
            fields(of: record, id: id, depth: depth + 1)
        } else {
            member(element, name: "", title: title, note: nil, id: id, depth: depth + 1)
        }
        html.open("button", ["type": "button", "class": "remove"])
        position(after: words.remove)
        html.close("button")
        html.close("div")
    }

    /// Which entry of a list it is; the script keeps the number.
    private mutating func position(after word: String) {
        html.text(word + " ")
        html.open("span", ["class": "position"])
        html.trusted("</span> ")
        html.text(words.entryEnd)
    }
}

extension Markup {
    fileprivate mutating func label(_ text: String, for id: String, hint: String?) {
        open("label", ["for": id])
        self.text(text)
        if let hint {
            self.text(" ")
            element("span", ["class": "hint"], hint)
        }
        close("label")
    }

    fileprivate mutating func option(_ value: String, _ text: String) { element("option", ["value": value], text) }

    fileprivate mutating func choices(
        _ kind: String, _ name: String, _ id: String, _ options: [(value: String, title: String)]
    ) {
        open("select", ["data-kind": kind, "data-name": name, "id": id])
        for choice in options { option(choice.value, choice.title) }
        close("select")
    }
}

extension ValueType {
    /// The type without the mark that it may be absent.
    fileprivate static func bare(_ type: ValueType) -> ValueType {
        if case .optional(let inner) = type { return bare(inner) }
        return type
    }
}
