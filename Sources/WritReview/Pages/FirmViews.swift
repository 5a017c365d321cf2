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
                style.told(
                    en:
                        "The source states no figure for \(style.quoted(parameter.identity)); each organisation sets its own.",
                    zh: "\(style.quoted(parameter.identity))原文没有载明，由各单位设定。"))
        }
        let start = style.told(en: "from the beginning", zh: "自始")
        var rows = parameter.values.map { value in
            [
                style.told(en: "rulebook", zh: "规则"), value.from.map { style.phrase($0) } ?? start,
                style.phrase(value.value, type: parameter.type),
            ]
        }
        let missing = Set(site.needs.missing(number, in: site.program))
        for (index, firm) in site.program.organisations.enumerated() {
            for setting in firm.settings where setting.parameter.index == number {
                rows.append([
                    style.word(firm.identity), setting.from.map { style.phrase($0) } ?? start,
                    setting.value == .unknown
                        ? style.told(en: "not stated", zh: "未载明") : style.phrase(setting.value, type: parameter.type),
                ])
            }
            if missing.contains(index) {
                rows.append([style.word(firm.identity), "–", style.told(en: "yet to be set", zh: "尚待设定")])
            }
        }
        site.table(
            caption: nil,
            head: [
                style.told(en: "set by", zh: "设定者"), style.told(en: "from", zh: "起始日期"),
                style.told(en: "value", zh: "数值"),
            ], rows: rows,
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
            out.element("p", style.told(en: "calendar: \(title)", zh: "适用日历：\(title)"))
        }
        site.table(
            caption: style.told(en: "posts", zh: "岗位"),
            head: [style.told(en: "role", zh: "岗位"), style.told(en: "reports to", zh: "上级")],
            rows: firm.posts.map { [style.title(of: $0.role), $0.superior.map(style.title(of:)) ?? "–"] },
            into: &out)
        if !firm.substitutions.isEmpty {
            site.table(
                caption: style.told(en: "substitutes", zh: "代行职责"),
                head: [
                    style.told(en: "role", zh: "岗位"), style.told(en: "substitute", zh: "代行者"),
                    style.told(en: "from", zh: "自"),
                    style.told(en: "to", zh: "至"),
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
                caption: style.told(en: "parameters set here", zh: "本单位设定的参数"),
                head: [
                    style.told(en: "parameter", zh: "参数"), style.told(en: "from", zh: "起始日期"),
                    style.told(en: "value", zh: "数值"),
                ],
                rows: firm.settings.map { setting in
                    let parameter = site.program.parameters[setting.parameter.index]
                    return [
                        style.word(parameter.identity),
                        setting.from.map { style.phrase($0) } ?? style.told(en: "from the beginning", zh: "自始"),
                        setting.value == .unknown
                            ? style.told(en: "not stated", zh: "未载明")
                            : style.phrase(setting.value, type: parameter.type),
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
                ? style.told(
                    en: "Everything that the rules of this organisation need is set.", zh: "本单位适用的规则所需的数值均已设定。")
                : style.told(en: "yet to be set: ", zh: "尚待设定：") + style.list(names, last: Phrase(en: "and", zh: "、")))
    }
}

/// A calendar: days off of the week, holidays, make-up days, and what becomes of a deadline on a day off.
struct CalendarView {
    let site: SiteMap
    let calendar: WorkCalendar
    let declaration: CalendarDeclaration?

    func write(into out: inout Markup) {
        let style = site.style
        let names = style.weekdays
        let off = names.indices.filter { calendar.weekend & (1 << UInt8($0)) != 0 }.map { names[$0] }
        if !off.isEmpty {
            out.element(
                "p", ["class": "sentence"],
                style.told(en: "days off: ", zh: "休息日：每") + style.list(off, last: Phrase(en: "and", zh: "、"))
                    + style.told(en: ".", zh: "。"))
        }
        let roll =
            switch calendar.roll {
            case .none: style.told(en: "A deadline on a day off stays where it is.", zh: "期限届满日遇休息日的，不顺延。")
            case .forward:
                style.told(en: "A deadline on a day off moves to the next working day.", zh: "期限届满日遇休息日的，顺延至下一个工作日。")
            case .backward:
                style.told(en: "A deadline on a day off moves to the working day before.", zh: "期限届满日遇休息日的，提前至上一个工作日。")
            }
        out.element("p", ["class": "sentence"], roll)
        if let covered = calendar.covered {
            let (from, to) = (style.phrase(covered.lowerBound), style.phrase(covered.upperBound))
            out.element(
                "p", ["class": "sentence"],
                style.told(en: "Holidays are known from \(from) to \(to).", zh: "节假日已公布至\(to)（自\(from)起）。"))
        }
        guard let declaration else { return }
        let days =
            declaration.holidays.map { row($0, style.told(en: "holiday", zh: "放假")) }
            + declaration.workdays.map { row($0, style.told(en: "working day", zh: "补班")) }
        if days.isEmpty { return }
        site.table(
            caption: style.told(en: "holidays and make-up days", zh: "节假日与补班日"),
            head: [
                style.told(en: "from", zh: "自"), style.told(en: "to", zh: "至"), style.told(en: "arrangement", zh: "安排"),
                style.told(en: "name", zh: "名称"),
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
