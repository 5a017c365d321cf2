import CLibXML2
package import WritLanguage

/// Reads a file of markup with libxml2's SAX2 parser into a tree that knows where everything stands. Stops at the first
/// thing that is not well-formed.
///
/// Less than XML on purpose: no DOCTYPE (and so no entities but the five), no prefixes, UTF-8 and nothing else, bounded
/// depth, size and number of attributes.
///
/// Unsafe memory: the reader lives through `parse`, which makes and ends libxml2's own context; nothing that libxml2 hands over is kept
/// longer than the call that hands it over.
package final class MarkupReader: SAXReceiver {
    package static let maximumDepth = 100
    package static let maximumSize = 8_000_000
    package static let maximumAttributes = 200

    /// Below this size no tag can hold so many attributes that libxml2's comparing them is felt.
    private static let harmlessSize = 40_000

    private let source: MarkupSource
    private var context: xmlParserCtxtPtr?
    /// Behind the last whole piece of markup.
    private var mark = 0
    private var open: [MarkupElement] = []
    private var root: MarkupElement?
    /// Text that goes on until the next markup.
    private var text: [UInt8] = []
    private var textEnd: Int?
    private var stop: MarkupCursor.Stop?
    private var message: String?

    private init(_ source: SourceText) {
        self.source = MarkupSource(source)
    }

    /// The root element, or the one diagnostic that says why there is none.
    package static func read(_ source: SourceText) -> Result<MarkupElement, MarkupFailure> {
        let reader = MarkupReader(source)
        do {
            return .success(try reader.read())
        } catch {
            let opened = Phrase(en: "opened here", zh: "在此开始")
            let related = error.opened.map { Diagnostic.Related(.span($0), opened) }
            let span = Span(file: source.id, start: error.range.lowerBound, end: error.range.upperBound)
            return .failure(
                MarkupFailure(
                    Diagnostic(.error, error.fact, at: .span(span), related: related.map { [$0] } ?? [])))
        }
    }

    private func read() throws(MarkupCursor.Stop) -> MarkupElement {
        try checkBytes()
        try MarkupCursor.checkDeclaration(source.bytes)
        parse()
        if let stop { throw stop }
        if message == nil, open.isEmpty, let root { return root }
        var cursor = MarkupCursor(bytes: source.bytes, at: mark)
        try cursor.findFault(open: open, hasRoot: root != nil)
        // libxml2 alone knows: its words, where it stood.
        let place = min(mark, source.bytes.count)
        throw MarkupCursor.Stop(.other(message ?? ""), place..<min(place + 1, source.bytes.count))
    }

    /// What must be known before libxml2 sees the bytes. It takes a zero for the end of a file, and bytes of other encodings
    /// for what they would be there.
    private func checkBytes() throws(MarkupCursor.Stop) {
        let bytes = source.bytes
        guard bytes.count <= Self.maximumSize else {
            throw MarkupCursor.Stop(FormFact.tooLarge(limit: Self.maximumSize), 0..<0)
        }
        if let offset = UTF8Check.firstInvalid(bytes) {
            throw MarkupCursor.Stop(FormFact.notUTF8, offset..<offset + 1)
        }
        if let zero = bytes.firstIndex(of: 0) { throw MarkupCursor.Stop(.character(0), zero..<zero + 1) }
        if bytes.count > Self.harmlessSize,
            let tag = MarkupCursor.tagWithAttributes(moreThan: Self.maximumAttributes, in: bytes)
        {
            throw MarkupCursor.Stop(FormFact.tooManyAttributes(limit: Self.maximumAttributes), tag)
        }
    }

    // MARK: - What libxml2 tells

    private static func textHandler() -> xmlSAXHandler {
        var handler = handler()
        handler.startDocument = { MarkupReader.reader($0)?.endOfMarkup() }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = { data, start, count in
            guard let reader = MarkupReader.reader(data) else { return }
            reader.endText()
            reader.addText(start, count)
            reader.endOfMarkup()
        }
        handler.comment = { data, _ in MarkupReader.reader(data)?.endOfMarkup() }
        handler.processingInstruction = { data, _, _ in MarkupReader.reader(data)?.endOfMarkup() }
        return handler
    }

    private static func reader(_ data: UnsafeMutableRawPointer?) -> MarkupReader? {
        data.map { Unmanaged<MarkupReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private func parse() {
        _ = Self.isReady
        guard let context = xmlNewParserCtxt() else {
            message = "out of memory"
            return
        }
        self.context = context
        defer {
            xmlFreeParserCtxt(context)
            self.context = nil
        }
        context.pointee.sax.pointee = Self.textHandler()
        context.pointee.userData = opaque
        source.bytes.withBytes { bytes in
            bytes.memory.withMemoryRebound(to: CChar.self) { characters in
                let tree = xmlCtxtReadMemory(
                    context, characters.baseAddress, Int32(truncatingIfNeeded: characters.count), nil, nil, Self.options
                )
                xmlFreeDoc(tree)
            }
        }
        if context.pointee.wellFormed == 0, message == nil { message = "not well-formed" }
    }

    /// How far libxml2 has come.
    private var consumed: Int {
        min(source.bytes.count, max(0, Int(xmlByteConsumed(context))))
    }

    override func refuse(_ text: String?) {
        if message == nil { message = text ?? "" }
    }

    override func refuseDoctype() {
        let bytes = source.bytes
        var start = consumed
        while start > mark, !MarkupCursor(bytes: bytes, at: start).looking(at: "<!DOCTYPE") { start -= 1 }
        stop(FormFact.doctype, start..<min(start + 2, bytes.count))
    }

    private func stop(_ fact: FormFact, _ range: Range<Int>) {
        if stop == nil { stop = MarkupCursor.Stop(fact, range) }
        xmlStopParser(context)
    }

    // MARK: - The tree

    override func startElement(_ name: Text, _ prefix: Text?, spaces: Parts, attributes: Parts) {
        endText()
        // libxml2 stands before the end of the tag, and no `<` stands within one.
        let end = consumed
        var tag = max(0, end - 1)
        while tag > mark, source.bytes[tag] != UInt8(ascii: "<") { tag -= 1 }
        let own = String(cString: name)
        let qualified = prefix.map { String(cString: $0) + ":" + own } ?? own
        let nameRange = tag + 1..<min(tag + 1 + qualified.utf8.count, source.bytes.count)
        if prefix != nil { return stop(.prefix(qualified), nameRange) }
        if open.count >= Self.maximumDepth { return stop(.tooDeep(limit: Self.maximumDepth), nameRange) }
        if (spaces.count / 2 + attributes.count / 5) > Self.maximumAttributes {
            return stop(.tooManyAttributes(limit: Self.maximumAttributes), nameRange)
        }
        let isEmpty = end < source.bytes.count && source.bytes[end] == UInt8(ascii: "/")
        let tagEnd = min(end + (isEmpty ? 2 : 1), source.bytes.count)
        open.append(
            MarkupElement(
                name: own, nameSpan: span(nameRange), span: span(tag..<tagEnd),
                attributes: read(spaces, attributes, ofTagAt: Int32(truncatingIfNeeded: tag)), children: []))
        mark = tagEnd
    }

    /// The attributes of a start tag. Namespaces come first, each as its prefix and its name; then attributes, each as name,
    /// prefix, namespace and the two ends of its value.
    private func read(_ spaces: Parts, _ attributes: Parts, ofTagAt tag: Int32) -> [MarkupAttribute] {
        var result: [MarkupAttribute] = []
        result.reserveCapacity(spaces.count / 2 + attributes.count / 5)
        func add(_ name: String, _ value: [UInt8], isQualified: Bool) {
            let attribute = MarkupAttribute(name: name, value: value, ofTagAt: tag, in: source)
            if isQualified { stop(.prefix(name), attribute.nameSpan.range) }
            result.append(attribute)
        }
        for index in stride(from: 0, to: spaces.count, by: 2) {
            let prefix = spaces[index].map { String(cString: $0) }
            let name = spaces[index + 1].map { Array(String(cString: $0).utf8) } ?? []
            add(prefix.map { "xmlns:" + $0 } ?? "xmlns", name, isQualified: prefix != nil)
        }
        for index in stride(from: 0, to: attributes.count, by: 5) {
            guard let name = attributes[index], let start = attributes[index + 3], let end = attributes[index + 4]
            else { continue }
            let own = String(cString: name)
            let prefix = attributes[index + 1].map { String(cString: $0) }
            add(
                prefix.map { $0 + ":" + own } ?? own,
                Self.value(from: start, to: end), isQualified: prefix != nil)
        }
        return result
    }

    override func endElement(_: Text) {
        endOfMarkup()
        guard let element = open.popLast() else { return }
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(.element(element)) }
    }

    override func addText(_ start: Text?, _ count: Int32) {
        guard let start else { return }
        textEnd = consumed
        text.append(contentsOf: UnsafeBufferPointer(start: start, count: Int(count)))
    }

    /// Text ends where markup begins, and where markup ends new text may begin.
    private func endOfMarkup() {
        endText()
        mark = consumed
    }

    private func endText() {
        guard let end = textEnd else { return }
        if !open.isEmpty { open[open.count - 1].children.append(.text(text, span(mark..<max(mark, end)))) }
        text.removeAll(keepingCapacity: true)
        textEnd = nil
    }

    private func span(_ range: Range<Int>) -> Span {
        Span(file: source.file, start: range.lowerBound, end: range.upperBound)
    }
}

/// Why there is no tree.
package struct MarkupFailure: Error {
    package let diagnostic: Diagnostic
    init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}
