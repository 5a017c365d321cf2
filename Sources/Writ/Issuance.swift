/// A document that a case requires, finished.
public struct Issuance: Sendable {
    /// The form's id, such as `rectification-notice`.
    public let form: String
    /// The form's title.
    public let title: String
    /// The roles and parties that it is addressed to, by name.
    public let addressees: [String]
    /// The day or moment by which it is due, in ISO 8601.
    public let due: String?
    /// How far its approval has come (`pending`, `approved`, `rejected`, `returned`, `not-stated`); nil where it needs none.
    public let approval: String?
    /// The record: XML in UTF-8, valid by `Forms/schema/document.rng`.
    public let xml: [UInt8]
    /// The view of the record: one self-contained HTML page in UTF-8.
    public let html: [UInt8]
}
