import WritSemantics

/// One row of a log, as small as it can be kept: texts are numbers of what the log calls so.
struct LogEvent: Sendable {
    /// Of persons and roles that a row does not name, and of activities that the rulebook does not know.
    static let none: Int32 = -1

    let at: Moment
    let line: Int32
    /// What the log calls the activity, the role and the person.
    let activity: Int32
    let role: Int32
    let person: Int32
}

/// Texts of a log, each kept once.
struct LogTexts: Sendable {
    private(set) var all: [String] = []
    private var numbers: [String: Int32] = [:]

    mutating func number(of text: String) -> Int32 {
        if let known = numbers[text] { return known }
        let number = Int32(truncatingIfNeeded: all.count)
        all.append(text)
        numbers[text] = number
        return number
    }

    func text(_ number: Int32) -> String { all.indices.contains(Int(number)) ? all[Int(number)] : "" }
}

/// The rows of one case.
struct LogCase: Sendable {
    let id: String
    /// What the log states of it, from the first row that states it.
    var facts: [Value]
    /// The texts that the facts were read from, to see at a glance that a later row states the same.
    var factTexts: [UInt8]
    var changes: [LogChange] = []
    var events: [LogEvent] = []
    /// Rows, with those whose activity has no part in it.
    var rows = 0
    var first: Moment?
    var last: Moment?
    /// The rows without a time that can be read: what is missing with them nobody can tell.
    var unreadable: [Int32] = []
    /// By row, to whom something was passed on or copied, or who was asked to countersign.
    var recipients: [Int32: Int32] = [:]

    init(id: String, facts: [Value], factTexts: [UInt8]) {
        self.id = id
        self.facts = facts
        self.factTexts = factTexts
    }

    mutating func sees(_ moment: Moment) {
        if first.map({ moment.milliseconds < $0.milliseconds }) ?? true { first = moment }
        if last.map({ $0.milliseconds < moment.milliseconds }) ?? true { last = moment }
    }
}

/// A fact that a later row states otherwise than an earlier one.
struct LogChange: Sendable {
    let field: Int
    let line: Int
    let from: String
    let to: String
}
