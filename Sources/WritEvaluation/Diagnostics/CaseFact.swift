package import WritLanguage
package import WritSemantics

/// What can be wrong with case data that is JSON or CSV as such, told with the names that the rulebook uses.
package enum CaseFact: DiagnosticFact {
    /// What data can hold where something else is declared.
    package enum Found: String, Sendable {
        case null, boolean, number, text, list, record
    }
    /// What a name in data can stand for.
    package enum Entity: String, Sendable {
        case caseType, organisation, form, role, action, decision, act
    }

    case wrongType(expected: String, found: Found)
    /// A text that may spell a value of the type, and does not.
    case notAValue(String, of: String)
    case notWhole(String)
    case outOfRange(String)
    /// A whole number beyond those that a computer counts with.
    case tooLarge(String)
    case tooManyPlaces(String)
    /// A percentage without its sign, which may mean either of two.
    case noPercentSign(String)
    case badDate(String)
    /// `3/2/2026`, and nobody said which is the month.
    case unknownDateOrder(String)
    /// The number by which a spreadsheet keeps a day.
    case serialDate(String)
    /// A moment with an offset where a day is asked for.
    case instantForDay(String)
    case badDateTime(String)
    case unknownValue(String, type: String, allowed: [String], suggestion: String?)
    case unknownKey(String, of: String, suggestion: String?)
    case missingKey(String)
    case unknownName(String, Entity, suggestion: String?)
    /// A decision or role of a record that the rulebook does not know.
    case unknownOfRecord(String, Entity, known: [String], suggestion: String?)
    /// A character in the name of a person that nobody sees, and its place in the name.
    case hiddenCharacter(Unicode.Scalar, at: Int)
    /// A staff list gives one id to two persons.
    case idOfTwo(String, String, String)
    /// A staff list has a name both with an id and without.
    case namesakeWithoutID(String)
    /// The case belongs to no organisation, and rules about it hold only at some.
    case noOrganisation(rules: Int, organisations: [String])
    /// The same for so many cases of a batch.
    case noOrganisations(cases: Int, rules: Int, organisations: [String])
    /// Outside of what its field may be.
    case outsideDomain(lower: String?, upper: String?, most: Int?)
    case tooManyElements(limit: Int)
    /// A decision lacks by whom, when or why it was made.
    case decisionLacks(String)
    /// A decision of a day after the one on which the case is decided.
    case decidedLater(day: CalendarDate, asOf: CalendarDate)
    case twiceGiven(String, as: String)
    /// A column of a CSV file that stands for nothing.
    case unknownColumn(String, suggestion: String?)
    case unknownColumns([String])
    /// A column that the mapping of the rulebook names and the table does not have.
    case columnNotThere(String, suggestion: String?)
    /// A name that is to be answered and that the rulebook does not define for the type, and those that it does.
    case unknownSelection(String, known: [String])
    case extraFields(count: Int, expected: Int)
    /// Something stands in a column without a name.
    case namelessColumn
    /// The first row with fewer fields than the header.
    case fewerFields(count: Int, expected: Int)
    case groupDiffers(column: String)
    case noHeader
    /// A staff list that names nobody.
    case emptyStaff
    case notUTF8

    package var id: String {
        switch self {
        case .wrongType, .notAValue: "case.wrong-type"
        case .notWhole: "case.not-whole"
        case .outOfRange, .tooLarge: "case.out-of-range"
        case .tooManyPlaces: "case.too-many-places"
        case .noPercentSign: "case.no-percent-sign"
        case .badDate, .serialDate, .instantForDay: "case.bad-date"
        case .unknownDateOrder: "case.unknown-date-order"
        case .badDateTime: "case.bad-date-time"
        case .unknownValue: "case.unknown-value"
        case .unknownKey: "case.unknown-key"
        case .missingKey: "case.missing-key"
        case .unknownName: "case.unknown-name"
        case .unknownOfRecord(_, let entity, _, _): "record.unknown-\(entity.rawValue)"
        case .hiddenCharacter: "person.hidden-character"
        case .idOfTwo: "staff.id-of-two"
        case .namesakeWithoutID: "staff.no-id"
        case .noOrganisation, .noOrganisations: "case.no-organisation"
        case .outsideDomain: "case.outside-domain"
        case .tooManyElements: "case.too-many-elements"
        case .decisionLacks: "judgement.incomplete"
        case .decidedLater: "judgement.later"
        case .twiceGiven: "case.twice-given"
        case .unknownColumn, .unknownColumns: "case.unknown-column"
        case .columnNotThere: "case.column-not-there"
        case .unknownSelection: "case.unknown-selection"
        case .extraFields: "case.extra-fields"
        case .namelessColumn: "case.nameless-column"
        case .fewerFields: "case.fewer-fields"
        case .groupDiffers: "case.group-differs"
        case .emptyStaff: "staff.empty"
        case .noHeader: "case.no-header"
        case .notUTF8: "case.not-utf8"
        }
    }

    package var wording: Wording { CaseWording.wording(of: self) }

    /// The rules about a type of case that hold at some organisations only, and where; nil where there are none, so that a
    /// case need not say where it belongs.
    package static func placed(_ type: RecordID, in program: Program) -> (rules: Int, organisations: [String])? {
        let rules = program.rules.filter { $0.subject == type && !$0.provision.organisations.isEmpty }
        if rules.isEmpty { return nil }
        let known = Set(rules.flatMap(\.provision.organisations)).sorted { $0.index < $1.index }
        return (rules.count, known.map { program.organisations[$0.index].identity.name })
    }
}

/// A complaint about one value, before the place is known.
struct CaseProblem: Error {
    enum Kind {
        case wrongType(expected: ValueType, found: CaseFact.Found)
        case notAValue(String, of: ValueType)
        case notWhole(String)
        case outOfRange(String)
        case tooLarge(String)
        case tooManyPlaces(String)
        case noPercentSign(String)
        case badDate(String)
        case unknownDateOrder(String)
        case serialDate(String)
        case instantForDay(String)
        case badDateTime(String)
        case unknownValue(String, type: String, allowed: [String], suggestion: String?)
    }
    let kind: Kind

    init(_ kind: Kind) { self.kind = kind }

    func fact(in program: Program) -> CaseFact {
        switch kind {
        case .wrongType(let expected, let found):
            .wrongType(expected: CaseWording.name(of: expected, in: program), found: found)
        case .notAValue(let text, let type): .notAValue(text, of: CaseWording.name(of: type, in: program))
        case .notWhole(let text): .notWhole(text)
        case .outOfRange(let text): .outOfRange(text)
        case .tooLarge(let text): .tooLarge(text)
        case .tooManyPlaces(let text): .tooManyPlaces(text)
        case .noPercentSign(let text): .noPercentSign(text)
        case .badDate(let text): .badDate(text)
        case .unknownDateOrder(let text): .unknownDateOrder(text)
        case .serialDate(let text): .serialDate(text)
        case .instantForDay(let text): .instantForDay(text)
        case .badDateTime(let text): .badDateTime(text)
        case .unknownValue(let text, let type, let allowed, let suggestion):
            .unknownValue(text, type: type, allowed: allowed, suggestion: suggestion)
        }
    }
}
