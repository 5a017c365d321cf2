import WritEvaluation
import WritLanguage
import WritSemantics

/// Where the columns of a log's declaration stand in a table. One object, which every row asks and none copies.
final class LogColumns {
    let id: Int
    let document: Int?
    let parent: Int?
    let activity: Int
    let time: Int
    let role: Int?
    let person: Int?
    let recipient: Int?
    let count: Int
    let facts: LogFacts

    /// Finds them in the header; nil where the table has no header that can be used, which is told.
    init?(
        _ log: LogMapping, in reader: TableReader, of type: RecordID?, program: Program, dateOrder: DateOrder?,
        telling complaints: inout LogComplaints
    ) {
        let names = reader.names
        if names.isEmpty {
            complaints.note(.error, LogFact.empty, line: 1)
            return nil
        }
        if let format = LogFormat.other(than: names) {
            complaints.note(.error, LogFact.otherFormat(format), line: 1)
            return nil
        }
        var isComplete = true
        func column(_ name: String?, _ complaints: inout LogComplaints) -> Int? {
            guard let name else { return nil }
            if let index = names.firstIndex(of: name) { return index }
            isComplete = false
            complaints.note(
                .error, LogFact.noColumn(name, suggestion: Suggestion.nearest(to: name, among: names)),
                line: reader.headerLine)
            return nil
        }
        let id = column(log.caseColumn, &complaints)
        document = column(log.documentColumn, &complaints)
        parent = column(log.parentColumn, &complaints)
        let activity = column(log.activityColumn, &complaints)
        let time = column(log.timeColumn, &complaints)
        role = column(log.roleColumn, &complaints)
        person = column(log.personColumn, &complaints)
        recipient = column(log.recipientColumn, &complaints)
        var stated: [Int] = []
        for fact in log.facts { if let index = column(fact.column, &complaints) { stated.append(index) } }
        guard isComplete, let id, let activity, let time else { return nil }
        self.id = id
        self.activity = activity
        self.time = time
        count = names.count
        let fields = type.map { program.records[$0.index].fields } ?? []
        facts = LogFacts(log, at: stated, of: fields, program: program, dateOrder: dateOrder)
    }
}
