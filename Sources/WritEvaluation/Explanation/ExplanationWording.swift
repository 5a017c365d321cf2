import WritLanguage
import WritSemantics

/// The words of explanations.
enum ExplanationWording {
    /// `days-late` is 31, more than 30
    static func holding(_ atom: Atom) -> Phrase {
        guard atom.holds != nil else { return open(atom) }
        let (en, zh) = (wanted(atom).en, wanted(atom).zh)
        switch atom.wanted {
        case .isTrue, .isFalse:
            return Phrase(
                en: "`\(atom.subject)` is \(en)", zh: "`\(atom.subject)` \(atom.wanted == .isTrue ? "成立" : "不成立")")
        case .isKnown:
            return Phrase(en: "`\(atom.subject)` is \(atom.actual.en)", zh: "`\(atom.subject)` 为 \(atom.actual.zh)")
        case .isMissing: return Phrase(en: "`\(atom.subject)` is missing", zh: "`\(atom.subject)` 没有值")
        case .equal:
            return Phrase(en: "`\(atom.subject)` is \(atom.actual.en)", zh: "`\(atom.subject)` 为 \(atom.actual.zh)")
        default:
            return Phrase(
                en: "`\(atom.subject)` is \(atom.actual.en), \(en)", zh: "`\(atom.subject)` 为 \(atom.actual.zh)，\(zh)")
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
                en: "`\(atom.subject)` is \(is_)", zh: "`\(atom.subject)` \(atom.wanted == .isTrue ? "不成立" : "成立")")
        case .isKnown:
            return Phrase(en: "`\(atom.subject)` is missing, \(need.en)", zh: "`\(atom.subject)` 没有值，\(need.zh)")
        default:
            return Phrase(
                en: "`\(atom.subject)` is \(atom.actual.en), \(need.en)",
                zh: "`\(atom.subject)` 为 \(atom.actual.zh)，\(need.zh)")
        }
    }

    private static func open(_ atom: Atom) -> Phrase {
        let wanted = wanted(atom)
        return Phrase(
            en: "`\(atom.subject)` is not known; \(wanted.en) is needed", zh: "`\(atom.subject)` 尚不知道，须\(wanted.zh)")
    }

    private static func wanted(_ atom: Atom) -> Phrase {
        let bound = atom.bound
        return switch atom.wanted {
        case .equal: Phrase(en: bound.en, zh: "为 \(bound.zh)")
        case .notEqual: Phrase(en: "anything but \(bound.en)", zh: "不为 \(bound.zh)")
        case .less: Phrase(en: "less than \(bound.en)", zh: "小于 \(bound.zh)")
        case .lessOrEqual: Phrase(en: "at most \(bound.en)", zh: "不超过 \(bound.zh)")
        case .greater: Phrase(en: "more than \(bound.en)", zh: "大于 \(bound.zh)")
        case .greaterOrEqual: Phrase(en: "at least \(bound.en)", zh: "不少于 \(bound.zh)")
        case .oneOf: Phrase(en: "one of \(bound.en)", zh: "为 \(bound.zh) 之一")
        case .noneOf: Phrase(en: "none of \(bound.en)", zh: "不为 \(bound.zh) 之一")
        case .inside: Phrase(en: "a value in \(bound.en)", zh: "在 \(bound.zh) 内")
        case .outside: Phrase(en: "a value outside of \(bound.en)", zh: "在 \(bound.zh) 外")
        case .isTrue: Phrase(en: "true", zh: "成立")
        case .isFalse: Phrase(en: "false", zh: "不成立")
        case .isKnown: Phrase(en: "a value", zh: "有值")
        case .isMissing: Phrase(en: "no value", zh: "没有值")
        }
    }

    static func fact(_ fact: FactReference, _ program: Program) -> Phrase {
        let told = ValueText.phrase(fact.value, fact.type, in: program)
        switch fact.value {
        case .unknown: return Phrase(en: "`\(fact.path)` is not known", zh: "`\(fact.path)` 尚不知道")
        case .missing: return Phrase(en: "`\(fact.path)` is missing", zh: "`\(fact.path)` 没有值")
        default: return Phrase(en: "`\(fact.path)` is \(told.en)", zh: "`\(fact.path)` 为 \(told.zh)")
        }
    }

    static func change(
        _ change: Change, willBe: Bool, _ name: String, _ title: String, _ program: Program
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
            zh: "如果 `\(change.fact.path)` \(zh)，则\(willBe ? "会" : "不会")出具《\(title)》")
    }

    /// Why a provision does not bind a case: the firm, or the day.
    static func outOfForce(_ provision: Provision, _ data: CaseData, _ program: Program) -> Phrase? {
        if !provision.organisations.isEmpty, !(data.organisation.map { provision.organisations.contains($0) } ?? false)
        {
            let names = provision.organisations.map { program.organisations[$0.index].identity.name }.joined(
                separator: ", ")
            return Phrase(en: "it binds \(names) only", zh: "它只适用于 \(names)")
        }
        if let from = provision.validFrom, data.asOf < from {
            return Phrase(en: "it is in force from \(from)", zh: "它自 \(from) 起施行")
        }
        if let to = provision.validTo, to < data.asOf {
            return Phrase(en: "it was in force until \(to)", zh: "它施行至 \(to) 止")
        }
        return nil
    }
}
