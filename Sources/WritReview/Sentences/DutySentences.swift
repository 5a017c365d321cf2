package import WritLanguage
package import WritSemantics

/// Duties as sentences.
extension SentenceStyle {
    /// When a duty is due and who owes it.
    package func sentence(_ duty: Duty) -> String {
        let title = quoted(duty.identity)
        let (when, isStated) = (times(duty), duty.occasion.isStated)
        let owners = list(duty.by.map(definite), last: Phrase(en: "and", zh: "和"))
        var text =
            limits(duty.provision)
            + told(
                en: "\(owners) must see to \(title) \(when)",
                zh: isStated
                    ? "\(when)，\(owners)应当：\(word(duty.identity))" : "\(owners)应当：\(word(duty.identity))\(when)")
        if !duty.forms.isEmpty {
            let forms = list(duty.forms.map { self.title(of: $0) }, last: Phrase(en: "and", zh: "和"))
            text += told(en: ", issuing \(forms)", zh: "，出具\(forms)")
        }
        // Only a paper is handed over; what else is done for somebody is done towards him.
        for (isParty, verb) in [(false, "报"), (true, duty.forms.isEmpty ? "对象为" : "送交")] {
            let to = duty.to.filter { program.roles[$0.index].isParty == isParty }.map(definite)
            if !to.isEmpty {
                text += told(
                    en: ", to \(list(to, last: Phrase(en: "and", zh: "和")))",
                    zh: "，\(verb)\(list(to, last: Phrase(en: "and", zh: "和")))")
            }
        }
        if let condition = duty.condition { text += told(en: " (only where: \(condition))", zh: "（仅当\(condition)）") }
        return capitalised(text) + told(en: ".", zh: "。")
    }

    /// `每周六12:00前`, `every Saturday by 12:00`
    package func times(_ duty: Duty) -> String {
        var text: String
        switch duty.occasion {
        case .notStated: text = told(en: "at times that the source does not state", zh: "（周期原文未载）")
        case .dates(let dates):
            text = told(
                en: "on \(list(dates.map { phrase($0) }, last: Phrase(en: "and", zh: "和")))",
                zh: "于\(list(dates.map { phrase($0) }, last: Phrase(en: "and", zh: "和")))")
        case .anchored(let manner, let distance, let anchor): text = times(manner, distance, anchor)
        case .recurring(let recurrence): text = times(recurrence)
        }
        if let time = duty.time { text += told(en: " by \(time)", zh: "\(time)前") }
        switch duty.rolling {
        case .backward: text += told(en: " (on the working day before where that is a day off)", zh: "（遇休息日提前至前一工作日）")
        case .forward: text += told(en: " (on the next working day where that is a day off)", zh: "（遇休息日顺延至下一工作日）")
        case .not, nil: break
        }
        return text
    }

    private func times(_ manner: Duty.Manner, _ distance: Duty.Distance, _ anchor: Duty.Anchor) -> String {
        let event =
            switch anchor {
            case .event(let text): told(en: "“\(text)”", zh: "“\(text)”")
            case .holiday(let title): told(en: "the holiday “\(title)”", zh: "\(title)")
            }
        let length: String
        switch distance {
        case .none:
            return manner.isOn
                ? told(en: "on the day of \(event)", zh: onTheDay(of: event, anchor))
                : told(en: "before \(event)", zh: "在\(event)之前")
        case .notStated: length = told(en: "a time that the source does not state", zh: "若干日（天数原文未载）")
        case .length(let count, let unit): length = phrase(count, unit)
        }
        switch manner {
        case .on: return told(en: "on the day of \(event)", zh: onTheDay(of: event, anchor))
        case .exact(let isAfter):
            return isAfter
                ? told(en: "\(length) after \(event)", zh: "于\(event)后第\(length)")
                : told(en: "\(length) before \(event)", zh: "于\(event)前\(length)")
        case .within(let isAfter):
            return isAfter
                ? told(en: "within \(length) after \(event)", zh: "在\(event)后\(length)内")
                : told(en: "at the latest \(length) before \(event)", zh: "在\(event)前\(length)以前")
        case .earliest: return told(en: "not before \(length) after \(event)", zh: "自\(event)后\(length)起")
        }
    }

    /// `收费时` is a time already.
    private func onTheDay(of event: String, _ anchor: Duty.Anchor) -> String {
        if case .event(let text) = anchor, ["时", "后", "前", "当日", "之日"].contains(where: text.hasSuffix) { return text }
        return "于\(event)当日"
    }

    private func times(_ recurrence: Duty.Recurrence) -> String {
        let period = period(recurrence.period)
        var text = told(en: "every \(period.en)\(placement(recurrence))", zh: "\(period.zh)\(placement(recurrence))")
        if case .interval(_, _, let from) = recurrence.period {
            text = told(en: "every \(period.en) from \(phrase(from))", zh: "自\(phrase(from))起\(period.zh)")
        }
        if recurrence.isAtLeast {
            return text + told(en: ", at least \(count(recurrence.times))", zh: "至少\(recurrence.times)次")
        }
        return recurrence.times == 1
            ? text : text + told(en: ", \(count(recurrence.times))", zh: "\(recurrence.times)次")
    }

    private func count(_ times: Int) -> String { times == 1 ? "once" : times == 2 ? "twice" : "\(times) times" }

    private func names(_ days: [Int]) -> String {
        list(days.filter(weekdays.indices.contains).map { weekdays[$0] }, last: Phrase(en: "and", zh: "和"))
    }

    /// With 每 in Chinese, without `every` in English.
    private func period(_ period: Duty.Period) -> (zh: String, en: String) {
        switch period {
        case .day: ("每日", "day")
        case .workingDay: ("每个工作日", "working day")
        case .week: ("每周", "week")
        case .month: ("每月", "month")
        case .quarter: ("每季度", "quarter")
        case .halfYear: ("每半年", "half-year")
        case .year: ("每年", "year")
        case .weekdays(let days): ("每\(names(days))", names(days))
        case .shift(let name): ("每个\(name ?? "")班次", name.map { "shift (\($0))" } ?? "shift")
        case .holiday: ("每个节假日", "holiday")
        case .interval(let count, let unit, _): ("每\(phrase(count, unit))", phrase(count, unit))
        }
    }

    private func placement(_ recurrence: Duty.Recurrence) -> String {
        switch recurrence.placement {
        case .anywhere: return ""
        case .notStated: return told(en: ", on a day that the source does not state", zh: "（制度未载明哪一天）")
        case .weekdays(let days): return told(en: " on \(names(days))", zh: "的\(names(days))")
        case .edge(let isFirst, let isWorkingDay):
            return told(
                en: " on its \(isFirst ? "first" : "last") \(isWorkingDay ? "working day" : "day")",
                zh: isFirst ? (isWorkingDay ? "的首个工作日" : "的第一日") : (isWorkingDay ? "的最后一个工作日" : "的最后一日"))
        case .days(let days):
            if days == [31...31] { return told(en: " on its last day", zh: "最后一日") }
            let parts = days.map { range in
                range.count == 1
                    ? told(en: "\(range.lowerBound)", zh: "\(range.lowerBound)日")
                    : told(
                        en: "\(range.lowerBound) to \(range.upperBound)",
                        zh: "\(range.lowerBound)日至\(range.upperBound)日")
            }
            // A month that is too short for it has its last day instead.
            let isClamped = days.contains { $0.upperBound > 28 }
            let clamped = isClamped ? told(en: " (or its last day)", zh: "（当月无此日的，至月末）") : ""
            let isOne = days.count == 1 && days[0].count == 1
            return told(en: isOne ? " on day " : " on days ", zh: "") + list(parts, last: Phrase(en: "and", zh: "和"))
                + clamped
        case .yearDays(let from, let to):
            let first = told(en: "\(from.month)-\(from.day)", zh: "\(from.month)月\(from.day)日")
            if from == to { return told(en: " on \(first)", zh: first) }
            return told(en: " from \(first) to \(to.month)-\(to.day)", zh: "\(first)至\(to.month)月\(to.day)日")
        }
    }
}

extension Duty.Occasion {
    fileprivate var isStated: Bool { if case .notStated = self { false } else { true } }
}

extension DutyDeclaration.Manner {
    fileprivate var isOn: Bool { if case .on = self { true } else { false } }
}
