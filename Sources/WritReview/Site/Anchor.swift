internal import WritSemantics

/// The ids of places on pages: the same spelling wherever a place is made or linked to.
enum Anchor {
    static func rule(_ name: String) -> String { "rule-\(name)" }
    /// What stages define has spaces in its name, which an id may not have.
    static func definition(_ name: String, of subject: String) -> String {
        "define-\(subject)-\(name.split(separator: " ").joined(separator: "-"))"
    }
    static func table(_ name: String) -> String { "table-\(name)" }
    static func branch(_ number: Int, of definition: String) -> String { "\(definition)-branch-\(number + 1)" }
    static func row(_ number: Int, of table: String) -> String { "\(table)-row-\(number + 1)" }
    /// The anchor of the declaration that a branch or a row is a part of.
    static func whole(_ anchor: String) -> String {
        for mark in ["-branch-", "-row-"] {
            guard let place = anchor.ranges(of: mark).last, !anchor[place.upperBound...].isEmpty,
                anchor[place.upperBound...].allSatisfy(\.isNumber)
            else { continue }
            return String(anchor[..<place.lowerBound])
        }
        return anchor
    }
    static func chain(_ name: String) -> String { "chain-\(name)" }
    static func stages(_ subject: String) -> String { "stages-\(subject)" }
    static func report(_ name: String) -> String { "report-\(name)" }
    static func duty(_ name: String) -> String { "duty-\(name)" }
    static func obligation(_ name: String) -> String { "obligation-\(name)" }
    static func parameter(_ name: String) -> String { "parameter-\(name)" }
    static func type(_ name: String) -> String { "type-\(name)" }
    static func organisation(_ name: String) -> String { "organisation-\(name)" }
    static func calendar(_ name: String) -> String { "calendar-\(name)" }
    static func example(_ number: Int) -> String { "example-\(number + 1)" }
    static func document(_ number: Int) -> String { "document-\(number + 1)" }
    static func sentence(_ number: Int, of document: Int) -> String { "sentence-\(document + 1)-\(number + 1)" }
    static func procedure(_ id: String) -> String { "procedure-\(id)" }
    static func finding(_ number: Int) -> String { "finding-\(number + 1)" }

    static func clause(_ clause: Clause, in program: Program) -> String {
        "clause-\(program.sources[clause.source.index].identity.name)-\(escaped(clause.number))"
    }

    /// An id may hold no white space, and a fragment no `%`.
    static func escaped(_ text: String) -> String {
        String(text.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" ? $0 : "_" })
    }
}
