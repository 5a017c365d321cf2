internal import WritDocuments

/// Whether what a record prints agrees with what it states, where its digest covers neither: its days, the moments of its
/// decisions, its number wherever it stands.
struct RecordAgreement {
    private let record: FinishedRecord
    private let path: String
    private let printing: DatePrinting
    private(set) var problems: [VerifyFact] = []

    init(_ record: FinishedRecord, at path: String) {
        self.record = record
        self.path = path
        printing = DatePrinting(language: record.attributes["lang"] ?? "")
        days()
        numbers()
        for decision in record.decisions where !printing.prints(decision.time.utf8, decision.at) {
            problems.append(.printsOther(path: path, text: decision.time, value: decision.at))
        }
    }

    private mutating func days() {
        let own = record.days.first { $0.place == .head }?.value
        for day in record.days {
            guard let value = day.value else { continue }
            let text = String(decoding: day.text, as: UTF8.self)
            if !printing.prints(day.text, value) {
                problems.append(.printsOther(path: path, text: text, value: value))
            } else if day.place == .body, let own, own != value, record.attributes["sheet-of"] == nil {
                problems.append(.printsOther(path: path, text: text, value: own))
            }
        }
    }

    private mutating func numbers() {
        guard let own = record.number.map(FinishedRecord.squeezed) else { return }
        for number in record.numbers.map({ String(decoding: $0, as: UTF8.self) })
        where FinishedRecord.squeezed(number) != own {
            problems.append(.printsOther(path: path, text: number, value: own))
        }
    }
}
