package import WritLanguage

/// How an example came out otherwise than it says.
package enum ExampleFact: DiagnosticFact {
    case notIssued(String)
    case issued(String)
    case open(String, [String])
    /// Whether something follows that was expected to follow, or not to, and what that depends on.
    case undecided(Phrase, [String])
    case notOpen(String)
    case otherDue(String, String, String)
    case otherTaskDue(String, String, String)
    case otherParty(String, [String])
    /// The name is absent for `expect … = …`.
    case otherValue(String?, String, String)
    case noApproval(String)
    case otherApproval(String, expected: [String], found: [String])
    case notRequired(String, found: [String])
    case required(String)
    case otherPerson(String, expected: String, found: String)
    case toldOtherwise(String, found: [String])
    case otherReason(found: [String])
    case notHeld(String)
    case held(String)
    case notTold(String)
    case told(String)
    case notRefused
    case refused(String)
    case notMissing(String)
    /// What an obligation came to instead.
    case otherState(String, Phrase)

    package var id: String { "example.failed" }

    package var wording: Wording {
        switch self {
        case .notIssued(let form): Wording(Phrase(en: "`\(form)` is not issued", zh: "未出具 `\(form)`"))
        case .issued(let form): Wording(Phrase(en: "`\(form)` is issued", zh: "出具了 `\(form)`"))
        case .open(let form, let needs):
            Wording(
                Phrase(
                    en: "`\(form)` is open: it depends on \(ExampleFact.list(needs))",
                    zh: "`\(form)` 待定：取决于 \(ExampleFact.list(needs))"),
                help: Phrase(
                    en: "give these facts, or write `expect open issue \(form)`",
                    zh: "请补充这些事实，或写作 `expect open issue \(form)`"))
        case .undecided(let what, let needs):
            Wording(
                Phrase(
                    en: "it is open whether \(what.en): it depends on \(ExampleFact.list(needs))",
                    zh: "是否\(what.zh)待定：取决于 \(ExampleFact.list(needs))"),
                help: Phrase(en: "give these facts", zh: "请补充这些事实"))
        case .notOpen(let form): Wording(Phrase(en: "`\(form)` is not open", zh: "`\(form)` 并非待定"))
        case .otherDue(let form, let expected, let found):
            Wording(
                Phrase(
                    en: "`\(form)` is due \(found), not \(expected)", zh: "`\(form)` 的期限为 \(found)，而非 \(expected)"))
        case .otherTaskDue(let task, let expected, let found):
            Wording(
                Phrase(en: "“\(task)” is due \(found), not \(expected)", zh: "“\(task)”的期限为 \(found)，而非 \(expected)"))
        case .otherParty(let form, let found):
            Wording(
                Phrase(
                    en: "`\(form)` goes to \(ExampleFact.list(found))", zh: "`\(form)` 送达 \(ExampleFact.list(found))"))
        case .otherValue(let name, let expected, let found):
            Wording(
                Phrase(
                    en: "\(name.map { "`\($0)`" } ?? "the value") is `\(found)`, not `\(expected)`",
                    zh: "\(name.map { "`\($0)` " } ?? "其值")为 `\(found)`，而非 `\(expected)`"))
        case .noApproval(let form):
            Wording(Phrase(en: "`\(form)` needs no approval here", zh: "`\(form)` 在此无须审批"))
        case .otherApproval(let form, let expected, let found):
            Wording(
                Phrase(
                    en: "`\(form)` is approved by \(ExampleFact.list(found)), not by \(ExampleFact.list(expected))",
                    zh: "`\(form)` 由 \(ExampleFact.list(found)) 审批，而非 \(ExampleFact.list(expected))"))
        case .notRequired(let task, let found):
            Wording(
                Phrase(en: "“\(task)” is not required", zh: "并未要求“\(task)”"),
                help: found.isEmpty
                    ? nil
                    : Phrase(
                        en: "required instead: \(found.joined(separator: "; "))",
                        zh: "实际要求：\(found.joined(separator: "；"))"))
        case .otherPerson(let task, let expected, let found):
            Wording(
                Phrase(
                    en: "“\(task)” is for `\(found)`, not for `\(expected)`",
                    zh: "“\(task)”由 `\(found)` 办理，而非 `\(expected)`"))
        case .toldOtherwise(let role, let found):
            Wording(
                Phrase(en: "`\(role)` is told something else", zh: "告知 `\(role)` 的内容不同"),
                help: Phrase(
                    en: "told: \(ExampleFact.quoted(found, "; "))", zh: "实际告知：\(ExampleFact.quoted(found, "；"))"))
        case .otherReason(let found):
            Wording(
                Phrase(en: "the case is refused for another reason", zh: "案件因其他理由被拒绝"),
                help: Phrase(
                    en: "the reason is: \(ExampleFact.quoted(found, "; "))", zh: "理由为：\(ExampleFact.quoted(found, "；"))"
                ))
        case .required(let task): Wording(Phrase(en: "“\(task)” is required", zh: "要求了“\(task)”"))
        case .notHeld(let action): Wording(Phrase(en: "`\(action)` is not held", zh: "`\(action)` 未被暂缓"))
        case .held(let action): Wording(Phrase(en: "`\(action)` is held", zh: "`\(action)` 被暂缓"))
        case .notTold(let role): Wording(Phrase(en: "`\(role)` is not told anything", zh: "未告知 `\(role)`"))
        case .told(let role): Wording(Phrase(en: "`\(role)` is told something", zh: "告知了 `\(role)`"))
        case .notRefused: Wording(Phrase(en: "the case is not refused", zh: "案件未被拒绝"))
        case .refused(let reason):
            Wording(Phrase(en: "the case is refused: \(reason)", zh: "案件被拒绝：\(reason)"))
        case .otherState(let name, let state):
            Wording(Phrase(en: "obligation `\(name)` is \(state.en)", zh: "义务 `\(name)` \(state.zh)"))
        case .notMissing(let path):
            Wording(Phrase(en: "nothing depends on `\(path)`", zh: "没有事项取决于 `\(path)`"))
        }
    }

    private static func quoted(_ texts: [String], _ separator: String) -> String {
        texts.map { "“\($0)”" }.joined(separator: separator)
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "–" : names.map { "`\($0)`" }.joined(separator: ", ")
    }
}
