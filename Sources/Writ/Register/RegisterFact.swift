package import WritLanguage

/// What a register refuses or tells.
package enum RegisterFact: DiagnosticFact {
    case changed(form: String, caseID: String, number: String?, was: String, is: String)
    /// The routing sheet of an issued document says something else now.
    case sheetChanged(form: String, caseID: String, number: String?, was: String, is: String)
    case numberTaken(number: String, form: String, caseID: String)
    case numberInTwoCases(number: String, caseID: String, other: String)
    case unknownNumber(String, suggestion: String?)
    case ambiguousNumber(String, firms: [String])
    case alreadyVoid(String, reason: String)
    case notReplaced(String)
    case needsReason
    case noPerson
    case indexDiffers(path: String)
    case notKept(number: String, path: String)
    case keptDiffers(number: String, path: String)
    case givenTwice(number: String, line: Int, first: Int)
    /// A document gets a number while another one of its own is not void.
    case numberedTwice(number: String, line: Int, first: Int)
    /// An act names something that today's rules do not have.
    case notInTheRules(line: Int, kind: Kind, name: String)
    /// Acts about a case that lie after the day as of which it is judged.
    case laterActs(caseID: String, count: Int, asOf: String)
    case nothingToTakeBack(line: Int, person: String)
    /// The case states approvals of a document whose number is void.
    case voidInHistory(number: String, caseID: String)
    /// It went out, and by the register it still waits for its approval.
    case sentUnapproved(number: String)
    /// An act that is dated before the document.
    case beforeDocument(number: String, at: String, on: String)
    /// Nobody of that name has decided anything that could be taken back.
    case noDecision(number: String, person: String)
    /// Somebody withdraws a document of which the register does not have that they handed it in.
    case notHandedIn(number: String, person: String, by: [String])
    /// The line that is to be corrected is no line of such an act about the document; those that are.
    case notCorrectable(line: String, number: String, known: [Int])
    /// A line that corrects one which it cannot, or which another has corrected.
    case wrongCorrection(line: Int, corrects: Int, number: String)
    /// An act that is dated after now, as this machine's clock has it.
    case actInTheFuture(at: String, now: String)
    /// An act on a document that no line before it has.
    case noSuchDocument(line: Int, act: String, number: String)
    /// A line that says of a record what the record itself does not.
    case lineDiffers(line: Int, number: String, path: String)
    case gap(series: String, period: String, organisation: String?, missing: Int, isSound: Bool)

    /// What an act can name.
    package enum Kind: Sendable { case form, role, action }

    package var id: String {
        switch self {
        case .notInTheRules: "register.not-in-the-rules"
        case .noSuchDocument: "register.no-such-document"
        case .lineDiffers: "register.line-differs"
        case .laterActs: "register.later-acts"
        case .nothingToTakeBack, .noDecision: "register.nothing-to-take-back"
        case .voidInHistory: "register.void-in-history"
        case .sentUnapproved: "register.sent-unapproved"
        case .beforeDocument: "register.before-document"
        case .notHandedIn: "register.not-handed-in"
        case .notCorrectable, .wrongCorrection: "register.not-correctable"
        case .actInTheFuture: "journal.act-in-the-future"
        case .changed, .sheetChanged: "register.changed"
        case .numberTaken, .numberInTwoCases, .givenTwice: "document.number-twice"
        case .numberedTwice: "register.numbered-twice"
        case .unknownNumber: "register.unknown-number"
        case .ambiguousNumber: "register.ambiguous-number"
        case .alreadyVoid: "register.already-void"
        case .notReplaced: "register.not-replaced"
        case .needsReason: "register.needs-reason"
        case .noPerson: "person.empty"
        case .indexDiffers: "register.index-differs"
        case .notKept: "register.not-kept"
        case .keptDiffers: "register.kept-differs"
        case .gap: "register.gap"
        }
    }

    package var wording: Wording {
        switch self {
        case .changed(let form, let caseID, let number, let was, let now):
            Wording(
                Phrase(
                    en:
                        "`\(form)` of `\(caseID)` was issued\(number.map { " as \($0)" } ?? "") with the digest \(was), and now it would say something else (\(now))",
                    zh: "`\(caseID)` 的 `\(form)` 已出具\(number.map { "（\($0)）" } ?? "")，摘要为 \(was)，现内容不同（\(now)）"),
                help: Phrase(
                    en:
                        "what was issued stays as it was; `writ run --replace \(number ?? form) --reason TEXT` issues a new one that revokes it",
                    zh: "已出具的文书保持原样；如需更正，请用 `writ run --replace \(number ?? form) --reason 理由` 另行出具并废止原文书"))
        case .sheetChanged(let form, let caseID, let number, let was, let now):
            Wording(
                Phrase(
                    en:
                        "the routing sheet of `\(form)` of `\(caseID)`\(number.map { " (\($0))" } ?? "") was recorded with the digest \(was) when it was issued, and now it would say something else (\(now))",
                    zh:
                        "`\(caseID)` 的 `\(form)`\(number.map { "（\($0)）" } ?? "")的发文审批单在出具时登记的摘要为 \(was)，现内容不同（\(now)）"
                ),
                help: Phrase(
                    en:
                        "how a document was approved stays as it was recorded; look for what was changed in the case's approvals",
                    zh: "文书如何获批以登记时为准；请核查案件中的审批记录有何改动"))
        case .numberTaken(let number, let form, let caseID):
            Wording(
                Phrase(
                    en: "the number \(number) of `\(form)` of `\(caseID)` belongs to another document",
                    zh: "`\(caseID)` 的 `\(form)` 所用文号 \(number) 已属于另一份文书"),
                help: Phrase(en: "a number is given once", zh: "一个文号只能使用一次"))
        case .numberInTwoCases(let number, let caseID, let other):
            Wording(
                Phrase(
                    en: "the cases `\(other)` and `\(caseID)` both have a document of the number \(number)",
                    zh: "案件 `\(other)` 与 `\(caseID)` 都有文号为 \(number) 的文书"),
                help: Phrase(en: "a number is given once", zh: "一个文号只能使用一次"))
        case .unknownNumber(let number, let suggestion):
            Wording(
                Phrase(en: "the register has no document \(number)", zh: "登记簿中没有文号 \(number)"),
                help: suggestion.map { Phrase(en: "did you mean `\($0)`?", zh: "是否指 `\($0)`？") })
        case .ambiguousNumber(let number, let firms):
            Wording(
                Phrase(
                    en: "several firms have a document \(number): \(firms.joined(separator: ", "))",
                    zh: "多个单位都有文号 \(number)：\(firms.joined(separator: "、"))"),
                help: Phrase(en: "say which with `--organisation`", zh: "请用 `--organisation` 指明单位"))
        case .alreadyVoid(let number, let reason):
            Wording(Phrase(en: "\(number) is void already: \(reason)", zh: "\(number) 已作废：\(reason)"))
        case .notReplaced(let number):
            Wording(
                Phrase(
                    en:
                        "`--replace \(number)`: none of these cases' documents stands in the register under that number",
                    zh: "`--replace \(number)`：这些案件的文书中没有以该文号登记的"))
        case .needsReason:
            Wording(
                Phrase(en: "a reason is needed: `--reason TEXT`", zh: "须说明理由：`--reason 理由`"),
                help: Phrase(en: "it stays in the register", zh: "理由将留存在登记簿中"))
        case .noPerson:
            Wording(
                Phrase(en: "an empty name is nobody", zh: "姓名为空，视为无人"),
                help: Phrase(en: "say who acts: `--person NAME`", zh: "请写明经办人：`--person 姓名`"))
        case .indexDiffers(let path):
            Wording(
                Phrase(en: "`\(path)` does not fit the journal", zh: "`\(path)` 与登记日志不符"),
                help: Phrase(
                    en: "the journal alone decides; remove the file, it is made anew", zh: "以日志为准；删除该文件后会自动重建"))
        case .notKept(let number, let path):
            Wording(
                Phrase(en: "the record of \(number) is not at `\(path)` any more", zh: "\(number) 的存档 `\(path)` 已不存在"))
        case .keptDiffers(let number, let path):
            Wording(
                Phrase(
                    en: "`\(path)` is not the record of \(number) as it was issued", zh: "`\(path)` 与出具时的 \(number) 不一致"
                ))
        case .givenTwice(let number, let line, let first):
            Wording(
                Phrase(
                    en: "line \(line) gives the number \(number) to another document than line \(first)",
                    zh: "第 \(line) 行将文号 \(number) 给了与第 \(first) 行不同的文书"))
        case .numberedTwice(let number, let line, let first):
            Wording(
                Phrase(
                    en: "line \(line) gives \(number) to the document of line \(first), whose number is not void",
                    zh: "第 \(line) 行将文号 \(number) 给了第 \(first) 行的文书，而其原文号并未作废"))
        case .notInTheRules(let line, let kind, let name):
            Wording(
                Phrase(
                    en: "line \(line) of the register names the \(kind.word.en) `\(name)`, which the rules do not have",
                    zh: "登记簿第 \(line) 行提到的\(kind.word.zh) `\(name)` 在规则中不存在"),
                help: Phrase(en: "it counts for nothing until the rules know it", zh: "规则中没有它，不予计入"))
        case .laterActs(let caseID, let count, let asOf):
            Wording(
                Phrase(
                    en:
                        "of `\(caseID)` the register has \(count == 1 ? "one act" : "\(count) acts") after \(asOf), which had not happened then",
                    zh: "登记簿中 `\(caseID)` 有 \(count) 项行为晚于基准日 \(asOf)，当时尚未发生"),
                help: Phrase(en: "ask as of a later day", zh: "请以更晚的基准日查询"))
        case .nothingToTakeBack(let line, let person):
            Wording(
                Phrase(
                    en: "line \(line) of the register: \(person) takes back a decision that there is not",
                    zh: "登记簿第 \(line) 行：\(person)取回的审批并不存在"))
        case .voidInHistory(let number, let caseID):
            Wording(
                Phrase(
                    en:
                        "`\(caseID)` states approvals of \(number), which is void: they do not count for another document",
                    zh: "`\(caseID)` 载有 \(number) 的审批，而该文号已作废：不计入其他文书"))
        case .sentUnapproved(let number):
            Wording(
                Phrase(
                    en: "by the register \(number) still waits for its approval: it went out without it",
                    zh: "登记簿中 \(number) 仍待审批：该文书未经批准即已发出"),
                help: Phrase(
                    en: "where all have approved by now, `writ run --register` registers it as issued",
                    zh: "如已获全部批准，请用 `writ run --register` 登记为已出具"))
        case .beforeDocument(let number, let at, let on):
            Wording(
                Phrase(
                    en: "the act is dated \(at), and \(number) is of \(on)", zh: "行为日期为 \(at)，早于 \(number) 的日期 \(on)"),
                help: Phrase(
                    en: "a wrong day is put right by the same command with `--corrects LINE` and the right one",
                    zh: "日期有误的，请用同一命令加 `--corrects 行号` 更正"))
        case .noDecision(let number, let person):
            Wording(
                Phrase(
                    en: "the register has no decision of \(person) on \(number) that could be taken back",
                    zh: "登记簿中没有\(person)对 \(number) 的审批可以取回"))
        case .notHandedIn(let number, let person, let others):
            Wording(
                others.isEmpty
                    ? Phrase(
                        en:
                            "the register does not have who handed in \(number): only whoever proposed it may withdraw it",
                        zh: "登记簿中没有 \(number) 的提交人：只有提出人可以撤回")
                    : Phrase(
                        en:
                            "\(number) was handed in by \(others.joined(separator: ", ")) and not by \(person): only whoever proposed it may withdraw it",
                        zh: "\(number) 由\(others.joined(separator: "、"))提交，而不是\(person)：只有提出人可以撤回"),
                help: Phrase(
                    en: "a decision is taken back with `record taken-back`; `writ route --register` tells what counts",
                    zh: "取回审批请用 `record taken-back`；是否有效由 `writ route --register` 判断"))
        case .notCorrectable(let line, let number, let known):
            Wording(
                Phrase(
                    en: "line \(line) is none that this act about \(number) can correct",
                    zh: "第 \(line) 行不是可由此行为更正的 \(number) 的记录"),
                help: known.isEmpty
                    ? Phrase(
                        en: "`writ register show \(number)` lists the lines", zh: "`writ register show \(number)` 列出各行")
                    : Phrase(
                        en: "it can correct line \(known.map(String.init).joined(separator: ", "))",
                        zh: "可更正第 \(known.map(String.init).joined(separator: "、")) 行"))
        case .wrongCorrection(let line, let corrects, let number):
            Wording(
                Phrase(
                    en:
                        "line \(line) corrects line \(corrects), which is no such act about \(number) or corrected already",
                    zh: "第 \(line) 行更正第 \(corrects) 行，而该行不是 \(number) 的同类记录，或已被更正"))
        case .actInTheFuture(let at, let now):
            Wording(
                Phrase(
                    en:
                        "the act is dated \(at), and it is \(now) by this machine's clock: it is recorded before it was done",
                    zh: "行为日期为 \(at)，而本机时钟为 \(now)：记录早于行为"))
        case .noSuchDocument(let line, let act, let number):
            Wording(
                Phrase(
                    en: "line \(line) says that \(number) was `\(act)`, and no line before it gives that number",
                    zh: "第 \(line) 行对 \(number) 记有 `\(act)`，而此前没有登记过该文号"))
        case .lineDiffers(let line, let number, let path):
            Wording(
                Phrase(
                    en:
                        "line \(line) says of \(number) what the record `\(path)` does not: its digest or its state is another",
                    zh: "第 \(line) 行对 \(number) 的记载与所存记录 `\(path)` 不符：摘要或状态不同"))
        case .gap(let series, let period, let organisation, let missing, let isSound):
            Wording(
                isSound
                    ? Phrase(
                        en:
                            "number \(missing) of the series \(series) \(period)\(organisation.map { " of `\($0)`" } ?? "") was never given",
                        zh: "\(organisation.map { "`\($0)` 的" } ?? "")序列 \(series) \(period) 缺少第 \(missing) 号")
                    : Phrase(
                        en:
                            "number \(missing) of the series \(series) \(period)\(organisation.map { " of `\($0)`" } ?? "") stands in no line that is as it was recorded",
                        zh:
                            "\(organisation.map { "`\($0)` 的" } ?? "")序列 \(series) \(period) 的第 \(missing) 号不在任何完好的行中"))
        }
    }
}

extension RegisterFact.Kind {
    fileprivate var word: Phrase {
        switch self {
        case .form: Phrase(en: "form", zh: "表单")
        case .role: Phrase(en: "role", zh: "角色")
        case .action: Phrase(en: "action", zh: "事项")
        }
    }
}
