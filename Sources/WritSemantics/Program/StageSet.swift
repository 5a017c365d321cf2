/// What cases of a type go through, one stage after the other. Where a case is follows from the dates that it states: in the last of the
/// stages, as they are declared, whose date is there and not after the day of the case.
package struct StageSet: Sendable {
    package struct Stage: Sendable {
        package let identity: Identity
        /// The field of the date on which a case entered it.
        package let date: Int
        /// Who acts in it.
        package let roles: [RoleID]
        /// How long a case may stay, where that is one length of time.
        package let within: Expression?
        /// The stages that may follow; none where the matter ends.
        package let next: [Int]
        package let citations: [ClauseID]
        /// Whether a case is in it, and whether it has been there too long.
        package let isIn: DefinitionID
        package let isOverdue: DefinitionID?
    }
    package let identity: Identity
    package let subject: RecordID
    package let citations: [ClauseID]
    package let within: Expression?
    package let stages: [Stage]
}

extension Program {
    /// The definitions that stages make of themselves.
    package var stageDefinitions: Set<DefinitionID> {
        Set(stages.flatMap(\.stages).flatMap { [$0.isIn, $0.isOverdue].compactMap { $0 } })
    }

    /// The stages of the cases of a type.
    package func stages(of type: RecordID) -> StageSet? { stages.first { $0.subject == type } }
}
