package import WritLanguage
package import WritSemantics

/// What can be wrong with an event log. What concerns many events is told once, with how many there are.
package enum LogFact: DiagnosticFact {
    case noColumn(String, suggestion: String?)
    case malformedRow(CSVMistake)
    case missingCase(count: Int)
    case badTime(String, count: Int)
    case unknownActivity(String, count: Int, suggestion: String?)
    case unknownRole(String, count: Int)
    /// Few rows lie far behind all others: the log is taken to end before them.
    case loneLastDay(CalendarDate, asOf: CalendarDate)
    case notInTimeOrder(caseID: String, count: Int)
    /// The rows of a case do not stand together, as was said.
    case caseInPieces(String)
    case notUTF8
    /// A file of another format than a table of comma-separated values.
    case otherFormat(LogFormat)
    /// XML that is neither XES nor OCEL: what its root is called.
    case foreignMarkup(String)
    /// XML that is not well-formed, in the parser's own words; nil where it has a DOCTYPE.
    case malformedMarkup(String?)
    /// JSON without events and objects, and what is no JSON.
    case foreignObjects
    case malformedObjects
    case incompleteEvents(Int)
    case empty
    /// A header and nothing below it.
    case noRows

    package enum CSVMistake: Sendable { case quote, tooLong, fieldCount(expected: Int, found: Int) }

    package var id: String {
        switch self {
        case .noColumn: "log.no-column"
        case .malformedRow: "log.malformed-row"
        case .missingCase: "log.missing-case"
        case .badTime: "log.bad-time"
        case .unknownActivity: "log.unknown-activity"
        case .unknownRole: "log.unknown-role"
        case .loneLastDay: "log.lone-last-day"
        case .notInTimeOrder: "log.not-in-time-order"
        case .caseInPieces: "log.case-in-pieces"
        case .notUTF8: "log.not-utf-8"
        case .otherFormat, .foreignMarkup, .foreignObjects: "log.other-format"
        case .malformedMarkup: "log.malformed-markup"
        case .malformedObjects: "log.malformed-json"
        case .incompleteEvents: "log.incomplete-events"
        case .empty, .noRows: "log.empty"
        }
    }

    package var wording: Wording { wording(in: .english) }

    package func wording(in keywords: KeywordTable) -> Wording {
        switch self {
        case .noColumn(let name, let suggestion):
            return Wording(
                Phrase(en: "the log has no column `\(name)`", zh: "日志没有列 `\(name)`"),
                help: suggestion.map { Phrase(en: "did you mean `\($0)`?", zh: "是否指 `\($0)`？") })
        case .malformedRow(.quote):
            return Wording(Phrase(en: "a quoted field is not well formed", zh: "带引号的栏不合格式"))
        case .malformedRow(.tooLong):
            return Wording(Phrase(en: "the row is too long", zh: "该行过长"))
        case .malformedRow(.fieldCount(let expected, let found)):
            return Wording(
                Phrase(
                    en: "the row has \(found) fields, the header has \(expected)", zh: "该行有\(found)栏，表头有\(expected)栏"))
        case .missingCase(let count):
            return Wording(
                Phrase(
                    en: "the event names no case" + more(count, "event"), zh: "事件未注明案件编号" + moreChinese(count)))
        case .badTime(let text, let count):
            return Wording(
                Phrase(en: "`\(text)` is no time" + more(count, "event"), zh: "`\(text)` 不是时间" + moreChinese(count)),
                help: Phrase(
                    en: "write `2026-03-02T10:00:00+08:00`; until then nothing can be said of the case",
                    zh: "请写作 `2026-03-02T10:00:00+08:00`；此前无法判读该案件"))
        case .unknownActivity(let text, let count, let suggestion):
            return Wording(
                Phrase(
                    en: "the rulebook does not say what the activity `\(text)` means" + more(count, "event"),
                    zh: "规则未说明活动 `\(text)` 的含义" + moreChinese(count)),
                help: suggestion.map { Phrase(en: "did you mean `\($0)`?", zh: "是否指 `\($0)`？") }
                    ?? Phrase(
                        en:
                            "add `\(keywords(.activity)) \"\(text)\" \(keywords(.is)) …` to the log's declaration; `\(keywords("is ignored"))` leaves it out",
                        zh:
                            "请在日志声明中补充 `\(keywords(.activity)) \"\(text)\" \(keywords(.is)) …`；写 `\(keywords("is ignored"))` 则不计入"
                    ))
        case .unknownRole(let text, let count):
            return Wording(
                Phrase(
                    en: "the rulebook does not say who `\(text)` is" + more(count, "decision"),
                    zh: "规则未说明 `\(text)` 是谁" + moreChinese(count)),
                help: Phrase(
                    en: "add `\(keywords(.role)) \"\(text)\" \(keywords(.is)) …` to the log's declaration",
                    zh: "请在日志声明中补充 `\(keywords(.role)) \"\(text)\" \(keywords(.is)) …`")
            )
        case .loneLastDay(let day, let asOf):
            return Wording(
                Phrase(
                    en: "the last row is of \(day), long after nearly all others: the log is taken to end on \(asOf)",
                    zh: "最后一行的日期为\(day)，远在几乎所有其他行之后：以\(asOf)为日志的末日"),
                help: Phrase(
                    en: "correct the year, or say with `--as-of` on which day it is asked",
                    zh: "请更正年份，或以 `--as-of` 写明基准日"))
        case .notInTimeOrder(let caseID, let count):
            return Wording(
                Phrase(
                    en: "an event of `\(caseID)` lies before the one above it" + more(count, "event"),
                    zh: "`\(caseID)` 的一个事件早于其上一个事件" + moreChinese(count)),
                help: Phrase(
                    en: "events are judged in the order of their times, wherever they stand", zh: "事件按时间先后判断，与其所在行无关"))
        case .caseInPieces(let caseID):
            return Wording(
                Phrase(
                    en: "the rows of `\(caseID)` do not stand together", zh: "`\(caseID)` 的各行不在一处"),
                help: Phrase(
                    en: "sort the log by case, or leave out `--by-case`", zh: "请按案件排序，或者不用 `--by-case`"))
        case .notUTF8:
            return Wording(Phrase(en: "the log is not UTF-8", zh: "日志不是UTF-8编码"))
        case .otherFormat(let format):
            let (what, help): (Phrase, Phrase) =
                switch format {
                case .xml:
                    (
                        Phrase(en: "XML", zh: "XML"),
                        Phrase(en: "export it as CSV, one event a row", zh: "请导出为 CSV，每行一个事件")
                    )
                case .gzip:
                    (
                        Phrase(en: "compressed", zh: "压缩文件"),
                        Phrase(
                            en: "unpack it: `zcat FILE | writ route --log -`", zh: "请先解压：`zcat 文件 | writ route --log -`"
                        )
                    )
                case .utf16:
                    (
                        Phrase(en: "UTF-16", zh: "UTF-16 编码"),
                        Phrase(en: "save it as UTF-8", zh: "请另存为 UTF-8 编码")
                    )
                }
            return Wording(
                Phrase(
                    en: "the log is \(what.en), not a table of comma-separated values", zh: "日志为\(what.zh)，而非以逗号分隔的表"),
                help: help)
        case .foreignMarkup(let name):
            return Wording(
                Phrase(
                    en: "the log is XML, but neither XES nor OCEL: `\(name)`", zh: "日志为 XML，但不是 XES 或 OCEL：`\(name)`"),
                help: Phrase(en: "export it as XES, or as CSV, one event a row", zh: "请导出为 XES，或导出为 CSV，每行一个事件"))
        case .malformedMarkup(nil):
            return Wording(
                Phrase(en: "a log may have no DOCTYPE", zh: "日志不得含 DOCTYPE"),
                help: Phrase(en: "take it out; XES needs none", zh: "请删去；XES 不需要"))
        case .malformedMarkup(let message?):
            return Wording(
                Phrase(en: "the log is not well-formed XML: \(message)", zh: "日志不是格式正确的 XML：\(message)"))
        case .foreignObjects:
            return Wording(
                Phrase(
                    en: "the log is JSON, but no OCEL: it has no `events` and `objects`",
                    zh: "日志为 JSON，但不是 OCEL：没有 `events` 和 `objects`"),
                help: Phrase(
                    en: "export it as OCEL 2.0, or as CSV, one event a row", zh: "请导出为 OCEL 2.0，或导出为 CSV，每行一个事件"))
        case .malformedObjects:
            return Wording(Phrase(en: "the log is not well-formed JSON", zh: "日志不是格式正确的 JSON"))
        case .incompleteEvents(let count):
            return Wording(
                Phrase(
                    en:
                        "\(count) event\(count == 1 ? " says that it is" : "s say that they are") not complete and \(count == 1 ? "is" : "are") left out",
                    zh: "\(count)个事件注明尚未完成，未计入"),
                help: Phrase(
                    en: "of events with `lifecycle:transition`, only those with `complete` count",
                    zh: "注有 `lifecycle:transition` 的事件，仅 `complete` 者计入"))
        case .noRows:
            return Wording(
                Phrase(en: "the log has no rows: there is nothing to check", zh: "日志没有任何行：没有可核对的内容"))
        case .empty:
            return Wording(Phrase(en: "the log has no header", zh: "日志没有表头"))
        }
    }

    private func more(_ count: Int, _ noun: String) -> String {
        count == 1 ? "" : " (and \(count - 1) more \(noun)\(count == 2 ? "" : "s"))"
    }

    private func moreChinese(_ count: Int) -> String { count == 1 ? "" : "（另有\(count - 1)处）" }
}
