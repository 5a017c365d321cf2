import WritSemantics

/// A case of `TestRulebook`.
enum TestCase {
    static let repair: CaseData = {
        let received = CalendarDate(year: 2026, month: 3, day: 2) ?? .first
        let called = Moment.parse("2026-03-02T09:05:00+08:00")
        func money(_ text: String) -> Value { .decimal(Decimal(parsing: text) ?? .zero) }
        return CaseData(
            type: RecordID(1), id: "WX-1", asOf: received, organisation: OrganisationID(0),
            facts: [
                .text("3-1201"), .text("王某"), .missing, .date(received), .missing,
                called.map { .dateTime($0) } ?? .unknown, .boolean(true), .integer(12), money("89.5"), money("0.0005"),
                .enumeration(EnumID(0), 1), .list([.enumeration(EnumID(0), 0), .enumeration(EnumID(0), 2)]),
                .list([
                    .record(RecordID(0), [.enumeration(EnumID(0), 0), .text("客厅"), money("1200"), .missing]),
                    .record(RecordID(0), [.enumeration(EnumID(0), 1), .text("阳台"), money("300.5"), .date(received)]),
                ]),
            ])
    }()
}
