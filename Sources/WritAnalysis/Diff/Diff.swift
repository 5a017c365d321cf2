import WritEvaluation
import WritLanguage
package import WritSemantics

/// Compares the effects of two versions of a rulebook over all cases that both can read.
package enum Diff {
    /// A question is worth `percent` of the usual work, less where many versions are compared.
    package static func compare(_ old: Program, _ new: Program, percent: Int = 100) -> DiffReport {
        var comparison = DiffComparison(old: old, new: new, percent: percent)
        for type in new.records where type.isCase {
            let name = type.identity.name
            guard let before = old.records.firstIndex(where: { $0.isCase && $0.identity.name == name }),
                let after = new.records.firstIndex(where: { $0.isCase && $0.identity.name == name })
            else { continue }
            comparison.compare(RecordID(before), RecordID(after), name)
        }
        comparison.report.textChanges = DiffText(old: old, new: new).changes(besides: comparison.implicated)
        if comparison.report.isEqualForAllCases { comparison.leaveOpen() }
        return comparison.report
    }
}

struct DiffComparison {
    let old: Program
    let new: Program
    var report = DiffReport()
    /// Declarations that some region, or something undecided, has to do with.
    private(set) var implicated: Set<String> = []
    private let oldSignatures: EffectSignatures
    private let newSignatures: EffectSignatures
    private let oldRules: [String]
    private let newRules: [String]
    private let disputedDays: [CalendarDate]
    private let writing: DiffWritingOfValues
    private var witnesses = 0
    private let percent: Int

    init(old: Program, new: Program, percent: Int) {
        self.old = old
        self.new = new
        self.percent = percent
        let marks = DiffComparison.marks(old, new)
        let calendarsAgree = DiffComparison.calendarsAgree(old, new)
        disputedDays = calendarsAgree ? [] : DiffComparison.disputedDays(old, new)
        let isOneLaw = DiffComparison.governing(old) == DiffComparison.governing(new)
        let isOneCurrency = old.currency == new.currency
        writing = DiffWritingOfValues(
            moments: DiffComparison.zones(old) == DiffComparison.zones(new), amounts: isOneCurrency)
        oldSignatures = EffectSignatures(
            old, marks: marks.old, calendarMark: calendarsAgree ? "" : "old calendars",
            lawMark: (isOneLaw ? "" : "old law") + (isOneCurrency ? "" : " old currency"))
        newSignatures = EffectSignatures(
            new, marks: marks.new, calendarMark: calendarsAgree ? "" : "new calendars",
            lawMark: (isOneLaw ? "" : "new law") + (isOneCurrency ? "" : " new currency"))
        oldRules = DiffComparison.withOverriders(old, oldSignatures)
        newRules = DiffComparison.withOverriders(new, newSignatures)
    }

    /// What each rule rests on, with the rules that override it.
    private static func withOverriders(_ program: Program, _ signatures: EffectSignatures) -> [String] {
        var overriders: [[String]] = Array(repeating: [], count: program.rules.count)
        for (rule, signature) in zip(program.rules, signatures.rules) {
            for id in rule.overrides { overriders[id.index].append(signature) }
        }
        return zip(signatures.rules, overriders).map { ([$0.0] + $0.1.sorted()).joined(separator: " ") }
    }

    /// Types of which the versions differ, each with a mark for its version.
    private static func marks(_ old: Program, _ new: Program) -> (old: [String: String], new: [String: String]) {
        func shapes(_ program: Program) -> [String: String] {
            let plain = CanonicalText(program: program)
            var shapes: [String: String] = [:]
            for type in program.enums {
                shapes[type.identity.name] = "\(type.isOrdered) " + type.values.map(\.name).joined(separator: ",")
            }
            for record in program.records {
                shapes[record.identity.name] = record.fields.map { "\($0.name):\(plain.text($0.type))" }
                    .joined(separator: ",")
            }
            return shapes
        }
        let (before, after) = (shapes(old), shapes(new))
        var marks: (old: [String: String], new: [String: String]) = ([:], [:])
        for (name, shape) in after where before[name] != shape { (marks.old[name], marks.new[name]) = ("'old", "'new") }
        return marks
    }

    /// By which day's law each case type goes.
    private static func governing(_ program: Program) -> [String: String] {
        var result: [String: String] = [:]
        for record in program.records {
            if let field = record.governing { result[record.identity.name] = record.fields[field].name }
        }
        return result
    }

    /// By whose clocks each firm, and a case without one, has its moments.
    private static func zones(_ program: Program) -> [String: Zone?] {
        var zones: [String: Zone?] = ["": program.calendar(at: nil)?.zone]
        for (index, firm) in program.organisations.enumerated() {
            zones[firm.identity.name] = program.calendar(at: OrganisationID(index))?.zone
        }
        return zones
    }

    private static func calendarsAgree(_ old: Program, _ new: Program) -> Bool {
        func names(_ program: Program) -> [String] {
            program.organisations.map { firm in
                firm.identity.name + " " + (firm.calendar.map { program.calendars[$0.index].identity.name } ?? "")
            }
        }
        return old.calendars.count == new.calendars.count && names(old) == names(new)
            && zip(old.calendars, new.calendars).allSatisfy {
                $0.identity.name == $1.identity.name && $0.agrees(with: $1)
            }
    }

    /// The first days about which calendars of one name disagree, no two of them close together.
    private static func disputedDays(_ old: Program, _ new: Program) -> [CalendarDate] {
        guard let first = CalendarDate(year: 2000, month: 1, day: 1),
            let last = CalendarDate(year: 2060, month: 1, day: 1)
        else { return [] }
        var days: [CalendarDate] = []
        for calendar in new.calendars {
            guard let other = old.calendars.first(where: { $0.identity.name == calendar.identity.name }) else {
                continue
            }
            var next = Int(first.day)
            while next < Int(last.day), days.count < 3 {
                if let date = CalendarDate(day: next),
                    calendar.isWorkingDay(date) != other.isWorkingDay(date)
                        || calendar.isHoliday(date) != other.isHoliday(date)
                        || calendar.covers(date) != other.covers(date)
                {
                    days.append(date)
                    next += 60
                }
                next += 1
            }
        }
        return days
    }

    /// Leaves open what a changed calendar, chain, figure or firm does where no case was found that shows it: not all that
    /// rests on them (the ends of steps, substitutes, what a firm no longer states) is part of the questions.
    mutating func leaveOpen() {
        let isSameTime = disputedDays.isEmpty && DiffComparison.zones(old) == DiffComparison.zones(new)
        for change in report.textChanges where change.isFollowedInPart {
            if isSameTime, change.declaration.hasPrefix("calendar ") { continue }
            report.undecided.append(
                DiffReport.Open(caseType: "", subject: change.declaration, reason: .notFollowed))
        }
    }

    // MARK: what there is to compare

    private struct Consequences {
        let topic: DiffTopic
        let subject: String
        let title: String
    }

    private struct DefinedPair {
        let old: DefinitionID
        let new: DefinitionID
    }

    mutating func compare(_ oldType: RecordID, _ newType: RecordID, _ name: String) {
        let consequences = changedConsequences(oldType, newType)
        let (definitions, same) = pairedDefinitions(oldType, newType)
        if consequences.isEmpty, definitions.isEmpty { return }
        let (before, after) = ((old, oldType, oldSignatures), (new, newType, newSignatures))
        var run = DiffRun(
            coarse: DiffQuestions(before, after, same: same, writing, isCoarse: true, percent: percent),
            small: DiffQuestions(before, after, same: same, writing, isCoarse: false, longest: 1, percent: percent),
            exact: DiffQuestions(before, after, same: same, writing, isCoarse: false, percent: percent),
            disputedDays: disputedDays,
            caseType: name, witnesses: witnesses)
        for item in consequences { run.compare(item.topic, item.subject, item.title) }
        run.compareValues(definitions.map { (old: $0.old, new: $0.new) })
        witnesses = run.witnesses
        implicated.formUnion(run.implicated)
        report.regions += run.regions
        report.undecided += run.undecided
        report.proved += run.proved
    }

    /// The subjects of consequences whose rules, or what overrides them or what they use, differ.
    private mutating func changedConsequences(_ oldType: RecordID, _ newType: RecordID) -> [Consequences] {
        func signatures(
            _ program: Program, _ type: RecordID, _ rules: [String]
        ) -> [DiffTopic: [String: (title: String, rules: [String])]] {
            var result: [DiffTopic: [String: (title: String, rules: [String])]] = [:]
            for (rule, signature) in zip(program.rules, rules) where rule.subject == type {
                for consequence in rule.consequences {
                    for topic in DiffTopic.allCases {
                        guard let subject = topic.subject(consequence, program) else { continue }
                        result[topic, default: [:]][subject.name, default: (subject.title, [])].rules.append(signature)
                    }
                }
            }
            return result
        }
        let (before, after) = (signatures(old, oldType, oldRules), signatures(new, newType, newRules))
        var changed: [Consequences] = []
        for topic in DiffTopic.allCases {
            let (was, now) = (before[topic] ?? [:], after[topic] ?? [:])
            for subject in Set(was.keys).union(now.keys).sorted() {
                if was[subject]?.rules.sorted() == now[subject]?.rules.sorted() {
                    report.proved += 1
                } else {
                    let title = now[subject]?.title ?? was[subject]?.title ?? subject
                    changed.append(Consequences(topic: topic, subject: subject, title: title))
                }
            }
        }
        return changed
    }

    /// Definitions of both versions that may differ, and those that mean the same, of the old version in the new one.
    private mutating func pairedDefinitions(
        _ oldType: RecordID, _ newType: RecordID
    ) -> (changed: [DefinedPair], same: [DefinitionID: DefinitionID]) {
        func key(_ definition: Definition, _ program: Program) -> String {
            definition.identity.name + " of " + program.records[definition.subject.index].identity.name
        }
        let known = Dictionary(
            old.definitions.indices.map { (key(old.definitions[$0], old), DefinitionID($0)) },
            uniquingKeysWith: { first, _ in first })
        var changed: [DefinedPair] = []
        var same: [DefinitionID: DefinitionID] = [:]
        for (index, definition) in new.definitions.enumerated() {
            let subject = new.records[definition.subject.index]
            if subject.isCase, definition.subject != newType { continue }
            guard let other = known[key(definition, new)] else { continue }
            if oldSignatures.definitions[other.index] == newSignatures.definitions[index] {
                report.proved += 1
                if isPlain(definition.type) { same[other] = DefinitionID(index) }
            } else {
                changed.append(DefinedPair(old: other, new: DefinitionID(index)))
            }
        }
        return (changed, same)
    }

    /// Whether values of a type read the same in both versions, whatever else the versions declare.
    private func isPlain(_ type: ValueType) -> Bool {
        switch type {
        case .optional(let inner): return isPlain(inner)
        case .enumeration(let id):
            let name = new.enums[id.index].identity.name
            let other = old.enums.first { $0.identity.name == name }
            return other?.values.map(\.name) == new.enums[id.index].values.map(\.name)
        case .record, .list, .group, .timeOfDay, .weekday, .error: return false
        default: return true
        }
    }
}
