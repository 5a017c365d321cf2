package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// What is said of a duty's occurrences, for every format in which they are listed.
package struct DutyWords: Teller, Sendable {
    package let program: Program
    package let language: MessageLanguage
    private let style: SentenceStyle

    package init(_ program: Program, language: MessageLanguage) {
        self.program = program
        self.language = language
        style = SentenceStyle(program: program, language: language)
    }

    package func title(_ occurrence: DutyOccurrence) -> String { style.word(program.duties[occurrence.duty].identity) }

    /// `every Saturday by 12:00`
    package func times(_ occurrence: DutyOccurrence) -> String { style.times(program.duties[occurrence.duty]) }

    package func owners(_ occurrence: DutyOccurrence) -> [String] {
        program.duties[occurrence.duty].by.map { style.title(of: $0) }
    }

    package func recipients(_ occurrence: DutyOccurrence) -> [String] {
        program.duties[occurrence.duty].to.map { style.title(of: $0) }
    }

    package func forms(_ occurrence: DutyOccurrence) -> [String] {
        program.duties[occurrence.duty].forms.map { style.title(of: $0) }
    }

    package func firms(_ occurrence: DutyOccurrence) -> [String] {
        occurrence.organisations.map { style.word(program.organisations[$0.index].identity) }
    }

    /// Why no day can be told, or what else is to be known about the day; nil where the day says everything.
    package func remark(_ occurrence: DutyOccurrence) -> String? {
        var remarks: [String] = []
        switch occurrence.open {
        case nil: break
        case .periodNotStated:
            remarks.append(style.told(en: "the source states no period: no day can be told", zh: "制度未载明周期，无法确定日期"))
        case .event(let text):
            remarks.append(style.told(en: "depends on “\(text)”, which no calendar tells", zh: "取决于“\(text)”，不在日历之内"))
        case .shift(let name):
            let (zh, en) = (name.map { "（\($0)）" } ?? "", name.map { " (\($0))" } ?? "")
            remarks.append(style.told(en: "depends on the roster\(en)", zh: "取决于排班\(zh)"))
        case .notCovered(let calendar):
            let known = program.calendars.first { $0.identity.name == calendar }
            let title = known.map { style.word($0.identity) } ?? calendar
            remarks.append(
                style.told(
                    en: "the holidays of these days are not in “\(title)” yet: no day can be told",
                    zh: "《\(title)》尚无这些日子的节假日安排，无法确定"))
        case .noCalendar:
            remarks.append(style.told(en: "there is no calendar that would tell", zh: "没有可用的日历"))
        }
        if occurrence.isDayNotStated {
            remarks.append(style.told(en: "the source does not state the day", zh: "制度未载明期间内的哪一天"))
        }
        if occurrence.isDayOff { remarks.append(style.told(en: "a day off", zh: "该日为休息日")) }
        if let condition = program.duties[occurrence.duty].condition {
            remarks.append(style.told(en: "only where: \(condition)", zh: "仅当\(condition)"))
        }
        return remarks.isEmpty ? nil : remarks.joined(separator: style.told(en: "; ", zh: "；"))
    }

    /// The time of day by which it is due.
    package func time(_ occurrence: DutyOccurrence) -> String? {
        program.duties[occurrence.duty].time.map { "\($0)" }
    }

    /// `周六`, `Saturday`
    package func weekday(_ date: CalendarDate) -> String { style.weekday(date.weekday) }

    /// `2026年3月`, `March 2026`
    package func month(_ year: Int, _ month: Int) -> String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return style.told(
            en: "\(names.indices.contains(month - 1) ? names[month - 1] : "") \(year)", zh: "\(year)年\(month)月")
    }

}

extension SentenceStyle {
    /// 0 is Monday.
    func weekday(_ number: Int) -> String { weekdays.indices.contains(number) ? weekdays[number] : "" }
}
