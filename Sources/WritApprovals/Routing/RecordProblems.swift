import WritLanguage
import WritSemantics

/// What is wrong with the dates and numbers of a case's record, whatever the chains say: what lies after the day of the case
/// and counts for nothing, what happened before it could, and numbers that were given twice.
struct RecordProblems {
    private(set) var found: [RoutingProblem] = []
    private let program: Program

    init(_ data: CaseData, program: Program) {
        self.program = program
        var numbers: [String: FormID] = [:]
        for document in data.history {
            dates(of: document, in: data)
            acts(of: document, in: data)
            guard let number = document.number.map(NumberText.key), !number.isEmpty else { continue }
            if let earlier = numbers[number] {
                twice(document.number ?? number, document.form, earlier)
            } else {
                numbers[number] = document.form
            }
        }
        for (index, action) in data.actions.enumerated() where data.asOf < action.at.date {
            let identity = program.actions[action.action.index].identity
            inTheFuture(
                Phrase(en: "`\(identity.name)`", zh: "`\(identity.title)`"), on: action.at.date, of: nil, record: index,
                data.asOf)
        }
    }

    private mutating func dates(of document: HistoryDocument, in data: CaseData) {
        let events: [(date: CalendarDate?, en: String, zh: String)] = [
            (document.issued, "issue", "出具"), (document.approved, "approval", "批准"),
            (document.delivered, "delivery", "送达"), (document.signed, "signing", "签收"),
        ]
        for event in events {
            guard let date = event.date else { continue }
            if data.asOf < date {
                inTheFuture(Phrase(en: event.en, zh: event.zh), on: date, of: document.form, record: nil, data.asOf)
            } else if let issued = document.issued, date < issued {
                outOfOrder(Phrase(en: event.en, zh: event.zh), on: date, issued, document.form)
            }
        }
        for (index, record) in document.approvals.enumerated() where data.asOf < record.at.date {
            let person = record.person.isEmpty ? "" : " (\(record.person))"
            inTheFuture(
                Phrase(
                    en: "the decision at `\(record.step ?? "?")`\(person)",
                    zh: "步骤`\(record.step ?? "？")`的审批" + (person.isEmpty ? "" : "（\(record.person)）")),
                on: record.at.date, of: document.form, record: index, data.asOf)
        }
    }

    private mutating func acts(of document: HistoryDocument, in data: CaseData) {
        for act in document.acts where data.asOf < act.at.date {
            let person = act.person.isEmpty ? "" : " (\(act.person))"
            inTheFuture(
                Phrase(
                    en: "the act `\(act.kind.rawValue)`\(person)",
                    zh: "操作`\(act.kind.word.zh)`" + (person.isEmpty ? "" : "（\(act.person)）")),
                on: act.at.date, of: document.form, record: nil, data.asOf)
        }
    }

    private mutating func inTheFuture(
        _ what: Phrase, on date: CalendarDate, of form: FormID?, record: Int?, _ asOf: CalendarDate
    ) {
        add(
            .inTheFuture, form: form, record: record,
            message: Phrase(
                en: "\(what.en) is dated \(date), after \(asOf): it has not happened and counts for nothing",
                zh: "\(what.zh)的日期\(date)晚于基准日\(asOf)：尚未发生，不予计入"),
            remedy: Phrase(en: "correct the date, or ask again as of a later day", zh: "请更正日期，或者以更晚的基准日查询"))
    }

    private mutating func outOfOrder(_ what: Phrase, on date: CalendarDate, _ issued: CalendarDate, _ form: FormID) {
        add(
            .recordOutOfOrder, form: form, record: nil,
            message: Phrase(
                en: "\(what.en) is dated \(date), before the issue on \(issued)",
                zh: "\(what.zh)的日期\(date)早于出具日期\(issued)"),
            remedy: Phrase(en: "correct the dates of the record", zh: "请更正记录中的日期"))
    }

    private mutating func twice(_ number: String, _ form: FormID, _ earlier: FormID) {
        let title = program.forms[earlier.index].title
        add(
            .numberTwice, form: form, record: nil,
            message: Phrase(
                en: "the number \(number) was given before, to \(program.forms[earlier.index].name)",
                zh: "文号\(number)已用于《\(title)》"),
            remedy: Phrase(en: "give each document a number of its own", zh: "请为每份文件单独编号"))
    }

    private mutating func add(
        _ kind: RoutingProblemKind, form: FormID?, record: Int?, message: Phrase, remedy: Phrase
    ) {
        found.append(
            RoutingProblem(
                kind: kind, form: form, step: nil, record: record, rule: nil, citations: [], span: nil,
                message: message, remedy: remedy))
    }
}
