import WritLanguage

/// What exactly is not well-formed. libxml2 refuses the file; the piece of markup that it stopped at is looked at again.
extension MarkupCursor {
    /// Looks at one piece of text and one of markup; throws what is wrong with them, and returns where nothing is.
    /// - Parameters:
    ///   - open: the elements around, the innermost last.
    ///   - hasRoot: the root element is closed already.
    mutating func findFault(open: [MarkupElement], hasRoot: Bool) throws(Stop) {
        if at == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        let start = at
        while !isAtEnd, bytes[at] != UInt8(ascii: "<") {
            if bytes[at] == UInt8(ascii: "&") {
                _ = try reference()
            } else if looking(at: "]]>") {
                throw Stop(.cdataEnd, here(3))
            } else {
                try character()
            }
        }
        if open.isEmpty, !bytes[start..<at].allSatisfy(FormShape.isSpace) { throw Stop(.textOutside, start..<at) }
        guard !isAtEnd else {
            if let unclosed = open.last {
                throw Stop(.unclosed(unclosed.name), unclosed.nameSpan.range)
            }
            if hasRoot { return }
            throw Stop(.empty, here(0))
        }
        try markup(open, hasRoot: hasRoot)
    }

    private mutating func markup(_ open: [MarkupElement], hasRoot: Bool) throws(Stop) {
        if looking(at: "<!--") {
            try comment()
        } else if looking(at: "<![CDATA[") {
            let start = here(9)
            at += 9
            while !isAtEnd, !looking(at: "]]>") { try character() }
            if isAtEnd { throw Stop(.endsEarly, start) }
            if open.isEmpty { throw Stop(.textOutside, start.lowerBound..<at + 3) }
        } else if looking(at: "<!") {
            throw looking(at: "<!DOCTYPE") ? Stop(FormFact.doctype, here(2)) : Stop(.badName, here(2))
        } else if looking(at: "<?") {
            try instruction()
        } else if looking(at: "</") {
            try endTag(open)
        } else {
            let name = try startTag()
            if hasRoot { throw Stop(.secondRoot, name) }
        }
    }

    private mutating func comment() throws(Stop) {
        let start = here(4)
        at += 4
        while !isAtEnd {
            if looking(at: "--") {
                guard looking(at: "-->") else { throw Stop(.comment, here(2)) }
                return
            }
            try character()
        }
        throw Stop(.endsEarly, start)
    }

    private mutating func instruction() throws(Stop) {
        let start = at
        at += 2
        let target = try name()
        // The declaration at the start of a file was looked at before libxml2 saw it.
        if text(target).lowercased() == "xml" { throw Stop(.declaration, start..<at) }
        while !isAtEnd, !looking(at: "?>") { try character() }
        if isAtEnd { throw Stop(.endsEarly, start..<start + 2) }
    }

    /// Gives back the name.
    private mutating func startTag() throws(Stop) -> Range<Int> {
        let start = at
        at += 1
        let element = try name()
        var seen: Set<String> = []
        while let attribute = try nextAttribute(ofTagAt: start) {
            let name = text(attribute.name)
            guard seen.insert(name).inserted else { throw Stop(.duplicateAttribute(name), attribute.name) }
        }
        if bytes[at] == UInt8(ascii: "/") { at += 1 }
        guard !isAtEnd, bytes[at] == UInt8(ascii: ">") else { throw Stop(.expected(">"), here(1)) }
        return element
    }

    private mutating func endTag(_ open: [MarkupElement]) throws(Stop) {
        at += 2
        let range = try name()
        let name = text(range)
        skipSpace()
        guard !isAtEnd, bytes[at] == UInt8(ascii: ">") else { throw Stop(.expected(">"), here(1)) }
        guard let element = open.last else { throw Stop(.endWithoutStart(name), range) }
        guard element.name == name else {
            throw Stop(.notWellFormed(.wrongEnd(name, open: element.name)), range, opened: element.nameSpan)
        }
    }

    // MARK: - What is looked at before libxml2 sees the file

    /// `<?xml version="1.0" encoding="UTF-8"?>`: another encoding would make the bytes mean something else.
    static func checkDeclaration(_ bytes: [UInt8]) throws(Stop) {
        var cursor = MarkupCursor(bytes: bytes, at: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        guard cursor.looking(at: "<?xml"), bytes.count > cursor.at + 5, FormShape.isSpace(bytes[cursor.at + 5]) else {
            return
        }
        let start = cursor.at
        cursor.at += 5
        let from = cursor.at
        while !cursor.isAtEnd, !cursor.looking(at: "?>") { try cursor.character() }
        guard !cursor.isAtEnd else { throw Stop(.endsEarly, start..<start + 2) }
        let text = String(decoding: bytes[from..<cursor.at], as: UTF8.self)
        let parts = text.split(whereSeparator: { " \t\r\n".contains($0) })
        guard let version = parts.first, version == "version=\"1.0\"" || version == "version='1.0'" else {
            throw Stop(.declaration, from..<cursor.at)
        }
        for part in parts.dropFirst() where part.hasPrefix("encoding=") {
            let name = part.dropFirst(9).filter { $0 != "\"" && $0 != "'" }
            guard name.uppercased() == "UTF-8" else { throw Stop(.encoding(String(name)), from..<cursor.at) }
        }
    }

    /// The first start tag with more than so many attributes. libxml2 compares each attribute of a tag with all others
    /// before it tells how many there are, so a file large enough for that to be felt is looked at first.
    static func tagWithAttributes(moreThan limit: Int, in bytes: [UInt8]) -> Range<Int>? {
        var cursor = MarkupCursor(bytes: bytes, at: 0)
        var tag = 0
        var signs = 0
        while !cursor.isAtEnd {
            switch bytes[cursor.at] {
            case UInt8(ascii: "<"):
                cursor.skipComment()
                tag = cursor.at
                signs = 0
            case UInt8(ascii: "="):
                signs += 1
                // Signs of equality behind the tag are text: only here it is worth to look.
                if signs > limit, tag < bytes.count, bytes[tag] == UInt8(ascii: "<") {
                    if let name = cursor.name(ofTagAt: tag, withAttributes: limit) { return name }
                    signs = Int.min
                }
            default: break
            }
            cursor.at += 1
        }
        return nil
    }

    /// Steps to the end of a comment or of character data that begins here.
    private mutating func skipComment() {
        guard bytes.count > at + 1, bytes[at + 1] == UInt8(ascii: "!") else { return }
        if looking(at: "<!--") {
            while !isAtEnd, !looking(at: "-->") { at += 1 }
        } else if looking(at: "<![CDATA[") {
            while !isAtEnd, !looking(at: "]]>") { at += 1 }
        }
    }

    private func name(ofTagAt tag: Int, withAttributes limit: Int) -> Range<Int>? {
        var cursor = MarkupCursor(bytes: bytes, at: tag + 1)
        guard let name = try? cursor.name() else { return nil }
        var count = 0
        while count <= limit, (try? cursor.nextAttribute(ofTagAt: tag)) != nil { count += 1 }
        return count > limit ? name : nil
    }
}
