import WritEvaluation
import WritLanguage
import WritSemantics

/// Waiting times in the summary of a log.
extension LogSummary {
    private static let personsShown = 10

    private func title(ofStep step: Int) -> String {
        let step = program.chains[report.log.chain.index].steps[step]
        return step.title == step.name ? step.name : "\(step.name) \(step.title)"
    }

    func waits() -> [String] {
        let waits = report.waits
        guard !waits.steps.isEmpty || !waits.standing.isEmpty else { return [] }
        let words = LogWaitWords(language)
        var lines: [String] = []
        if !waits.steps.isEmpty {
            lines += [
                "", told(en: "waiting for each step: median, 90 %, share of all waiting", zh: "各环节等待时间：中位数、九成以内、占全部等待"),
            ]
            lines.append("  (" + words.precision(isByDay: waits.isByDay) + ")")
            for (step, counts) in waits.steps.sorted(by: { $0.key < $1.key }) {
                lines += line(title(ofStep: step), counts, words, share: LogWaitWords.share(waits.share(of: step)))
            }
            if let bottleneck = waits.bottleneck {
                lines.append(
                    "  " + told(en: "most of the waiting is at ", zh: "等待最多的环节：") + title(ofStep: bottleneck))
            }
        }
        let hands = waits.hands.sorted { a, b in
            a.value.minutes == b.value.minutes
                ? (a.key.step, a.key.person ?? "") < (b.key.step, b.key.person ?? "")
                : a.value.minutes > b.value.minutes
        }
        if !hands.isEmpty {
            lines += ["", told(en: "waiting for persons, longest in all first", zh: "等待各人的时间（总时长由多到少）")]
            for (hand, counts) in hands.prefix(LogSummary.personsShown) {
                let name = hand.person ?? told(en: "others", zh: "其他人")
                lines += line("\(name), \(title(ofStep: hand.step))", counts, words, share: nil)
            }
        }
        if !waits.standing.isEmpty {
            lines += ["", told(en: "where cases stand now", zh: "目前停留的环节")]
            for (step, standing) in waits.standing.sorted(by: { $0.key < $1.key }) {
                lines += line(
                    title(ofStep: step), standing.waits, words,
                    share: LogWaitWords.share(standing.waits.count, of: report.cases))
                if let longest = standing.longest {
                    lines.append(
                        "    " + told(en: "longest: ", zh: "最久：") + longest.id + " " + words.length(longest.minutes))
                }
            }
        }
        if waits.months.count > 1 {
            lines += [
                "",
                told(
                    en: "by month of the first event: cases, with problems, median until approved",
                    zh: "按首个事件的月份：件数、有问题、至批准中位数"),
            ]
            for (key, month) in waits.months.sorted(by: { $0.key < $1.key }) {
                let share = LogWaitWords.share(month.casesWithProblems, of: month.cases)
                lines.append(
                    "  \(words.month(key))  \(grouped(month.cases))  \(grouped(month.casesWithProblems)) (\(share))  "
                        + (month.durations.median.map(words.length) ?? "-"))
            }
        }
        return lines
    }

    /// One row: how many, the median, the length that nine of ten do not exceed, and a share.
    private func line(_ label: String, _ counts: DurationCounts, _ words: LogWaitWords, share: String?) -> [String] {
        let figures =
            [
                grouped(counts.count), counts.median.map(words.length) ?? "-",
                counts.quantile(0.9).map(words.length) ?? "-",
            ]
            + (share.map { [$0] } ?? [])
        let tail = figures.joined(separator: "  ")
        return ColumnText.wrapped("\(label): \(tail)", to: columns - 2).map { "  " + $0 }
    }

    // MARK: - JSON

    func waits(into out: inout JSONWriter) {
        let waits = report.waits
        let steps = program.chains[report.log.chain.index].steps
        out.key("waiting")
        out.beginObject()
        out.key("by-day")
        out.boolean(waits.isByDay)
        out.key("until-approved")
        lengths(waits.durations, into: &out)
        out.key("steps")
        out.beginArray()
        for (step, counts) in waits.steps.sorted(by: { $0.key < $1.key }) {
            out.beginObject()
            out.key("step")
            out.string(steps[step].name)
            out.key("share")
            out.raw("\(Double(waits.share(of: step)) / 1000)")
            out.key("lengths")
            lengths(counts, into: &out)
            out.endObject()
        }
        out.endArray()
        out.key("persons")
        out.beginArray()
        for (hand, counts) in waits.hands.sorted(by: {
            ($0.key.step, $0.key.person ?? "") < ($1.key.step, $1.key.person ?? "")
        }) {
            out.beginObject()
            out.key("step")
            out.string(steps[hand.step].name)
            out.key("person")
            out.string(hand.person)
            out.key("lengths")
            lengths(counts, into: &out)
            out.endObject()
        }
        out.endArray()
        out.key("standing")
        out.beginArray()
        for (step, standing) in waits.standing.sorted(by: { $0.key < $1.key }) {
            out.beginObject()
            out.key("step")
            out.string(steps[step].name)
            out.key("lengths")
            lengths(standing.waits, into: &out)
            out.key("longest")
            out.string(standing.longest?.id)
            out.endObject()
        }
        out.endArray()
        out.key("months")
        out.beginArray()
        for (key, month) in waits.months.sorted(by: { $0.key < $1.key }) {
            out.beginObject()
            out.key("month")
            out.string(LogWaitWords(language).month(key))
            out.key("cases")
            out.integer(month.cases)
            out.key("cases-with-problems")
            out.integer(month.casesWithProblems)
            out.key("until-approved")
            lengths(month.durations, into: &out)
            out.endObject()
        }
        out.endArray()
        out.endObject()
    }

    /// How many, and in minutes the median and the length that nine of ten do not exceed.
    private func lengths(_ counts: DurationCounts, into out: inout JSONWriter) {
        out.beginObject()
        out.key("count")
        out.integer(counts.count)
        out.key("median-minutes")
        if let median = counts.median { out.integer(median) } else { out.null() }
        out.key("p90-minutes")
        if let most = counts.quantile(0.9) { out.integer(most) } else { out.null() }
        out.endObject()
    }
}
