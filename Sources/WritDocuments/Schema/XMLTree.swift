import CLibXML2
import WritLanguage

/// A document held by libxml2, parsed without network, entities or DTDs, and with none of its limits lifted.
///
/// Unsafe memory: the tree is freed when its owner ends; whoever is lent it must not keep it. What libxml2 is handed here, text
/// and the place for its report, lives as long as the call that uses it.
package struct XMLTree: ~Copyable {
    /// Why a document was refused, and its line where there is one.
    package struct Problem: Error, Equatable {
        package let message: String
        package let line: Int
        /// The element that a schema refused; empty where it is none.
        package var element = ""
    }

    let root: xmlDocPtr

    package init(_ document: [UInt8]) throws(Problem) {
        // libxml2 takes a zero for the end of a document, and compares each attribute of a tag with all others.
        if UTF8Check.firstInvalid(document) != nil { throw Problem(message: "not UTF-8", line: 0) }
        if document.contains(0) { throw Problem(message: "the character U+0000", line: 0) }
        if MarkupCursor.tagWithAttributes(moreThan: MarkupReader.maximumAttributes, in: document) != nil {
            throw Problem(message: "too many attributes", line: 0)
        }
        guard document.count < Int(Int32.max) else { throw Problem(message: "too large", line: 0) }
        let (tree, report) = Self.reading(document) { writ_xml_read($0, $1, $2) }
        guard let tree else { throw Problem(report) }
        root = tree
    }

    deinit { xmlFreeDoc(root) }

    /// Calls with a text as libxml2 takes it, and a place for what it has to say; answers that as well.
    static func reading<Result>(
        _ text: [UInt8],
        _ body: (UnsafePointer<CChar>?, Int32, UnsafeMutablePointer<writ_xml_report>) -> Result
    ) -> (Result, writ_xml_report) {
        reporting { report in
            text.withBytes { bytes in
                bytes.memory.withMemoryRebound(to: CChar.self) { characters in
                    body(characters.baseAddress, Int32(clamping: characters.count), report)
                }
            }
        }
    }

    /// Calls with a place for what libxml2 has to say.
    static func reporting<Result>(
        _ body: (UnsafeMutablePointer<writ_xml_report>) -> Result
    ) -> (Result, writ_xml_report) {
        var report = writ_xml_report()
        let result = withUnsafeMutablePointer(to: &report, body)
        return (result, report)
    }

    /// Canonical XML 1.0 without comments; nothing where memory ends.
    package func canonical() -> [UInt8]? {
        var text: UnsafeMutablePointer<xmlChar>?
        let count = xmlC14NDocDumpMemory(root, nil, Int32(XML_C14N_1_0.rawValue), nil, 0, &text)
        guard count >= 0, let text else { return nil }
        defer { writ_xml_free(text) }
        return Array(UnsafeBufferPointer(start: text, count: Int(count)))
    }
}

extension XMLTree.Problem {
    init(_ report: writ_xml_report) {
        var report = report
        func text(_ bytes: UnsafeRawBufferPointer) -> String {
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let message = withUnsafeBytes(of: &report.message, text)
        let element = withUnsafeBytes(of: &report.element, text)
        self.init(message: message.isEmpty ? "not valid" : message, line: Int(report.line), element: element)
    }
}
