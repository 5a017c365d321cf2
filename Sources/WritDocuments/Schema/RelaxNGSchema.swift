import CLibXML2

/// A RELAX NG schema held by libxml2. Validates one document at a time.
package struct RelaxNGSchema: ~Copyable {
    /// Why a document or the schema itself was refused: the first message, and its line where there is one.
    package typealias Problem = XMLTree.Problem

    private let handle: xmlRelaxNGPtr

    /// libxml2 makes its table of data types at the first schema, unguarded: two threads at once would spoil it.
    private static let typesAreReady: Bool = {
        xmlInitParser()
        return xmlRelaxNGInitTypes() == 0
    }()

    /// Compiles the XML syntax of a schema that includes no other file.
    package init(_ schema: [UInt8]) throws(Problem) {
        guard Self.typesAreReady else { throw Problem(message: "out of memory", line: 0) }
        // libxml2 reads the bytes where they are, so parsing must end before they are let go.
        let (parsed, report) = XMLTree.reading(schema) { characters, count, report -> xmlRelaxNGPtr? in
            guard let context = xmlRelaxNGNewMemParserCtxt(characters, count) else { return nil }
            defer { xmlRelaxNGFreeParserCtxt(context) }
            writ_relaxng_parser_report(context, report)
            return xmlRelaxNGParse(context)
        }
        guard let parsed else { throw Problem(report) }
        handle = parsed
    }

    deinit { xmlRelaxNGFree(handle) }

    /// Nothing where the document is valid.
    package func validate(_ document: [UInt8]) -> Problem? {
        do throws(Problem) {
            return validate(try XMLTree(document))
        } catch {
            return error
        }
    }

    package func validate(_ tree: borrowing XMLTree) -> Problem? {
        guard let context = xmlRelaxNGNewValidCtxt(handle) else { return Problem(message: "out of memory", line: 0) }
        defer { xmlRelaxNGFreeValidCtxt(context) }
        let (status, report) = XMLTree.reporting { report in
            writ_relaxng_valid_report(context, report)
            return xmlRelaxNGValidateDoc(context, tree.root)
        }
        return status == 0 ? nil : Problem(report)
    }
}
