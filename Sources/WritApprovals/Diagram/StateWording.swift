package import WritLanguage

extension StepState {
    /// The state as one word.
    package var word: Phrase {
        switch self {
        case .waiting: Phrase(en: "waiting", zh: "未到")
        case .next: Phrase(en: "next", zh: "待办")
        case .approved: Phrase(en: "approved", zh: "同意")
        case .rejected: Phrase(en: "rejected", zh: "否决")
        case .returned: Phrase(en: "returned", zh: "退回")
        case .skipped: Phrase(en: "not needed", zh: "无需")
        case .invalid: Phrase(en: "invalid", zh: "无效")
        }
    }

    /// Three columns that show the state where colour does not.
    var mark: String {
        switch self {
        case .waiting: "[ ]"
        case .next: "[>]"
        case .approved: "[+]"
        case .rejected: "[x]"
        case .returned: "[<]"
        case .skipped: "[-]"
        case .invalid: "[!]"
        }
    }
}

extension ChainState {
    package var word: Phrase {
        switch self {
        case .pending: Phrase(en: "pending", zh: "审批中")
        case .approved: Phrase(en: "approved", zh: "已批准")
        case .rejected: Phrase(en: "rejected", zh: "已否决")
        case .returned: Phrase(en: "returned", zh: "已退回")
        case .notStated: Phrase(en: "not stated in the source", zh: "制度未写明审批人")
        case .open: Phrase(en: "open: not everything is known", zh: "待定（尚有事实不明）")
        }
    }
}
