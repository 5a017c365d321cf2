/// Titles of yes-or-no values that are words said of something, `已整改`, `业主同意收房`, and how each is denied. Chinese only.
enum Predicate {
    private static let beginnings: Set<Character> = Set("已未尚有无应须可不逾拟需能正经涉危计拒要存违超符具愿同达理会在设仍免享属被由")
    private static let endings = [
        "期满", "届满", "有误", "到岗", "有异议", "到位", "在场",
    ]
    /// What is said at the end, and what is said where it is not so.
    private static let denials: [(said: String, denied: String)] = [
        ("达成一致", "未达成一致"), ("不一致", "一致"), ("一致", "不一致"), ("齐全", "不齐全"), ("完整", "不完整"),
        ("清楚", "不清楚"), ("属实", "不属实"), ("不合格", "合格"), ("合格", "不合格"), ("有效", "无效"), ("不成立", "成立"),
        ("成立", "不成立"), ("完好", "不完好"), ("不正当", "正当"), ("正当", "不正当"), ("参加", "未参加"), ("到场", "未到场"),
        ("通过", "未通过"), ("完成", "未完成"), ("不同意", "同意"), ("同意", "不同意"), ("满意", "不满意"), ("在场", "不在场"),
    ]

    static func isOne(_ title: String) -> Bool {
        guard let first = title.first else { return false }
        return beginnings.contains(first) || endings.contains { title.hasSuffix($0) }
            || denials.contains { title.hasSuffix($0.said) } || parts(of: title) != nil
    }

    /// The same denied; nothing where the language has no plain word for it.
    static func denied(_ title: String) -> String? {
        if title.hasPrefix("已") { return "尚未" + title.dropFirst() }
        if title.hasPrefix("有"), !title.hasPrefix("有效") { return "没有" + title.dropFirst() }
        if title.hasPrefix("须") { return "无须" + title.dropFirst() }
        if title.hasPrefix("被") { return "未" + title }
        for prefix in ["在", "能", "愿", "属", "可", "由"] where title.hasPrefix(prefix) { return "不" + title }
        if let (subject, word, rest) = parts(of: title) {
            switch word {
            case "已": return subject + "尚未" + rest
            case "有": return subject + "没有" + rest
            default: return subject + "不" + word + rest
            }
        }
        for (said, denied) in denials where title.hasSuffix(said) { return title.dropLast(said.count) + denied }
        return nil
    }

    /// `业户档案已更新` and `业主同意收房` as who, the word that is denied, and the rest.
    private static func parts(of title: String) -> (subject: Substring, word: String, rest: Substring)? {
        for word in ["已", "同意", "有"] {
            guard let place = title.firstRange(of: word), place.lowerBound > title.startIndex else { continue }
            let (subject, rest) = (title[..<place.lowerBound], title[place.upperBound...])
            // `所有权`, `业已`: parts of other words.
            let isWord = !["所", "没", "共", "持", "占", "原", "业", "早", "不", "未", "拥", "具", "含", "是", "无"].contains {
                subject.hasSuffix($0)
            }
            if isWord, rest.count > (word == "同意" ? 0 : 1),
                !["权", "效", "关", "限", "误", "时"].contains(where: rest.hasPrefix)
            {
                return (subject, word, rest)
            }
        }
        return nil
    }
}
