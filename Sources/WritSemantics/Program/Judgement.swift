/// What no rule works out and only a person can decide. The record that it is about has a field for it, which holds a record
/// of its own: the decision and, as facts like any other, who decided, when and why. Until it is there, it is unknown.
package struct Judgement: Sendable {
    /// The fields of the record that holds a decision, in their order.
    package enum Part: Int, CaseIterable, Sendable {
        case decision, person, day, reasons

        /// As rules and cases name it.
        package var name: String {
            switch self {
            case .decision: "decision"
            case .person: "person"
            case .day: "on"
            case .reasons: "reasons"
            }
        }
    }

    package let identity: Identity
    /// The record or case type that it is about.
    package let subject: RecordID
    /// The type of the record that holds a decision.
    package let record: RecordID
    /// Who decides.
    package let role: RoleID
    package let citations: [ClauseID]
}

extension Program {
    /// The judgement that records of a type hold.
    package func judgement(in record: RecordID) -> Judgement? { judgements.first { $0.record == record } }
}
