import WritLanguage
package import WritSemantics

/// An HTML page whose fields are those of a case type, with the types' constraints, and which hands back a case in case-data
/// format. One page, no other file, no network: it is opened from disk.
package struct IntakePage {
    private let program: Program
    private let type: RecordID
    private let title: String
    private let language: String
    private let words: IntakeWords
    private var html: [UInt8] = []
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
        self.language = language
        words = IntakeWords(FormWords.of(language))
    }

    package mutating func bytes() -> [UInt8] {
        html = []
        lists = 0
        markup("<!DOCTYPE html>\n<html lang=\"")
        html.appendAttribute(language)
        markup(
            "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        html.appendText(title)
        markup("</title>\n<style>\(IntakeStyle.css)</style>\n</head>\n<body>\n<main>\n")
        element("h1", title)
        element("p", words.purpose)
        markup("<form novalidate data-case=\"")
        html.appendAttribute(program.records[type.index].identity.name)
        markup("\">\n")
        envelope()
        markup("<fieldset id=\"facts\" data-group>\n")
        element("legend", program.records[type.index].identity.title)
        fields(of: type, id: "f", depth: 0)
        markup("</fieldset>\n")
        result()
        markup("</form>\n</main>\n<script>\(IntakeScript.source)</script>\n</body>\n</html>\n")
        return html
    }

    // MARK: - The frame

    private mutating func envelope() {
        markup("<fieldset>\n")
        element("legend", words.envelope)
        markup("<div class=\"item\">")
        label(words.id, for: "case-id", hint: words.idNeeded)
        markup("<input id=\"case-id\" name=\"case-id\" type=\"text\" required autocomplete=\"off\"></div>\n")
        markup("<div class=\"item\">")
        label(words.asOf, for: "case-as-of", hint: words.idNeeded)
        markup(
            "<input id=\"case-as-of\" name=\"case-as-of\" type=\"date\" required min=\"1000-01-01\" max=\"2999-12-31\"></div>\n"
        )
        if !program.organisations.isEmpty {
            markup("<div class=\"item\">")
            label(words.organisation, for: "case-organisation", hint: nil)
            markup("<select id=\"case-organisation\" name=\"case-organisation\">\n")
            option("", words.noOrganisation)
            for organisation in program.organisations {
                option(organisation.identity.name, organisation.identity.title)
            }
            markup("</select></div>\n")
        }
        markup("</fieldset>\n")
    }

    private mutating func result() {
        markup("<div class=\"actions\"><button type=\"submit\" class=\"main\">")
        html.appendText(words.make)
        markup("</button><button type=\"button\" id=\"save\">")
        html.appendText(words.download)
        markup("</button><button type=\"button\" id=\"copy\">")
        html.appendText(words.copy)
        markup("</button></div>\n<p id=\"said\" role=\"status\"")
        for (name, text) in [
            ("made", words.made), ("copied", words.copied), ("faulty", words.faulty), ("control", words.control),
        ] {
            markup(" data-\(name)=\"")
            html.appendAttribute(text)
            markup("\"")
        }
        markup("></p>\n<div class=\"item\">")
        label(words.result, for: "data", hint: nil)
        markup("<textarea id=\"data\" readonly spellcheck=\"false\"></textarea></div>\n")
    }

    // MARK: - Fields

    private mutating func fields(of record: RecordID, id: String, depth: Int) {
        for field in program.records[record.index].fields {
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
            markup("<fieldset data-kind=\"record\" data-group data-name=\"")
            html.appendAttribute(name)
            markup("\">\n")
            element("legend", title)
            fields(of: record, id: id, depth: depth + 1)
            markup("</fieldset>\n")
        case .list(let element):
            guard depth < Self.deepest else { return }
            list(of: element, name: name, title: title, note: note, isOptional: isOptional, id: id, depth: depth)
        case .group, .error: return
        default: simple(type, name: name, title: title, note: note, isOptional: isOptional, id: id)
        }
    }

    /// A label and one thing to type or to choose.
    private mutating func simple(
        _ type: ValueType, name: String, title: String, note: String?, isOptional: Bool, id: String
    ) {
        let hints = [note, hint(type), isOptional ? words.mayBeAbsent : nil].compactMap { $0 }.filter { !$0.isEmpty }
        markup("<div class=\"item\">")
        label(title, for: id, hint: hints.isEmpty ? nil : hints.joined(separator: words.separator))
        let empty = isOptional ? words.absent : words.unknown
        switch type {
        case .boolean:
            open("select", "boolean", name, id)
            markup(">\n")
            option("", empty)
            option("true", words.yes)
            option("false", words.no)
            markup("</select>")
        case .enumeration(let number):
            open("select", "code", name, id)
            markup(">\n")
            option("", empty)
            for value in program.enums[number.index].values { option(value.name, value.title) }
            markup("</select>")
        case .date:
            open("input", "code", name, id)
            markup(" type=\"date\" min=\"1000-01-01\" max=\"2999-12-31\">")
        case .dateTime:
            markup("<span class=\"time\">")
            open("input", "time", name, id)
            markup(" type=\"datetime-local\" step=\"1\" min=\"1000-01-01T00:00\" max=\"2999-12-31T23:59:59\">")
            markup("<input class=\"zone\" type=\"text\" value=\"+08:00\" required aria-label=\"")
            html.appendAttribute("\(title) \(words.offset)")
            markup("\" pattern=\"Z|[+\\-][0-9]{2}:[0-9]{2}\"></span>")
        case .integer, .duration:
            open("input", "whole", name, id)
            pattern("-?[0-9]{1,18}", type)
        case .money:
            open("input", "code", name, id)
            pattern("-?[0-9]{1,18}([.][0-9]{1,2})?", type)
        case .decimal:
            open("input", "code", name, id)
            pattern("-?[0-9]{1,18}([.][0-9]{1,18})?", type)
        case .percent:
            open("input", "code", name, id)
            pattern("-?[0-9]{1,16}([.][0-9]{1,16})?%", type)
        default:
            open("input", "text", name, id)
            markup(" type=\"text\">")
        }
        markup("</div>\n")
    }

    /// The beginning of a tag whose value is a fact.
    private mutating func open(_ tag: String, _ kind: String, _ name: String, _ id: String) {
        markup("<\(tag) data-kind=\"\(kind)\" data-name=\"")
        html.appendAttribute(name)
        markup("\" id=\"")
        html.appendAttribute(id)
        markup("\"")
    }

    private mutating func pattern(_ pattern: String, _ type: ValueType) {
        markup(" type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" pattern=\"\(pattern)\" title=\"")
        html.appendAttribute(hint(type) ?? "")
        markup("\">")
    }

    private func hint(_ type: ValueType) -> String? {
        switch type {
        case .integer: words.wholeNumber
        case .decimal: words.number
        case .money: words.money
        case .percent: words.percent
        case .duration(let unit): words.count(of: unit == .workingDays ? "working days" : unit.rawValue)
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
        markup("<fieldset data-kind=\"list\" data-token=\"\(token)\" data-name=\"")
        html.appendAttribute(name)
        markup("\">\n")
        self.element("legend", title)
        if let note, !note.isEmpty {
            markup("<span class=\"hint\">")
            html.appendText(note)
            markup("</span>\n")
        }
        markup("<template>")
        let row = "\(id)\(token)"
        var isRecord = false
        if case .record = ValueType.bare(element) { isRecord = true }
        markup(
            "<div class=\"row\" role=\"group\" data-group data-of=\"\(isRecord ? "record" : "value")\" aria-labelledby=\""
        )
        html.appendAttribute("\(row).")
        markup("\"><p class=\"name\" id=\"")
        html.appendAttribute("\(row).")
        markup("\">")
        html.appendText(words.entry)
        markup(" <span class=\"position\"></span> ")
        html.appendText(words.entryEnd)
        markup("</p>")
        if case .record(let record) = ValueType.bare(element) {
            fields(of: record, id: row, depth: depth + 1)
        } else {
            member(element, name: "", title: title, note: nil, id: row, depth: depth + 1)
        }
        markup("<button type=\"button\" class=\"remove\">")
        html.appendText(words.remove)
        markup(" <span class=\"position\"></span> ")
        html.appendText(words.entryEnd)
        markup(
            "</button></div></template>\n<div class=\"rows\"></div>\n<div class=\"item\"><label class=\"tick none\">"
        )
        markup("<input type=\"checkbox\">")
        html.appendText(words.none)
        markup("</label></div>\n<button type=\"button\" class=\"add\">")
        html.appendText("\(words.add)\(words.colon)\(title)")
        markup("</button>\n</fieldset>\n")
    }

    // MARK: - Tags

    private mutating func markup(_ text: String) { html.append(contentsOf: text.utf8) }

    private mutating func element(_ tag: String, _ text: String) {
        markup("<\(tag)>")
        html.appendText(text)
        markup("</\(tag)>\n")
    }

    private mutating func label(_ text: String, for id: String, hint: String?) {
        markup("<label for=\"")
        html.appendAttribute(id)
        markup("\">")
        html.appendText(text)
        if let hint {
            markup(" <span class=\"hint\">")
            html.appendText(hint)
            markup("</span>")
        }
        markup("</label>")
    }

    private mutating func option(_ value: String, _ text: String) {
        markup("<option value=\"")
        html.appendAttribute(value)
        markup("\">")
        html.appendText(text)
        markup("</option>\n")
    }
}

extension ValueType {
    /// The type without the mark that it may be absent.
    fileprivate static func bare(_ type: ValueType) -> ValueType {
        if case .optional(let inner) = type { return bare(inner) }
        return type
    }
}
