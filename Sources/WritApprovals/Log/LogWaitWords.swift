package import WritLanguage

/// Lengths of time and shares as reports tell them.
package struct LogWaitWords: Sendable {
    private let language: MessageLanguage

    package init(_ language: MessageLanguage) { self.language = language }

    /// `3 h 20 min`, `2 d 4 h`, `95 d`: the two largest units.
    package func length(_ minutes: Int) -> String {
        let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
        func told(_ days: Int, _ hours: Int, _ minutes: Int) -> String {
            let parts = [
                days > 0 ? Phrase(en: "\(days) d", zh: "\(days)天") : nil,
                hours > 0 ? Phrase(en: "\(hours) h", zh: "\(hours)小时") : nil,
                minutes > 0 ? Phrase(en: "\(minutes) min", zh: "\(minutes)分") : nil,
            ].compactMap { $0?.text(in: language) }
            return parts.joined(separator: language.isChinese ? "" : " ")
        }
        if minutes == 0 { return Phrase(en: "0 min", zh: "0分").text(in: language) }
        if days >= 90 { return told(days, 0, 0) }
        return days > 0 ? told(days, hours, 0) : told(0, hours, rest)
    }

    /// `12.5 %` of thousandths.
    package static func share(_ thousandths: Int) -> String { "\(thousandths / 10).\(thousandths % 10) %" }

    /// `12.5 %`; nothing of nothing.
    package static func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "-" : share(Int((Double(part) / Double(whole) * 1000).rounded()))
    }

    /// What is exact of the lengths.
    package func precision(isByDay: Bool) -> String {
        isByDay
            ? Phrase(en: "the log tells days only", zh: "日志仅载日期").text(in: language)
            : Phrase(
                en: "to the minute up to a week, to the hour up to 90 days, beyond to the day",
                zh: "一周以内精确到分，90天以内精确到小时，更长的精确到天"
            ).text(in: language)
    }

    package func month(_ key: Int) -> String {
        let (year, month) = (key / 12, key % 12 + 1)
        return "\(year)-" + (month < 10 ? "0\(month)" : "\(month)")
    }
}
