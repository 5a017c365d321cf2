import WritSemantics

extension CaseReader {
    /// A decision, which counts only with all of its parts; unknown where nothing is stated at all.
    mutating func judgement(_ tree: JSONTree, _ node: Int, _ type: RecordID, _ path: String) -> Value {
        let fields = record(tree, node, type, path)
        if fields.allSatisfy({ $0 == .unknown }) { return .unknown }
        guard let problem = Self.problem(ofDecision: fields, asOf: asOf) else { return .record(type, fields) }
        complain(problem, tree, at: node, path: path)
        return .unknown
    }

    /// Why a decision does not count; nil where it does.
    static func problem(ofDecision fields: [Value], asOf: CalendarDate?) -> CaseFact? {
        for part in Judgement.Part.allCases where isBlank(fields[part.rawValue]) { return .decisionLacks(part.name) }
        if let asOf, case .date(let day) = fields[Judgement.Part.day.rawValue], day > asOf {
            return .decidedLater(day: day, asOf: asOf)
        }
        return nil
    }

    private static func isBlank(_ value: Value) -> Bool {
        switch value {
        case .unknown, .missing: true
        case .text(let text): text.allSatisfy(\.isWhitespace)
        default: false
        }
    }
}
