import WritLanguage
import WritSemantics

/// Puts what is wrong with a document's approval into words: what happened, and what would put it right.
struct RoutingWording {
    let program: Program
    let steps: [RequiredStep]
    let records: [ApprovalRecord]

    // MARK: - Why a step is as it is

    static let conditionDoesNotHold = Phrase(en: "not needed in this case", zh: "本案无需此步骤")
    static let notInThisOrganisation = Phrase(
        en: "the chain does not apply to this organisation", zh: "该审批流程不适用于本单位")
    static let statedInHistory = Phrase(
        en: "the history states that the document was approved, and not by whom", zh: "历史记录仅载明该文件已获批准，未载明由谁批准")
    static let mayNotBeNeeded = Phrase(
        en: "whether it is needed depends on facts that are not known", zh: "是否需要取决于尚未提供的事实")

    /// A last day that nobody can tell yet.
    static func unpublished(_ year: Int) -> Phrase {
        Phrase(
            en: "its last day depends on the holidays of \(year), which the calendar does not cover yet",
            zh: "期限取决于\(year)年的放假安排，日历尚未涵盖该年")
    }

    /// Moments of one record were written by different clocks.
    static func zones(_ zone: Zone?) -> Phrase {
        guard let zone else {
            return Phrase(
                en:
                    "the calendar states no zone: each day is taken by the clocks by which its time was written, and the same instant written otherwise may fall on another day",
                zh: "日历未写明时区：各日期按时间原文所用时区认定，同一时刻换一种写法可能落在另一天")
        }
        return Phrase(
            en: "the record mixes time zones; days are those of \(zone.name)", zh: "记录混用多个时区，日期一律按\(zone.name)认定")
    }

    /// Documents that are approved by the word of the case alone.
    static func statedAlone(_ forms: [FormSummary]) -> Phrase {
        Phrase(
            en:
                "who approved \(forms.map { "`\($0.name)`" }.joined(separator: ", ")) was not checked: the history states that it was approved, and not by whom",
            zh: "未核对\(forms.map { "《\($0.title)》" }.joined(separator: "、"))由谁批准：历史记录仅载明已获批准")
    }

    /// Documents that the case does not make any more.
    static func unwritten(_ forms: [FormSummary]) -> Phrase {
        Phrase(
            en:
                "whether the text of \(forms.map { "`\($0.name)`" }.joined(separator: ", ")) is the one that was approved and issued was not checked: the case as it stands does not make it",
            zh: "未核对\(forms.map { "《\($0.title)》" }.joined(separator: "、"))的内容是否即为批准并出具的文本：现有案件不再生成该文件")
    }

    /// What was issued is another text than the case makes now.
    static func textDiffers(stated: String, now: String) -> (message: Phrase, remedy: Phrase) {
        let (stated, now) = (String(stated.prefix(12)), String(now.prefix(12)))
        return (
            Phrase(
                en:
                    "its digest was \(stated)… by the history, and is \(now)… as the case and the rules stand: it says something else now",
                zh: "历史记录所载摘要为\(stated)…，按案件与规则现状为\(now)…：文件内容已经不同"),
            Phrase(
                en: "state the facts as they were when it was issued, or issue a new document that revokes it",
                zh: "请填写出具时的事实，或另行出具文件撤销原件")
        )
    }

    /// Approvals that do not say of which text they are.
    static func unbound(_ count: Int) -> Phrase {
        Phrase(
            en: "which text was approved was not checked: \(count) of the approvals name no digest",
            zh: "未核对批准的是哪一文本：有\(count)项审批未载明摘要")
    }

    static func notInForce(_ date: CalendarDate) -> Phrase {
        Phrase(en: "the chain is not in force on \(date)", zh: "该审批流程在\(date)不具效力")
    }

    /// A signature that cannot be held against the person whom the case is to name.
    func unverified(_ step: RequiredStep) -> Phrase {
        if case .person(let name)? = step.named {
            return Phrase(
                en:
                    "signed; several persons of the list are called \(name.text), and the case does not tell which it must be",
                zh: "已签署；名单中有多人名为\(name.text)，案件未载明应由哪一位签署")
        }
        guard case .unknown(let field)? = step.named else { return RoutingWording.mayNotBeNeeded }
        return Phrase(
            en: "signed; the case does not tell yet who it must be (`\(field)`)", zh: "已签署；案件尚未载明应由何人签署（`\(field)`）")
    }

    var signedTooEarly: Phrase { Phrase(en: "signed before an earlier step", zh: "先于前一步骤签署") }

    func gap(_ gap: RequiredStep.Gap) -> Phrase {
        switch gap {
        case .notStated: Phrase(en: "the source does not state who takes it", zh: "制度原文未写明由谁负责")
        case .organisationUnknown:
            Phrase(en: "the case does not name its organisation", zh: "案件未注明所属单位")
        case .lineBroken(let organisation):
            Phrase(
                en: "the chart of `\(program.organisations[organisation.index].identity.name)` does not lead there",
                zh: "`\(program.organisations[organisation.index].identity.title)`的组织架构中没有这条上级线")
        }
    }

    /// `2026-03-02 10:00`, by the clocks that it is written with.
    static func time(_ moment: Moment) -> String {
        let minutes = moment.timeOfDay / 60_000
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(moment.date) \(two(minutes / 60)):\(two(minutes % 60))"
    }

    // MARK: - Problems

    func texts(
        of finding: ChainFinding, issued: CalendarDate?, due: Value?
    ) -> (message: Phrase, remedy: Phrase) {
        let step = steps[finding.step]
        let name = Phrase(en: "`\(step.id)`", zh: "`\(step.title)`")
        let signer = signers(of: step)
        let record = finding.record.flatMap { records.indices.contains($0) ? records[$0] : nil }
        let person = record.map { $0.person.isEmpty ? role($0.role) : Phrase(en: $0.person, zh: $0.person) } ?? signer
        let when =
            record.map { Phrase(en: " at \(RoutingWording.time($0.at))", zh: "于\(RoutingWording.time($0.at))") }
            ?? Phrase(en: "", zh: "")
        let early = finding.others.filter { $0 != finding.step }
        let others = list(early)
        let were = finding.others.count == 1 ? "was" : "were"
        let turn = finding.others.count == 1 ? "its turn" : "their turn"
        let again = Phrase(en: "have \(name.en) approved by \(signer.en)", zh: "请\(signer.zh)完成\(name.zh)")
        switch finding.kind {
        case .missingStep:
            return (
                Phrase(
                    en: "\(name.en) was never approved, though a later step was signed",
                    zh: "\(name.zh)没有审批记录，而其后的步骤已经签署"),
                Phrase(
                    en: again.en + ", then the steps after it again", zh: again.zh + "，其后的步骤随后重新签署")
            )
        case .outOfOrder:
            return (
                Phrase(
                    en: "\(others.en) \(early.count == 1 ? "was" : "were") signed before \(name.en), which comes first",
                    zh: "\(others.zh)先于应在其前的\(name.zh)签署"),
                Phrase(
                    en: "have \(others.en) signed again, now that \(name.en) is done",
                    zh: "\(name.zh)已完成，请重新签署\(others.zh)")
            )
        case .wrongRole:
            let acted = record.map { role($0.role) } ?? signer
            return (
                Phrase(
                    en: "\(name.en) was signed by \(person.en) as \(acted.en)\(when.en), who may not sign it then",
                    zh: "\(name.zh)由\(person.zh)以\(acted.zh)身份\(when.zh)签署，其当时无权签署"),
                again
            )
        case .unknownPerson:
            return (
                Phrase(
                    en: "\(name.en) was signed by \(person.en)\(when.en), who is not on the staff list",
                    zh: "\(name.zh)由\(person.zh)\(when.zh)签署，此人不在人员名单上"),
                Phrase(
                    en: again.en + ", or put \(person.en) on the staff list",
                    zh: again.zh + "，或将\(person.zh)列入人员名单")
            )
        case .severalPersons:
            return (
                Phrase(
                    en:
                        "\(name.en) was signed by \(person.en)\(when.en): the staff list has several persons of that name",
                    zh: "\(name.zh)由\(person.zh)\(when.zh)签署，而人员名单上有多人同名"),
                Phrase(
                    en: "write the id behind the name, as in \(person.en)（id）", zh: "请在姓名后注明编号，如\(person.zh)（编号）")
            )
        case .nobody:
            return (
                Phrase(
                    en: "\(name.en) was signed by nobody: the record names no person",
                    zh: "\(name.zh)的签署记录未载明任何人"),
                Phrase(
                    en: again.en + ", or state who signed", zh: again.zh + "，或补记签署人")
            )
        case .wrongPerson where finding.recipient != nil:
            let right = finding.recipient ?? ""
            return (
                Phrase(
                    en: "\(name.en) was signed by \(person.en)\(when.en), after it had been passed on to \(right)",
                    zh: "\(name.zh)已转办给\(right)，仍由\(person.zh)\(when.zh)签署"),
                Phrase(en: "have \(name.en) approved by \(right)", zh: "请\(right)完成\(name.zh)")
            )
        case .wrongPerson:
            switch step.named {
            case .person(let right)?:
                return (
                    Phrase(
                        en: "\(name.en) was signed by \(person.en); the case names \(right.text)",
                        zh: "\(name.zh)由\(person.zh)签署，而案件载明的是\(right.text)"),
                    Phrase(en: "have \(name.en) approved by \(right.text)", zh: "请\(right.text)完成\(name.zh)")
                )
            case .nobody(let field)?, .unknown(let field)?:
                return (
                    Phrase(
                        en: "\(name.en) was signed by \(person.en); the case names nobody for it (`\(field)`)",
                        zh: "\(name.zh)由\(person.zh)签署，而案件未载明应由何人签署（`\(field)`）"),
                    Phrase(
                        en: "state `\(field)`, then have \(name.en) approved by that person",
                        zh: "请填写`\(field)`，再由其本人完成\(name.zh)")
                )
            case nil: return (again, again)
            }
        case .selfApproval:
            return (
                Phrase(
                    en: "\(name.en) was signed by \(person.en)\(when.en), who made the proposal",
                    zh: "\(name.zh)由提出人\(person.zh)本人\(when.zh)签署"),
                Phrase(en: again.en + ", by another person", zh: again.zh + "，须由他人签署")
            )
        case .samePersonTwice:
            return (
                Phrase(
                    en: "\(name.en) was signed by \(person.en)\(when.en), who signed another step of this chain",
                    zh: "\(name.zh)由\(person.zh)\(when.zh)签署，此人已签署本流程的另一步骤"),
                Phrase(en: again.en + ", by another person", zh: again.zh + "，须由他人签署")
            )
        case .beforeIssue:
            let by = record.map { $0.person.isEmpty ? "" : $0.person } ?? ""
            // Issued before, and not handed in yet.
            let isIssued = issued.map { issued in record.map { issued <= $0.at.date } ?? false } ?? true
            let day = isIssued ? "" : issued.map { "\($0)" } ?? ""
            return (
                Phrase(
                    en: "\(name.en) was signed\(by.isEmpty ? "" : " by \(by)")\(when.en), before the document was "
                        + (day.isEmpty ? "handed in" : "issued on \(day)"),
                    zh: "\(name.zh)\(by.isEmpty ? "" : "由\(by)")\(when.zh)签署，早于文件"
                        + (day.isEmpty ? "提交" : "\(day)出具")),
                again
            )
        case .afterChange:
            let all = list(finding.others)
            return (
                Phrase(
                    en: "\(all.en) approved a text that is not the document's text now",
                    zh: "\(all.zh)批准的文本与文件现在的文本不一致"),
                Phrase(en: "have the present text approved again by \(all.en)", zh: "请\(all.zh)重新批准现在的文本")
            )
        case .afterRejection:
            let all = list(finding.others)
            return (
                Phrase(
                    en: "\(all.en) \(were) signed after a rejection, before the chain had started again",
                    zh: "文件被退回或否决后，流程尚未重新开始，\(all.zh)即已签署"),
                Phrase(
                    en: "start the chain again, then have \(all.en) signed in \(turn)",
                    zh: "请重新开始流程，\(all.zh)依次重新签署")
            )
        case .afterWithdrawal:
            let all = list(finding.others)
            return (
                Phrase(
                    en: "\(all.en) \(were) signed after the document was withdrawn, before it was handed in again",
                    zh: "文件已被撤回，尚未重新提交，\(all.zh)即已签署"),
                Phrase(
                    en: "have the document handed in again, then \(all.en) signed in \(turn)",
                    zh: "请重新提交文件，\(all.zh)依次重新签署")
            )
        case .noEffect:
            return noEffect(finding.idle ?? .mayNotTake, by: person, at: step, to: finding.recipient)
        case .tooLate:
            let day = due.map(text) ?? ""
            if record != nil {
                return (
                    Phrase(
                        en: "\(name.en) was signed by \(person.en)\(when.en), after its last day"
                            + (day.isEmpty ? "" : " \(day)"),
                        zh: "\(name.zh)由\(person.zh)\(when.zh)签署，超过期限\(day)"),
                    Phrase(en: "note the reason for the delay on the file", zh: "请在案卷中注明逾期原因")
                )
            }
            return (
                Phrase(en: "\(name.en) was due on \(day) and is not signed", zh: "\(name.zh)应于\(day)前签署，至今未签"),
                again
            )
        case .actedBeforeApproval, .contradicted, .sentUnapproved, .unknownStep, .inTheFuture, .recordOutOfOrder,
            .textDiffers, .numberTwice, .factChanged,
            .unreadableRow, .hiddenCharacter, .lookAlike, .judgementByOther, .obligationBroken,
            .stageNotAllowed, .stageOverdue:
            return (
                Phrase(
                    en: "\(name.en) was not approved when an action that waits for it happened",
                    zh: "\(name.zh)尚未获批，须待其完成的事项已经发生"),
                again
            )
        }
    }

    /// What is said at each of several steps of one fault, which is told in full once.
    static func reason(_ kind: RoutingProblemKind) -> Phrase? {
        switch kind {
        case .afterChange:
            Phrase(en: "approved a text that is not the document's text now", zh: "批准的文本与文件现在的文本不一致")
        case .afterRejection: Phrase(en: "signed before the chain had started again", zh: "流程尚未重新开始即已签署")
        case .afterWithdrawal: Phrase(en: "signed before the document was handed in again", zh: "文件尚未重新提交即已签署")
        default: nil
        }
    }

    /// A record of a step that the chain does not have.
    static func unknownStep(_ name: String, _ record: ApprovalRecord, known: [RequiredStep]) -> (Phrase, Phrase) {
        let ids = known.map { "`\($0.id)`" }
        let suggestion = Suggestion.nearest(to: name, among: known.map(\.id))
        let who =
            record.person.isEmpty ? Phrase(en: "somebody", zh: "某人") : Phrase(en: record.person, zh: record.person)
        return (
            Phrase(
                en:
                    "\(who.en) decided on \(record.at.date) at the step `\(name)`, which the chain does not have: it counts for nothing",
                zh: "\(who.zh)于\(record.at.date)所办的步骤`\(name)`不在本流程中，不计入任何步骤"),
            Phrase(
                en: (suggestion.map { "did you mean `\($0)`? " } ?? "")
                    + "the steps are \(ids.joined(separator: ", "))",
                zh: (suggestion.map { "是否指 `\($0)`？" } ?? "") + "本流程的步骤：\(ids.joined(separator: "、"))")
        )
    }

    // MARK: - Names

    func role(_ id: RoleID) -> Phrase {
        guard program.roles.indices.contains(id.index) else { return Phrase(en: "an unknown role", zh: "未知角色") }
        let identity = program.roles[id.index].identity
        return Phrase(en: "`\(identity.name)`", zh: identity.title)
    }

    /// `legal-counsel`, `a and b`, `2 of a, b, c`.
    func signers(of step: RequiredStep) -> Phrase {
        let count = step.roles.count
        guard count > 1 else {
            return step.roles.first.map(role) ?? Phrase(en: "whoever is responsible", zh: "责任人")
        }
        let names = joined(step.roles, role)
        if step.needed == count { return Phrase(en: "all of \(names.en)", zh: names.zh) }
        return Phrase(en: "\(step.needed) of \(names.en)", zh: "\(names.zh)中的\(step.needed)人")
    }

    /// The first few names and how many more there are.
    private func joined<Item>(_ items: [Item], _ name: (Item) -> Phrase) -> Phrase {
        let shown = 6
        let names = items.prefix(shown).map(name)
        let rest = items.count - names.count
        return Phrase(
            en: names.map(\.en).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""),
            zh: names.map(\.zh).joined(separator: "、") + (rest > 0 ? "等\(items.count)项" : ""))
    }

    private func list(_ indices: [Int]) -> Phrase {
        joined(indices) { Phrase(en: "`\(steps[$0].id)`", zh: "`\(steps[$0].title)`") }
    }

    private func text(_ value: Value) -> String {
        switch value {
        case .date(let date): "\(date)"
        case .dateTime(let moment): "\(moment)"
        default: ""
        }
    }
}
