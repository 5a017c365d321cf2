package import WritLanguage

/// What kind of thing a name stands for; the raw value begins the ids of diagnostics about it.
package enum NameKind: String, Sendable {
    case fact, type, value, role, action, organisation, calendar, parameter, definition, table, rule, chain, step
    case duty, obligation, form, source, clause, log, columns, report, stages, stage, argument, part, field, task,
        procedure, holiday

    func noun(_ keywords: KeywordTable) -> Phrase {
        switch self {
        case .fact: Phrase(en: "name", zh: "名称")
        case .type: Phrase(en: "type", zh: "类型")
        case .value: Phrase(en: "value", zh: "取值")
        case .role: Phrase(en: "role or party", zh: "岗位或外部方")
        case .action: Phrase(en: "action", zh: "事项")
        case .organisation: Phrase(en: "organisation", zh: "公司")
        case .calendar: Phrase(en: "calendar", zh: "日历")
        case .parameter: Phrase(en: "parameter", zh: "参数")
        case .definition: Phrase(en: "definition", zh: "定义")
        case .table: Phrase(en: "table", zh: "决策表")
        case .rule: Phrase(en: "rule", zh: "规则")
        case .chain: Phrase(en: "chain", zh: "审批链")
        case .step: Phrase(en: "step", zh: "步骤")
        case .duty: Phrase(en: "duty", zh: "定期职责")
        case .obligation: Phrase(en: "obligation", zh: "义务")
        case .form: Phrase(en: "form", zh: "表单")
        case .source: Phrase(en: "source", zh: "制度")
        case .clause: Phrase(en: "clause", zh: "条款")
        case .log: Phrase(en: "log", zh: "日志")
        case .columns: Phrase(en: "set of columns", zh: "列对照")
        case .report: Phrase(en: "report", zh: "报表")
        case .stages: Phrase(en: "list of stages", zh: "阶段表")
        case .stage: Phrase(en: "stage", zh: "阶段")
        case .argument: Phrase(en: "name after `\(keywords(.with))`", zh: "`\(keywords(.with))` 之后的名称")
        case .part: Phrase(en: "column part", zh: "列的用途")
        case .field: Phrase(en: "field", zh: "字段")
        case .task: Phrase(en: "task", zh: "任务")
        case .holiday: Phrase(en: "holiday", zh: "假日")
        case .procedure: Phrase(en: "procedure", zh: "程序")
        }
    }
}

/// What is wrong with a name.
package enum NameFact: DiagnosticFact {
    case unknown(NameKind, name: String, suggestion: String?)
    /// A name in an expression about `owner`.
    case noMember(owner: String, name: String, suggestion: String?)
    case noValue(type: String, name: String, suggestion: String?)
    case noClause(source: String, name: String, suggestion: String?)
    case noStep(chain: String, name: String, suggestion: String?)
    case duplicate(NameKind, name: String)
    case ambiguousValue(name: String, types: [String])
    /// A bare name means the element's, and the record around the list has it too.
    case shadowed(name: String, element: String, outer: String)
    /// Something else has that name.
    case wrongKind(name: String, expected: NameKind)

    package var id: String {
        switch self {
        case .unknown(let kind, _, _): "\(kind.rawValue).unknown-name"
        case .noMember: "fact.unknown-name"
        case .noValue: "value.unknown-name"
        case .noClause: "clause.unknown-name"
        case .noStep: "step.unknown-name"
        case .duplicate(let kind, _): "\(kind.rawValue).duplicate"
        case .ambiguousValue: "value.ambiguous"
        case .shadowed: "name.shadowed"
        case .wrongKind(_, let expected): "\(expected.rawValue).wrong-kind"
        }
    }

    package var wording: Wording { wording(in: .english) }

    package func wording(in keywords: KeywordTable) -> Wording {
        switch self {
        case .unknown(let kind, let name, let suggestion):
            let noun = kind.noun(keywords)
            return Wording(
                Phrase(en: "there is no \(noun.en) `\(name)`", zh: "没有名为 `\(name)` 的\(noun.zh)"),
                label: Phrase(en: "not declared", zh: "未声明"), help: NameFact.help(suggestion))
        case .noMember(let owner, let name, let suggestion):
            return Wording(
                Phrase(en: "`\(keywords(owner))` has no field `\(name)`", zh: "`\(keywords(owner))` 没有字段 `\(name)`"),
                label: Phrase(en: "not a field of `\(keywords(owner))`", zh: "不是 `\(keywords(owner))` 的字段"),
                help: NameFact.help(suggestion))
        case .noValue(let type, let name, let suggestion):
            return Wording(
                Phrase(en: "`\(type)` has no value `\(name)`", zh: "`\(type)` 没有取值 `\(name)`"),
                label: Phrase(en: "not a value of `\(type)`", zh: "不是 `\(type)` 的取值"),
                help: NameFact.help(suggestion))
        case .noClause(let source, let name, let suggestion):
            return Wording(
                Phrase(en: "source `\(source)` has no clause `\(name)`", zh: "制度 `\(source)` 没有条款 `\(name)`"),
                label: Phrase(en: "not declared in `\(source)`", zh: "`\(source)` 中未声明"),
                help: NameFact.help(suggestion))
        case .noStep(let chain, let name, let suggestion):
            return Wording(
                Phrase(en: "chain `\(chain)` has no step `\(name)` here", zh: "审批链 `\(chain)` 在此处没有步骤 `\(name)`"),
                label: Phrase(en: "not an earlier step", zh: "不是前面的步骤"), help: NameFact.help(suggestion))
        case .duplicate(let kind, let name):
            let noun = kind.noun(keywords)
            return Wording(
                Phrase(en: "\(noun.en) `\(name)` is declared twice", zh: "\(noun.zh) `\(name)` 重复声明"),
                label: Phrase(en: "declared again", zh: "再次声明"),
                help: Phrase(
                    en: "give one of them another name; all files of a rulebook share their names",
                    zh: "请改用其他名称；同一规则库的所有文件共用名称"))
        case .ambiguousValue(let name, let types):
            let list = types.prefix(4).map { "`\($0)`" }
            return Wording(
                Phrase(
                    en: "`\(name)` is a value of \(list.joined(separator: " and "))",
                    zh: "`\(name)` 同时是 \(list.joined(separator: "、")) 的取值"),
                label: Phrase(en: "which one is meant cannot be told here", zh: "此处无法判断所指"),
                help: Phrase(
                    en: "write the type before it, such as `\(types.first ?? "").\(name)`",
                    zh: "请在前面写明类型，例如 `\(types.first ?? "").\(name)`"))
        case .shadowed(let name, let element, let outer):
            return Wording(
                Phrase(
                    en: "`\(name)` is that of the element, a `\(element)`; `\(outer)` has one too",
                    zh: "`\(name)` 指列表元素 `\(element)` 的字段；`\(outer)` 也有同名字段"),
                help: Phrase(
                    en: "write `\(keywords(.this)).\(name)` for that of `\(outer)`",
                    zh: "若指 `\(outer)` 的字段，请写 `\(keywords(.this)).\(name)`"))
        case .wrongKind(let name, let expected):
            let noun = expected.noun(keywords)
            return Wording(
                Phrase(en: "`\(name)` is not a \(noun.en)", zh: "`\(name)` 不是\(noun.zh)"),
                label: Phrase(en: "a \(noun.en) is needed here", zh: "此处需要\(noun.zh)"))
        }
    }

    private static func help(_ suggestion: String?) -> Phrase? {
        suggestion.map { Phrase(en: "did you mean `\($0)`?", zh: "是否想写 `\($0)`？") }
    }
}
