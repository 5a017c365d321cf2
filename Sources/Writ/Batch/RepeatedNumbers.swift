internal import WritLanguage
internal import WritSemantics

/// Finds a document number that two cases of one batch state: a firm gives a number once.
struct RepeatedNumbers {
    /// A number as a case's history states it.
    struct Stated: Sendable {
        let number: String
        let organisation: Int?
        let caseID: String
        let place: Place
    }

    private struct Key: Hashable {
        let number: String
        let organisation: Int?
    }

    private var owners: [Key: String] = [:]

    /// What is wrong with the numbers of the next cases.
    mutating func check(_ stated: [Stated]) -> [Diagnostic] {
        stated.compactMap { next in
            let key = Key(number: NumberText.key(next.number), organisation: next.organisation)
            guard let owner = owners[key] else {
                owners[key] = next.caseID
                return nil
            }
            if owner == next.caseID { return nil }
            let fact = RegisterFact.numberInTwoCases(number: next.number, caseID: next.caseID, other: owner)
            return Diagnostic(.error, fact, at: next.place)
        }
    }
}
