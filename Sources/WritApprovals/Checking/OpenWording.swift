import WritEvaluation
import WritLanguage
import WritSemantics

/// What keeps a chain open, in words: the facts and figures that would tell.
extension RoutingWording {
    /// A step of which nobody can tell whether the case needs it.
    static func mayNotBeNeeded(_ needs: [Outcome.Need], _ program: Program, _ type: RecordID?) -> Phrase {
        guard !needs.isEmpty else { return mayNotBeNeeded }
        let names = named(needs, program, type)
        return Phrase(
            en: "whether it is needed depends on \(names.en), which \(needs.count == 1 ? "is" : "are") not known",
            zh: "是否需要取决于尚未提供的\(names.zh)")
    }

    /// Nobody can tell yet who may not approve.
    static func apartOpen(_ fields: [String], _ program: Program, _ type: RecordID?) -> Phrase {
        let names = named(fields.map { .fact($0) }, program, type)
        return Phrase(
            en: "whether somebody approved who may not cannot be told: the case does not state \(names.en)",
            zh: "无法判断是否有应回避者参与审批：案件未载明\(names.zh)")
    }

    static func named(_ needs: [Outcome.Need], _ program: Program, _ type: RecordID?) -> Phrase {
        let names = needs.map { need -> Phrase in
            switch need {
            case .fact(let path):
                return Phrase(
                    en: "`\(path)`", zh: type.map { program.chineseName(ofPath: path, in: $0) } ?? "`\(path)`")
            case .parameter(let id):
                let identity = program.parameters[id.index].identity
                return Phrase(en: "`\(identity.name)`", zh: identity.title)
            case .holidays(let year):
                return Phrase(en: "the holidays of \(year)", zh: "\(year)年放假安排")
            }
        }
        return Phrase(
            en: names.map(\.en).joined(separator: ", "), zh: names.map(\.zh).joined(separator: "、"))
    }
}
