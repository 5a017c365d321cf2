package import WritLanguage

/// What a report could not count.
package enum ReportFact: DiagnosticFact {
    /// A figure that rests on facts which some cases do not state.
    case open(path: String, count: Int, ids: [String])
    /// Cases of which it is not known whether they lie in the period and count.
    case unplaced(count: Int, ids: [String])
    case tooLarge(path: String)
    /// Cases that could not be read.
    case unread(count: Int)

    package var id: String {
        switch self {
        case .open: "report.open-figure"
        case .unplaced: "report.unplaced-cases"
        case .tooLarge: "report.too-large"
        case .unread: "report.unread-cases"
        }
    }

    package var wording: Wording {
        switch self {
        case .open(let path, let count, let ids):
            Wording(
                Phrase(
                    en:
                        "`\(path)` is not known: \(Self.cases(count)) \(count == 1 ? "lacks" : "lack") what it is counted by (\(Self.list(ids, count)))",
                    zh: "`\(path)` 无法得知：有 \(count) 个案件没有写明据以统计的事实（\(Self.chineseList(ids, count))）"),
                help: Phrase(
                    en: "`writ ask` tells what such a case lacks", zh: "`writ ask` 可列出该案件缺少的事实"))
        case .unplaced(let count, let ids):
            Wording(
                Phrase(
                    en:
                        "it is not known whether \(Self.cases(count)) \(count == 1 ? "counts" : "count") (\(Self.list(ids, count))): no figure is known",
                    zh: "有 \(count) 个案件是否计入无法得知（\(Self.chineseList(ids, count))），各项数字均待定"))
        case .tooLarge(let path):
            Wording(Phrase(en: "the sum `\(path)` is too large", zh: "`\(path)` 之和过大"))
        case .unread(let count):
            Wording(
                Phrase(
                    en: "\(Self.cases(count)) could not be read: no figure is known", zh: "有 \(count) 个案件无法读取，各项数字均待定"))
        }
    }

    private static func cases(_ count: Int) -> String { count == 1 ? "1 case" : "\(count) cases" }

    private static func list(_ ids: [String], _ count: Int) -> String {
        ids.map { $0.isEmpty ? "one without an id" : $0 }.joined(separator: ", ") + (count > ids.count ? ", …" : "")
    }

    private static func chineseList(_ ids: [String], _ count: Int) -> String {
        ids.map { $0.isEmpty ? "无编号" : $0 }.joined(separator: "、") + (count > ids.count ? "等" : "")
    }
}
