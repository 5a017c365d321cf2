import WritLanguage

/// The digest of a finished record, from its bytes alone.
package struct RecordDigest: Equatable, Sendable {
    /// Why there is none to compare.
    package enum Problem: Error, Equatable {
        case unreadable(XMLTree.Problem)
        /// XML that is no record.
        case noRecord
    }

    /// What the record says of itself; absent in a blank.
    package let stated: String?
    /// What its content gives.
    package let computed: String

    /// Parses a record with libxml2, brings it into canonical form and computes its digest anew.
    package init(of record: [UInt8]) throws(Problem) {
        let digest: RecordDigest?
        do throws(XMLTree.Problem) {
            digest = RecordDigest(of: try XMLTree(record))
        } catch {
            throw .unreadable(error)
        }
        guard let digest else { throw .noRecord }
        self = digest
    }

    /// The same of a record that is parsed already; nothing where it is none.
    init?(of tree: borrowing XMLTree) {
        let canonical = tree.canonical() ?? []
        guard let digest = canonical.withBytes({ RecordDigest(canonical: $0) }) else { return nil }
        self = digest
    }

    /// The same of a record in canonical form.
    init?(canonical bytes: ByteView) {
        guard let content = RecordContent(canonical: bytes) else { return nil }
        stated = content.statedDigest
        computed = content.digest
    }
}
