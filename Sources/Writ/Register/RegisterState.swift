/// What the acts of a register amount to, by the keys of its table.
struct RegisterState {
    /// The last entry that says what a document is.
    private(set) var documents: [UInt64: Int] = [:]
    /// The first entry that gave a number.
    private(set) var numbers: [UInt64: Int] = [:]
    /// The entry that made a number void.
    private(set) var voided: [UInt64: Int] = [:]
    /// How far each series has come.
    private(set) var series: [UInt64: Int] = [:]

    mutating func learn(_ entry: IndexEntry, _ number: Int) {
        guard let act = entry.act else { return }
        if act.isDocument {
            documents[entry.document] = number
            let key = entry.numberOfFirm
            if key != 0, numbers[key] == nil { numbers[key] = number }
            if entry.series != 0 { series[entry.series] = max(series[entry.series] ?? 0, Int(entry.count)) }
        } else if act == .voided, entry.number != 0 {
            voided[entry.numberOfFirm] = number
        }
    }
}
