internal import WritLanguage
internal import WritSemantics

/// A parameter with its values over time, and at each firm that needs it.
struct ParameterView {
    let site: SiteMap
    let number: Int

    func write(into out: inout Markup) {
        let style = site.style
        let parameter = site.program.parameters[number]
        if parameter.values.isEmpty {
            out.element(
                "p", ["class": "sentence"],
                style.pick("来源未载明数值；由各单位自行设定。", "The source states no figure; each organisation sets its own."))
        }
        let start = style.pick("自始", "from the beginning")
        var rows = parameter.values.map { value in
            [
                style.pick("规则", "rulebook"), value.from.map { style.phrase($0) } ?? start,
                style.phrase(value.value, type: parameter.type),
            ]
        }
        let missing = Set(site.needs.missing(number, in: site.program))
        for (index, firm) in site.program.organisations.enumerated() {
            for setting in firm.settings where setting.parameter.index == number {
                rows.append([
                    style.word(firm.identity), setting.from.map { style.phrase($0) } ?? start,
                    style.phrase(setting.value, type: parameter.type),
                ])
            }
            if missing.contains(index) {
                rows.append([style.word(firm.identity), "–", style.pick("尚待设定", "yet to be set")])
            }
        }
        site.table(
            caption: nil,
            head: [style.pick("设定者", "set by"), style.pick("起始日期", "from"), style.pick("数值", "value")], rows: rows,
            into: &out)
    }
}

/// A firm: who reports to whom, who stands in for whom, what it sets, what it has yet to state.
struct OrganisationView {
    let site: SiteMap
    let number: Int

    func write(into out: inout Markup) {
        let style = site.style
        let firm = site.program.organisations[number]
        if let calendar = firm.calendar {
            let title = style.quoted(site.program.calendars[calendar.index].identity)
            out.element("p", style.pick("适用日历：\(title)", "calendar: \(title)"))
        }
        site.table(
            caption: style.pick("岗位", "posts"), head: [style.pick("岗位", "role"), style.pick("上级", "reports to")],
            rows: firm.posts.map { [style.title(of: $0.role), $0.superior.map(style.title(of:)) ?? "–"] },
            into: &out)
        if !firm.substitutions.isEmpty {
            site.table(
                caption: style.pick("代行职责", "substitutes"),
                head: [
                    style.pick("岗位", "role"), style.pick("代行者", "substitute"), style.pick("自", "from"),
                    style.pick("至", "to"),
                ],
                rows: firm.substitutions.map {
                    [
                        style.title(of: $0.absent), style.title(of: $0.role), style.phrase($0.from),
                        style.phrase($0.to),
                    ]
                }, into: &out)
        }
        if !firm.settings.isEmpty {
            site.table(
                caption: style.pick("本单位设定的参数", "parameters set here"),
                head: [style.pick("参数", "parameter"), style.pick("起始日期", "from"), style.pick("数值", "value")],
                rows: firm.settings.map { setting in
                    let parameter = site.program.parameters[setting.parameter.index]
                    return [
                        style.word(parameter.identity),
                        setting.from.map { style.phrase($0) } ?? style.pick("自始", "from the beginning"),
                        style.phrase(setting.value, type: parameter.type),
                    ]
                }, into: &out)
        }
        let open = site.program.parameters.indices.filter {
            site.needs.missing($0, in: site.program).contains(number)
        }
        let names = open.map { style.word(site.program.parameters[$0].identity) }
        out.element(
            "p",
            names.isEmpty
                ? style.pick("本单位适用的规则所需的数值均已设定。", "Everything that the rules of this organisation need is set.")
                : style.pick("尚待设定：", "yet to be set: ") + style.list(names, last: ("、", "and")))
    }
}

/// A calendar: days off of the week, holidays, make-up days, and what becomes of a deadline on a day off.
struct CalendarView {
    let site: SiteMap
    let calendar: WorkCalendar
    let declaration: CalendarDeclaration?

    func write(into out: inout Markup) {
        let style = site.style
        let names =
            style.isChinese
            ? ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
            : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        let off = names.indices.filter { calendar.weekend & (1 << UInt8($0)) != 0 }.map { names[$0] }
        if !off.isEmpty {
            out.element(
                "p", ["class": "sentence"],
                style.pick("休息日：每", "days off: ") + style.list(off, last: ("、", "and")) + style.pick("。", "."))
        }
        let roll =
            switch calendar.roll {
            case .none: style.pick("期限届满日遇休息日的，不顺延。", "A deadline on a day off stays where it is.")
            case .forward:
                style.pick("期限届满日遇休息日的，顺延至下一个工作日。", "A deadline on a day off moves to the next working day.")
            case .backward:
                style.pick("期限届满日遇休息日的，提前至上一个工作日。", "A deadline on a day off moves to the working day before.")
            }
        out.element("p", ["class": "sentence"], roll)
        if let covered = calendar.covered {
            let (from, to) = (style.phrase(covered.lowerBound), style.phrase(covered.upperBound))
            out.element(
                "p", ["class": "sentence"],
                style.pick("节假日已公布至\(to)（自\(from)起）。", "Holidays are known from \(from) to \(to)."))
        }
        guard let declaration else { return }
        let days =
            declaration.holidays.map { row($0, style.pick("放假", "holiday")) }
            + declaration.workdays.map { row($0, style.pick("补班", "working day")) }
        if days.isEmpty { return }
        site.table(
            caption: style.pick("节假日与补班日", "holidays and make-up days"),
            head: [
                style.pick("自", "from"), style.pick("至", "to"), style.pick("安排", "arrangement"),
                style.pick("名称", "name"),
            ], rows: days.sorted { $0.from < $1.from }.map(\.cells), into: &out)
    }

    private func row(_ days: CalendarDeclaration.Days, _ arrangement: String) -> (from: Int32, cells: [String]) {
        let from = date(days.from)
        let to = days.to.flatMap(date) ?? from
        return (
            from?.day ?? 0,
            [
                from.map { site.style.phrase($0) } ?? "", to.map { site.style.phrase($0) } ?? "", arrangement,
                days.title?.plain ?? "–",
            ]
        )
    }

    private func date(_ expression: ExpressionSyntax) -> CalendarDate? {
        guard let file = site.program.files.first(where: { $0.id == expression.span.file }) else { return nil }
        return CalendarDate.parse(String(decoding: file.bytes[expression.span.range], as: UTF8.self))
    }
}
