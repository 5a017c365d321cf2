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
/// Of events that say how far they are (`lifecycle:transition`), those that are complete count; the others are counted and told.
package final class XESTable {
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
    private var ready: [UInt8] = []
    private var handedOut = 0
    /// On which the next row would stand.
    private var line = 1
    private var isAtEnd = false
    /// Attributes that there are, for suggestions.
    private var names: Set<String> = []
    private static let greatestNumberOfNames = 1000

    /// Events that are not complete.
    private var incomplete = 0
    /// It is no XES: what the root is called, or OCEL.
    private var foreignRoot: String?

    /// - Parameter refill: puts up to as many bytes as there is room for and answers how many; 0 at the end.
    package init(_ log: LogMapping, refill: @escaping (ByteRoom) -> Int) {
        self.refill = refill
        columns = [Column(name: log.caseColumn, standard: "concept:name", isCase: true)]
        let stated = [
            (log.activityColumn, "concept:name"), (log.timeColumn, "time:timestamp"), (log.roleColumn, "org:role"),
            (log.personColumn, "org:resource"),
        ]
        for case (let name?, let standard) in stated {
            columns.append(Column(name: name, standard: standard, isCase: false))
        }
        for fact in log.facts where !columns.contains(where: { $0.name == fact.column }) {
            columns.append(Column(name: fact.column, standard: nil, isCase: false))
        }
        write(columns.map(\.name))
        stream = MarkupStream(
            onStart: { [unowned self] in start($0, $1, $2) }, onEnd: { [unowned self] _ in end() })
    }

    /// What is known when all is read.
    package var ending: LogEnding {
        var ending = LogEnding(
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
        while handedOut == ready.count {
            if isAtEnd { return 0 }
            ready.removeAll(keepingCapacity: true)
            handedOut = 0
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            let count = piece.withRoom(refill)
            isAtEnd = count <= 0 || stream?.problem != nil
            stream?.take(piece[..<max(count, 0)])
        }
        let count = ready[handedOut...].withBytes { target.copy(from: $0) }
        handedOut += count
        return count
    }

    // MARK: - Elements

    private static let attributes: Set<String> = [
        "string", "date", "int", "float", "boolean", "id", "list", "container",
    ]

    private func start(_ name: String, _ attributes: [MarkupStream.Attribute], _ line: Int) {
        let outer = path.last
        var part = Part.other
        switch (outer, name) {
        case (nil, "log"): part = .log
        case (nil, _): foreignRoot = name
        case (.log?, "events"), (.log?, "objects"), (.log?, "object-types"), (.log?, "event-types"):
            foreignRoot = "OCEL"
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
        // Attributes of a trace may stand behind its events.
        guard path.popLast() == .trace else { return }
        for event in events {
            let transition = event.attributes["lifecycle:transition"] ?? "complete"
            if transition.lowercased() == "complete" { row(event) } else { incomplete += 1 }
        }
        events.removeAll(keepingCapacity: true)
    }

    // MARK: - Rows

    private func row(_ event: Event) {
        if line < event.line {
            ready.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: event.line - line))
            line = event.line
        }
        write(columns.indices.map { value(of: $0, event) })
    }

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

    private func write(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { ready.append(UInt8(ascii: ",")) }
            ready.append(UInt8(ascii: "\""))
            for byte in field.utf8 {
                switch byte {
                case UInt8(ascii: "\""): ready += [byte, byte]
                // A row is a line, or its place in the file would be lost.
                case UInt8(ascii: "\n"), UInt8(ascii: "\r"): ready.append(UInt8(ascii: " "))
                default: ready.append(byte)
                }
            }
            ready.append(UInt8(ascii: "\""))
        }
        ready.append(UInt8(ascii: "\n"))
        line += 1
    }
}
