/// What the columns of a table of cases stand for, where the table has heads of its own. All other columns are passed over.
package struct ColumnMapping: Sendable {
    package let identity: Identity
    /// The case type of its rows.
    package let type: RecordID
    /// By the head of a column, the field, path, `id`, `as-of` or `organisation` that it stands for.
    package let paths: [String: String]
}
