import WritLanguage
import WritSemantics

/// Documents that were delivered, or signed by their addressee, before those had approved them who are to.
struct DeliveryProblems {
    private(set) var found: [RoutingProblem] = []
    private let router: CaseRouter
    private let staff: StaffList

    /// - Parameter data: the case as it came.
    init(_ data: CaseData, _ documents: [DocumentRouting], staff: StaffList, router: CaseRouter) {
        self.router = router
        self.staff = staff
        for document in documents {
            guard let index = document.document else { continue }
            look(at: data.history[index], document, in: data)
        }
    }

    private mutating func look(at entry: HistoryDocument, _ routing: DocumentRouting, in data: CaseData) {
        let days = [(entry.delivered, SentDocument.Act.delivered), (entry.signed, .signed)].compactMap { day, act in
            day.flatMap { $0 <= data.asOf ? (day: $0, act: act) : nil }
        }
        guard let first = days.min(by: { $0.day < $1.day }) else { return }
        let table = ReplayTable(routing.requirement, program: router.program)
        let house = HouseSteps(table)
        if house.isEmpty { return }
        var open: [Int] = []
        if entry.isRecorded {
            open = house.open(
                in: router.checker.replay(table, document: entry, staff: staff, until: nil, asOf: first.day))
        } else if entry.approved.map({ first.day < $0 }) ?? true {
            open = house.open(in: ChainReplay(table, staff: staff, subject: ChainReplay.Subject()))
        }
        guard let step = open.first else { return }
        let words = SentDocument(first.act, on: first.day, open: open.map { table.steps[$0] }).words
        found.append(
            RoutingProblem(
                kind: .sentUnapproved, form: routing.form, step: table.steps[step].id, record: nil, rule: nil,
                citations: table.steps[step].citations, span: table.steps[step].span, message: words.message,
                remedy: words.remedy))
    }
}

/// A document that went out too early, in words.
struct SentDocument {
    enum Act { case delivered, signed }

    let words: (message: Phrase, remedy: Phrase)

    /// - Parameter open: the steps that nobody had taken.
    init(_ act: Act, on day: CalendarDate, open: [RequiredStep]) {
        let shown = open.prefix(6)
        let rest = open.count - shown.count
        let ids = shown.map { "`\($0.id)`" }.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        let titles = shown.map { "`\($0.title)`" }.joined(separator: "、") + (rest > 0 ? "等\(open.count)项" : "")
        let what =
            switch act {
            case .delivered: Phrase(en: "it was delivered", zh: "送达")
            case .signed: Phrase(en: "its addressee signed it", zh: "由收件人签署")
            }
        words = (
            Phrase(
                en: "\(what.en) on \(day), before \(ids) \(open.count == 1 ? "was" : "were") done",
                zh: "文件于\(day)\(what.zh)，而\(titles)尚未完成"),
            Phrase(
                en: "complete what is missing and note the exception on the file, or take the document back",
                zh: "请补齐所缺环节并在案卷中注明例外情况，或收回该文件")
        )
    }
}
