internal import WritLanguage

/// The Markdown that manuals use, as HTML: headings, paragraphs, lists, quotes, pipe tables, code fences, emphasis,
/// strong, code spans and links. Raw HTML is shown as text.
struct MarkdownProse {
    /// Added to the level of each heading, so that a manual's title stands below the page's.
    let headingShift: Int
    /// Prose stands in the characters that it was written in.
    private var out = Markup(.zhHans)
    private var paragraph: [Substring] = []
    private var list: (isOrdered: Bool, items: [String])?
    private var table: [Substring] = []
    private var quote: [Substring] = []
    private var usedAnchors: [String: Int] = [:]
    private let anchorPrefix: String
    private let links: (String) -> String?

    /// - Parameters:
    ///   - anchorPrefix: stands before the ids of headings; every piece of prose on a page needs its own.
    ///   - links: where a link leads on the site; nil where it leads to what the site does not hold.
    static func html(
        _ text: String, headingShift: Int, anchorPrefix: String, links: @escaping (String) -> String?
    ) -> Markup {
        var writer = MarkdownProse(headingShift: headingShift, anchorPrefix: anchorPrefix, links: links)
        var fence: (marker: Substring, lines: [Substring])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = line.last == "\r" ? line.dropLast() : line
            let trimmed = line.drop { $0 == " " }
            if let open = fence {
                if trimmed.hasPrefix(open.marker) {
                    writer.code(open.lines)
                    fence = nil
                } else {
                    fence?.lines.append(line)
                }
                continue
            }
            if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") {
                writer.flush()
                fence = (trimmed.prefix(3), [])
                continue
            }
            writer.take(trimmed)
        }
        if let open = fence { writer.code(open.lines) }
        writer.flush()
        return writer.out
    }

    private init(headingShift: Int, anchorPrefix: String, links: @escaping (String) -> String?) {
        self.headingShift = headingShift
        self.anchorPrefix = anchorPrefix
        self.links = links
    }

    private mutating func take(_ line: Substring) {
        if line.isEmpty {
            flush()
        } else if line.first == "#" {
            heading(line)
        } else if line.first == "|" {
            if table.isEmpty { flush() }
            table.append(line)
        } else if line.first == ">" {
            if quote.isEmpty { flush() }
            quote.append(line.dropFirst().drop { $0 == " " })
        } else if let item = MarkdownProse.item(line) {
            if list?.isOrdered != item.isOrdered { flush() }
            list = (item.isOrdered, (list?.items ?? []) + [item.text])
        } else if var open = list, let last = open.items.popLast() {
            open.items.append(last + "\n" + line)
            list = open
        } else {
            if paragraph.isEmpty { flush() }
            paragraph.append(line)
        }
    }

    private static func item(_ line: Substring) -> (isOrdered: Bool, text: String)? {
        if line.hasPrefix("- ") || line.hasPrefix("* ") { return (false, String(line.dropFirst(2))) }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count < 4 else { return nil }
        let rest = line.dropFirst(digits.count)
        return rest.hasPrefix(". ") ? (true, String(rest.dropFirst(2))) : nil
    }

    private mutating func heading(_ line: Substring) {
        flush()
        let marks = line.prefix { $0 == "#" }.count
        let (title, id) = MarkdownProse.withoutID(line.drop { $0 == "#" }.drop { $0 == " " })
        let level = min(6, marks + headingShift)
        let tags: [StaticString] = ["h1", "h2", "h3", "h4", "h5", "h6"]
        let tag = tags[max(0, level - 1)]
        let count = usedAnchors[title, default: 0]
        usedAnchors[title] = count + 1
        let anchor =
            id.map(Anchor.procedure) ?? anchorPrefix + MarkdownProse.slug(title) + (count == 0 ? "" : "-\(count)")
        out.open(tag, ["id": anchor])
        inline(title)
        out.close(tag)
    }

    /// A heading without the `{#id}` by which it opens a procedure, and that id, which no other heading of the rulebook has.
    static func withoutID(_ heading: Substring) -> (title: String, id: String?) {
        var text = heading
        while text.last == " " { text.removeLast() }
        guard text.last == "}", let brace = text.lastIndex(of: "{"), text[brace...].hasPrefix("{#") else {
            return (String(heading), nil)
        }
        let id = text[brace...].dropFirst(2).dropLast()
        var title = text[..<brace]
        while title.last == " " { title.removeLast() }
        return (title.isEmpty ? String(id) : String(title), String(id))
    }

    static func slug(_ title: String) -> String {
        String(title.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    }

    private mutating func code(_ lines: [Substring]) {
        out.open("pre", ["tabindex": "0"])
        out.code(lines.joined(separator: "\n"))
        out.close("pre")
    }

    private mutating func flush() {
        if !paragraph.isEmpty {
            out.open("p")
            inline(MarkdownProse.joined(paragraph))
            out.close("p")
            paragraph = []
        }
        if !quote.isEmpty {
            out.open("blockquote")
            out.open("p")
            inline(MarkdownProse.joined(quote))
            out.close("p")
            out.close("blockquote")
            quote = []
        }
        if let open = list {
            let tag: StaticString = open.isOrdered ? "ol" : "ul"
            out.open(tag)
            for item in open.items {
                out.open("li")
                inline(item)
                out.close("li")
            }
            out.close(tag)
            list = nil
        }
        if !table.isEmpty {
            pipeTable(table)
            table = []
        }
    }

    /// Lines of one paragraph: no space where two Chinese characters meet at a line end.
    private static func joined(_ lines: [Substring]) -> String {
        var text = ""
        for line in lines {
            if let last = text.unicodeScalars.last, let first = line.unicodeScalars.first,
                last.value < 0x2E80 || first.value < 0x2E80
            {
                text += " "
            }
            text += line
        }
        return text
    }

    private mutating func pipeTable(_ lines: [Substring]) {
        let rows = lines.map { line in
            line.drop { $0 == "|" }.split(separator: "|", omittingEmptySubsequences: false).map {
                String($0.drop { $0 == " " })
            }
        }
        let isRuled = rows.count > 1 && rows[1].allSatisfy { $0.allSatisfy { $0 == "-" || $0 == ":" || $0 == " " } }
        out.open("table")
        for (index, row) in rows.enumerated() {
            if isRuled, index == 1 { continue }
            out.open("tr")
            let cells = row.last?.isEmpty == true ? row.dropLast() : row[...]
            for cell in cells {
                if isRuled, index == 0 {
                    out.open("th", ["scope": "col"])
                    inline(cell)
                    out.close("th")
                } else {
                    out.open("td")
                    inline(cell)
                    out.close("td")
                }
            }
            out.close("tr")
        }
        out.close("table")
    }

    /// Code spans, strong, emphasis and links within a line; a mark without its partner is text.
    private mutating func inline(_ text: String) {
        var rest = text[...]
        var plain = ""
        while let character = rest.first {
            if character == "`", let end = rest.dropFirst().firstIndex(of: "`") {
                out.text(plain)
                plain = ""
                out.code(String(rest[rest.index(after: rest.startIndex)..<end]))
                rest = rest[rest.index(after: end)...]
            } else if rest.hasPrefix("**"), let end = MarkdownProse.find("**", in: rest.dropFirst(2)) {
                out.text(plain)
                plain = ""
                out.element("strong", String(rest.dropFirst(2)[..<end]))
                rest = rest[rest.index(end, offsetBy: 2)...]
            } else if character == "*", let end = rest.dropFirst().firstIndex(of: "*"),
                end > rest.index(after: rest.startIndex)
            {
                out.text(plain)
                plain = ""
                out.element("em", String(rest[rest.index(after: rest.startIndex)..<end]))
                rest = rest[rest.index(after: end)...]
            } else if character == "[", let close = MarkdownProse.find("](", in: rest),
                let end = rest[close...].firstIndex(of: ")")
            {
                let label = String(rest[rest.index(after: rest.startIndex)..<close])
                out.text(plain)
                plain = ""
                // A target may have a title behind it: `(shifts.writ.md "Shifts")`.
                let address = rest[rest.index(close, offsetBy: 2)..<end].prefix { $0 != " " }
                if let target = links(String(address)) {
                    out.link(target, label)
                } else {
                    out.element("span", label)
                }
                rest = rest[rest.index(after: end)...]
            } else {
                plain.append(character)
                rest = rest.dropFirst()
            }
        }
        out.text(plain)
    }

    private static func find(_ mark: String, in text: Substring) -> Substring.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(mark) { return index }
            index = text.index(after: index)
        }
        return nil
    }
}
