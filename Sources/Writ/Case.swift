internal import WritSemantics

/// One matter to which rules are applied: its facts, its history, and the day by which it is judged.
public struct Case: Sendable {
    let data: CaseData

    /// The case's id, as it was given.
    public var id: String { data.id }

    /// The day by which the case is judged, `2026-03-02`. Writ never reads the clock.
    public var asOf: String { data.asOf.description }
}
