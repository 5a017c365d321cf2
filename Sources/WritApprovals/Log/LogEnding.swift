/// What is known of a log only when all of it is read, where its columns are found among the attributes of its events.
package struct LogEnding: Sendable {
    package enum Fault: Sendable {
        /// XML of another kind: what its root is called.
        case foreignMarkup(String, line: Int)
        /// Not well-formed, in the parser's own words; nil where it has a DOCTYPE.
        case malformedMarkup(String?, line: Int)
        /// JSON that is no OCEL, and what is no JSON.
        case foreignObjects
        case malformedObjects(line: Int)
    }

    /// Columns that no event has.
    package let absentColumns: [String]
    /// The attributes that there are, for suggestions.
    package let attributes: [String]
    /// Events left out because they say that they are not complete.
    package let incompleteEvents: Int
    package var fault: Fault?

    package init(absentColumns: [String], attributes: [String], incompleteEvents: Int) {
        self.absentColumns = absentColumns
        self.attributes = attributes
        self.incompleteEvents = incompleteEvents
    }
}
