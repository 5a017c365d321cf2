internal import WritLanguage
internal import WritSemantics

/// What a clause's text says that a machine can look for in the rules that carry it. It reads words and not their sense: what
/// it finds is for a person to look at, and what it does not find is no proof.
struct ClauseReading {
    /// Figures that stand in the text and in nothing that carries the clause, as the text writes them.
    private(set) var missing: [String] = []
    /// Words that only a person can fill: 及时, 合理, 情节严重.
    private(set) var openTerms: [String] = []
    /// Lists that name examples: `医院、学校等`.
    private(set) var openLists: [String] = []

    private static let terms = [
        "及时", "合理", "适当", "必要时", "情节严重", "情节轻微", "视情况", "酌情", "原则上", "特殊情况", "重大影响", "较大", "明显", "尽快", "定期",
        "有关规定", "相关规定", "as appropriate", "reasonable", "promptly", "where necessary", "in principle",
    ]
    private static let digits: [Character: Int] = [
        "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    private static let units: Set<Character> = [
        "日", "天", "年", "月", "周", "时", "元", "次", "倍", "份", "户", "人", "%", "％", "个", "小", "工", "万",
    ]

    init(text: String, carriers: [String]) {
        openTerms = ClauseReading.terms.filter { text.contains($0) }
        openLists = ClauseReading.lists(in: text)
        let known = Set(carriers.flatMap { ClauseReading.figures(in: $0).map(\.value) })
        var seen: Set<String> = []
        for figure in ClauseReading.figures(in: text)
        where !known.contains(figure.value) && seen.insert(figure.shown).inserted { missing.append(figure.shown) }
    }

    /// `学校、医院等` without what it is that there are more of.
    private static func lists(in text: String) -> [String] {
        var found: [String] = []
        var rest = text[...]
        while let place = rest.firstIndex(of: "等") {
            let before = rest[..<place]
            let start =
                before.lastIndex { "，。；：（）,;:.\n".contains($0) }.map { before.index(after: $0) } ?? before.startIndex
            let words = before[start...]
            let next = rest.index(after: place)
            let isRank = next < rest.endIndex && "级同于待候".contains(rest[next])
            if words.contains("、"), !isRank { found.append(words + "等") }
            rest = rest[next...]
        }
        return found
    }

    private struct Figure {
        let value: Int
        let shown: String
    }

    /// Whole numbers with a unit behind them, in digits or in Chinese numerals.
    private static func figures(in text: String) -> [Figure] {
        var found: [Figure] = []
        var number: (value: Int, section: Int, digit: Int, shown: String, isChinese: Bool)?
        func end(_ next: Character?) {
            guard let current = number else { return }
            number = nil
            let value = current.isChinese ? current.value + current.section + current.digit : current.value
            guard let next, units.contains(next) || next == " " && !current.isChinese else { return }
            let unit = ["小": "小时", "工": "工作日", " ": ""][next] ?? String(next)
            found.append(Figure(value: value, shown: current.shown + unit))
        }
        for character in text {
            if let digit = character.wholeNumberValue, character.isASCII {
                if number?.isChinese == true { end(character) }
                var current = number ?? (0, 0, 0, "", false)
                guard current.value < 1_000_000_000 else { continue }
                current.value = current.value * 10 + digit
                current.shown.append(character)
                number = current
            } else if character == ",", number?.isChinese == false {
                continue
            } else if let digit = digits[character] {
                if number?.isChinese == false { end(character) }
                var current = number ?? (0, 0, 0, "", true)
                current.digit = digit
                current.shown.append(character)
                number = current
            } else if let scale = ["十": 10, "百": 100, "千": 1000][character] {
                if number?.isChinese == false { end(character) }
                var current = number ?? (0, 0, 0, "", true)
                guard current.section < 1_000_000 else { continue }
                current.section += max(1, current.digit) * scale
                current.digit = 0
                current.shown.append(character)
                number = current
            } else if character == "万", var current = number, current.isChinese, current.value == 0 {
                current.value = (current.section + current.digit) * 10_000
                (current.section, current.digit) = (0, 0)
                current.shown.append(character)
                number = current
            } else {
                end(character)
            }
        }
        end(nil)
        return found
    }
}

extension ClauseReading {
    /// Of each clause of a rulebook; of clauses without a text there is nothing to read.
    static func all(of program: Program, _ index: ClauseIndex) -> [ClauseReading] {
        let files = Dictionary(program.files.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        func words(_ identity: Identity) -> String {
            guard let file = files[identity.span.file], identity.span.range.upperBound <= file.bytes.count else {
                return ""
            }
            return String(decoding: file.bytes[identity.span.range], as: UTF8.self)
        }
        // Figures that firms set for a parameter are carried too.
        let settings = program.organisations.map { words($0.identity) }
        return program.clauses.indices.map { number in
            let clause = program.clauses[number]
            guard let text = clause.text else { return ClauseReading(text: "", carriers: []) }
            let carriers = index.carriers[number]
            let set = carriers.contains { $0.kind.en == "parameter" } ? settings : []
            return ClauseReading(text: text, carriers: carriers.map { words($0.identity) } + set)
        }
    }
}
