import WritLanguage
import WritSemantics

/// The words of explanations.
enum ExplanationWording {
    /// Working days of a year that the calendar does not cover.
    static func unpublished(_ year: Int) -> Phrase {
        Phrase(
            en: "it depends on the holidays of \(year), which the calendar does not cover yet",
            zh: "取决于\(year)年的放假安排，日历尚未涵盖该年")
    }

    /// `days-late` is 31, more than 30
    static func holding(_ atom: Atom) -> Phrase {
        guard atom.holds != nil else { return open(atom) }
        let (en, zh) = (wanted(atom).en, wanted(atom).zh)
        switch atom.wanted {
        case .isTrue, .isFalse:
            return Phrase(
                en: "`\(atom.subject)` is \(en)", zh: "\(spaced(atom.called))\(truth(atom.wanted == .isTrue, atom))")
        case .isKnown:
            return Phrase(en: "`\(atom.subject)` is \(atom.actual.en)", zh: "\(spaced(atom.called))为 \(atom.actual.zh)")
        case .isMissing: return Phrase(en: "`\(atom.subject)` is missing", zh: "\(spaced(atom.called))没有值")
        case .equal:
            return Phrase(en: "`\(atom.subject)` is \(atom.actual.en)", zh: "\(spaced(atom.called))为 \(atom.actual.zh)")
        default:
            return Phrase(
                en: "`\(atom.subject)` is \(atom.actual.en), \(en)",
                zh: "\(spaced(atom.called))为 \(atom.actual.zh)，\(zh)")
        }
    }

    /// `days-late` is 29, M2 4.2 needs more than 30
    static func failing(_ atom: Atom, basis: [String]) -> Phrase {
        if atom.holds == nil { return open(atom) }
        let wanted = wanted(atom)
        let need = Phrase(
            en: basis.isEmpty
                ? "\(wanted.en) is needed" : "\(basis.joined(separator: ", ")) needs \(wanted.en)",
            zh: basis.isEmpty ? "须\(wanted.zh)" : "\(basis.joined(separator: "、")) 要求\(wanted.zh)")
        switch atom.wanted {
        case .isTrue, .isFalse:
            let is_ = atom.wanted == .isTrue ? "false" : "true"
            return Phrase(
                en: "`\(atom.subject)` is \(is_)", zh: "\(spaced(atom.called))\(truth(atom.wanted != .isTrue, atom))")
        case .isKnown:
            return Phrase(en: "`\(atom.subject)` is missing, \(need.en)", zh: "\(spaced(atom.called))没有值，\(need.zh)")
        default:
            return Phrase(
                en: "`\(atom.subject)` is \(atom.actual.en), \(need.en)",
                zh: "\(spaced(atom.called))为 \(atom.actual.zh)，\(need.zh)")
        }
    }

    /// A name before a word: a space stands between letters and Chinese, none behind a bracket.
    private static func spaced(_ name: String) -> String { name.hasSuffix("）") ? name : name + " " }

    /// A fact is 是 or 否; a document was delivered or was not; a condition holds or does not.
    private static func truth(_ isTrue: Bool, _ atom: Atom) -> String {
        if let state = atom.state { return (isTrue ? "已" : state == .overdue ? "未" : "尚未") + done(state) }
        if atom.called.hasSuffix("）") { return isTrue ? "为“是”" : "为“否”" }
        return isTrue ? "成立" : "不成立"
    }

    private static func done(_ state: DocumentState) -> String {
        switch state {
        case .issued: "出具"
        case .approved: "获批准"
        case .delivered: "送达"
        case .signed: "签署"
        case .overdue: "逾期"
        }
    }

    private static func open(_ atom: Atom) -> Phrase {
        let wanted = wanted(atom)
        if atom.isSubjectKnown {
            return Phrase(
                en: "`\(atom.subject)` is \(atom.actual.en); whether that is \(wanted.en) is not known",
                zh: "\(spaced(atom.called))为 \(atom.actual.zh)，是否\(wanted.zh)尚不知道")
        }
        return Phrase(
            en: "`\(atom.subject)` is not known; \(wanted.en) is needed",
            zh: "\(spaced(atom.called))\(atom.state == nil ? "" : "的状态")尚不知道，须\(wanted.zh)"
        )
    }

    private static func wanted(_ atom: Atom) -> Phrase {
        let bound = atom.bound
        return switch atom.wanted {
        case .equal: Phrase(en: bound.en, zh: "为 \(bound.zh)")
        case .notEqual: Phrase(en: "anything but \(bound.en)", zh: "不为 \(bound.zh)")
        case .less where atom.isTime: Phrase(en: "earlier than \(bound.en)", zh: "早于 \(bound.zh)")
        case .less: Phrase(en: "less than \(bound.en)", zh: "小于 \(bound.zh)")
        case .lessOrEqual where atom.isTime: Phrase(en: "no later than \(bound.en)", zh: "不晚于 \(bound.zh)")
        case .lessOrEqual: Phrase(en: "at most \(bound.en)", zh: "不超过 \(bound.zh)")
        case .greater where atom.isTime: Phrase(en: "later than \(bound.en)", zh: "晚于 \(bound.zh)")
        case .greater: Phrase(en: "more than \(bound.en)", zh: "大于 \(bound.zh)")
        case .greaterOrEqual where atom.isTime: Phrase(en: "no earlier than \(bound.en)", zh: "不早于 \(bound.zh)")
        case .greaterOrEqual: Phrase(en: "at least \(bound.en)", zh: "不少于 \(bound.zh)")
        case .oneOf: Phrase(en: "one of \(bound.en)", zh: "为 \(bound.zh) 之一")
        case .noneOf: Phrase(en: "none of \(bound.en)", zh: "不为 \(bound.zh) 之一")
        case .inside: Phrase(en: "a value in \(bound.en)", zh: "在 \(bound.zh) 内")
        case .outside: Phrase(en: "a value outside of \(bound.en)", zh: "在 \(bound.zh) 外")
        case .isTrue: Phrase(en: "true", zh: truth(true, atom))
        case .isFalse: Phrase(en: "false", zh: truth(false, atom))
        case .isKnown: Phrase(en: "a value", zh: "有值")
        case .isMissing: Phrase(en: "no value", zh: "没有值")
        }
    }

    static func fact(_ fact: FactReference, of type: RecordID, _ program: Program) -> Phrase {
        let called = program.chineseName(ofPath: fact.path, in: type)
        let told = ValueText.phrase(fact.value, fact.type, in: program)
        switch fact.value {
        case .unknown: return Phrase(en: "`\(fact.path)` is not known", zh: "\(spaced(called))尚不知道")
        case .missing: return Phrase(en: "`\(fact.path)` is missing", zh: "\(spaced(called))没有值")
        default: return Phrase(en: "`\(fact.path)` is \(told.en)", zh: "\(spaced(called))为 \(told.zh)")
        }
    }

    static func change(
        _ change: Change, willBe: Bool, _ name: String, _ title: String, of type: RecordID, _ program: Program
    ) -> Phrase {
        let told = ValueText.phrase(change.value, change.fact.type, in: program)
        let was = ValueText.phrase(change.fact.value, change.fact.type, in: program)
        let en: String
        let zh: String
        switch change.value {
        case .missing: (en, zh) = ("were missing (now \(was.en))", "没有值（现为 \(was.zh)）")
        default:
            switch change.fact.value {
            case .missing, .unknown: (en, zh) = ("were \(told.en)", "为 \(told.zh)")
            default: (en, zh) = ("were \(told.en) (now \(was.en))", "为 \(told.zh)（现为 \(was.zh)）")
            }
        }
        return Phrase(
            en: "`\(name)` would \(willBe ? "" : "not ")be issued if `\(change.fact.path)` \(en)",
            zh:
                "如果\(spaced(program.chineseName(ofPath: change.fact.path, in: type)))\(zh)，则\(willBe ? "会" : "不会")出具《\(title)》"
        )
    }

    /// Why a provision does not bind a case: the firm, or the day.
    static func outOfForce(_ provision: Provision, _ data: CaseData, _ program: Program) -> Phrase? {
        if !provision.organisations.isEmpty, !(data.organisation.map { provision.organisations.contains($0) } ?? false)
        {
            let bound = provision.organisations.map { program.organisations[$0.index].identity }
            let names = bound.map { "`\($0.name)`" }.joined(separator: ", ")
            let titles = bound.map(\.title).joined(separator: "、")
            guard data.organisation != nil else {
                return Phrase(
                    en: "it binds \(names) only, and the case names no organisation", zh: "它只适用于\(titles)，而案件未写明单位")
            }
            return Phrase(en: "it binds \(names) only", zh: "它只适用于\(titles)")
        }
        let day = data.lawDay(in: program)
        if let from = provision.validFrom, day < from {
            return Phrase(en: "it is in force from \(from)", zh: "它自 \(from) 起施行")
        }
        if let to = provision.validTo, to < day {
            return Phrase(en: "it was in force until \(to)", zh: "它施行至 \(to) 止")
        }
        return nil
    }
}
