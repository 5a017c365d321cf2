package import WritApprovals
package import WritLanguage

/// An event log of another format as the table that a log's declaration reads.
package protocol EventTable: AnyObject {
    /// The table's bytes, as many as there is room for; 0 at the end.
    func read(into target: ByteRoom) -> Int
    /// What is known when all is read.
    var ending: LogEnding { get }
}
