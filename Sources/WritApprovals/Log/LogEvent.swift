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
