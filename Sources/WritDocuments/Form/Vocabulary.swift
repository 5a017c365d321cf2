import WritEvaluation
import WritLanguage
import WritSemantics

/// The elements of a form: what each may have and hold. The same as `Forms/schema/form.rng`, which tests compare with it.
package enum Vocabulary {
    package enum AttributeKind: Equatable, Sendable {
        case text
        /// Text that says something.
        case words
        case expression
        /// `v in violations where …`
        case each
        /// The name of a role, a form or a profile.
        case name
        /// Names of types with spaces between them.
        case names
        case format
        /// 1…1000
        case count
        case choice([String])
    }

    package struct Attribute: Sendable {
        package let name: String
        package let kind: AttributeKind
        package let isRequired: Bool
    }

    package enum Content: Equatable, Sendable {
        case empty
        case inline
        case blocks
        /// An item: text, or blocks.
        case inlineOrBlocks
        /// Only these, at least one of `needed` where it is not empty.
        case parts([String], needed: String?)
    }

    package struct Element: Sendable {
        package let name: String
        package let attributes: [Attribute]
        package let content: Content
        /// Attributes of which at most one may stand.
        package let exclusive: [String]
        /// Attributes of which at least one must stand.
        package let oneOf: [String]

        init(
            _ name: String, _ attributes: [Attribute], _ content: Content, exclusive: [String] = [],
            oneOf: [String] = []
        ) {
            self.name = name
            self.attributes = attributes
            self.content = content
            self.exclusive = exclusive
            self.oneOf = oneOf
        }
    }

    /// Where an element stands; `number` and `choose` mean different things in different places.
    package enum Place: Equatable, Sendable {
        case root
        case front
        case block
        case inline
        case part(of: String, blocks: Bool)
    }

    package static func element(_ name: String, in place: Place) -> Element? {
        switch place {
        case .root: name == "form" ? form : nil
        case .front: front[name]
        case .block: blocks[name]
        case .inline: inlines[name]
        case .part(let parent, let isBlock):
            (isBlock ? blockParts[parent + "/" + name] : nil) ?? parts[parent + "/" + name] ?? parts[name]
        }
    }

    /// Every name, for suggestions.
    package static let names: [String] = {
        let own = [form.name] + Array(front.keys) + Array(blocks.keys) + Array(inlines.keys)
        return Set(own + parts.values.map(\.name)).sorted()
    }()

    /// The elements in which one of this name may stand.
    package static func parents(of name: String) -> [String] {
        if front[name] != nil, inlines[name] == nil { return ["form"] }
        if inlines[name] != nil, blocks[name] == nil { return ["p"] }
        if blocks[name] != nil { return ["body"] }
        let known = [form] + front.values + blocks.values + inlines.values
        return known.filter { element in
            if case .parts(let names, _) = element.content { names.contains(name) } else { false }
        }.map(\.name).sorted()
    }

    // MARK: - Attributes

    private static func needs(_ name: String, _ kind: AttributeKind = .text) -> Attribute {
        Attribute(name: name, kind: kind, isRequired: true)
    }

    private static func may(_ name: String, _ kind: AttributeKind = .text) -> Attribute {
        Attribute(name: name, kind: kind, isRequired: false)
    }

    private static let when = may("when", .expression)
    private static let yesNo = AttributeKind.choice(["true", "false"])
    private static let side = AttributeKind.choice(["left", "center", "right"])
    private static let few = AttributeKind.choice(["1", "2", "3", "4"])

    private static func table(_ elements: [Element]) -> [String: Element] {
        var table: [String: Element] = [:]
        for element in elements { table[element.name] = element }
        return table
    }

    // MARK: - Elements

    static let form = Element(
        "form",
        [
            needs("id", .name), needs("title"), may("for", .names),
            may("lang", .choice(["zh-Hans", "zh-Hant", "en"])), may("profile", .name),
            may("genre", .choice(Genre.allCases.map(\.rawValue))),
        ],
        .parts(
            ["issuer", "number", "subtitle", "date", "copies", "retention", "body", "routing-sheet"], needed: "body"))

    package static let front = table([
        Element("issuer", [], .inline),
        Element("number", [needs("pattern")], .empty),
        Element("subtitle", [], .inline),
        Element("date", [needs("of", .expression), may("as", .format)], .empty),
        Element("copies", [], .parts(["copy"], needed: "copy")),
        Element(
            "retention", [may("years", .count), may("permanent", .choice(["true"])), may("by", .name)], .empty,
            exclusive: ["years", "permanent"]),
        Element("body", [], .blocks),
        Element("routing-sheet", [may("title")], .blocks),
    ])

    package static let blocks = table([
        Element("addressee", [when], .inline),
        Element("p", [when, may("align", side), may("indent", yesNo)], .inline),
        Element("heading", [when], .inline),
        Element("section", [when, needs("title"), may("numbered", yesNo)], .blocks),
        Element(
            "items",
            [
                when,
                may(
                    "style",
                    .choice(["han", "paren-han", "arabic", "paren-arabic", "circled", "bullet", "none"])),
            ], .parts(["item"], needed: "item")),
        Element("fields", [when, may("columns", few), may("title")], .parts(["field"], needed: "field")),
        Element(
            "table",
            [
                when, may("groups", .each), may("each", .each), may("caption"), may("numbered"), may("empty"),
                may("blank-rows", .count),
            ], .parts(["column", "row", "subtotal", "total"], needed: "column")),
        Element("group", [when, may("each", .each), may("keep", .choice(["true", "false", "next"]))], .blocks),
        Element("choose", [when], .parts(["option", "otherwise"], needed: "option")),
        Element("attachments", [when], .parts(["attachment"], needed: "attachment")),
        Element("deadline", [when, may("label"), may("as", .format)], .empty),
        Element("delivery", [when, may("title"), may("to", .name), may("cut", yesNo)], .inline),
        Element(
            "signatures", [when, may("columns", .choice(["1", "2"]))], .parts(["signature"], needed: "signature")),
        signature,
        Element("seal", [when, may("label")], .empty),
        Element("approvals", [when, may("title"), may("diagram", yesNo)], .empty),
        Element("basis", [when, may("title")], .empty),
        Element("remarks", [when, may("title"), may("lines", .count)], .inline),
        Element("lines", [when, needs("count", .count)], .empty),
        Element(
            "image", [when, needs("of", .expression), needs("alt", .words), needs("width", .count)], .inline),
        Element("footnotes", [when], .empty),
        Element("copies-note", [when], .empty),
        Element("party", [when, needs("label")], .inline),
        Element(
            "messages",
            [
                when, needs("of", .choice(Outcome.Consequence.Kind.listed.map(\.rawValue))), may("title"),
                may("empty"),
            ], .empty),
        Element("colophon", [when], .parts(["line"], needed: "line")),
        Element("rule-line", [when], .empty),
        Element("page-break", [when], .empty),
    ])

    package static let inlines = table([
        Element("b", [when], .inline),
        Element("em", [when], .inline),
        Element("span", [when], .inline),
        Element("br", [], .empty),
        Element(
            "value",
            [
                when, needs("of", .expression), may("as", .format), may("else"), may("width", .count),
                may("decimals", .choice(["0", "1", "2", "3", "4", "5", "6"])),
                may("round", .choice([Rounding.halfUp, .down, .up].map(\.rawValue))),
            ], .empty),
        Element("due", [when, may("as", .format)], .empty),
        Element("number", [when, may("of", .name), may("else")], .empty),
        Element("list", [when, needs("each", .each), may("separator"), may("empty")], .inline),
        Element("choose", [when], .parts(["option", "otherwise"], needed: "option")),
        Element("checkbox", [when, may("ticked", .expression)], .inline),
        Element("checkboxes", [when, needs("of", .expression)], .empty),
        Element("blank", [when, may("width", .count)], .empty),
        Element("footnote", [when], .inline),
    ])

    private static let signature = Element(
        "signature",
        [
            when, may("party", .name), may("role", .name), may("label"), may("date", yesNo), may("represented", yesNo),
        ], .empty,
        exclusive: ["party", "role"], oneOf: ["party", "role", "label"])

    /// Elements that stand only in others, by name.
    package static let parts = table([
        Element(
            "copy", [may("keeper", .name), may("title"), may("original", yesNo), may("count", .count), when], .empty,
            oneOf: ["keeper", "title"]),
        Element("item", [when, may("each", .each)], .inlineOrBlocks),
        Element(
            "field",
            [
                when, may("label"), may("span", few), may("lines", .choice(["2", "3", "4", "5", "6"])),
                may("of", .expression), may("as", .format), may("else"),
            ], .inline),
        Element(
            "column",
            [needs("title"), may("width", .count), may("align", side), may("header", yesNo), may("merge", yesNo)],
            .inline),
        Element("row", [when], .parts(["cell"], needed: "cell")),
        Element("cell", [may("span", .count)], .inline),
        Element("subtotal", [when, needs("label")], .inline),
        Element("total", [when, needs("label")], .inline),
        Element("option", [needs("when", .expression)], .inline),
        Element("otherwise", [], .inline),
        Element("attachment", [when, may("each", .each), may("copies", .count)], .inline),
        Element("line", [when], .inline),
        signature,
    ])

    /// The options of a `choose` among blocks hold blocks.
    private static let blockParts = [
        "choose/option": Element("option", [needs("when", .expression)], .blocks),
        "choose/otherwise": Element("otherwise", [], .blocks),
    ]
}
