package import WritEvaluation
internal import WritLanguage
package import WritSemantics

/// What falls due when, as one page with a table for each month: no script, nothing from elsewhere.
package struct DutyMonthPage: Sendable {
    private let words: DutyWords
    private let occurrences: [DutyOccurrence]
    private let stretch: ClosedRange<CalendarDate>

    package init(_ words: DutyWords, _ occurrences: [DutyOccurrence], over stretch: ClosedRange<CalendarDate>) {
        self.words = words
        self.occurrences = occurrences
        self.stretch = stretch
    }

    package func html() -> [UInt8] {
        let title = words.told(
            en: "Duties from \(stretch.lowerBound) to \(stretch.upperBound)",
            zh: "定期职责 \(stretch.lowerBound) 至 \(stretch.upperBound)")
        var out = Markup(words.language)
        out.openPage(title, style: SiteStyle.sheet + Self.style)
        out.open("main")
        out.element("h1", title)
        var byDay: [Int32: [DutyOccurrence]] = [:]
        for occurrence in occurrences where occurrence.open == nil {
            if let due = occurrence.due { byDay[due.day, default: []].append(occurrence) }
        }
        for (year, month) in months { table(year, month, byDay, into: &out) }
        undated(into: &out)
        out.close("main")
        out.closePage()
        return out.bytes
    }

    private static let style = """

        table.month{table-layout:fixed;width:100%}
        table.month td{height:5rem;min-width:0;overflow-wrap:anywhere}
        table.month th{min-width:0}
        table.month ul{margin:0;padding-left:1rem;font-size:.85rem}
        .day{font-weight:700}
        .off{background:var(--tint)}
        @media print{table.month{break-inside:avoid}}
        """

    private var months: [(Int, Int)] {
        let (start, end) = (stretch.lowerBound.components, stretch.upperBound.components)
        return (start.year * 12 + start.month - 1...end.year * 12 + end.month - 1).map { ($0 / 12, $0 % 12 + 1) }
    }

    private func table(_ year: Int, _ month: Int, _ byDay: [Int32: [DutyOccurrence]], into out: inout Markup) {
        guard let first = CalendarDate(year: year, month: month, day: 1) else { return }
        let count = CalendarDate.daysInMonth(year: year, month: month)
        out.open("table", ["class": "month"])
        out.element("caption", words.month(year, month))
        out.open("thead")
        out.open("tr")
        for weekday in 0..<7 {
            out.open("th", ["scope": "col"])
            out.text(first.addingDays((weekday - first.weekday + 7) % 7).map(words.weekday) ?? "")
            out.close("th")
        }
        out.close("tr")
        out.close("thead")
        out.open("tbody")
        var cell = -first.weekday
        while cell < count {
            out.open("tr")
            for _ in 0..<7 {
                if (0..<count).contains(cell), let date = first.addingDays(cell) {
                    day(date, byDay[date.day] ?? [], into: &out)
                } else {
                    out.element("td", "")
                }
                cell += 1
            }
            out.close("tr")
        }
        out.close("tbody")
        out.close("table")
    }

    private func day(_ date: CalendarDate, _ due: [DutyOccurrence], into out: inout Markup) {
        out.open("td", ["class": due.contains(where: \.isDayOff) ? "off" : ""])
        out.element("span", ["class": "day"], "\(date.components.day)")
        if !due.isEmpty {
            out.open("ul")
            for occurrence in due { item(occurrence, into: &out) }
            out.close("ul")
        }
        out.close("td")
    }

    private func item(_ occurrence: DutyOccurrence, into out: inout Markup) {
        out.open("li")
        if let time = words.time(occurrence) { out.text(words.told(en: "by \(time) ", zh: "\(time)前 ")) }
        out.text(words.title(occurrence))
        out.text(
            words.told(en: ": ", zh: "：") + words.owners(occurrence).joined(separator: words.told(en: ", ", zh: "、")))
        var remarks = [words.remark(occurrence)].compactMap { $0 }
        if let days = occurrence.days, days.lowerBound != days.upperBound {
            remarks.insert(words.told(en: "from \(days.lowerBound)", zh: "自\(days.lowerBound)起"), at: 0)
        }
        if !remarks.isEmpty {
            out.text(
                words.told(en: " (", zh: "（") + remarks.joined(separator: words.told(en: "; ", zh: "；"))
                    + words.told(en: ")", zh: "）"))
        }
        out.close("li")
    }

    /// What has no day of its own.
    private func undated(into out: inout Markup) {
        let open = occurrences.filter { $0.open != nil }
        if open.isEmpty { return }
        out.element("h2", words.told(en: "duties without a day", zh: "无法确定日期的职责"))
        out.open("ul")
        for occurrence in open {
            out.open("li")
            if let days = occurrence.days { out.text("\(days.lowerBound)–\(days.upperBound) ") }
            out.text(words.title(occurrence) + words.told(en: ": ", zh: "："))
            out.text(
                words.owners(occurrence).joined(separator: words.told(en: ", ", zh: "、"))
                    + words.told(en: ", ", zh: "，"))
            out.text(words.times(occurrence))
            if let remark = words.remark(occurrence) { out.text(words.told(en: " (\(remark))", zh: "（\(remark)）")) }
            out.close("li")
        }
        out.close("ul")
    }
}
