import WritLanguage

/// What kind of paper a form is, in the office's own terms. It decides which closing phrases fit, what must be there, and whether
/// the approvals within the firm stand on the paper itself or on a routing sheet of their own.
package enum Genre: String, CaseIterable, Sendable {
    /// 内部表单: registers, records, plans, minutes of work; what a form without `genre` is.
    case internalForm = "internal"
    /// 通知, 通知书
    case notice
    /// 函: to those whom one can neither order about nor ask for leave, customers among them.
    case letter
    /// 报告: tells a superior, and asks for nothing.
    case report
    /// 请示: asks a superior.
    case request
    /// 合同, 协议
    case contract
    /// 公告, 通告: to the public, so that it names nobody.
    case announcement
    /// 证明
    case certificate
    /// 纪要
    case minutes

    /// Whether others than those who approve it get it to read: then what was said within the firm stands on a sheet of its own.
    /// A request is answered on itself, and minutes are passed by those who were there.
    var leavesTheHouse: Bool {
        switch self {
        case .internalForm, .request, .minutes: false
        case .notice, .letter, .report, .contract, .announcement, .certificate: true
        }
    }

    var title: Phrase {
        switch self {
        case .internalForm: Phrase(en: "an internal form", zh: "内部表单")
        case .notice: Phrase(en: "a notice", zh: "通知")
        case .letter: Phrase(en: "a letter", zh: "函")
        case .report: Phrase(en: "a report", zh: "报告")
        case .request: Phrase(en: "a request", zh: "请示")
        case .contract: Phrase(en: "a contract", zh: "合同")
        case .announcement: Phrase(en: "an announcement", zh: "公告")
        case .certificate: Phrase(en: "a certificate", zh: "证明")
        case .minutes: Phrase(en: "minutes", zh: "纪要")
        }
    }

    /// The genre of a form; one that is not known is reported elsewhere.
    static func of(_ form: MarkupElement) -> Genre {
        form.attribute("genre").flatMap { Genre(rawValue: $0.value.string) } ?? .internalForm
    }
}

/// What a paper of its genre must have and lacks.
package enum GenreNeed: Sendable, Equatable {
    case addressee
    case parties, signatures
    /// 妥否，请批示
    case asking

    var phrase: Phrase {
        switch self {
        case .addressee: Phrase(en: "an addressee", zh: "主送对象")
        case .parties: Phrase(en: "two parties", zh: "双方当事人")
        case .signatures: Phrase(en: "a place to sign for each of two parties", zh: "双方当事人的签署栏")
        case .asking: Phrase(en: "what it asks for", zh: "请示用语")
        }
    }

    var help: Phrase {
        switch self {
        case .addressee: Phrase(en: "add `<addressee>…：</addressee>`", zh: "加上 `<addressee>…：</addressee>`")
        case .parties:
            Phrase(
                en: "add `<party label=\"…\">` with the name of each", zh: "为每一方写一个 `<party label=\"…\">`，内写名称")
        case .signatures:
            Phrase(
                en: "add `<signatures>` with a `<signature>` for each party",
                zh: "加上 `<signatures>`，为每一方写一个 `<signature>`")
        case .asking: Phrase(en: "close with 妥否，请批示。", zh: "以“妥否，请批示。”结尾")
        }
    }
}
