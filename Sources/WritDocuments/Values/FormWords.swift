package import WritLanguage
import WritSemantics

/// The fixed words of documents: what a form's elements print besides the form's own text.
package struct FormWords: Teller, Sendable {
    package let language: MessageLanguage
    var isChinese: Bool { language.isChinese }

    let yes, no, have, haveNot: String
    let listSeparator: String
    /// Between a sentence and what is added to it.
    let pause: String
    let undecided: String
    let draft, awaiting: String
    let number: String
    let attachments: String
    let deadline: String
    let sealPlace: String
    let sign: String
    /// Who signs for a body.
    let representative: String
    let date: String
    let basis, approvals, remarks: String
    let step, person, decision, time: String
    let waiting, next, approved, rejected, returned: String
    package let skipped, invalid: String
    let delivery, recipient, deliveryManner, deliveryDate, receivedBy, deliveredBy: String
    let manners: [String]
    let cutHere: String
    let original: String
    let colon: String
    /// At the foot of what a firm sends.
    let contact, account: String
    /// What a contract says of a party besides its name.
    let ofParties: [String]
    /// On a routing sheet.
    let routingSheet, contractSheet, documentTitle, documentNumber, addressee, digest, staysInside: String
    /// What stands behind a count of them.
    let days, workingDays, months, hours: String
    /// What stands behind a sum.
    let yuan: String

    /// - Parameter language: that of a form, `en`, `zh-Hans` or `zh-Hant`.
    package static func of(_ language: String) -> FormWords {
        switch MessageLanguage(rawValue: language) {
        case .en: english
        case .zhHant: traditional
        case .zhHans, nil: simplified
        }
    }

    func copies(_ count: Int) -> String {
        let head = count == 1 ? "本件共" : "本件一式"
        return told(en: "Copies (\(count)): ", zh: head + spoken(count) + "份：")
    }

    /// 业主一份（正本）
    func keeps(_ keeper: String, copies: Int, isOriginal: Bool) -> String {
        // The keeper is the rulebook's word and stands as it is.
        keeper + told(en: " \(copies)", zh: spoken(copies) + "份")
            + (isOriginal ? told(en: " (\(original))", zh: "（\(original)）") : "")
    }

    /// The mark of a footnote: ①, in English 1.
    func noteMark(_ number: Int) -> String { isChinese ? ordinal(number, style: .circled) : String(number) }

    /// （一式两份）
    func inCopies(_ count: Int) -> String { told(en: " (\(count) copies)", zh: "（一式\(spoken(count))份）") }

    /// 中任意两人
    func anyOf(_ count: Int) -> String { told(en: " (any \(count))", zh: "（任\(spoken(count))人）") }

    func onBehalf(of role: String) -> String {
        told(en: " (for ", zh: "（代") + role + told(en: ")", zh: "）")
    }

    /// The person whom the case names for a role.
    func inPerson(_ name: String) -> String { told(en: " (", zh: "（") + name + told(en: ")", zh: "）") }

    var stop: String { told(en: ". ", zh: "。") }

    /// ＿＿＿＿年＿＿月＿＿日
    var blankDate: String {
        told(en: line(10), zh: line(4) + "年" + line(2) + "月" + line(2) + "日")
    }

    /// A line to write on, as wide as so many Chinese characters.
    func line(_ width: Int) -> String {
        isChinese ? String(repeating: "＿", count: width) : String(repeating: "_", count: 2 * width)
    }

    /// Room for the role of a signer whom the rules do not name.
    var unstatedSigner: String { line(6) }

    /// Between boxes to tick.
    package var gap: String { told(en: "\u{2003}", zh: "\u{3000}") }

    private func spoken(_ count: Int) -> String { count == 2 ? "两" : ChineseNumerals.words(Int128(count)) }

    func kept(years: Int) -> String {
        told(en: "kept for \(years) years", zh: "保存\(ChineseNumerals.words(Int128(years)))年")
    }

    var keptForever: String { told(en: "kept permanently", zh: "永久保存") }

    /// Chinese in the characters of the form.
    func text(_ simplified: String) -> String { language.characters(simplified) }

    func unit(_ unit: DurationUnit) -> String {
        switch unit {
        case .days: days
        case .workingDays: workingDays
        case .months: months
        case .hours: hours
        }
    }

    /// What stands where it is not known whether something does, or so many things.
    func undecided(_ count: Int, areRows: Bool) -> String {
        guard count > 1 else { return undecided }
        return areRows
            ? told(en: "(\(count) rows undecided)", zh: "（有\(count)行待定）")
            : told(en: "(\(count) undecided)", zh: "（有\(count)项待定）")
    }

    /// What stands behind a sum.
    func unit(of currency: Currency) -> String {
        currency == .yuan ? yuan : isChinese ? currency.zh : " " + currency.en
    }

    /// 1 → 一、 and the like.
    func ordinal(_ number: Int, style: NumberingStyle) -> String {
        let spoken = ChineseNumerals.words(Int128(number))
        return switch style {
        case .han: told(en: "\(number). ", zh: spoken + "、")
        case .parenHan: told(en: "(\(number)) ", zh: "（" + spoken + "）")
        case .arabic: told(en: "\(number). ", zh: "\(number)．")
        case .parenArabic: told(en: "(\(number)) ", zh: "（\(number)）")
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

    private static let english = FormWords(.en)
    private static let simplified = FormWords(.zhHans)
    private static let traditional = FormWords(.zhHant)

    private init(_ language: MessageLanguage) {
        func told(_ phrase: Phrase) -> String { phrase.text(in: language) }
        self.language = language
        yes = told(Phrase(en: "yes", zh: "是"))
        no = told(Phrase(en: "no", zh: "否"))
        have = told(Phrase(en: "present", zh: "有"))
        haveNot = told(Phrase(en: "none", zh: "无"))
        listSeparator = told(Phrase(en: ", ", zh: "、"))
        pause = told(Phrase(en: ", ", zh: "，"))
        undecided = told(Phrase(en: "(undecided)", zh: "（待定）"))
        draft = told(Phrase(en: "Draft", zh: "草稿"))
        awaiting = told(Phrase(en: "For approval", zh: "送审稿"))
        number = told(Phrase(en: "No.", zh: "编号"))
        attachments = told(Phrase(en: "Attachments:\u{A0}", zh: "附件："))
        deadline = told(Phrase(en: "Deadline", zh: "期限"))
        sealPlace = told(Phrase(en: "(seal)", zh: "（盖章）"))
        sign = told(Phrase(en: " (signature)", zh: "（签字）"))
        representative = told(Phrase(en: "Represented by (signature)", zh: "代表人（签字）"))
        date = told(Phrase(en: "Date", zh: "日期"))
        basis = told(Phrase(en: "Basis", zh: "依据"))
        approvals = told(Phrase(en: "Approval", zh: "审批"))
        remarks = told(Phrase(en: "Remarks", zh: "备注"))
        step = told(Phrase(en: "Step", zh: "环节"))
        person = told(Phrase(en: "Person", zh: "审批人"))
        decision = told(Phrase(en: "Decision", zh: "意见"))
        time = told(Phrase(en: "Time", zh: "时间"))
        waiting = told(Phrase(en: "waiting", zh: "待前序环节"))
        next = told(Phrase(en: "next", zh: "待审批"))
        approved = told(Phrase(en: "approved", zh: "同意"))
        rejected = told(Phrase(en: "rejected", zh: "不同意"))
        returned = told(Phrase(en: "returned", zh: "退回"))
        skipped = told(Phrase(en: "not needed", zh: "免签"))
        invalid = told(Phrase(en: "invalid", zh: "无效"))
        delivery = told(Phrase(en: "Delivery slip", zh: "送达回证"))
        recipient = told(Phrase(en: "Recipient", zh: "受送达人"))
        deliveryManner = told(Phrase(en: "Manner of delivery", zh: "送达方式"))
        deliveryDate = told(Phrase(en: "Delivered on", zh: "送达时间"))
        receivedBy = told(Phrase(en: "Received by (signature)", zh: "收件人（签字）"))
        deliveredBy = told(Phrase(en: "Delivered by (signature)", zh: "送达人（签字）"))
        manners = [
            Phrase(en: "in person", zh: "当面"),
            Phrase(en: "by post, No. ____________", zh: "邮寄，单号＿＿＿＿＿＿"),
            Phrase(en: "text message", zh: "短信"),
            Phrase(en: "messenger", zh: "微信"),
            Phrase(en: "e-mail", zh: "电子邮件"),
        ].map(told)
        cutHere = told(Phrase(en: "cut here", zh: "沿此线裁开"))
        original = told(Phrase(en: "original", zh: "正本"))
        colon = told(Phrase(en: ": ", zh: "："))
        contact = told(Phrase(en: "Contact", zh: "联系方式"))
        account = told(Phrase(en: "Bank account", zh: "收款账户"))
        ofParties = [
            Phrase(en: "Represented by", zh: "法定代表人或者代理人"),
            Phrase(en: "Registration or identity number", zh: "统一社会信用代码或者身份证件号码"),
            Phrase(en: "Address", zh: "住所"),
            Phrase(en: "Telephone", zh: "联系电话"),
        ].map(told)
        routingSheet = told(Phrase(en: "Routing sheet", zh: "发文审批单"))
        contractSheet = told(Phrase(en: "Contract routing sheet", zh: "合同审批单"))
        documentTitle = told(Phrase(en: "Document", zh: "文书名称"))
        documentNumber = told(Phrase(en: "Number", zh: "文号"))
        addressee = told(Phrase(en: "To", zh: "主送"))
        digest = told(Phrase(en: "Digest", zh: "校验码"))
        staysInside = told(
            Phrase(
                en: "Internal: kept by the issuer and not sent with the document.", zh: "本单为内部审批记录，由出具单位留存，不随文书送出。"))
        days = told(Phrase(en: " days", zh: "日"))
        workingDays = told(Phrase(en: " working days", zh: "个工作日"))
        months = told(Phrase(en: " months", zh: "个月"))
        hours = told(Phrase(en: " hours", zh: "小时"))
        yuan = told(Phrase(en: " yuan", zh: "元"))
    }
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

extension FormWords {
    /// The heads of the approval table's columns, one after the other.
    package var approvalHeads: String { step + decision + person + time + remarks }

    /// What stands where nobody has decided yet: boxes to tick.
    package var openDecision: String { [approved, rejected, returned].map { "☐" + $0 }.joined(separator: gap) }
}
