package import WritLanguage
package import WritSemantics

/// What changed in effect between two versions of a rulebook.
package struct DiffReport: Sendable {
    /// The cases in which one thing differs, shown by one smallest case.
    package struct Region: Sendable {
        package let caseType: String
        package let aspect: Aspect
        /// The form, the action, the reason, the task or the definition.
        package let subject: String
        /// Its title, for people.
        package let title: String
        /// Places in the old and in the new files that bring it about.
        package let oldPlaces: [Span]
        package let newPlaces: [Span]
        package let witness: CaseData
        /// What follows from the witness before and after.
        package let before: [OutcomeLines.Line]
        package let after: [OutcomeLines.Line]

        /// The lines that only one version has.
        package var gone: [OutcomeLines.Line] { OutcomeLines.surplus(of: before, over: after) }
        package var come: [OutcomeLines.Line] { OutcomeLines.surplus(of: after, over: before) }
    }

    package struct Open: Sendable {
        package let caseType: String
        package let subject: String
        package let reason: Undecidable
    }

    /// A declaration that is there in one version only, or whose text differs.
    package struct TextChange: Sendable {
        package enum Kind: String, Sendable {
            case added, removed
            /// It says the same by another name.
            case renamed
            /// The words differ and the effect does not.
            case reworded
            /// It says something else, and what that changes is told by the regions, if anything.
            case changed
        }
        package let kind: Kind
        package let declaration: String
        /// The same for people, in titles.
        package let reading: Phrase
        package let place: Span
        /// Something follows from it that no case of both versions shows: a form that reads otherwise, a duty, a type of
        /// cases that only one version knows.
        package let isEffective: Bool

        /// What stands between the rules of a file, and follows from none.
        var isProse: Bool { declaration.hasPrefix("prose ") }

        /// A change of something that cases rest on in more ways than the comparison asks about.
        var isFollowedInPart: Bool {
            kind == .changed
                && ["calendar ", "chain ", "organisation ", "parameter "].contains { declaration.hasPrefix($0) }
        }
    }

    package internal(set) var regions: [Region] = []
    package internal(set) var undecided: [Open] = []
    /// Questions answered with "no case differs".
    package internal(set) var proved = 0
    /// Declarations that differ, without those that a region is about.
    package internal(set) var textChanges: [TextChange] = []

    /// Changes that matter beyond the cases that both versions read.
    package var otherEffects: [TextChange] { textChanges.filter(\.isEffective) }

    /// Changes of what papers may print: titles, clauses, the basis of what follows. Prose stands on none.
    package var printedChanges: [TextChange] {
        textChanges.filter { ($0.kind == .reworded || $0.kind == .changed) && !$0.isProse }
    }

    /// Proved over all cases that both versions read: none has a different outcome.
    package var isEqualForAllCases: Bool { regions.isEmpty && undecided.isEmpty }

    /// Both versions have the same effect.
    package var isEquivalent: Bool { isEqualForAllCases && otherEffects.isEmpty }
}
