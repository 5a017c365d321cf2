package import WritDocuments

/// Bytes on their way from the worker that makes them to the one who writes them, who never have them at the same time.
package final class OutputBuffer: @unchecked Sendable {
    package var bytes: [UInt8] = []
    /// Documents of a stream.
    @exclusivity(unchecked) package var documents = DocumentBytes()

    /// Forgets what it holds and keeps the room.
    func empty() {
        bytes.removeAll(keepingCapacity: true)
        documents.truncate(to: 0)
    }
}
