import Testing
import WritSemantics

/// Stretches of days as people write them.
@Suite struct ReportingPeriodTests {
    @Test(arguments: [
        ("2026", "2026-01-01", "2026-12-31"), ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"), ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"), ("2026-02", "2026-02-01", "2026-02-28"),
        // Weeks of ISO 8601: the first is that of 4 January, and 2026 has 53.
        ("2026-W01", "2025-12-29", "2026-01-04"), ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2027-W01", "2027-01-04", "2027-01-10"), ("2026-03-02", "2026-03-02", "2026-03-02"),
        ("2026-03-01..2026-03-15", "2026-03-01", "2026-03-15"),
    ])
    func isWhatItSays(_ text: String, _ first: String, _ last: String) throws {
        let period = try #require(ReportingPeriod(text))
        #expect("\(period.days.lowerBound)" == first && "\(period.days.upperBound)" == last)
    }

    @Test(arguments: [
        "", "26", "2026-", "2026-00", "2026-13", "2026-Q0", "2026-Q5", "2026-H3", "2026-W00", "2025-W53", "2026-W54",
        "2026-1",
        "2026-W1", "2026-02-29", "2026-03-15..2026-03-01", "2026..2027", "２０２６", "2026-0x",
    ])
    func otherTextsAreNone(_ text: String) { #expect(ReportingPeriod(text) == nil) }
}
