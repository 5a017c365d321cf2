import WritEvaluation
import WritLanguage
import WritSemantics

/// What is wrong with a log as such. What concerns many rows is told once, with how many there are.
struct LogComplaints {
    private struct Complaint {
        let line: Int
        var count: Int
    }

    /// Bound on different texts that are remembered to be complained of.
    static let limit = 100

    private let log: LogMapping
    private let fileName: String
    private let dateOrder: DateOrder?
    private var diagnostics: [Diagnostic] = []
    private var badTimes: [String: Complaint] = [:]
    private var badFacts: Set<String> = []
    private var unknownActivities: [String: Complaint] = [:]
    private var unknownRoles: [String: Complaint] = [:]
    private var missingCases: Complaint?
    private var hiddenNames: Set<String> = []
    private var disorder: (caseID: String, complaint: Complaint)?

    init(_ log: LogMapping, fileName: String, dateOrder: DateOrder?) {
        self.dateOrder = dateOrder
        self.log = log
        self.fileName = fileName
    }

    /// Whether nothing was found wrong with the log itself yet.
    var isEmpty: Bool { diagnostics.isEmpty }

    mutating func note(
        _ severity: Diagnostic.Severity, _ fact: any DiagnosticFact, line: Int, path: String = ""
    ) {
        guard diagnostics.count < LogComplaints.limit else { return }
        diagnostics.append(
            Diagnostic(severity, fact, at: .data(file: fileName, line: line, column: 0, path: path)))
    }

    private static func count(_ text: String, _ line: Int, in complaints: inout [String: Complaint]) {
        if complaints[text] != nil {
            complaints[text]?.count += 1
        } else if complaints.count < limit {
            complaints[text] = Complaint(line: line, count: 1)
        }
    }

    mutating func badTime(_ text: String, line: Int) { Self.count(text, line, in: &badTimes) }
    mutating func unknownActivity(_ text: String, line: Int) { Self.count(text, line, in: &unknownActivities) }
    mutating func unknownRole(_ text: String, line: Int) { Self.count(text, line, in: &unknownRoles) }

    mutating func missingCase(line: Int) {
        missingCases = Complaint(line: missingCases?.line ?? line, count: (missingCases?.count ?? 0) + 1)
    }

    mutating func badFact(_ column: String, _ problem: any DiagnosticFact, line: Int) {
        guard badFacts.count < LogComplaints.limit, badFacts.insert("\(column) \(problem.id)").inserted else { return }
        note(.error, problem, line: line, path: column)
    }

    mutating func hidden(_ scalar: Unicode.Scalar, at place: Int, in text: String, line: Int) {
        guard hiddenNames.count < LogComplaints.limit, hiddenNames.insert(text).inserted else { return }
        note(.error, CaseFact.hiddenCharacter(scalar, at: place), line: line, path: log.personColumn ?? "")
    }

    mutating func disorder(of caseID: String, line: Int) {
        disorder = (
            disorder?.caseID ?? caseID,
            Complaint(line: disorder?.complaint.line ?? line, count: (disorder?.complaint.count ?? 0) + 1)
        )
    }

    /// What is wrong with a text that is no time.
    private func fact(ofTime text: String, count: Int) -> any DiagnosticFact {
        do throws(CellDate.Refusal) {
            _ = try CellDate.read(text, order: dateOrder)
        } catch {
            switch error {
            case .unknownOrder: return CaseFact.unknownDateOrder(text)
            case .serialNumber: return CaseFact.serialDate(text)
            case .notADay: break
            }
        }
        return LogFact.badTime(text, count: count)
    }

    /// Everything, in the order of what it is about.
    mutating func told() -> [Diagnostic] {
        if let missingCases {
            note(.error, LogFact.missingCase(count: missingCases.count), line: missingCases.line)
        }
        for (text, complaint) in badTimes.sorted(by: { $0.value.line < $1.value.line }) {
            note(.error, fact(ofTime: text, count: complaint.count), line: complaint.line)
        }
        for (text, complaint) in unknownActivities.sorted(by: { $0.value.line < $1.value.line }) {
            let nearest = Suggestion.nearest(to: text, among: log.activities.keys.sorted())
            note(
                .warning, LogFact.unknownActivity(text, count: complaint.count, suggestion: nearest),
                line: complaint.line)
        }
        for (text, complaint) in unknownRoles.sorted(by: { $0.value.line < $1.value.line }) {
            note(.warning, LogFact.unknownRole(text, count: complaint.count), line: complaint.line)
        }
        if let disorder {
            note(
                .warning, LogFact.notInTimeOrder(caseID: disorder.caseID, count: disorder.complaint.count),
                line: disorder.complaint.line)
        }
        return diagnostics
    }
}
