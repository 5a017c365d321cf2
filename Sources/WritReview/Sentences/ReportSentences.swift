internal import WritLanguage
package import WritSemantics

/// Reports as sentences: what is counted from what.
extension SentenceStyle {
    /// One sentence for what a report covers, one for each of its figures, and one for each kind of rows.
    package func sentences(_ report: Report) -> [String] {
        let target = word(program.records[report.target.index].identity)
        let source = word(program.records[report.source.index].identity)
        var head = told(en: "\(target) sums up the cases of \(source)", zh: "\(target)由\(source)汇总而成")
        if let period = report.period {
            let date = fieldTitle(report.source, period.date)
            head += told(
                en: " of one \(english(period.length)), by their \(date)",
                zh: "，按\(chinese(period.length))汇总，以\(date)为准")
        }
        if let condition = report.condition {
            head += told(en: ", where \(clause(condition))", zh: "，只计\(attributive(clause(condition)))")
        }
        var sentences = [capitalised(head + told(en: ".", zh: "。"))]
        for value in report.values {
            let title = fieldTitle(report.target, value.field)
            sentences.append(
                capitalised("\(title)" + told(en: ": ", zh: "：") + figure(value, nil) + told(en: ".", zh: "。")))
        }
        for rows in report.rows {
            let parts = rows.values.map { value in
                fieldTitle(rows.row, value.field) + told(en: ": ", zh: "为") + figure(value, rows.key, isOfRow: true)
            }
            let title = fieldTitle(report.target, rows.field)
            sentences.append(
                capitalised(
                    told(
                        en: "\(title): a row for each \(noun(rows.key)), with \(parts.joined(separator: "; ")).",
                        zh: "\(title)：每一\(noun(rows.key))一行，\(parts.joined(separator: "；"))。")))
        }
        return sentences
    }

    private func fieldTitle(_ record: RecordID, _ index: Int) -> String {
        let field = program.records[record.index].fields[index]
        return word(field.name, field.title)
    }

    private func figure(_ value: Report.Value, _ key: Expression?, isOfRow: Bool = false) -> String {
        var attribute = Scope()
        attribute.isAttribute = true
        let which = value.condition.map { attributive(clause($0, attribute)) }
        let those = value.condition.map { told(en: " of the cases where \(clause($0))", zh: "\(which ?? "")案件的") }
        switch value.kind {
        case .count:
            return told(
                en: "the number\(those ?? " of cases")",
                zh: (isOfRow ? "该类" : "") + (which ?? (isOfRow ? "的" : "")) + "件数")
        case .sum(let body):
            return told(en: "the sum of \(noun(body))\(those ?? "")", zh: "\(those ?? "")\(noun(body))之和")
        case .least(let body):
            return told(en: "the least \(noun(body))\(those ?? "")", zh: "\(those ?? "")\(noun(body))中的最小者")
        case .greatest(let body):
            return told(en: "the greatest \(noun(body))\(those ?? "")", zh: "\(those ?? "")\(noun(body))中的最大者")
        case .edge(let isFirst):
            return told(en: "the \(isFirst ? "first" : "last") day of the period", zh: isFirst ? "期间首日" : "期间末日")
        case .key: return key.map { noun($0) } ?? ""
        }
    }

    private func english(_ length: CalendarPeriod) -> String {
        switch length {
        case .week: "week"
        case .month: "month"
        case .quarter: "quarter"
        case .halfYear: "half-year"
        case .year: "year"
        }
    }

    private func chinese(_ length: CalendarPeriod) -> String {
        switch length {
        case .week: "周"
        case .month: "月"
        case .quarter: "季度"
        case .halfYear: "半年"
        case .year: "年"
        }
    }
}
