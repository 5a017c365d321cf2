package import WritLanguage

/// What a check found, as data; `FindingWording` below tells it.
package enum FindingFact: DiagnosticFact {
    case branchesDisagree(definition: String)
    case definitionGap(definition: String)
    case branchNeverApplies(definition: String, isShadowed: Bool)
    case rowsDisagree(table: String, row: Int, other: Int, pairs: Int)
    /// `number` is that of the region without a row, of so many; `isAll` where there are no others.
    case tableGap(table: String, number: Int, of: Int, isAll: Bool)
    case rowNeverApplies(table: String, row: Int, isShadowed: Bool)
    case ruleNeverApplies(rule: String, isOverridden: Bool)
    case overrideNeverApplies(rule: String, overridden: String)
    case alwaysTrue(place: String)
    case refusedAndIssued(form: String)
    case heldForever(action: String, needs: String?)
    case neverDue(what: String)
    case twoDeadlines(form: String)
    case conflictingDocuments(form: String)
    case exampleExpectsNothing
    case exampleExpectsTheImpossible(what: String)
    case exampleRepeats
    case monthEnd(form: String, date: String, day: String)
    case holidayTable(form: String, calendar: String, last: String)
    case mayPrintNothing(form: String, text: String)
    case chainCanBeEmpty(chain: String, form: String)
    case taskTwice(task: String, isPerson: Bool)
    case conflictingNotices(to: Phrase)
    case parameterBeforeStart(parameter: String, start: String)
    case versionGap(rule: String, successor: String, first: String, last: String)
    case divisionByZero(divisor: String)
    case circularDocuments(forms: [String])
    case circularHolds(actions: [String])
    case owedAndForbidden(what: String, isHeld: Bool)
    case overflow(what: String)
    case holdWithoutDocument(action: String, forms: [String])
    case ruleSubsumed(rule: String, by: String)
    case deadlineShorterThanChain(form: String, chain: String)
    case obligationNeverApplies(obligation: String)
    /// `act` cannot happen without breaking one of them; nil where no course of a case keeps them.
    case obligationsClash(obligations: [String], act: Phrase?)
    case undecided(check: String, reason: Undecidable, parameter: String?)
    case unreplayed(check: String)

    package var id: String {
        switch self {
        case .branchesDisagree: "definition.overlap"
        case .definitionGap: "definition.gap"
        case .branchNeverApplies: "definition.dead-branch"
        case .rowsDisagree: "table.overlap"
        case .tableGap: "table.gap"
        case .rowNeverApplies: "table.dead-row"
        case .ruleNeverApplies: "rule.never-applies"
        case .overrideNeverApplies: "override.never-applies"
        case .alwaysTrue: "condition.always-true"
        case .refusedAndIssued: "consequence.refused-and-issued"
        case .heldForever: "consequence.held-forever"
        case .neverDue: "consequence.never-follows"
        case .twoDeadlines: "consequence.two-deadlines"
        case .conflictingDocuments: "consequence.conflicting-documents"
        case .exampleExpectsNothing, .exampleExpectsTheImpossible, .exampleRepeats: "example.tests-nothing"
        case .monthEnd: "deadline.month-end"
        case .holidayTable: "deadline.holiday-table"
        case .mayPrintNothing: "form.may-print-nothing"
        case .chainCanBeEmpty: "chain.can-be-empty"
        case .taskTwice: "consequence.task-twice"
        case .conflictingNotices: "consequence.conflicting-notices"
        case .parameterBeforeStart: "parameter.before-start"
        case .versionGap: "rule.version-gap"
        case .divisionByZero: "arithmetic.division-by-zero"
        case .circularDocuments: "consequence.circular-documents"
        case .circularHolds: "consequence.circular-holds"
        case .owedAndForbidden: "consequence.owed-and-forbidden"
        case .overflow: "arithmetic.overflow"
        case .holdWithoutDocument: "consequence.hold-without-document"
        case .ruleSubsumed: "rule.subsumed"
        case .deadlineShorterThanChain: "deadline.shorter-than-chain"
        case .obligationNeverApplies: "obligation.never-applies"
        case .obligationsClash: "obligation.contradictory"
        case .undecided: "analysis.undecided"
        case .unreplayed: "analysis.unreplayed"
        }
    }

    package var wording: Wording { wording(in: .english) }

    package func wording(in keywords: KeywordTable) -> Wording {
        FindingWording.wording(of: self, keywords)
    }
}

/// The texts of all findings.
package enum FindingWording {
    package static func wording(of fact: FindingFact, _ keywords: KeywordTable) -> Wording {
        func list(_ names: [String]) -> Phrase {
            let quoted = names.map { "`\($0)`" }
            return Phrase(en: quoted.joined(separator: ", "), zh: quoted.joined(separator: "、"))
        }
        switch fact {
        case .branchesDisagree(let name):
            return Wording(
                Phrase(
                    en: "two branches of `\(name)` can hold together and give different values",
                    zh: "`\(name)` 的两个分支可以同时成立，而结果不同"),
                label: Phrase(en: "holds in the case shown", zh: "在所示案例中成立"),
                help: Phrase(
                    en: "narrow one condition, or make one branch an `\(keywords(.except))` of the other",
                    zh: "收窄其中一个条件，或将其中一个分支写成`\(keywords(.except))`"))
        case .definitionGap(let name):
            return Wording(
                Phrase(en: "`\(name)` has no value in some cases", zh: "`\(name)` 在某些情形下没有值"),
                label: Phrase(en: "no branch holds in the case shown", zh: "在所示案例中没有分支成立"),
                help: Phrase(
                    en: "add a branch for it, or end in `\(keywords(.otherwise))`",
                    zh: "为该情形增加分支，或以`\(keywords(.otherwise))`收尾"))
        case .branchNeverApplies(let name, let isShadowed):
            return Wording(
                isShadowed
                    ? Phrase(
                        en: "this branch of `\(name)` never gives the value: others win over it in every case",
                        zh: "`\(name)` 的这一分支从不生效：每种情形下都有别的分支优先")
                    : Phrase(en: "this branch of `\(name)` can never hold", zh: "`\(name)` 的这一分支永远不能成立"),
                help: Phrase(en: "mend its condition, or remove it", zh: "更正其条件，或删去该分支"))
        case .rowsDisagree(let name, let row, let other, let pairs):
            let more =
                pairs > 1
                ? Phrase(en: " (\(pairs) such pairs in the table)", zh: "（表中共 \(pairs) 对）") : Phrase(en: "", zh: "")
            return Wording(
                Phrase(
                    en:
                        "rows \(row) and \(other) of table `\(name)` can hold together and give different values\(more.en)",
                    zh: "表 `\(name)` 的第 \(row) 行与第 \(other) 行可以同时成立，而结果不同\(more.zh)"),
                help: Phrase(
                    en: "make the cells of one row exclude the other, or state `\(keywords("policy first"))`",
                    zh: "使两行的条件互斥，或写明 `\(keywords("policy first"))`"))
        case .tableGap(let name, let number, let total, let isAll):
            let which =
                total > 1 || !isAll
                ? Phrase(
                    en: " (gap \(number) of \(isAll ? "" : "at least ")\(total))",
                    zh: "（第 \(number) 处空缺，\(isAll ? "共" : "至少") \(total) 处）")
                : Phrase(en: "", zh: "")
            return Wording(
                Phrase(
                    en: "no row of table `\(name)` fits some cases\(which.en)",
                    zh: "表 `\(name)` 在某些情形下没有适用的行\(which.zh)"),
                help: Phrase(en: "add a row for the case shown", zh: "为所示案例增加一行"))
        case .rowNeverApplies(let name, let row, let isShadowed):
            return Wording(
                isShadowed
                    ? Phrase(
                        en: "row \(row) of table `\(name)` is never reached: earlier rows cover it",
                        zh: "表 `\(name)` 的第 \(row) 行永远轮不到：前面的行已全部覆盖")
                    : Phrase(en: "row \(row) of table `\(name)` can never hold", zh: "表 `\(name)` 的第 \(row) 行永远不能成立"),
                help: Phrase(en: "mend its cells, or remove it", zh: "更正其单元格，或删去该行"))
        case .ruleNeverApplies(let name, let isOverridden):
            return Wording(
                isOverridden
                    ? Phrase(
                        en: "rule `\(name)` never has an effect: another rule overrides it in every case",
                        zh: "规则 `\(name)` 从不生效：每种情形下都被别的规则取代")
                    : Phrase(en: "rule `\(name)` can never apply", zh: "规则 `\(name)` 永远不能适用"),
                help: Phrase(en: "mend its condition, or remove it", zh: "更正其条件，或删去该规则"))
        case .overrideNeverApplies(let name, let overridden):
            return Wording(
                Phrase(
                    en: "rule `\(name)` overrides `\(overridden)`, but the two never apply to one case",
                    zh: "规则 `\(name)` 声明取代 `\(overridden)`，但二者从不同时适用"),
                help: Phrase(
                    en: "remove the `\(keywords(.overrides))`, or mend one of the conditions",
                    zh: "删去 `\(keywords(.overrides))`，或更正其中一个条件"))
        case .alwaysTrue(let place):
            return Wording(
                Phrase(en: "the condition of \(place) is true in every case", zh: "\(place) 的条件在任何情形下都成立"),
                help: Phrase(en: "leave the condition out, or mend it", zh: "删去该条件，或予以更正"))
        case .refusedAndIssued(let form):
            return Wording(
                Phrase(
                    en: "one case can be refused and yet send `\(form)` for approval",
                    zh: "同一案例可能既被拒绝，又将 `\(form)` 送审"),
                help: Phrase(
                    en: "let the refusing rule override the other, or exclude the case there",
                    zh: "使拒绝的规则取代另一规则，或在另一规则中排除该情形"))
        case .heldForever(let action, let needs):
            let why =
                needs.map { Phrase(en: ": no rule ever issues `\($0)`", zh: "：没有任何规则出具 `\($0)`") }
                ?? Phrase(en: ": the condition can never hold", zh: "：该条件永远不能成立")
            return Wording(
                Phrase(en: "`\(action)` is held for ever\(why.en)", zh: "`\(action)` 将被永久暂停\(why.zh)"),
                help: Phrase(en: "mend the condition after `\(keywords(.until))`", zh: "更正`\(keywords(.until))`之后的条件"))
        case .neverDue(let what):
            return Wording(
                Phrase(
                    en: "\(what) never follows: it is satisfied in every case in which the rule applies",
                    zh: "\(what) 从不产生：凡规则适用的情形，其终止条件均已成立"),
                help: Phrase(en: "mend the condition after `\(keywords(.until))`", zh: "更正`\(keywords(.until))`之后的条件"))
        case .twoDeadlines(let form):
            return Wording(
                Phrase(en: "`\(form)` can get two deadlines in one case", zh: "`\(form)` 在同一案例中可能有两个期限"),
                help: Phrase(
                    en: "let one rule override the other, or let the conditions exclude each other",
                    zh: "使一条规则取代另一条，或使两者的条件互斥"))
        case .conflictingDocuments(let form):
            return Wording(
                Phrase(
                    en: "two rules can require `\(form)` in one case with different addressees, approvals or contents",
                    zh: "两条规则可能在同一案例中对 `\(form)` 提出不同的送达对象、审批或内容"),
                help: Phrase(
                    en: "let one rule override the other, or let the conditions exclude each other",
                    zh: "使一条规则取代另一条，或使两者的条件互斥"))
        case .exampleExpectsNothing:
            return Wording(
                Phrase(en: "this example expects nothing", zh: "该示例没有任何预期"),
                help: Phrase(en: "say by `expect` what must come of the case", zh: "用“预期”写明应有的结果"))
        case .exampleExpectsTheImpossible(let what):
            return Wording(
                Phrase(
                    en: "this expectation tests nothing: no rule for such a case can ever lead to \(what)",
                    zh: "该预期没有检验任何内容：此类案例的规则均不可能产生 \(what)"),
                help: Phrase(en: "expect something that a change of the rules could break", zh: "改为预期某项规则改动后会变化的结果"))
        case .exampleRepeats:
            return Wording(
                Phrase(en: "this example repeats another one", zh: "该示例与另一示例重复"),
                help: Phrase(en: "remove it, or change the case", zh: "删去，或更改案例"))
        case .monthEnd(let form, let date, let day):
            return Wording(
                Phrase(
                    en: "the deadline of `\(form)` depends on how months end: from \(date) it falls on \(day)",
                    zh: "`\(form)` 的期限取决于月末的处理：自 \(date) 起算为 \(day)"),
                help: Phrase(
                    en: "months are clamped to their last day; if the source means otherwise, count in days",
                    zh: "按月计算时截至该月最后一日；若原文另有含义，请改按日计算"))
        case .holidayTable(let form, let calendar, let last):
            return Wording(
                Phrase(
                    en:
                        "deadlines such as that of `\(form)` can fall after \(last), from when on `\(calendar)` knows no holidays",
                    zh: "`\(form)` 等的期限可能晚于 \(last)，其后 `\(calendar)` 尚无节假日安排"),
                help: Phrase(en: "add the holidays of the next year when they are published", zh: "在公布后补充下一年度的节假日"))
        case .mayPrintNothing(let form, let text):
            return Wording(
                Phrase(
                    en: "`\(form)` can be issued while `\(text)` has no value", zh: "`\(form)` 可能在 `\(text)` 没有值时出具"),
                help: Phrase(
                    en: "let each organisation state the parameter that it needs: `\(keywords("with NAME = VALUE"))`",
                    zh: "请由各组织写明所需的参数：`\(keywords("with NAME = VALUE"))`"))
        case .chainCanBeEmpty(let chain, let form):
            return Wording(
                Phrase(
                    en: "chain `\(chain)` asks nobody to approve `\(form)` in some cases",
                    zh: "审批链 `\(chain)` 在某些情形下无人审批 `\(form)`"),
                help: Phrase(en: "let one step stand without a condition", zh: "至少保留一个无条件的步骤"))
        case .conflictingNotices(let to):
            return Wording(
                Phrase(
                    en: "one case can tell the \(to.en) the same thing with different figures",
                    zh: "同一案例可能以不同的数值告知\(to.zh)同一事项"),
                help: Phrase(
                    en: "let one rule override the other, or let the conditions exclude each other",
                    zh: "使一条规则取代另一条，或使两者的条件互斥"))
        case .taskTwice(let task, let isPerson):
            return Wording(
                isPerson
                    ? Phrase(
                        en: "the task “\(task)” can fall to two persons in one case", zh: "任务“\(task)”在同一案例中可能由两人承担")
                    : Phrase(
                        en: "the task “\(task)” can get two deadlines in one case", zh: "任务“\(task)”在同一案例中可能有两个期限"),
                help: Phrase(
                    en: "let one rule override the other, or let the conditions exclude each other",
                    zh: "使一条规则取代另一条，或使两者的条件互斥"))
        case .parameterBeforeStart(let name, let start):
            return Wording(
                Phrase(en: "`\(name)` has no value before \(start)", zh: "`\(name)` 在 \(start) 之前没有值"),
                help: Phrase(
                    en: "state the value that held before, or let the rule begin on that day", zh: "补充此前的值，或使规则自该日起生效"))
        case .versionGap(let name, let successor, let first, let last):
            let days =
                first == last
                ? Phrase(en: "on \(first)", zh: "\(first) 当日")
                : Phrase(en: "from \(first) to \(last)", zh: "\(first) 至 \(last)")
            return Wording(
                Phrase(
                    en: "\(days.en) neither `\(name)` nor its successor `\(successor)` is in force",
                    zh: "\(days.zh)，`\(name)` 与其后的 `\(successor)` 均未生效"),
                help: Phrase(en: "let one begin on the day after the other ends", zh: "使后者自前者失效的次日起生效"))
        case .divisionByZero(let divisor):
            return Wording(
                Phrase(en: "`\(divisor)` can be zero, and then there is no value", zh: "`\(divisor)` 可能为零，此时没有值"),
                help: Phrase(
                    en: "give the cases in which it is zero a branch of their own", zh: "为其等于零的情形另立分支"))
        case .circularHolds(let actions):
            let names = list(actions)
            return Wording(
                Phrase(
                    en:
                        actions.count > 1
                        ? "\(names.en) wait for each other: in some cases none of them can ever happen"
                        : "\(names.en) waits for itself: in some cases it can never happen",
                    zh: actions.count > 1 ? "\(names.zh) 互相等待：某些情形下均永远不能进行" : "\(names.zh) 等待其自身：某些情形下永远不能进行"),
                help: Phrase(
                    en: "let one of them go ahead, or make the holds exclude each other", zh: "允许其中一项先行，或使各项暂停互斥"))
        case .owedAndForbidden(let what, let isHeld):
            return Wording(
                isHeld
                    ? Phrase(
                        en: "“\(what)” is owed in a case in which it is held for ever",
                        zh: "某些情形下既须“\(what)”，又将其永久暂停")
                    : Phrase(en: "“\(what)” is owed in a case in which it is forbidden", zh: "某些情形下既须“\(what)”，又予以禁止"),
                help: Phrase(
                    en: "let one rule override the other, or let the conditions exclude each other",
                    zh: "使一条规则取代另一条，或使两者的条件互斥"))
        case .overflow(let what):
            return Wording(
                Phrase(
                    en: "`\(what)` grows beyond what a number can hold, and then there is no value",
                    zh: "`\(what)` 会超出数值可表示的范围，此时没有值"),
                help: Phrase(
                    en: "state the bounds of the fields (`\(keywords("from 0 to 1,000,000"))`), or count otherwise",
                    zh: "写明各事项的取值范围，或改用其他算法"))
        case .circularDocuments(let forms):
            let names = list(forms)
            return Wording(
                forms.count == 1
                    ? Phrase(
                        en: "\(names.en) can never be issued: it waits for itself", zh: "\(names.zh) 永远不能出具：它以自身为前提")
                    : Phrase(
                        en: "\(names.en) can never be issued: each waits for another of them",
                        zh: "\(names.zh) 永远不能出具：它们互为前提"),
                help: Phrase(en: "let one of them be issued without the others", zh: "使其中之一无须以其他文书为前提"))
        case .holdWithoutDocument(let action, let forms):
            let names = list(forms)
            return Wording(
                Phrase(
                    en: "in some cases `\(action)` is held for ever: no rule issues \(names.en) there",
                    zh: "在某些情形下 `\(action)` 将被永久暂停：没有规则出具 \(names.zh)"),
                help: Phrase(
                    en: "issue the document in these cases too, or let the hold not apply to them",
                    zh: "在这些情形下也出具该文书，或使暂停不适用于这些情形"))
        case .ruleSubsumed(let name, let wider):
            return Wording(
                Phrase(
                    en: "rule `\(name)` adds nothing: `\(wider)` says the same in every case in which it applies",
                    zh: "规则 `\(name)` 没有增加任何内容：凡其适用的情形，`\(wider)` 均已作出同样规定"),
                help: Phrase(en: "remove it, or mend its condition", zh: "删去该规则，或更正其条件"))
        case .obligationNeverApplies(let name):
            return Wording(
                Phrase(
                    en: "obligation `\(name)` applies to no case", zh: "义务 `\(name)` 在任何情形下都不适用"),
                help: Phrase(en: "remove it, or mend its condition", zh: "删去该义务，或更正其条件"))
        case .obligationsClash(let names, let act):
            let listed = list(names)
            let what =
                act.map {
                    Phrase(en: "\($0.en) can never happen without breaking it", zh: "\($0.zh)一经发生即必然违反")
                } ?? Phrase(en: "no course of a case keeps it", zh: "案件无论如何办理均会违反")
            return Wording(
                Phrase(
                    en: names.count > 1
                        ? "\(listed.en) contradict each other: "
                            + what.en.replacing("breaking it", with: "breaking one of them")
                            .replacing("keeps it", with: "keeps them")
                        : "obligation \(listed.en) contradicts itself: \(what.en)",
                    zh: names.count > 1 ? "\(listed.zh) 相互矛盾：\(what.zh)其一" : "义务 \(listed.zh) 自相矛盾：\(what.zh)"),
                help: Phrase(en: "mend one of the clauses, or the cases to which it applies", zh: "更正其中一项要求，或其适用情形"))
        case .deadlineShorterThanChain(let form, let chain):
            return Wording(
                Phrase(
                    en: "`\(form)` is due before the limits of the steps of `\(chain)` add up",
                    zh: "`\(form)` 的期限早于审批链 `\(chain)` 各步骤时限之和"),
                help: Phrase(en: "lengthen the deadline, or shorten the limits of the steps", zh: "延长期限，或缩短各步骤的时限"))
        case .undecided(let check, let reason, let parameter):
            let why = text(of: reason, parameter: parameter)
            return Wording(
                Phrase(en: "undecided whether `\(check)` holds here: \(why.en)", zh: "此处是否存在 `\(check)` 无法判定：\(why.zh)")
            )
        case .unreplayed(let check):
            return Wording(
                Phrase(
                    en:
                        "a case found by `\(check)` does not do what was proved when it is evaluated; this is a fault of the proofs",
                    zh: "`\(check)` 得出的案例在求值时与证明不符；这是证明程序的缺陷"))
        }
    }

    package static func text(of reason: Undecidable, parameter: String?) -> Phrase {
        switch reason {
        case .tooMuchWork: return Phrase(en: "the search grew beyond its limit", zh: "搜索超出限度")
        case .notLinear:
            return Phrase(
                en: "it depends on a product, or on a count of months or working days, of unknown numbers",
                zh: "取决于未知数的乘积，或月数、工作日数的推算")
        case .notModelled(let what):
            return Phrase(en: "it depends on `\(what)`, which the proofs do not model", zh: "取决于证明未涵盖的 `\(what)`")
        case .listLength(let list):
            return Phrase(
                en: "any number of elements of `\(list)` could matter", zh: "`\(list)` 中起作用的元素个数没有上限")
        case .notShown:
            return Phrase(
                en: "the case that was found does not show it when it is evaluated", zh: "求得的案例在求值时未显示出差异")
        case .notFollowed:
            return Phrase(
                en: "it was changed, and not everything that rests on it was compared", zh: "该项已改动，未能逐一比对其全部影响")
        case .notStated:
            return Phrase(
                en: "it depends on `\(parameter ?? "")`, which the source does not state",
                zh: "取决于原文未载明的 `\(parameter ?? "")`")
        }
    }
}
