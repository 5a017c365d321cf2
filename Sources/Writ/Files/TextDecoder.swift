internal import WritLanguage
internal import CLibXML2

/// Turns bytes of another encoding into UTF-8, piece by piece. libxml2's converters do the work, so they are looked up, and
/// the library started, when the first file needs them.
///
/// What is no character of the encoding becomes a byte 0xFF, which no UTF-8 has: whoever reads the text tells where it is.
final class TextDecoder {
    private let handler: xmlCharEncodingHandlerPtr
    private let input: xmlBufferPtr
    private let output: xmlBufferPtr
    private let unitLength: Int

    /// Nil where this libxml2 does not know the encoding.
    init?(_ encoding: TextEncoding) {
        xmlInitParser()
        guard let handler = xmlFindCharEncodingHandler(encoding.rawValue) else { return nil }
        guard let input = xmlBufferCreate(), let output = xmlBufferCreate() else {
            xmlCharEncCloseFunc(handler)
            return nil
        }
        self.handler = handler
        self.input = input
        self.output = output
        unitLength = encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? 2 : 1
    }

    deinit {
        xmlBufferFree(input)
        xmlBufferFree(output)
        xmlCharEncCloseFunc(handler)
    }

    /// Appends the text of some bytes; those of a character that is not complete wait for the next.
    /// - Parameter isLast: nothing follows, so that nothing may wait.
    func decode(_ bytes: ArraySlice<UInt8>, isLast: Bool, into text: inout [UInt8]) {
        bytes.withBytes { bytes in
            _ = xmlBufferAdd(input, bytes.memory.baseAddress, Int32(clamping: bytes.count))
        }
        while true {
            let before = xmlBufferLength(input)
            if before == 0 { break }
            let status = writ_encoding_convert(handler, output, input)
            take(into: &text)
            if xmlBufferLength(input) < before { continue }
            // At the end of the bytes a character may be waiting for its rest.
            if !isLast, status != -2 || before < 4 { break }
            text.append(0xFF)
            xmlBufferShrink(input, UInt32(min(unitLength, Int(before))))
        }
    }

    private func take(into text: inout [UInt8]) {
        text.append(contentsOf: ByteView(start: xmlBufferContent(output), count: Int(xmlBufferLength(output))))
        xmlBufferEmpty(output)
    }
}
