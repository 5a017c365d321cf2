import CLibXML2

/// Reads XML of any length piece by piece with libxml2's SAX2 parser and tells elements as they come, and the text between
/// them to whoever wants it, in pieces.
///
/// Less than XML on purpose: no DOCTYPE (and so no entities but the five), UTF-8 whatever the declaration says, bounded depth,
/// libxml2's own limits on the length of one piece.
///
/// Unsafe memory: the stream makes libxml2's context, and ends it when it goes itself.
package final class MarkupStream: SAXReceiver {
    package struct Attribute {
        /// Without its prefix.
        package let name: String
        package let value: String
    }

    package struct Problem: Error, Sendable {
        package let line: Int
        /// Libxml2's own words, or nothing where it is a DOCTYPE.
        package let message: String?
    }

    private static let greatestDepth = 100

    private let onStart: (_ name: String, _ attributes: [Attribute], _ line: Int) -> Void
    private let onText: ((_ characters: String) -> Void)?
    private let onEnd: (_ name: String) -> Void
    private var context: xmlParserCtxtPtr?
    private var depth = 0
    package private(set) var problem: Problem?

    package init(
        onStart: @escaping (_ name: String, _ attributes: [Attribute], _ line: Int) -> Void,
        onText: ((_ characters: String) -> Void)? = nil,
        onEnd: @escaping (_ name: String) -> Void
    ) {
        self.onStart = onStart
        self.onText = onText
        self.onEnd = onEnd
        super.init()
        _ = Self.isReady
        var handler = Self.handler()
        context = xmlCreatePushParserCtxt(&handler, opaque, nil, 0, nil)
        if let context {
            xmlCtxtUseOptions(context, Self.options)
        } else {
            problem = Problem(line: 0, message: "out of memory")
        }
    }

    deinit {
        if let context { xmlFreeParserCtxt(context) }
    }

    /// Takes the next piece; an empty one ends the document. Nothing is told behind the first problem.
    package func take(_ piece: ArraySlice<UInt8>) {
        guard problem == nil, let context else { return }
        piece.withUnsafeBytes { bytes in
            let characters = bytes.bindMemory(to: CChar.self)
            _ = xmlParseChunk(
                context, characters.baseAddress, Int32(truncatingIfNeeded: characters.count), piece.isEmpty ? 1 : 0)
        }
        if context.pointee.wellFormed == 0 { stop("not well-formed") }
    }

    private var line: Int { context.map { Int(xmlSAX2GetLineNumber($0)) } ?? 0 }

    private func stop(_ message: String?) {
        if problem == nil { problem = Problem(line: line, message: message) }
        xmlStopParser(context)
    }

    override func refuseDoctype() { stop(nil) }
    override func refuse(_ text: String?) { stop(text ?? "not well-formed") }

    override func endElement(_ name: Text) {
        guard problem == nil else { return }
        depth -= 1
        onEnd(String(cString: name))
    }

    override func addText(_ start: Text?, _ count: Int32) {
        guard problem == nil, let onText, let start else { return }
        onText(String(decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self))
    }

    override func startElement(_ name: Text, _: Text?, spaces _: Parts, attributes parts: Parts) {
        guard problem == nil else { return }
        depth += 1
        if depth > Self.greatestDepth { return stop("nested too deep") }
        var attributes: [Attribute] = []
        attributes.reserveCapacity(parts.count / 5)
        for index in stride(from: 0, to: parts.count, by: 5) {
            guard let name = parts[index], let start = parts[index + 3], let end = parts[index + 4] else { continue }
            attributes.append(
                Attribute(
                    name: String(cString: name),
                    value: String(decoding: Self.value(from: start, to: end), as: UTF8.self)))
        }
        onStart(String(cString: name), attributes, line)
    }
}
