package import WritLanguage
package import WritSemantics

/// What is wrong with an organisation for the chains that run through it.
package enum OrganisationFact: DiagnosticFact {
    case lineBroken(chain: String, step: String, organisation: String, from: String, to: String, endsAt: String?)
    case nobodyCanSign(chain: String, step: String, organisation: String, role: String)
    case oneRoleTwice(chain: String, role: String, steps: [String])
    case amountBetweenBands(chain: String, amount: String, steps: [String])
    case substituteAbsent(substitute: String, absent: String, day: CalendarDate)
    case substituteGap(absent: String, from: CalendarDate, to: CalendarDate)
    case substituteSigns(chain: String, substitute: String, absent: String, steps: [String])
    case nobodyHolds(chain: String, step: String, role: String, day: CalendarDate)
    case onePersonTwice(chain: String, person: String, steps: [String], day: CalendarDate)

    package var id: String {
        switch self {
        case .lineBroken: "organisation.line-broken"
        case .nobodyCanSign: "organisation.nobody-can-sign"
        case .oneRoleTwice: "organisation.one-role-twice"
        case .amountBetweenBands: "chain.amount-between-bands"
        case .substituteAbsent: "organisation.substitute-absent"
        case .substituteGap: "organisation.substitute-gap"
        case .substituteSigns: "organisation.substitute-signs-twice"
        case .nobodyHolds: "staff.nobody-holds-role"
        case .onePersonTwice: "staff.one-person-twice"
        }
    }

    package var wording: Wording { wording(in: .english) }

    package func wording(in keywords: KeywordTable) -> Wording {
        switch self {
        case .lineBroken(let chain, let step, let organisation, let from, let to, let endsAt):
            let why =
                endsAt.map {
                    Phrase(en: "the way up ends at `\($0)`", zh: "上级线止于`\($0)`")
                } ?? Phrase(en: "one of the two does not exist there", zh: "其中一个岗位在该单位不存在")
            return Wording(
                Phrase(
                    en:
                        "in `\(organisation)` the line of step `\(step)` does not lead from `\(from)` to `\(to)`: \(why.en)",
                    zh: "在`\(organisation)`，步骤`\(step)`的逐级线无法从`\(from)`到达`\(to)`：\(why.zh)"),
                label: Phrase(en: "chain `\(chain)` cannot be spelled out there", zh: "审批链`\(chain)`在该单位无法展开"),
                help: Phrase(
                    en: "complete the chart with `\(keywords(.under))`, or limit the chain with `\(keywords(.at))`",
                    zh: "用 `\(keywords(.under))` 补全组织架构，或用 `\(keywords(.at))` 限定审批链适用的单位"))
        case .nobodyCanSign(let chain, let step, let organisation, let role):
            return Wording(
                Phrase(
                    en: "nobody in `\(organisation)` can take step `\(step)` of chain `\(chain)`: it has no `\(role)`",
                    zh: "`\(organisation)`无人能完成审批链`\(chain)`的步骤`\(step)`：该单位没有`\(role)`"),
                help: Phrase(
                    en: "add `\(role)` to the organisation, or limit the chain with `\(keywords(.at))`",
                    zh: "在该单位中增设`\(role)`，或用 `\(keywords(.at))` 限定审批链适用的单位"))
        case .oneRoleTwice(let chain, let role, let steps):
            return Wording(
                Phrase(
                    en:
                        "`\(role)` takes the steps \(OrganisationFact.list(steps)) of chain `\(chain)`, which asks for distinct persons",
                    zh: "审批链`\(chain)`要求各步骤由不同的人签署，而`\(role)`须签署\(OrganisationFact.list(steps, separator: "、"))"),
                help: Phrase(
                    en: "it works only while two persons hold the role; otherwise name another role",
                    zh: "仅当有两人担任该岗位时可行，否则请改用其他岗位"))
        case .amountBetweenBands(let chain, let amount, let steps):
            return Wording(
                Phrase(
                    en:
                        "an amount of \(amount) falls between the steps \(OrganisationFact.list(steps)) of chain `\(chain)`",
                    zh: "数额为\(amount)时，落在审批链`\(chain)`的步骤\(OrganisationFact.list(steps, separator: "、"))之间，无一适用"),
                help: Phrase(
                    en: "let one of the bands include its end, with `<=` or `>=`", zh: "请用 `<=` 或 `>=` 使其中一档包含端点"))
        case .substituteAbsent(let substitute, let absent, let day):
            return Wording(
                Phrase(
                    en: "`\(substitute)` stands in for `\(absent)` on \(day), and is away on that day too",
                    zh: "`\(substitute)`在\(day)代理`\(absent)`，而其本人当日也不在岗"),
                help: Phrase(en: "name another substitute for these days", zh: "请为这些日期指定其他代理人"))
        case .substituteGap(let absent, let from, let to):
            return Wording(
                Phrase(
                    en: "nobody stands in for `\(absent)` "
                        + (from == to ? "on \(from)" : "from \(from) to \(to)") + ", between two substitutes",
                    zh: "`\(absent)`在\(from)" + (from == to ? "" : "至\(to)") + "无人代理，其前后均有代理"),
                help: Phrase(
                    en: "let one of the periods reach to the other, if it is one absence",
                    zh: "如系同一次缺勤，请使前后两段代理期间相接"))
        case .substituteSigns(let chain, let substitute, let absent, let steps):
            return Wording(
                Phrase(
                    en:
                        "`\(substitute)` stands in for `\(absent)` and takes a step of its own: chain `\(chain)` asks for distinct persons in \(OrganisationFact.list(steps))",
                    zh:
                        "`\(substitute)`代理`\(absent)`，又须签署本岗位的步骤：审批链`\(chain)`要求\(OrganisationFact.list(steps, separator: "、"))由不同的人签署"
                ),
                help: Phrase(en: "name another substitute", zh: "请指定其他代理人"))
        case .nobodyHolds(let chain, let step, let role, let day):
            return Wording(
                Phrase(
                    en:
                        "nobody on the staff list holds `\(role)` on \(day), so that step `\(step)` of chain `\(chain)` cannot be taken",
                    zh: "人员名单上\(day)无人担任`\(role)`，审批链`\(chain)`的步骤`\(step)`无法完成"),
                help: Phrase(en: "put a holder or a substitute on record", zh: "请登记任职人或代理人"))
        case .onePersonTwice(let chain, let person, let steps, let day):
            return Wording(
                Phrase(
                    en:
                        "on \(day) chain `\(chain)` cannot be completed by distinct persons: \(person) would have to take \(OrganisationFact.list(steps))",
                    zh: "\(day)审批链`\(chain)`无法由不同的人完成：\(person)须同时签署\(OrganisationFact.list(steps, separator: "、"))"),
                help: Phrase(en: "let another person hold one of the roles", zh: "请由他人担任其中一个岗位"))
        }
    }

    private static func list(_ names: [String], separator: String = ", ") -> String {
        names.map { "`\($0)`" }.joined(separator: separator)
    }
}
