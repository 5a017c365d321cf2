import WritSemantics

/// The rows of one case; where a case has several documents, those of one of them.
struct LogCase: Sendable {
    /// What few cases have anything of.
    struct Rarity: Sendable {
        var document = ""
        /// The cases to which it belongs, by what its rows say: one, unless they contradict each other.
        var parents: [String] = []
        var changes: [LogChange] = []
        /// The rows that cannot be read: what is missing with them nobody can tell.
        var unreadable: [Int32] = []
        /// Rows that decide on a document and do not say on which of several.
        var unattributed: [Int32] = []
        /// By row, to whom something was passed on or copied, or who was asked to countersign.
        var recipients: [Int32: Int32] = [:]
    }

    let id: String
    /// What the log states of it, from the earliest row that states it.
    var facts: [Value]
    /// The texts that the facts were read from, to see at a glance that a later row states the same.
    var factTexts: [UInt8] = []
    /// By column of a fact, the row that it was taken from.
    var stated: [LogStatement] = []
    private(set) var events: [LogEvent] = []
    /// Rows, with those whose activity has no part in it.
    var rows: Int32 = 0
    private var isDated = false
    private var earliest = Moment.epoch
    private var latest = Moment.epoch
    /// Empty, or one: it takes no room where there is nothing to keep.
    private var rarities: [Rarity] = []

    init(id: String, document: String = "", facts: [Value]) {
        self.id = id
        self.facts = facts
        if !document.isEmpty { rare.document = document }
    }

    var first: Moment? { isDated ? earliest : nil }
    var last: Moment? { isDated ? latest : nil }
    var document: String { rarities.first?.document ?? "" }
    /// The case and, where it has several, the document.
    var name: String { document.isEmpty ? id : id + "/" + document }

    var rare: Rarity {
        get { rarities.first ?? Rarity() }
        set { rarities = [newValue] }
        _modify {
            if rarities.isEmpty { rarities = [Rarity()] }
            yield &rarities[0]
        }
    }

    /// Room grows by halves: doubled, it would be the most of what an open case takes.
    mutating func append(_ event: LogEvent) {
        if events.count == events.capacity { events.reserveCapacity(events.count + max(2, events.count / 2)) }
        events.append(event)
    }

    mutating func sees(_ moment: Moment) {
        if !isDated || moment.milliseconds < earliest.milliseconds { earliest = moment }
        if !isDated || latest.milliseconds < moment.milliseconds { latest = moment }
        isDated = true
    }

    mutating func sees(parent: String) {
        let known = rarities.first?.parents ?? []
        if !parent.isEmpty, known.count < 2, !known.contains(parent) { rare.parents.append(parent) }
    }
}

/// From which row a fact was taken.
struct LogStatement: Sendable {
    var milliseconds: Int64
    var line: Int32
}

/// A fact that a later row states otherwise than an earlier one.
struct LogChange: Sendable {
    let field: Int
    let line: Int
    var from: String
    let to: String
}
