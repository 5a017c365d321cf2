import WritEvaluation
import WritLanguage
import WritSemantics

/// The declarations and the prose of two versions, compared as text. Layout does not count.
struct DiffText {
    let old: Program
    let new: Program

    private struct Entry {
        let text: String
        /// The text after the keyword and the name, by which something that was renamed is known.
        var body = ""
        let title: Phrase
        /// What it means, where that can be told apart from how it is worded.
        let meaning: String?
        let span: Span
    }

    /// What is new, gone, reworded or changed, without the declarations that are told of elsewhere.
    func changes(besides implicated: Set<String>) -> [DiffReport.TextChange] {
        let (before, after) = (DiffText.declarations(old), DiffText.declarations(new))
        var result: [DiffReport.TextChange] = []
        var renamed: Set<String> = []
        // What is gone, by what it said after its name. What an obligation rests on may have changed with its name.
        var gone: [String: [String]] = [:]
        for (name, entry) in DiffText.inOrder(before).reversed()
        where after[name] == nil && !implicated.contains(name) && !entry.body.isEmpty
            && !name.hasPrefix("obligation ")
        {
            gone[entry.body, default: []].append(name)
        }
        for (name, entry) in DiffText.inOrder(after) where !implicated.contains(name) {
            guard let other = before[name] else {
                if let former = gone[entry.body]?.popLast() {
                    renamed.insert(former)
                    result.append(rename(former, name, entry))
                } else {
                    result.append(change(.added, name, entry))
                }
                continue
            }
            // What an obligation rests on is told here: no region is about it.
            let restsOnOther = name.hasPrefix("obligation ") && other.meaning != entry.meaning
            if other.text == entry.text, !restsOnOther { continue }
            let isReworded = other.meaning != nil && other.meaning == entry.meaning
            // A rule or a value that no region is about has the same effect, however it is put.
            let isProved = ["rule ", "define ", "table "].contains { name.hasPrefix($0) }
            result.append(change(isReworded || isProved ? .reworded : .changed, name, entry))
        }
        for (name, entry) in DiffText.inOrder(before)
        where after[name] == nil && !implicated.contains(name) && !renamed.contains(name) {
            result.append(change(.removed, name, entry))
        }
        return currency() + result + prose()
    }

    private func change(_ kind: DiffReport.TextChange.Kind, _ name: String, _ entry: Entry) -> DiffReport.TextChange {
        let isEffective =
            switch kind {
            case .reworded, .renamed: false
            // What a form, a duty or a report says, which ways lead from stage to stage, which cases can be read, and who
            // judges, is in no outcome.
            case .changed:
                DiffText.begins(
                    name,
                    [
                        "form", "duty", "case", "record", "enum", "judgement", "obligation", "stages", "report", "log",
                        "columns",
                    ])
            case .added, .removed:
                DiffText.begins(name, ["case", "duty", "obligation", "stages", "report", "organisation", "log"])
            }
        return .init(
            kind: kind, declaration: name, reading: entry.title, place: entry.span, isEffective: isEffective)
    }

    private static func begins(_ name: String, _ kinds: [String]) -> Bool {
        kinds.contains { name.hasPrefix($0 + " ") }
    }

    /// Amounts of one number are other amounts in another currency.
    private func currency() -> [DiffReport.TextChange] {
        guard old.currency != new.currency, let file = new.files.first else { return [] }
        return [
            .init(
                kind: .changed, declaration: "currency \(new.currency.code)",
                reading: Phrase(
                    en: "currency \(old.currency.code), now \(new.currency.code)",
                    zh: "币种（`\(old.currency.code)` 改为 `\(new.currency.code)`）"),
                place: Span(file: file.id, start: 0, end: 0), isEffective: true)
        ]
    }

    private func rename(_ former: String, _ name: String, _ entry: Entry) -> DiffReport.TextChange {
        let old = former.split(separator: " ").last ?? ""
        let new = name.split(separator: " ").last ?? ""
        return .init(
            kind: .renamed, declaration: name,
            reading: Phrase(en: "\(former), now \(new)", zh: "\(entry.title.zh)（`\(old)` 改为 `\(new)`）"),
            place: entry.span, isEffective: false)
    }

    private static func inOrder(_ entries: [String: Entry]) -> [(key: String, value: Entry)] {
        entries.sorted { a, b in
            let (one, two) = (a.value.span, b.value.span)
            return (one.file.index, one.start, a.key) < (two.file.index, two.start, b.key)
        }
    }

    private static func declarations(_ program: Program) -> [String: Entry] {
        let canonical = CanonicalText(program: program, effectMarks: [:])
        let words = DeclarationText(program)
        var result: [String: Entry] = [:]
        func add(_ kind: String, _ identity: Identity, _ meaning: String? = nil) {
            let name = "\(kind) \(identity.name)"
            // A table is listed once, not with each of its outputs.
            if result[name] != nil { return }
            let text = words.text(of: identity.span)
            // By its name alone nothing is known again: two roles without more to them are two roles.
            let rest = text.split(separator: " ").dropFirst(2).joined(separator: " ")
            let title = identity.title == identity.name ? "" : identity.title
            result[name] = Entry(
                text: [text, identity.title, identity.documentation ?? ""]
                    .joined(separator: "\n"),
                body: rest.isEmpty && title.isEmpty ? "" : "\(kind) \(title) \(rest)",
                title: Phrase(en: name, zh: "\(DiffText.kinds[kind] ?? kind)「\(identity.title)」"), meaning: meaning,
                span: identity.span)
        }
        for rule in program.rules { add("rule", rule.identity) }
        for definition in program.definitions {
            if case .branches = definition.origin { add("define", definition.identity) }
        }
        for table in program.tables { add("table", table.identity) }
        for chain in program.chains { add("chain", chain.identity, canonical.text(chain)) }
        for parameter in program.parameters { add("parameter", parameter.identity, canonical.text(parameter)) }
        for judgement in program.judgements {
            let decision = program.records[judgement.record.index].fields[Judgement.Part.decision.rawValue].type
            let role = program.roles[judgement.role.index].identity.name
            add("judgement", judgement.identity, "\(canonical.text(decision)) by \(role)")
        }
        for record in program.records where record.isDeclared {
            let fields = record.fields.map { field in
                let domain = field.domain.map {
                    " \($0.lower.map(canonical.text) ?? "") \($0.upper.map(canonical.text) ?? "") \($0.most ?? -1)"
                }
                return "\(field.name) : \(canonical.text(field.type))\(domain ?? "")"
            }
            add(record.isCase ? "case" : "record", record.identity, fields.joined(separator: "; "))
        }
        for type in program.enums {
            add("enum", type.identity, "\(type.isOrdered) " + type.values.map(\.name).joined(separator: ", "))
        }
        for duty in program.duties { add("duty", duty.identity) }
        let meanings = program.obligations.isEmpty ? [] : DeclarationMeanings(program).obligations
        for (obligation, meaning) in zip(program.obligations, meanings) {
            add("obligation", obligation.identity, meaning)
        }
        for set in program.stages { add("stages", set.identity) }
        for report in program.reports { add("report", report.identity) }
        for organisation in program.organisations { add("organisation", organisation.identity) }
        for calendar in program.calendars { add("calendar", calendar.identity) }
        for role in program.roles { add("role", role.identity, "\(role.isParty)") }
        for action in program.actions { add("action", action.identity, "") }
        for log in program.logs { add("log", log.identity) }
        for columns in program.columns { add("columns", columns.identity) }
        for source in program.sources { add("source", source.identity, "") }
        for (number, example) in program.examples.enumerated() {
            // Examples have no names: their titles, or their numbers among those without one.
            let name = "example “\(example.title)”"
            result[result[name] == nil ? name : "\(name) \(number)"] = Entry(
                text: words.text(of: example.span), title: Phrase(en: name, zh: "示例「\(example.title)」"), meaning: "",
                span: example.span)
        }
        for form in program.forms {
            // Forms that are only named by the rules have no text of their own.
            guard let span = form.span, let layout = program.layout(of: form) else { continue }
            result["form \(form.name)"] = Entry(
                text: layout, title: Phrase(en: "form \(form.name)", zh: "文书格式《\(form.title)》"), meaning: nil,
                span: span)
        }
        return result
    }

    /// What kinds of declarations are called in Chinese.
    private static let kinds = [
        "rule": "规则", "define": "定义", "table": "决策表", "chain": "审批程序", "parameter": "参数", "case": "案件类型",
        "record": "记录", "enum": "枚举", "duty": "定期职责", "obligation": "义务", "stages": "阶段", "report": "报表",
        "organisation": "单位", "calendar": "日历",
        "role": "岗位",
        "action": "行为", "log": "日志", "source": "来源", "judgement": "判断", "columns": "表格列",
    ]

    // MARK: prose

    /// The rule files in Markdown whose text outside of the rules differs.
    private func prose() -> [DiffReport.TextChange] {
        let before = Dictionary(
            DiffText.manuals(old).map { ($0.name, DiffText.prose(of: $0.file)) },
            uniquingKeysWith: { first, _ in first })
        return DiffText.manuals(new).compactMap { manual in
            guard let other = before[manual.name], other != DiffText.prose(of: manual.file) else { return nil }
            return .init(
                kind: .reworded, declaration: "prose \(manual.name)",
                reading: Phrase(en: "prose \(manual.name)", zh: "说明文字 \(manual.name)"),
                place: Span(file: manual.file.id, start: 0, end: 0), isEffective: false)
        }
    }

    /// Each by its path below the folder that they all lie in: the versions lie in two folders, and two areas may each
    /// have a file of one name.
    private static func manuals(_ program: Program) -> [(name: String, file: SourceText)] {
        let files = program.files.filter { $0.path.hasSuffix(".writ.md") }
        var shared = files.first.map { Array($0.path.split(separator: "/").dropLast()) } ?? []
        for file in files {
            let folders = file.path.split(separator: "/").dropLast()
            shared = zip(shared, folders).prefix { $0 == $1 }.map(\.0)
        }
        return files.map { file in
            (file.path.split(separator: "/").dropFirst(shared.count).joined(separator: "/"), file)
        }
    }

    /// The words outside of fenced blocks.
    private static func prose(of file: SourceText) -> [ArraySlice<UInt8>] {
        var isCode = false
        var words: [ArraySlice<UInt8>] = []
        for line in file.bytes.split(separator: UInt8(ascii: "\n")) {
            let isFence = line.starts(with: [UInt8(ascii: "`"), UInt8(ascii: "`"), UInt8(ascii: "`")])
            if isFence { isCode.toggle() }
            if isFence || isCode { continue }
            words += line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
        }
        return words
    }
}
