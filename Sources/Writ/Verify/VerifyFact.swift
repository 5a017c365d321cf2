package import WritLanguage

/// What keeps a finished record from being what it says it is.
package enum VerifyFact: DiagnosticFact {
    case notARecord(path: String)
    case invalid(path: String, line: Int, message: String)
    case digestDiffers(path: String, stated: String, computed: String)
    case noDigest(path: String)
    case blank(path: String)
    case noView(path: String)
    case viewUnreadable(path: String)
    case viewAdds(path: String, text: String)
    case viewLacks(path: String, text: String)
    case viewIsActive(path: String, element: String)
    case viewStyle(path: String)
    case viewPicture(path: String, name: String)
    case approvalOfOther(path: String, step: String, person: String)
    case approvalUnbound(path: String, step: String, person: String)
    /// A day, a moment or a number that is printed otherwise than it is recorded.
    case printsOther(path: String, text: String, value: String)
    /// A decision that the register does not have; what it has of that step, if anything.
    case decisionNotRegistered(path: String, step: String, person: String, time: String, registered: String?)
    case dayNotRegistered(path: String, day: String, registered: String?)
    case deliveryNotRegistered(path: String, day: String, registered: String?)
    case stateNotRegistered(path: String, state: String, registered: String)
    /// What the document says of how far it has come is not what its approvals say.
    case stateDiffers(path: String, state: String, approvals: String)
    /// What the register keeps of it is not there any more, or not what was put there.
    case notKept(path: String, number: String?)
    case notRegistered(path: String, number: String?)
    case registeredOther(path: String, number: String, registered: String)
    case voided(path: String, number: String, reason: String, by: String?)
    case numberTwice(number: String, path: String, other: String)
    case rulesDiffer(path: String)
    case firmDiffers(path: String, stated: String, now: String)
    case otherText(path: String, now: String)
    case noLonger(path: String)

    package var id: String {
        switch self {
        case .notARecord: "verify.not-a-record"
        case .invalid: "verify.invalid"
        case .digestDiffers: "verify.digest-differs"
        case .noDigest, .blank: "verify.no-digest"
        case .noView: "verify.no-view"
        case .viewUnreadable: "verify.view-unreadable"
        case .viewAdds: "verify.view-adds"
        case .viewLacks: "verify.view-lacks"
        case .viewIsActive: "verify.view-is-active"
        case .viewStyle: "verify.view-style"
        case .viewPicture: "verify.view-picture"
        case .approvalOfOther: "verify.approval-of-other-text"
        case .approvalUnbound: "verify.approval-unbound"
        case .printsOther: "verify.prints-other"
        case .decisionNotRegistered: "verify.approval-not-registered"
        case .dayNotRegistered: "verify.day-not-registered"
        case .deliveryNotRegistered: "verify.delivery-not-registered"
        case .stateNotRegistered: "verify.state-not-registered"
        case .stateDiffers: "verify.state-differs"
        case .notKept: "verify.not-kept"
        case .notRegistered: "verify.not-registered"
        case .registeredOther: "verify.registered-otherwise"
        case .voided: "verify.void"
        case .numberTwice: "document.number-twice"
        case .rulesDiffer: "verify.rules-differ"
        case .firmDiffers: "verify.firm-differs"
        case .otherText: "verify.other-text"
        case .noLonger: "verify.no-longer-follows"
        }
    }

    package var wording: Wording {
        switch self {
        case .notARecord(let path):
            Wording(Phrase(en: "`\(path)` is no record of Writ", zh: "`\(path)` 不是 Writ 的文书记录"))
        case .invalid(let path, let line, let message):
            Wording(
                Phrase(
                    en: "`\(path)` is not valid by the schema\(line > 0 ? ", line \(line)" : ""): \(message)",
                    zh: "`\(path)` 不符合文书格式\(line > 0 ? "（第 \(line) 行）" : "")：\(message)"))
        case .digestDiffers(let path, let stated, let computed):
            Wording(
                Phrase(
                    en: "`\(path)` was changed: it states the digest \(stated), and its text gives \(computed)",
                    zh: "`\(path)` 已被改动：所载摘要为 \(stated)，其内容的摘要为 \(computed)"))
        case .noDigest(let path):
            Wording(Phrase(en: "`\(path)` states no digest", zh: "`\(path)` 没有摘要"))
        case .blank(let path):
            Wording(Phrase(en: "`\(path)` is a blank, which nobody issues", zh: "`\(path)` 是空白表单，未曾出具"))
        case .noView(let path):
            Wording(
                Phrase(en: "there is no view `\(path)` beside the record", zh: "记录旁没有对应的页面 `\(path)`"))
        case .viewUnreadable(let path):
            Wording(Phrase(en: "`\(path)` is no page of Writ", zh: "`\(path)` 不是 Writ 的页面"))
        case .viewAdds(let path, let text):
            Wording(
                Phrase(
                    en: "`\(path)` says something that the record does not: “\(text)”",
                    zh: "`\(path)` 中有记录所没有的内容：“\(text)”"))
        case .viewLacks(let path, let text):
            Wording(
                Phrase(
                    en: "`\(path)` does not show, in its place, what the record says: “\(text)”",
                    zh: "`\(path)` 未在相应位置显示记录中的内容：“\(text)”"))
        case .viewIsActive(let path, let element):
            Wording(
                Phrase(
                    en: "`\(path)` holds something that no page of Writ has: `<\(element)>`",
                    zh: "`\(path)` 含有 Writ 页面不会有的内容：`<\(element)>`"))
        case .viewStyle(let path):
            Wording(
                Phrase(
                    en: "the style of `\(path)` is none of Writ's: it could hide something or say something more",
                    zh: "`\(path)` 的样式不是 Writ 的样式：可能隐去或添加内容"),
                help: Phrase(
                    en: "where the firm's profile has a logo, give its rules and forms: `--rules DIR`",
                    zh: "单位样式含标志图的，请提供规则与表单：`--rules 文件夹`"))
        case .viewPicture(let path, let name):
            Wording(
                name.isEmpty
                    ? Phrase(
                        en: "`\(path)` shows a picture that its record does not have", zh: "`\(path)` 显示了文书记录中没有的图片")
                    : Phrase(
                        en: "`\(path)` does not show the picture `\(name)` as its record has it",
                        zh: "`\(path)` 显示的图片 `\(name)` 与文书记录不符"))
        case .approvalOfOther(let path, let step, let person):
            Wording(
                Phrase(
                    en: "`\(path)`: what \(person) decided on at `\(step)` was another text",
                    zh: "`\(path)`：\(person)在 `\(step)` 环节审批的是另一文本"))
        case .approvalUnbound(let path, let step, let person):
            Wording(
                Phrase(
                    en: "`\(path)`: the decision of \(person) at `\(step)` does not say on what text",
                    zh: "`\(path)`：\(person)在 `\(step)` 环节的审批未载明所审文本"),
                help: Phrase(
                    en: "write the document's digest into the approval", zh: "请在审批记录中写明文书摘要"))
        case .printsOther(let path, let text, let value):
            Wording(
                Phrase(
                    en: "`\(path)` prints “\(text)” where it is \(value)", zh: "`\(path)` 印为“\(text)”，而应为 \(value)"))
        case .decisionNotRegistered(let path, let step, let person, let time, let registered):
            Wording(
                Phrase(
                    en:
                        "`\(path)`: the register has no decision of \(person) at `\(step)` on \(time)\(registered.map { "; it has that of \($0)" } ?? "")",
                    zh:
                        "`\(path)`：登记簿中没有\(person)于\(time)在 `\(step)` 环节的审批\(registered.map { "，该环节登记的是：\($0)" } ?? "")"
                ),
                help: Phrase(
                    en: "who approved is recorded by `writ register record`, or was in the case when it was issued",
                    zh: "审批由 `writ register record` 登记，或者在出具时已载于案件"))
        case .dayNotRegistered(let path, let day, let registered):
            Wording(
                Phrase(
                    en: "`\(path)` is dated \(day), the register has \(Self.named(registered).en)",
                    zh: "`\(path)` 的日期为 \(day)，登记簿中\(Self.named(registered).zh)"))
        case .deliveryNotRegistered(let path, let day, let registered):
            Wording(
                Phrase(
                    en: "`\(path)` says that it was delivered on \(day), the register has \(Self.named(registered).en)",
                    zh: "`\(path)` 载明于 \(day) 送达，登记簿中\(Self.named(registered).zh)"))
        case .stateNotRegistered(let path, let state, let registered):
            Wording(
                Phrase(
                    en: "`\(path)` is `\(state)`, and registered as `\(registered)`",
                    zh: "`\(path)` 的状态为 `\(state)`，登记簿中为 `\(registered)`"),
                help: Phrase(
                    en: "what has all its approvals now is registered by `writ run --register`",
                    zh: "现已获全部批准的文书，由 `writ run --register` 登记"))
        case .stateDiffers(let path, let state, let approvals):
            Wording(
                Phrase(
                    en: "`\(path)` is `\(state)`, and its approvals are `\(approvals)`",
                    zh: "`\(path)` 的状态为 `\(state)`，而其审批状态为 `\(approvals)`"))
        case .notKept(let path, let number):
            Wording(
                Phrase(
                    en:
                        "`\(path)`: what the register kept\(number.map { " of \($0)" } ?? "") is not there any more, or not what was put there",
                    zh: "`\(path)`：登记簿所存的\(number.map { " \($0) " } ?? "文书")已不存在或已被改动"),
                help: Phrase(
                    en: "`writ register verify` says what was changed", zh: "请用 `writ register verify` 查明有何改动"))
        case .notRegistered(let path, let number):
            Wording(
                Phrase(
                    en: number.map { "`\(path)`: the register has no document \($0)" }
                        ?? "`\(path)` has no number, and the register has no such document",
                    zh: number.map { "`\(path)`：登记簿中没有文号 \($0)" } ?? "`\(path)` 没有文号，登记簿中也没有该文书"))
        case .registeredOther(let path, let number, let registered):
            Wording(
                Phrase(
                    en: "`\(path)`: the register has another text under \(number), with the digest \(registered)",
                    zh: "`\(path)`：登记簿中 \(number) 是另一文本，摘要为 \(registered)"))
        case .voided(let path, let number, let reason, let other):
            Wording(
                Phrase(
                    en: "`\(path)`: \(number) is void\(other.map { ", replaced by \($0)" } ?? ""): \(reason)",
                    zh: "`\(path)`：\(number) 已作废\(other.map { "，由 \($0) 代替" } ?? "")：\(reason)"))
        case .numberTwice(let number, let path, let other):
            Wording(
                Phrase(
                    en: "`\(path)` and `\(other)` are different documents of the number \(number)",
                    zh: "`\(path)` 与 `\(other)` 是文号同为 \(number) 的不同文书"),
                help: Phrase(en: "a number is given once", zh: "一个文号只能使用一次"))
        case .rulesDiffer(let path):
            Wording(
                Phrase(
                    en:
                        "`\(path)` was made by other rules or another form; whether today's would make the same text cannot be told from the record alone",
                    zh: "`\(path)` 由另一版规则或表单生成；仅凭记录无法判断今日规则是否会生成相同文本"),
                help: Phrase(
                    en: "give the case's file: `--with-case CASE.json`", zh: "请提供案件文件：`--with-case CASE.json`"))
        case .firmDiffers(let path, let stated, let now):
            Wording(
                Phrase(
                    en:
                        "`\(path)` says of the firm \(Self.quoted(stated).en), and today's profile \(Self.quoted(now).en)",
                    zh: "`\(path)` 所载单位信息为\(Self.quoted(stated).zh)，今日单位样式为\(Self.quoted(now).zh)"))
        case .otherText(let path, let now):
            Wording(
                Phrase(
                    en: "`\(path)`: today's rules would make another text, with the digest \(now)",
                    zh: "`\(path)`：按今日规则会生成另一文本，摘要为 \(now)"))
        case .noLonger(let path):
            Wording(
                Phrase(
                    en: "`\(path)`: by today's rules the case does not lead to this document",
                    zh: "`\(path)`：按今日规则，该案件不会产生此文书"))
        }
    }

    private static func named(_ registered: String?) -> Phrase {
        registered.map { Phrase(en: $0, zh: "为 \($0)") } ?? Phrase(en: "no day", zh: "没有日期")
    }

    private static func quoted(_ text: String) -> Phrase {
        text.isEmpty ? Phrase(en: "nothing", zh: "空白") : Phrase(en: "“\(text)”", zh: "“\(text)”")
    }
}
