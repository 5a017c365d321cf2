/// Titles of yes-or-no values that are words said of something, `已整改`, `业主同意收房`, and how each is denied. Chinese only.
enum Predicate {
    private static let beginnings: Set<Character> = Set("已未尚有无应须可不逾拟需能正经涉危计拒要存违超符具愿同达理会在设仍免享属被由")
    private static let endings = [
        "期满", "届满", "有误", "到岗", "有异议", "到位", "在场", "逾期",
    ]
    /// Verbs that a title may begin with, and what denies each.
    private static let verbs: [(verb: String, denial: String)] = [
        ("适用", "不"), ("包括", "不"), ("要求", "没有"), ("需要", "不"), ("进入", "没有"), ("离开", "没有"), ("占用", "没有"),
        ("使用", "没有"), ("涉及", "不"), ("超过", "未"), ("超出", "未"), ("低于", "不"), ("高于", "不"), ("多于", "不"), ("少于", "不"),
        ("早于", "不"), ("晚于", "不"), ("处于", "不"), ("符合", "不"), ("具备", "不"), ("影响", "不"), ("达到", "未"), ("违反", "未"),
    ]
    /// What joins the two parts of a title.
    private static let connectives: [(word: String, connective: SentenceStyle.Connective)] = [
        ("或者", .or), ("或", .or), ("并且", .and), ("且", .and), ("并", .and), ("但", .and),
    ]
    /// What is said at the end, and what is said where it is not so.
    private static let denials: [(said: String, denied: String)] = [
        ("达成一致", "未达成一致"), ("不一致", "一致"), ("一致", "不一致"), ("齐全", "不齐全"), ("完整", "不完整"),
        ("清楚", "不清楚"), ("属实", "不属实"), ("不合格", "合格"), ("合格", "不合格"), ("有效", "无效"), ("不成立", "成立"),
        ("成立", "不成立"), ("完好", "不完好"), ("不正当", "正当"), ("正当", "不正当"), ("参加", "未参加"), ("到场", "未到场"),
        ("通过", "未通过"), ("完成", "未完成"), ("不同意", "同意"), ("同意", "不同意"), ("满意", "不满意"), ("在场", "不在场"),
        ("当班", "不当班"), ("逾期", "未逾期"),
    ]
    /// Words that begin with a sign that is said of something elsewhere.
    private static let nouns = ["能力", "能源", "能耗", "能量", "能效", "会议", "会员", "会计", "要求事项", "理由", "由来", "属性"]

    static func isOne(_ title: String) -> Bool {
        if isThing(title) { return true }
        guard let first = title.first, !nouns.contains(where: title.hasPrefix) else { return parts(of: title) != nil }
        return beginnings.contains(first) || endings.contains { title.hasSuffix($0) }
            || denials.contains { title.hasSuffix($0.said) } || verb(of: title) != nil || parts(of: title) != nil
    }

    /// The same asserted: a thing is there, everything else is said as it stands.
    static func asserted(_ title: String) -> String { isThing(title) ? "有" + title : title }

    /// What joins the two parts of a title of which each is said by itself: `已付款或者已担保`, but not `有发票或者收据`.
    static func connective(of title: String) -> SentenceStyle.Connective? {
        for (word, connective) in connectives {
            guard let place = title.firstRange(of: word), place.lowerBound > title.startIndex else { continue }
            let rest = title[place.upperBound...]
            if isOne(String(rest)) { return connective }
        }
        return nil
    }

    /// The same denied; nothing where the language has no plain word for it.
    static func denied(_ title: String) -> String? {
        if isThing(title) { return "没有" + title }
        // `尚未付款或者已担保` would deny the first part only.
        if title.contains("、") || connective(of: title) != nil { return nil }
        if title.hasPrefix("已") { return "尚未" + done(title.dropFirst()) }
        if title.hasPrefix("有"), !title.hasPrefix("有效") { return "没有" + title.dropFirst() }
        if title.hasPrefix("载有") { return "未" + title }
        if title.hasPrefix("须") { return "无须" + title.dropFirst() }
        if title.hasPrefix("被") { return "未" + title }
        if let place = title.firstRange(of: "还没有") {
            return title[..<place.lowerBound] + "已经" + title[place.upperBound...]
        }
        if let verb = verb(of: title) { return verb.denial + title }
        if !nouns.contains(where: title.hasPrefix) {
            for prefix in ["在", "能", "愿", "属", "可", "由"] where title.hasPrefix(prefix) { return "不" + title }
        }
        if let (subject, word, rest) = parts(of: title) {
            switch word {
            case "已": return subject + "尚未" + done(rest)
            case "是": return subject + "不是" + rest
            case "有": return subject.hasSuffix("另") ? subject.dropLast() + "没有另行" + rest : subject + "没有" + rest
            default: return subject + "不" + word + rest
            }
        }
        for (said, denied) in denials where title.hasSuffix(said) { return title.dropLast(said.count) + denied }
        return nil
    }

    /// What happens first: `核对身份` of `已核对身份`.
    static func event(_ title: String) -> String {
        if isThing(title) { return asserted(title) }
        if title.hasPrefix("已") { return String(done(title.dropFirst())) }
        if let (subject, word, rest) = parts(of: title), word == "已" { return String(subject + done(rest)) }
        return title
    }

    /// `已经批准` is `批准`.
    private static func done(_ rest: Substring) -> Substring { rest.hasPrefix("经") ? rest.dropFirst() : rest }

    /// `已盖章的合同原件`: a thing, not what is said of one.
    private static func isThing(_ title: String) -> Bool {
        guard title.hasPrefix("已"), let place = title.firstIndex(of: "的") else { return false }
        return title.distance(from: title.startIndex, to: place) <= 3 && title.index(after: place) < title.endIndex
    }

    private static func verb(of title: String) -> (verb: String, denial: String)? {
        // `使用的物品` is a thing.
        verbs.first { title.hasPrefix($0.verb) && !title.dropFirst($0.verb.count).hasPrefix("的") && title.count > 2 }
    }

    /// `业户档案已更新` and `业主同意收房` as who, the word that is denied, and the rest: the first such word of the title.
    private static func parts(of title: String) -> (subject: Substring, word: String, rest: Substring)? {
        if title.contains("、") { return nil }
        var found: (subject: Substring, word: String, rest: Substring)?
        for word in ["已", "同意", "符合", "有", "是"] {
            guard let place = title.firstRange(of: word), place.lowerBound > title.startIndex else { continue }
            let (subject, rest) = (title[..<place.lowerBound], title[place.upperBound...])
            if let found, found.subject.endIndex < subject.endIndex { continue }
            // `所有权`, `业已`, `载有`, `还没有`: parts of other words.
            let isWord = ![
                "所", "没", "共", "持", "占", "原", "业", "早", "不", "未", "拥", "具", "含", "是", "无", "载", "来", "问", "还没",
                "还", "但", "总", "于", "凡", "若", "要", "就", "都", "也",
            ].contains {
                subject.hasSuffix($0)
            }
            if isWord, rest.count > (word == "同意" || word == "符合" ? 0 : 1),
                !["权", "效", "关", "限", "误", "时", "否", "因"].contains(where: rest.hasPrefix)
            {
                found = (subject, word, rest)
            }
        }
        return found
    }
}
