import WritLanguage

/// The fixed words of documents: what a form's elements print besides the form's own text.
package struct FormWords: Sendable {
    package let language: String
    let isChinese: Bool

    let yes, no, have, haveNot: String
    let listSeparator: String
    let undecided: String
    let draft, awaiting: String
    let number: String
    let attachments: String
    let deadline: String
    let sealPlace: String
    let sign: String
    let date: String
    let basis, approvals, remarks: String
    let step, person, decision, time: String
    let waiting, next, approved, rejected, returned, skipped, invalid: String
    let signerNotStated: String
    let delivery, recipient, deliveryManner, deliveryDate, receivedBy, deliveredBy: String
    let manners: [String]
    let cutHere: String
    let original: String
    let colon: String
    let refusals, requirements, holds, notifications: String

    package static func of(_ language: String) -> FormWords {
        switch language {
        case "en": english
        case "zh-Hant": traditional
        default: simplified
        }
    }

    func copies(_ count: Int) -> String {
        guard isChinese else { return "Copies (\(count)): " }
        return text((count == 1 ? "本件共" : "本件一式") + spoken(count) + "份：")
    }

    /// 业主一份（正本）
    func keeps(_ keeper: String, copies: Int, isOriginal: Bool) -> String {
        guard isChinese else { return "\(keeper) \(copies)" + (isOriginal ? " (\(original))" : "") }
        return keeper + spoken(copies) + "份" + (isOriginal ? "（\(original)）" : "")
    }

    /// （一式两份）
    func inCopies(_ count: Int) -> String {
        isChinese ? "（一式\(spoken(count))份）" : " (\(count) copies)"
    }

    /// 中任意两人
    func anyOf(_ count: Int) -> String {
        guard isChinese else { return " (any \(count))" }
        return "（任\(spoken(count))人）"
    }

    /// The person whom the case names for a role.
    func inPerson(_ name: String) -> String { isChinese ? "（\(name)）" : " (\(name))" }

    func onBehalf(of role: String) -> String { isChinese ? "（代\(role)）" : " (for \(role))" }

    var stop: String { isChinese ? "。" : ". " }

    /// ＿＿＿＿年＿＿月＿＿日
    var blankDate: String {
        isChinese ? Self.line(4) + "年" + Self.line(2) + "月" + Self.line(2) + "日" : Self.line(10)
    }

    /// A line to write on, so many characters wide.
    static func line(_ width: Int) -> String { String(repeating: "＿", count: width) }

    private func spoken(_ count: Int) -> String {
        count == 2 ? text("两") : ChineseNumerals.words(Int128(count))
    }

    func kept(years: Int) -> String {
        isChinese ? "保存\(ChineseNumerals.words(Int128(years)))年" : "kept for \(years) years"
    }

    var keptForever: String { isChinese ? "永久保存" : "kept permanently" }

    /// Chinese in the characters of the form.
    func text(_ simplified: String) -> String {
        language == "zh-Hant" ? TraditionalChinese.text(simplified) : simplified
    }

    /// A text of the messages in the language of the form.
    func text(_ phrase: Phrase) -> String {
        phrase.text(in: isChinese ? (language == "zh-Hant" ? .zhHant : .zhHans) : .en)
    }

    /// 1 → 一、 and the like.
    func ordinal(_ number: Int, style: NumberingStyle) -> String {
        switch style {
        case .han: isChinese ? text(ChineseNumerals.words(Int128(number))) + "、" : "\(number). "
        case .parenHan: isChinese ? "（" + text(ChineseNumerals.words(Int128(number))) + "）" : "(\(number)) "
        case .arabic: isChinese ? "\(number)．" : "\(number). "
        case .parenArabic: isChinese ? "（\(number)）" : "(\(number)) "
        case .circled:
            Unicode.Scalar(0x2460 + UInt32(number - 1)).flatMap {
                (1...20).contains(number) ? String(Character($0)) : nil
            }
                ?? "(\(number))"
        case .bullet: "• "
        case .plain: "\(number)"
        case .none: ""
        }
    }

    private static let simplified = chinese("zh-Hans") { $0 }
    private static let traditional = chinese("zh-Hant") { TraditionalChinese.text($0) }

    private static func chinese(_ language: String, _ t: (String) -> String) -> FormWords {
        FormWords(
            language: language, isChinese: true, yes: t("是"), no: t("否"), have: t("有"), haveNot: t("无"),
            listSeparator: t("、"),
            undecided: t("（待定）"), draft: t("草稿"), awaiting: t("送审稿"), number: t("编号"), attachments: t("附件："),
            deadline: t("期限"),
            sealPlace: t("（盖章）"), sign: t("（签字）"), date: t("日期"), basis: t("依据"), approvals: t("审批"), remarks: t("备注"),
            step: t("环节"),
            person: t("审批人"), decision: t("意见"), time: t("时间"), waiting: t("待前序环节"), next: t("待审批"), approved: t("同意"),
            rejected: t("不同意"), returned: t("退回"), skipped: t("免签"), invalid: t("无效"), signerNotStated: t("来源未规定审批人"),
            delivery: t("送达回证"), recipient: t("受送达人"), deliveryManner: t("送达方式"), deliveryDate: t("送达时间"),
            receivedBy: t("收件人（签字）"),
            deliveredBy: t("送达人（签字）"), manners: [t("直接送达"), t("邮寄送达"), t("留置送达"), t("张贴公告")], cutHere: t("沿此线裁开"),
            original: t("正本"),
            colon: t("："), refusals: t("不予办理的理由"), requirements: t("应办事项"), holds: t("暂停事项"),
            notifications: t("通知事项"))
    }

    private static let english = FormWords(
        language: "en", isChinese: false, yes: "yes", no: "no", have: "present", haveNot: "none", listSeparator: ", ",
        undecided: "(undecided)", draft: "Draft", awaiting: "For approval", number: "No.", attachments: "Attachments: ",
        deadline: "Deadline", sealPlace: "(seal)", sign: " (signature)", date: "Date", basis: "Basis",
        approvals: "Approval", remarks: "Remarks", step: "Step", person: "Person", decision: "Decision", time: "Time",
        waiting: "waiting", next: "next", approved: "approved", rejected: "rejected", returned: "returned",
        skipped: "not needed", invalid: "invalid", signerNotStated: "the source does not state who approves",
        delivery: "Delivery slip", recipient: "Recipient", deliveryManner: "Manner of delivery",
        deliveryDate: "Delivered on", receivedBy: "Received by (signature)", deliveredBy: "Delivered by (signature)",
        manners: ["in person", "by post", "left at the premises", "posted"], cutHere: "cut here", original: "original",
        colon: ": ", refusals: "Reasons for refusal", requirements: "To be done",
        holds: "On hold", notifications: "Notifications")
}

/// How items, sections and rows are counted.
package enum NumberingStyle: String, Sendable {
    case han, parenHan = "paren-han", arabic, parenArabic = "paren-arabic", circled, bullet, none
    /// A bare number, in the rows of a table.
    case plain

    static let all: [NumberingStyle] = [.han, .parenHan, .arabic, .parenArabic, .circled, .bullet, .none, .plain]

    /// Its position in `all`, for operations.
    var number: Int32 { Int32(truncatingIfNeeded: Self.all.firstIndex(of: self) ?? 0) }
}
