package import WritApprovals
internal import WritDocuments
package import WritLanguage
package import WritSemantics

/// An event log in XES (IEEE 1849) as the table that a log's declaration reads: its columns and no others, a row for each event,
/// each row on the line on which the event begins, so that messages name places in the file as it is. In a file that has
/// everything on one line, a row's line is the number of its event.
///
/// A column takes the attribute of its name: of the event; behind `case:`, or where the event has none and it states a fact, of
/// the trace. Where there is none, the standard's own names serve: `concept:name` of the trace for the case, `concept:name`,
/// `time:timestamp`, `org:role` and `org:resource` of the event for activity, time, role and person.
///
/// A file of the same root that holds objects is OCEL 2.0, and read as `OCELLog` says.
///
/// Of events that say how far they are (`lifecycle:transition`), those that are complete count; the others are counted and told.
package final class XESTable: EventTable {
    private struct Column {
        let name: String
        /// The standard's name for what the column states; nil for facts.
        let standard: String?
        let isCase: Bool
        var wasFound = false
    }

    private struct Event {
        let line: Int
        var attributes: [String: String] = [:]
    }

    /// What an open element is.
    private enum Part { case log, trace, event, attribute, other }

    private let refill: (ByteRoom) -> Int
    private var columns: [Column]
    private var stream: MarkupStream?
    private var path: [Part] = []
    private var trace: [String: String] = [:]
    private var events: [Event] = []
    private var rows = LogRows()
    private let mappings: [LogMapping]
    /// Reads on where the file turns out to be OCEL.
    private var objects: OCELMarkup?
    private var isAtEnd = false
    /// Attributes that there are, for suggestions.
    private var names: Set<String> = []
    private static let greatestNumberOfNames = 1000

    /// Events that are not complete.
    private var incomplete = 0
    /// It is no log: what the root is called.
    private var foreignRoot: String?

    /// - Parameters:
    ///   - logs: the declarations by which it is read.
    ///   - refill: puts up to as many bytes as there is room for and answers how many; 0 at the end.
    package init(_ logs: [LogMapping], refill: @escaping (ByteRoom) -> Int) {
        self.refill = refill
        mappings = logs
        var columns: [Column] = []
        func add(_ name: String?, standard: String? = nil, isCase: Bool = false) {
            guard let name, !columns.contains(where: { $0.name == name }) else { return }
            columns.append(Column(name: name, standard: standard, isCase: isCase))
        }
        for log in logs {
            add(log.caseColumn, standard: "concept:name", isCase: true)
            add(log.activityColumn, standard: "concept:name")
            add(log.timeColumn, standard: "time:timestamp")
            add(log.roleColumn, standard: "org:role")
            add(log.personColumn, standard: "org:resource")
            for name in [log.documentColumn, log.parentColumn, log.recipientColumn] { add(name) }
            for fact in log.facts { add(fact.column) }
        }
        self.columns = columns
        rows.write(columns.map(\.name))
        stream = MarkupStream(
            onStart: { [unowned self] in start($0, $1, $2) }, onText: { [unowned self] in objects?.take($0) },
            onEnd: { [unowned self] _ in end() })
    }

    /// What is known when all is read.
    package var ending: LogEnding {
        var ending =
            objects.map {
                LogEnding(absentColumns: $0.log.absentColumns, attributes: $0.log.objectTypes, incompleteEvents: 0)
            }
            ?? LogEnding(
                absentColumns: columns.filter { !$0.wasFound }.map(\.name), attributes: names.sorted(),
                incompleteEvents: incomplete)
        if let foreignRoot {
            ending.fault = .foreignMarkup(foreignRoot, line: 1)
        } else if let problem = stream?.problem {
            ending.fault = .malformedMarkup(problem.message, line: problem.line)
        }
        return ending
    }

    /// The table's bytes, as many as there is room for; 0 at the end.
    package func read(into target: ByteRoom) -> Int {
        while true {
            let count = objects?.hand(to: target) ?? rows.hand(to: target)
            if count > 0 { return count }
            if isAtEnd { return 0 }
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            let length = piece.withRoom(refill)
            isAtEnd = length <= 0 || stream?.problem != nil
            stream?.take(piece[..<max(length, 0)])
            if isAtEnd { objects?.finish() }
        }
    }

    // MARK: - Elements

    private static let attributes: Set<String> = [
        "string", "date", "int", "float", "boolean", "id", "list", "container",
    ]

    private func start(_ name: String, _ attributes: [MarkupStream.Attribute], _ line: Int) {
        if objects != nil {
            objects?.start(name, attributes, line)
            path.append(.other)
            return
        }
        let outer = path.last
        var part = Part.other
        switch (outer, name) {
        case (nil, "log"): part = .log
        case (nil, _): foreignRoot = name
        case (.log?, "events"), (.log?, "objects"), (.log?, "object-types"), (.log?, "event-types"):
            objects = OCELMarkup(mappings)
            objects?.start(name, attributes, line)
        case (.log?, "trace"):
            part = .trace
            trace = [:]
        case (.trace?, "event"):
            part = .event
            events.append(Event(line: line))
        case (.trace?, _) where Self.attributes.contains(name), (.event?, _) where Self.attributes.contains(name):
            part = .attribute
            note(attributes, isOfEvent: outer == .event)
        default: break
        }
        path.append(part)
    }

    private func note(_ attributes: [MarkupStream.Attribute], isOfEvent: Bool) {
        guard let key = attributes.first(where: { $0.name == "key" })?.value,
            let value = attributes.first(where: { $0.name == "value" })?.value
        else { return }
        if isOfEvent {
            events[events.count - 1].attributes[key] = value
        } else {
            trace[key] = value
        }
        if names.count < Self.greatestNumberOfNames { names.insert(isOfEvent ? key : "case:" + key) }
    }

    private func end() {
        let part = path.popLast()
        // The root was open before the file was known.
        if objects != nil, !path.isEmpty { objects?.end() }
        // Attributes of a trace may stand behind its events.
        guard part == .trace else { return }
        for event in events {
            let transition = event.attributes["lifecycle:transition"] ?? "complete"
            if transition.lowercased() == "complete" { row(event) } else { incomplete += 1 }
        }
        events.removeAll(keepingCapacity: true)
    }

    // MARK: - Rows

    private func row(_ event: Event) { rows.write(columns.indices.map { value(of: $0, event) }, at: event.line) }

    private func value(of index: Int, _ event: Event) -> String {
        let column = columns[index]
        var value = column.isCase ? nil : event.attributes[column.name]
        if value == nil, column.name.hasPrefix("case:") { value = trace[String(column.name.dropFirst(5))] }
        if value == nil, let standard = column.standard {
            value = column.isCase ? trace[column.name] ?? trace[standard] : event.attributes[standard]
        }
        if value == nil, column.standard == nil { value = trace[column.name] }
        guard let value else { return "" }
        columns[index].wasFound = true
        return value
    }
}
