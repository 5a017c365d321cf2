import WritApprovals
import WritSemantics

/// The events and objects of a log in OCEL 2.0 as rows: one for each event and each object that it has of the type that the
/// case column names. An event of three invoices is a row of each of them.
///
/// The activity is the type of the event, and its time the event's, unless it has an attribute with the column's name; role and
/// person are such attributes, or the first of its objects of a type with that name. Facts are attributes of the event, or else
/// of the case's object, as it was first.
///
/// What is kept grows with the objects, and not with the events, where the file lists its objects first.
struct OCELLog {
    struct Event {
        let type: String
        let time: String
        let line: Int
        var attributes: [String: String] = [:]
        var objects: [String] = []
    }

    private struct Column {
        let name: String
        let isFact: Bool
        var wasFound = false
    }

    private let caseType: String
    private let activityColumn: String
    private let timeColumn: String
    private var columns: [Column]
    private let facts: Set<String>
    /// The types of objects, by number.
    private var types: [String] = []
    private var numbers: [String: Int32] = [:]
    private var typeOfObject: [String: Int32] = [:]
    private var attributesOfCase: [String: [String: String]] = [:]
    /// Events that stand before the objects that they name.
    private var waiting: [Event] = []
    private var knowsObjects = false
    var rows = LogRows()

    /// - Parameter hasHeader: false where the names of the columns have been written.
    init(_ log: LogMapping, hasHeader: Bool = true) {
        caseType = log.caseColumn
        activityColumn = log.activityColumn
        timeColumn = log.timeColumn
        var columns = [log.caseColumn, log.activityColumn, log.timeColumn, log.roleColumn, log.personColumn]
            .compactMap { $0 }.map { Column(name: $0, isFact: false) }
        for fact in log.facts where !columns.contains(where: { $0.name == fact.column }) {
            columns.append(Column(name: fact.column, isFact: true))
        }
        facts = Set(columns.filter(\.isFact).map(\.name))
        self.columns = columns
        if hasHeader { rows.write(columns.map(\.name)) }
    }

    /// Columns that nothing in the log answers to.
    var absentColumns: [String] { columns.filter { !$0.wasFound }.map(\.name) }
    var objectTypes: [String] { types }

    // MARK: - Objects

    mutating func add(object id: String, type: String) {
        var number = numbers[type]
        if number == nil {
            number = Int32(truncatingIfNeeded: types.count)
            numbers[type] = number
            types.append(type)
        }
        typeOfObject[id] = number
    }

    /// The first value of an attribute counts.
    mutating func add(attribute name: String, _ value: String, ofObject id: String) {
        guard facts.contains(name), type(of: id) == caseType, attributesOfCase[id]?[name] == nil else { return }
        attributesOfCase[id, default: [:]][name] = value
    }

    private func type(of object: String) -> String? { typeOfObject[object].map { types[Int($0)] } }

    // MARK: - Events

    mutating func add(_ event: Event) {
        if knowsObjects { write(event) } else { waiting.append(event) }
    }

    /// All objects have been read.
    mutating func finishObjects() {
        knowsObjects = true
        for event in waiting { write(event) }
        waiting = []
    }

    private mutating func write(_ event: Event) {
        for id in event.objects where type(of: id) == caseType {
            rows.write(columns.indices.map { value(of: $0, event, id) }, at: event.line)
        }
    }

    private mutating func value(of index: Int, _ event: Event, _ id: String) -> String {
        let name = columns[index].name
        var value = event.attributes[name]
        if index == 0 {
            value = id
        } else if value == nil {
            if name == activityColumn {
                value = event.type
            } else if name == timeColumn {
                value = event.time
            } else if columns[index].isFact {
                value = attributesOfCase[id]?[name]
            } else {
                value = event.objects.first { type(of: $0) == name }
            }
        }
        guard let value else { return "" }
        columns[index].wasFound = true
        return value
    }
}
