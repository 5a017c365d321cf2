package import WritLanguage
package import WritSemantics

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

extension RoutingAct.Kind {
    /// The act as one word.
    package var word: Phrase {
        switch self {
        case .submitted: Phrase(en: "submitted", zh: "提交")
        case .withdrawn: Phrase(en: "withdrawn", zh: "撤回")
        case .passedOn: Phrase(en: "passed on", zh: "转办")
        case .countersignerAdded: Phrase(en: "countersigner added", zh: "加签")
        case .copied: Phrase(en: "copied", zh: "抄送")
        }
    }
}

extension RoutingProblemKind {
    /// What kind of problem it is, in a few words.
    package var title: Phrase {
        switch self {
        case .missingStep: Phrase(en: "missing step", zh: "缺少环节")
        case .outOfOrder: Phrase(en: "out of order", zh: "次序颠倒")
        case .wrongRole: Phrase(en: "wrong role", zh: "无权签署")
        case .nobody: Phrase(en: "nobody", zh: "无人签署")
        case .unknownPerson: Phrase(en: "unknown person", zh: "名单外人员")
        case .wrongPerson: Phrase(en: "wrong person", zh: "非本人签署")
        case .selfApproval: Phrase(en: "self-approval", zh: "自批")
        case .samePersonTwice: Phrase(en: "same person twice", zh: "一人两签")
        case .afterChange: Phrase(en: "changed after approval", zh: "批后改动")
        case .beforeIssue: Phrase(en: "before issue", zh: "先于出具")
        case .tooLate: Phrase(en: "too late", zh: "逾期")
        case .afterRejection: Phrase(en: "after a rejection", zh: "退回后续签")
        case .afterWithdrawal: Phrase(en: "after a withdrawal", zh: "撤回后签")
        case .noEffect: Phrase(en: "an act without effect", zh: "无效操作")
        case .actedBeforeApproval: Phrase(en: "acted before approval", zh: "未批先行")
        case .contradicted: Phrase(en: "approval contradicted", zh: "批准与记录不符")
        case .sentUnapproved: Phrase(en: "sent unapproved", zh: "未批先送")
        case .unknownStep: Phrase(en: "unknown step", zh: "未知环节")
        case .inTheFuture: Phrase(en: "in the future", zh: "日期在后")
        case .recordOutOfOrder: Phrase(en: "dates out of order", zh: "日期颠倒")
        case .textDiffers: Phrase(en: "text differs", zh: "内容不同")
        case .numberTwice: Phrase(en: "number given twice", zh: "文号重复")
        case .factChanged: Phrase(en: "a fact changed", zh: "事实前后不一")
        case .unreadableRow: Phrase(en: "unreadable row", zh: "行无法读取")
        case .hiddenCharacter: Phrase(en: "hidden character", zh: "不可见字符")
        case .stageNotAllowed: Phrase(en: "not a way to go", zh: "阶段顺序不符")
        case .stageOverdue: Phrase(en: "too long in a stage", zh: "阶段逾期")
        case .judgementByOther: Phrase(en: "decided by somebody else", zh: "判断人不符")
        case .obligationBroken: Phrase(en: "obligation broken", zh: "违反义务")
        case .severalPersons: Phrase(en: "several persons of one name", zh: "同名多人")
        case .lookAlike: Phrase(en: "names that look alike", zh: "姓名形似")
        }
    }
}

extension CaseRouting.StaffOrigin {
    /// By whose word roles were checked.
    package var word: Phrase {
        switch self {
        case .list: Phrase(en: "roles by the staff list", zh: "任职以人员名单为准")
        case .caseItself:
            Phrase(
                en: "roles as the case itself states them: there is no staff list", zh: "无人员名单，任职以案件自身所载为准")
        case .none:
            Phrase(
                en: "who holds which role was not checked: there is no staff list", zh: "无人员名单，未核对任职")
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
        case .withdrawn: Phrase(en: "withdrawn", zh: "已撤回")
        case .notStated: Phrase(en: "not stated in the source", zh: "制度未写明审批人")
        case .notInForce: Phrase(en: "the chain is not in force", zh: "审批流程不适用")
        case .unreadable: Phrase(en: "unreadable", zh: "无法判读")
        case .stated: Phrase(en: "approved by the word of the case alone", zh: "仅据案件所述已获批准")
        case .open: Phrase(en: "open: not everything is known", zh: "待定（尚有事实不明）")
        }
    }
}
