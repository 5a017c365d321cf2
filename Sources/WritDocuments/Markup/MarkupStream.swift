import CLibXML2

/// Reads XML of any length piece by piece with libxml2's SAX2 parser and tells elements as they come, and the text between
/// them to whoever wants it, in pieces.
///
/// Less than XML on purpose: no DOCTYPE (and so no entities but the five), UTF-8 whatever the declaration says, bounded depth,
/// libxml2's own limits on the length of one piece.
///
/// Unsafe memory: libxml2 calls the functions in `handler` with the stream as their context. The stream makes libxml2's context, ends
/// it when it goes itself, and keeps nothing that is handed over longer than the call that hands it over.
package final class MarkupStream {
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
    private static let isReady: Void = xmlInitParser()

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
        _ = Self.isReady
        var handler = Self.handler()
        context = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
        if let context {
            xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
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

    private static func handler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { data, _, _, _ in MarkupStream.of(data)?.stop(nil) }
        handler.startElementNs = { data, name, _, _, _, _, count, _, attributes in
            guard let name else { return }
            MarkupStream.of(data)?.start(name, UnsafeBufferPointer(start: attributes, count: Int(count) * 5))
        }
        handler.endElementNs = { data, name, _, _ in
            guard let name, let stream = MarkupStream.of(data), stream.problem == nil else { return }
            stream.depth -= 1
            stream.onEnd(String(cString: name))
        }
        handler.characters = { data, characters, length in MarkupStream.of(data)?.text(characters, length) }
        handler.cdataBlock = { data, characters, length in MarkupStream.of(data)?.text(characters, length) }
        handler.serror = { data, error in
            guard let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
            let message = error.pointee.message.map { String(cString: $0).filter { !$0.isNewline } }
            MarkupStream.of(data)?.stop(message ?? "not well-formed")
        }
        return handler
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> MarkupStream? {
        data.map { Unmanaged<MarkupStream>.fromOpaque($0).takeUnretainedValue() }
    }

    private func text(_ characters: UnsafePointer<xmlChar>?, _ length: Int32) {
        guard problem == nil, let onText, let characters else { return }
        onText(String(decoding: UnsafeBufferPointer(start: characters, count: Int(length)), as: UTF8.self))
    }

    /// Of an attribute libxml2 hands over name, prefix, namespace and the two ends of its value.
    private func start(_ name: UnsafePointer<xmlChar>, _ parts: UnsafeBufferPointer<UnsafePointer<xmlChar>?>) {
        guard problem == nil else { return }
        depth += 1
        if depth > Self.greatestDepth { return stop("nested too deep") }
        var attributes: [Attribute] = []
        attributes.reserveCapacity(parts.count / 5)
        for index in stride(from: 0, to: parts.count, by: 5) {
            guard let name = parts[index], let start = parts[index + 3], let end = parts[index + 4] else { continue }
            let value = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
            // Libxml2 writes every ampersand of a value as `&#38;`, for a second reading that never comes here.
            attributes.append(
                Attribute(
                    name: String(cString: name),
                    value: value.utf8.contains(UInt8(ascii: "&")) ? value.replacing("&#38;", with: "&") : value))
        }
        onStart(String(cString: name), attributes, line)
    }
}
