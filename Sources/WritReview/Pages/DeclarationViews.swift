internal import WritLanguage
internal import WritSemantics

/// A decision table as a table.
struct TableView {
    let site: SiteMap
    let table: DecisionTable

    func write(into out: inout Markup) {
        let style = site.style
        let outputs = table.outputs.map { site.program.definitions[$0.index] }
        let policy =
            switch table.policy {
            case .unique: style.pick("每种情形只有一行适用。", "Exactly one row applies.")
            case .first: style.pick("自上而下，第一个符合的行适用。", "The first row that matches applies.")
            case .collect: style.pick("所有符合的行均适用。", "Every row that matches applies.")
            }
        out.element("p", policy)
        let head = table.inputs.map { style.noun($0) } + outputs.map { "→ \($0.identity.title)" }
        let rows = table.rows.map { row in
            zip(row.cells, table.inputs).map { text($0, type: $1.type) } + row.outputs.map { style.noun($0) }
        }
        site.table(caption: nil, head: head, rows: rows, into: &out)
    }

    private func text(_ cell: DecisionTable.Cell, type: ValueType) -> String {
        let style = site.style
        switch cell {
        case .any: return "–"
        case .values(let values):
            return style.list(values.map { style.phrase($0, type: type) }, last: ("或", "or"))
        case .range(let lower, let upper, let includesLower, let includesUpper):
            let low = lower.map { (includesLower ? "≥ " : "> ") + style.phrase($0, type: type) }
            let high = upper.map { (includesUpper ? "≤ " : "< ") + style.phrase($0, type: type) }
            return [low, high].compactMap { $0 }.joined(separator: style.pick("，", ", "))
        case .not(let inner): return style.pick("非（\(text(inner, type: type))）", "not (\(text(inner, type: type)))")
        }
    }
}

/// A parameter with its values over time and at each firm.
struct ParameterView {
    let site: SiteMap
    let parameter: Parameter

    func write(into out: inout Markup) {
        let style = site.style
        if parameter.values.isEmpty {
            out.element(
                "p", ["class": "sentence"],
                style.pick("来源未载明数值；由各单位自行设定。", "The source states no figure; each organisation sets its own."))
        }
        var rows = parameter.values.map { value in
            [
                style.pick("规则", "rulebook"),
                value.from.map { style.phrase($0) } ?? style.pick("自始", "from the beginning"),
                style.phrase(value.value, type: parameter.type),
            ]
        }
        for organisation in site.program.organisations {
            let settings = organisation.settings.filter {
                site.program.parameters[$0.parameter.index].identity.name == parameter.identity.name
            }
            rows += settings.map { setting in
                [
                    organisation.identity.title,
                    setting.from.map { style.phrase($0) } ?? style.pick("自始", "from the beginning"),
                    style.phrase(setting.value, type: parameter.type),
                ]
            }
            if settings.isEmpty, parameter.values.isEmpty {
                rows.append([organisation.identity.title, "–", style.pick("尚未设定", "not set yet")])
            }
        }
        site.table(
            caption: nil,
            head: [style.pick("设定者", "set by"), style.pick("起始日期", "from"), style.pick("数值", "value")], rows: rows,
            into: &out)
    }
}

/// A firm: who reports to whom, what it sets, what it has yet to state.
struct OrganisationView {
    let site: SiteMap
    let organisation: Organisation

    func write(into out: inout Markup) {
        let style = site.style
        site.table(
            caption: style.pick("岗位", "posts"), head: [style.pick("岗位", "role"), style.pick("上级", "reports to")],
            rows: organisation.posts.map { [style.title(of: $0.role), $0.superior.map(style.title(of:)) ?? "–"] },
            into: &out)
        let open = site.program.parameters.enumerated().filter { index, parameter in
            parameter.values.isEmpty && !organisation.settings.contains { $0.parameter.index == index }
        }
        if !organisation.settings.isEmpty {
            site.table(
                caption: style.pick("本单位设定的参数", "parameters set here"),
                head: [style.pick("参数", "parameter"), style.pick("数值", "value")],
                rows: organisation.settings.map { setting in
                    let parameter = site.program.parameters[setting.parameter.index]
                    return [parameter.identity.title, style.phrase(setting.value, type: parameter.type)]
                }, into: &out)
        }
        if !open.isEmpty {
            let names = open.map(\.element.identity.title)
            out.element("p", style.pick("尚待设定：", "yet to be set: ") + style.list(names, last: ("、", "and")))
        }
    }
}

/// A case as a small readable table.
struct CaseView {
    let site: SiteMap
    let input: CaseData

    func write(into out: inout Markup) {
        let style = site.style
        let type = site.program.records[input.type.index]
        var rows: [[String]] = [[style.pick("案件日期", "as of"), style.phrase(input.asOf)]]
        if let firm = input.organisation {
            rows.append([style.pick("单位", "organisation"), site.program.organisations[firm.index].identity.title])
        }
        for (field, value) in zip(type.fields, input.facts) where value != .unknown && value != .missing {
            rows.append([field.title, style.phrase(value, type: field.type)])
        }
        for document in input.history {
            var parts: [String] = []
            if let issued = document.issued { parts.append(style.pick("签发 ", "issued ") + style.phrase(issued)) }
            if let due = document.due { parts.append(style.pick("期限 ", "due ") + style.phrase(due)) }
            if let delivered = document.delivered {
                parts.append(style.pick("送达 ", "delivered ") + style.phrase(delivered))
            }
            if let signed = document.signed { parts.append(style.pick("签署 ", "signed ") + style.phrase(signed)) }
            if let approved = document.approved {
                parts.append(style.pick("批准 ", "approved ") + style.phrase(approved))
            }
            rows.append([style.title(of: document.form), parts.joined(separator: style.pick("，", ", "))])
        }
        site.table(caption: nil, head: [style.pick("事项", "fact"), style.pick("内容", "value")], rows: rows, into: &out)
    }
}
