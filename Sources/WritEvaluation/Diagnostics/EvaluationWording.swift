import WritLanguage

/// The words for what makes a value of one case impossible.
enum EvaluationWording {
    static func wording(of fact: EvaluationFact, _ keywords: KeywordTable) -> Wording {
        switch fact {
        case .overflow:
            Wording(
                Phrase(en: "a number of this case is too large to be exact", zh: "本案有数值过大，无法精确计算"),
                label: Phrase(en: "computed here", zh: "在此处计算"))
        case .divisionByZero:
            Wording(
                Phrase(en: "this case divides by zero", zh: "本案出现除以零"),
                label: Phrase(en: "the divisor is 0", zh: "除数为 0"),
                help: Phrase(en: "test the divisor before dividing", zh: "请先判断除数是否为零"))
        case .dateOutOfRange:
            Wording(
                Phrase(en: "a date of this case lies outside of the calendar", zh: "本案有日期超出日历范围"),
                label: Phrase(en: "computed here", zh: "在此处计算"))
        case .noCalendar:
            Wording(
                Phrase(en: "working days are counted and no calendar is in force", zh: "需要计算工作日，但没有适用的日历"),
                help: Phrase(
                    en: "name the organisation in the case, and in its declaration the calendar: `calendar office`",
                    zh: "请在案件中写明组织，并在该组织的声明中指定日历：`calendar office`"))
        case .elementOutOfRange(let position, let count):
            Wording(
                Phrase(
                    en: "element \(position) is asked of a list that has \(count)",
                    zh: "列表只有 \(count) 项，却要第 \(position) 项"),
                label: Phrase(en: "lists count from 1", zh: "列表从 1 数起"))
        case .tooDeep:
            Wording(
                Phrase(
                    en: "more than \(Plan.maximumDepth) definitions rest on one another in a row",
                    zh: "依次依赖的定义超过 \(Plan.maximumDepth) 个"),
                help: Phrase(en: "shorten the chain of definitions", zh: "请缩短定义之间的依赖链"))
        case .branchesDisagree(let name, let first, let second):
            Wording(
                Phrase(
                    en: "two branches of `\(name)` hold and disagree: \(phrase(first).en) and \(phrase(second).en)",
                    zh: "`\(name)` 有两个分支同时成立而结果不同：\(phrase(first).zh)与\(phrase(second).zh)"),
                help: Phrase(
                    en: "make their conditions exclude each other, or make one an `\(keywords(.except))` branch",
                    zh: "请使条件互斥，或将其一写为 `\(keywords(.except))` 分支"))
        case .gap(let name):
            Wording(
                Phrase(en: "no branch of `\(name)` holds in this case", zh: "本案中 `\(name)` 没有任何分支成立"),
                help: Phrase(
                    en: "add a branch, or end with `\(keywords(.otherwise))`",
                    zh: "请补充分支，或以 `\(keywords(.otherwise))` 收尾"))
        case .rowsDisagree(let table, let output, let first, let second):
            Wording(
                Phrase(
                    en:
                        "two rows of `\(table)` hold and disagree on `\(output)`: \(phrase(first).en) and \(phrase(second).en)",
                    zh: "表 `\(table)` 有两行同时成立而 `\(output)` 不同：\(phrase(first).zh)与\(phrase(second).zh)"),
                help: Phrase(
                    en: "make the rows exclude each other, or choose the policy `\(keywords(.first))`",
                    zh: "请使各行互斥，或采用 `\(keywords(.first))` 策略"))
        case .noRow(let table, let output):
            Wording(
                Phrase(
                    en: "no row of `\(table)` holds in this case, so `\(output)` has no value",
                    zh: "本案中表 `\(table)` 没有任何一行成立，`\(output)` 没有值"),
                help: Phrase(
                    en: "add a row with `-` in every condition, and look whether the table is in force",
                    zh: "请补充一行，条件全部写 `-`，并核对该表是否适用"))
        case .issuesDisagree(let form, let first, let second):
            Wording(
                Phrase(
                    en: "two rules issue `\(form)` and disagree on it: \(phrase(first).en) and \(phrase(second).en)",
                    zh: "两条规则都要求出具 `\(form)` 而内容不同：\(phrase(first).zh)与\(phrase(second).zh)"),
                help: Phrase(
                    en: "give both the same due date, addressees and contents, or let one override the other",
                    zh: "请使两者的期限、收件人和内容一致，或让一条 `\(keywords(.overrides))` 另一条"))
        }
    }

    private static func phrase(_ answer: EvaluationFact.Answer) -> Phrase {
        let basis = answer.basis
        return Phrase(
            en: "`\(answer.text)`" + (basis.isEmpty ? "" : " (\(basis.joined(separator: ", ")))"),
            zh: " `\(answer.text)`" + (basis.isEmpty ? " " : "（\(basis.joined(separator: "、"))）"))
    }
}
