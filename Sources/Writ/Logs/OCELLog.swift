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
    private let documentType: String?
    private let activityColumns: Set<String>
    private let timeColumns: Set<String>
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
    init(_ logs: [LogMapping], hasHeader: Bool = true) {
        caseType = logs.first?.caseColumn ?? ""
        documentType = logs.lazy.compactMap(\.documentColumn).first
        activityColumns = Set(logs.map(\.activityColumn))
        timeColumns = Set(logs.map(\.timeColumn))
        var columns: [Column] = []
        func add(_ name: String?, isFact: Bool = false) {
            guard let name, !columns.contains(where: { $0.name == name }) else { return }
            columns.append(Column(name: name, isFact: isFact))
        }
        for log in logs {
            for name in [
                log.caseColumn, log.documentColumn, log.parentColumn, log.activityColumn, log.timeColumn,
                log.roleColumn,
                log.personColumn, log.recipientColumn,
            ] { add(name) }
            for fact in log.facts { add(fact.column, isFact: true) }
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
        // An event may be about several documents of its case.
        let found = documentType.map { wanted in event.objects.filter { type(of: $0) == wanted } } ?? []
        let documents: [String?] = found.isEmpty ? [nil] : found
        for id in event.objects where type(of: id) == caseType {
            for document in documents {
                rows.write(columns.indices.map { value(of: $0, event, id, document) }, at: event.line)
            }
        }
    }

    private mutating func value(of index: Int, _ event: Event, _ id: String, _ document: String?) -> String {
        let name = columns[index].name
        var value = event.attributes[name]
        if index == 0 {
            value = id
        } else if let document, name == documentType {
            value = document
        } else if value == nil {
            if activityColumns.contains(name) {
                value = event.type
            } else if timeColumns.contains(name) {
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
