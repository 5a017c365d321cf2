/// Which values of its type a field may have.
package struct ValueDomain: Sendable, Equatable {
    package let lower: Value?
    package let upper: Value?
    /// The most elements of a list.
    package let most: Int?

    package init(lower: Value?, upper: Value?, most: Int?) {
        self.lower = lower
        self.upper = upper
        self.most = most
    }

    /// Whether a value lies within it; what is unknown or missing breaks no bound.
    package func contains(_ value: Value) -> Bool {
        if case .list(let items) = value { return most.map { items.count <= $0 } ?? true }
        guard let own = ValueDomain.number(value) else { return true }
        if let lower = lower.flatMap(ValueDomain.number), own < lower { return false }
        if let upper = upper.flatMap(ValueDomain.number), upper < own { return false }
        return true
    }

    /// Where a value of an ordered type stands among those of its type.
    package static func number(_ value: Value) -> Decimal? {
        switch value {
        case .integer(let number), .duration(let number, _): Decimal(number)
        case .decimal(let number): number
        case .date(let date): Decimal(Int64(date.day))
        default: nil
        }
    }
}
