/// A row of a table that is not excluded.
struct TableHit {
    enum State: UInt8 {
        case certain
        /// Facts that are not stated decide.
        case open
        /// It cannot be computed whether it holds.
        case failing
    }

    private let number: UInt32
    let state: State

    init(_ row: Int, _ state: State) {
        number = UInt32(truncatingIfNeeded: row)
        self.state = state
    }

    var row: Int { Int(number) }
}
