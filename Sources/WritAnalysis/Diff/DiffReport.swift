package import WritLanguage
package import WritSemantics

/// What changed in effect between two versions of a rulebook.
package struct DiffReport: Sendable {
    /// What kind of consequence or value differs.
    package enum Aspect: String, Sendable, CaseIterable {
        case required, noLongerRequired = "no-longer-required", deadline, addressee, approval, contents
        case refused, noLongerRefused = "no-longer-refused", held, noLongerHeld = "no-longer-held"
        case task, noLongerTask = "no-longer-task", notified, noLongerNotified = "no-longer-notified"
        case value
    }

    /// The cases in which one thing differs, shown by one smallest case.
    package struct Region: Sendable {
        package let caseType: String
        package let aspect: Aspect
        /// The form, the action, the reason, the task or the definition.
        package let subject: String
        /// Places in the old and in the new files that bring it about.
        package let oldPlaces: [Span]
        package let newPlaces: [Span]
        package let witness: CaseData
        /// What follows from the witness before and after, one line a consequence.
        package let before: [String]
        package let after: [String]
    }

    package struct Open: Sendable {
        package let caseType: String
        package let subject: String
        package let reason: Undecidable
    }

    /// A declaration that is there in one version only, or whose text differs.
    package struct TextChange: Sendable {
        package enum Kind: String, Sendable { case added, removed, reworded }
        package let kind: Kind
        package let declaration: String
        package let place: Span
    }

    package var regions: [Region] = []
    package var undecided: [Open] = []
    /// Questions answered with "no case differs".
    package var proved = 0
    /// Changes of text that no region has to do with.
    package var textChanges: [TextChange] = []

    /// Proved over all cases: both versions have the same effect.
    package var isEquivalent: Bool { regions.isEmpty && undecided.isEmpty }
}
