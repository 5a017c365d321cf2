import WritLanguage
import WritSemantics

/// What happened in one case of a log, as obligations see it.
struct LogActs {
    private let names: LogActNames
    private let texts: LogCaseTexts
    private var watch: ApprovalActs?
    /// Times of day are not known where every row is at midnight: the column holds days.
    private let isByDay: Bool
    private(set) var happened: [ActEvent] = []

    /// Nil where no obligation is about the cases.
    init?(_ names: LogActNames?, _ table: ReplayTable, _ texts: LogCaseTexts, _ events: [LogEvent]) {
        guard let names else { return nil }
        self.names = names
        self.texts = texts
        watch = ApprovalActs(names.plan, table, form: names.form)
        isByDay = events.allSatisfy { $0.at.timeOfDay == 0 }
        happened.reserveCapacity(events.count)
    }

    /// - Parameter replay: how the chain stands behind the event.
    mutating func add(_ event: LogEvent, _ meaning: LogMapping.Meaning, _ replay: ChainReplay) {
        let completed = watch?.completed(by: replay) ?? []
        let own = names.acts(of: meaning, called: event.activity)
        happened.append(
            ActEvent(
                at: event.at, isDay: isByDay, acts: completed.isEmpty ? own : own + completed,
                person: texts.name(event.person), line: Int(event.line)))
    }
}
