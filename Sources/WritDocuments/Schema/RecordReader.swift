import CLibXML2
package import WritLanguage

/// What the bytes of finished records tell by themselves. The schema is compiled once, for all of them.
///
/// A record in canonical form whose skeleton the schema accepted before is parsed by libxml2 and digested as it is. Every other
/// record becomes a tree, which libxml2 validates and brings into canonical form.
///
/// Unsafe memory: the parser is libxml2's own, and ends with its owner. The bytes are lent to it for the length of a call.
package final class RecordReader {
    private let schema: RelaxNGSchema
    private let parser: xmlParserCtxtPtr?
    /// Whole skeletons, not their hashes: none is taken for another.
    private var accepted: Set<[UInt8]> = []
    private var size = 0
    /// In bytes. When the table is full it begins anew.
    private static let room = 16_000_000
    /// How many records were not validated because another of their skeleton was.
    package private(set) var known = 0

    package init() throws(XMLTree.Problem) {
        schema = try RelaxNGSchema(SchemaText.ofDocuments)
        parser = writ_xml_silent_parser()
    }

    deinit { if let parser { xmlFreeParserCtxt(parser) } }

    /// The digest of a record; what the schema refuses in it is thrown.
    package func read(_ record: [UInt8]) throws(XMLTree.Problem) -> RecordDigest? {
        let scan = record.withBytes { bytes -> (range: Range<Int>, skeleton: [UInt8])? in
            guard UTF8Check.firstInvalid(bytes) == nil else { return nil }
            return CanonicalScan(utf8: bytes).map { ($0.range, $0.skeleton) }
        }
        guard let scan else { return RecordDigest(of: try valid(record)) }
        if accepted.contains(scan.skeleton), isWellFormed(record) {
            known += 1
        } else {
            _ = try valid(record)
            remember(scan.skeleton)
        }
        return record.withBytes { RecordDigest(canonical: $0.part(scan.range)) }
    }

    private func valid(_ record: [UInt8]) throws(XMLTree.Problem) -> XMLTree {
        let tree = try XMLTree(record)
        if let problem = schema.validate(tree) { throw problem }
        return tree
    }

    private func isWellFormed(_ record: [UInt8]) -> Bool {
        guard let parser else { return false }
        return XMLTree.reading(record) { characters, count, _ in writ_xml_is_well_formed(parser, characters, count) }.0
            == 1
    }

    private func remember(_ skeleton: [UInt8]) {
        guard skeleton.count <= Self.room / 16 else { return }
        if size + skeleton.count > Self.room {
            accepted.removeAll()
            size = 0
        }
        if accepted.insert(skeleton).inserted { size += skeleton.count }
    }
}
