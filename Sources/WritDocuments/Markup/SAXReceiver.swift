import CLibXML2

/// What libxml2's SAX2 parser tells, for readers that make something of it.
///
/// Unsafe memory: libxml2 calls the functions of `handler` with the receiver as their context, so a receiver lives as long as the
/// parser that tells it; nothing that libxml2 hands over is kept longer than the call that hands it over.
package class SAXReceiver {
    typealias Text = UnsafePointer<xmlChar>
    /// Of a namespace prefix and name; of an attribute name, prefix, namespace and the two ends of its value.
    typealias Parts = UnsafeBufferPointer<UnsafePointer<xmlChar>?>

    /// No network, no entities, no DTD, no limits lifted; the encoding is known and its name in the file means nothing.
    static let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue)
    static let isReady: Void = xmlInitParser()

    func startElement(_ name: Text, _ prefix: Text?, spaces: Parts, attributes: Parts) {}
    func endElement(_ name: Text) {}
    func addText(_ start: Text?, _ count: Int32) {}
    /// A DOCTYPE, which none of our readers takes.
    func refuseDoctype() {}
    /// - Parameter text: libxml2's own words.
    func refuse(_ text: String?) {}

    static func of(_ data: UnsafeMutableRawPointer?) -> SAXReceiver? {
        data.map { Unmanaged<SAXReceiver>.fromOpaque($0).takeUnretainedValue() }
    }

    /// What libxml2 is to call its functions with.
    var opaque: UnsafeMutableRawPointer { Unmanaged<SAXReceiver>.passUnretained(self).toOpaque() }

    static func handler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { data, _, _, _ in SAXReceiver.of(data)?.refuseDoctype() }
        handler.startElementNs = { data, name, prefix, _, spaceCount, spaces, count, _, attributes in
            guard let name else { return }
            SAXReceiver.of(data)?.startElement(
                name, prefix, spaces: Parts(start: spaces, count: Int(spaceCount) * 2),
                attributes: Parts(start: attributes, count: Int(count) * 5))
        }
        handler.endElementNs = { data, name, _, _ in
            if let name { SAXReceiver.of(data)?.endElement(name) }
        }
        let addText: charactersSAXFunc = { data, start, count in SAXReceiver.of(data)?.addText(start, count) }
        handler.characters = addText
        handler.cdataBlock = addText
        handler.serror = { data, error in
            guard let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
            SAXReceiver.of(data)?.refuse(error.pointee.message.map { String(cString: $0).filter { !$0.isNewline } })
        }
        return handler
    }

    /// The value between two ends. Libxml2 writes every ampersand of it as `&#38;`, for a second reading that never comes here.
    static func value(from start: Text, to end: Text) -> [UInt8] {
        let value = UnsafeBufferPointer(start: start, count: end - start)
        guard value.contains(UInt8(ascii: "&")) else { return Array(value) }
        var result: [UInt8] = []
        var rest = value[...]
        while let byte = rest.popFirst() {
            result.append(byte)
            if byte == UInt8(ascii: "&"), rest.starts(with: "#38;".utf8) { rest = rest.dropFirst(4) }
        }
        return result
    }
}
