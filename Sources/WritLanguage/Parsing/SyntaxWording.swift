extension SyntaxFact {
    package var wording: Wording { wording(in: .english) }

    package func wording(in keywords: KeywordTable) -> Wording {
        switch self {
        case .expected(let wanted, let found): Self.wording(of: wanted, found, keywords)

        // The file as a whole.
        case .notUTF8(let offset):
            Wording(
                Phrase(
                    en: "the file is not UTF-8: byte \(offset) fits no character",
                    zh: "文件不是 UTF-8 编码：第 \(offset) 字节不成字符"),
                help: Phrase(en: "save the file as UTF-8", zh: "请将文件存为 UTF-8 编码"))
        case .tooLarge(let bytes, let limit):
            Wording(
                Phrase(
                    en: "the file has \(bytes) bytes; a rule file may have \(limit)",
                    zh: "文件有 \(bytes) 字节，规则文件不得超过 \(limit) 字节"),
                help: Phrase(en: "split it by subject", zh: "请按主题拆成几个文件"))
        case .unclosedFence:
            Wording(
                Phrase(en: "this block of rules is never closed", zh: "这一规则代码块没有结束"),
                label: Phrase(en: "opened here", zh: "从这里开始"),
                help: Phrase(en: "end it with a line of its own: ```", zh: "请另起一行写 ``` 结束"))

        // Characters, texts and numbers.
        case .unreadable(let found):
            Wording(
                Phrase(en: "`\(Self.visible(found))` has no meaning here", zh: "此处的 `\(Self.visible(found))` 没有意义"),
                label: Phrase(en: "not part of the language", zh: "规则语言不使用此符号"),
                help: ForeignSign.help(for: found, keywords))
        case .foreignSymbol(let found, let use):
            Wording(
                Phrase(en: "`\(found)` is not a sign of the rule language", zh: "规则语言不使用 `\(found)`"),
                help: Phrase(en: "write `\(use)`", zh: "请写 `\(use)`"))
        case .unterminatedText:
            Wording(
                Phrase(en: "this text is not closed on its line", zh: "文本在本行内没有结束"),
                label: Phrase(en: "opened here", zh: "从这里开始"),
                help: Phrase(en: "end it with `\"`", zh: "请以 `\"` 结束"))
        case .badEscape(let found):
            Wording(
                Phrase(en: "`\(found)` is not an escape", zh: "`\(found)` 不是转义写法"),
                help: Phrase(
                    en: "the escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{4E00}`",
                    zh: "转义写法有 `\\\"`、`\\\\`、`\\n`、`\\t` 和 `\\u{4E00}`"))
        case .unclosedInterpolation:
            Wording(
                Phrase(en: "`{` opens a value that is never closed", zh: "`{` 之后的取值没有结束"),
                help: Phrase(en: "close it with `}`, or write `{{` for a brace", zh: "请以 `}` 结束；若要花括号本身，请写 `{{`"))
        case .moneyWithoutFigure:
            Wording(
                Phrase(en: "the sign of money stands without an amount", zh: "货币符号后面没有金额"),
                help: Phrase(en: "write it as in `¥5,000`", zh: "写法如 `¥5,000`"))
        case .dateFormat(let date):
            Wording(
                Phrase(
                    en: "dates have the year, two digits for the month and two for the day",
                    zh: "日期依次写年、两位数的月和两位数的日"),
                help: Phrase(en: "write `\(date)`", zh: "请写 `\(date)`"))
        case .subtractionWithoutSpaces:
            Wording(
                Phrase(en: "digits joined by `-` are neither a number nor a date", zh: "以 `-` 相连的数字既非数也非日期"),
                help: Phrase(en: "to subtract, put spaces around `-`", zh: "若是减法，请在 `-` 两侧留空格"))
        case .ambiguousComma(let one, let two):
            Wording(
                Phrase(en: "this may be one number or two", zh: "此处可读作一个数，也可读作几个数"),
                help: Phrase(
                    en: "write `\(one)` for one number, `\(two)` for several", zh: "一个数请写 `\(one)`，几个数请写 `\(two)`"))
        case .comparisonChain:
            Wording(
                Phrase(en: "comparisons cannot be chained", zh: "比较不能连写"),
                help: Phrase(
                    en: "join two of them with `\(keywords(.and))`, or use `\(keywords(.in)) [a..b]`",
                    zh: "请用 `\(keywords(.and))` 连接两个比较，或写 `\(keywords(.in)) [a..b]`"))
        case .stateOfNoForm(let state):
            Wording(
                Phrase(en: "only a form can be `\(keywords(state))`", zh: "只有表单才能说 `\(keywords(state))`"),
                label: Phrase(en: "not the name of a form", zh: "不是表单名"))
        case .tooDeep(let limit):
            Wording(
                Phrase(en: "this is nested more than \(limit) levels deep", zh: "嵌套超过 \(limit) 层"),
                help: Phrase(
                    en: "give parts of it a name with `\(keywords(.define))`", zh: "请用 `\(keywords(.define))` 给其中一部分命名")
            )
        case .tooLong(let limit):
            Wording(
                Phrase(en: "this calculation has more than \(limit) terms in a row", zh: "连续运算超过 \(limit) 项"),
                help: Phrase(
                    en: "give parts of it a name with `\(keywords(.define))`", zh: "请用 `\(keywords(.define))` 给其中一部分命名")
            )
        case .numberRange(let what, let low, let high):
            Wording(
                Phrase(
                    en: "`\(keywords(what))` must lie between \(low) and \(high)",
                    zh: "`\(keywords(what))` 须在 \(low) 与 \(high) 之间"))
        case .secondSource(let source):
            Wording(
                Phrase(en: "`\(source)` is another source", zh: "`\(source)` 是另一来源"),
                help: Phrase(
                    en:
                        "each source has a `\(keywords(.basis))` of its own: `\(keywords(.basis)) \(source) …` in place of the comma",
                    zh: "每个来源各写一个 `\(keywords(.basis))`：逗号处改为 `\(keywords(.basis)) \(source) …`"))
        case .noTimeOfDay:
            Wording(
                Phrase(en: "a day has no such time", zh: "一天中没有这个时刻"),
                help: Phrase(en: "write a time from `00:00` to `23:59`", zh: "请写 `00:00` 至 `23:59` 之间的时刻"))
        case .procedureID(let found):
            Wording(
                Phrase(
                    en: "`\(Self.visible(found))` is no name for a procedure",
                    zh: "`\(Self.visible(found))` 不能作程序的名称"),
                help: Phrase(
                    en: "write letters, digits and `-`, as in `{#shift-swap}`", zh: "请用字母、数字和 `-`，如 `{#shift-swap}`"))

        // What the grammar wants.
        case .unclosed(let bracket, let found):
            Wording(
                Phrase(
                    en: "expected `\(bracket)` but found \(Self.phrase(found).en)",
                    zh: "此处应为 `\(bracket)`，却是\(Self.phrase(found).zh)"))
        case .unexpected(let found):
            Wording(
                Phrase(en: "\(Self.phrase(found).en) does not belong here", zh: "\(Self.phrase(found).zh) 不应出现在此处"),
                label: Phrase(en: "neither goes on with what stands before it nor begins a clause", zh: "既不接上文，也不是新条款"),
                help: ForeignSign.help(forUnexpected: found, keywords))
        case .misspelt(let found, let use):
            Wording(
                Phrase(en: "there is no `\(found)` here", zh: "此处没有 `\(found)` 这个词"),
                help: Phrase(en: "did you mean `\(keywords(use))`?", zh: "是否指 `\(keywords(use))`？"))
        case .unknownDeclaration(let found):
            Wording(
                Phrase(en: "`\(found)` begins no declaration", zh: "`\(found)` 不能作声明的开头"),
                help: Phrase(
                    en:
                        "a declaration begins with a word such as `\(keywords(.rule))`, `\(keywords(.define))`, `\(keywords(.case))` or `\(keywords(.chain))`",
                    zh:
                        "声明以 `\(keywords(.rule))`、`\(keywords(.define))`、`\(keywords(.case))`、`\(keywords(.chain))` 等词开头"
                ))
        case .unknownClause(let found, let declaration, let clauses):
            Wording(
                Phrase(
                    en: "a `\(keywords(declaration))` has no clause `\(found)`",
                    zh: "`\(keywords(declaration))` 没有 `\(found)` 这种条款"),
                help: Phrase(
                    en: "its clauses are \(Self.list(clauses.map { keywords($0) }, joined: "and"))",
                    zh: "可写的有 \(Self.list(clauses.map { keywords($0) }, joined: nil))"))
        case .duplicateClause(let clause):
            Wording(
                Phrase(en: "`\(keywords(clause))` is given twice", zh: "`\(keywords(clause))` 写了两次"),
                label: Phrase(en: "the second one", zh: "第二次"))
        case .missingClause(let clause, let declaration):
            Wording(
                Phrase(
                    en: "this `\(keywords(declaration))` has no `\(keywords(clause))`",
                    zh: "此 `\(keywords(declaration))` 缺少 `\(keywords(clause))`"))
        case .reportWithoutValues:
            Wording(
                Phrase(en: "this report states nothing", zh: "此报表没有任何内容"),
                help: Phrase(
                    en: "add `\(keywords("with"))` and a field, such as `\(keywords("with total = count"))`",
                    zh: "请加 `\(keywords("with"))` 和字段，如 `\(keywords("with total = count"))`"))
        case .missingConsequence:
            Wording(
                Phrase(en: "this `\(keywords(.rule))` has no consequence", zh: "此 `\(keywords(.rule))` 没有后果"),
                help: Phrase(
                    en: "say what follows: \(Self.list(Keyword.consequences.map { keywords($0) }, joined: "or"))",
                    zh: "请写明后果：\(Self.list(Keyword.consequences.map { keywords($0) }, joined: nil))"))
        case .reservedName(let word):
            Wording(
                Phrase(en: "`\(word)` joins the parts of sentences and cannot be a name", zh: "`\(word)` 是连接词，不能作名称"),
                help: Phrase(en: "choose another name", zh: "请换一个名称"))
        case .misplacedRulebook:
            Wording(
                Phrase(
                    en: "`\(keywords(.rulebook))` stands at the head of a file, once",
                    zh: "`\(keywords(.rulebook))` 只写在文件开头，且只写一次"))
        case .rowWidth(let expected, let found):
            Wording(
                Phrase(
                    en: "this row has \(found) cells; the table has \(expected) columns",
                    zh: "此行有 \(found) 格，表有 \(expected) 列"))
        case .outputWithoutName:
            Wording(
                Phrase(en: "right of `||` stand the values that the table defines", zh: "`||` 右边须写本表所定的值"),
                help: Phrase(en: "write `name : Type`", zh: "请写 `名称 : 类型`"))
        case .mixedOrder:
            Wording(
                Phrase(
                    en: "the values of an enumeration are joined by `<` or by `|`, not by both",
                    zh: "枚举值之间用 `<` 或 `|`，不能混用"))
        }
    }

    private static func wording(of wanted: Wanted, _ found: Found, _ keywords: KeywordTable) -> Wording {
        let what = phrase(wanted, keywords)
        let instead = phrase(found)
        return Wording(
            Phrase(en: "expected \(what.en) but found \(instead.en)", zh: "此处应为\(what.zh)，却是\(instead.zh)"),
            label: Phrase(en: "expected \(what.en)", zh: "应为\(what.zh)"), help: help(wanted))
    }

    private static func help(_ wanted: Wanted) -> Phrase? {
        guard case .symbol("||") = wanted else { return nil }
        return Phrase(
            en: "`||` stands between the conditions of a table and what it defines",
            zh: "决策表的条件与所定义的值之间写 `||`")
    }

    private static func phrase(_ wanted: Wanted, _ keywords: KeywordTable) -> Phrase {
        switch wanted {
        case .name(let en, let zh): Phrase(en: "the name of \(en)", zh: "\(zh)的名称")
        case .weekday:
            Phrase(
                en: "the name of a weekday such as `\(keywords(.saturday))`", zh: "星期的名称，如 `\(keywords(.saturday))`")
        case .type: Phrase(en: "a type", zh: "类型")
        case .value: Phrase(en: "a value", zh: "值")
        case .text: Phrase(en: "a text in quotation marks", zh: "引号中的文本")
        case .symbol(let symbol): Phrase(en: "`\(symbol)`", zh: " `\(symbol)`")
        case .keyword(let word): Phrase(en: "`\(keywords(word))`", zh: " `\(keywords(word))`")
        case .oneOf(let words):
            Phrase(
                en: list(words.map { keywords($0) }, joined: "or"),
                zh: " \(list(words.map { keywords($0) }, joined: nil)) 之一")
        case .clauseID: Phrase(en: "the number of a clause", zh: "条款编号")
        case .declaration: Phrase(en: "a declaration", zh: "声明")
        case .consequence:
            Phrase(
                en: "a consequence such as `\(keywords(.issue))` or `\(keywords(.require))`",
                zh: "后果，如 `\(keywords(.issue))`、`\(keywords(.require))`")
        case .number: Phrase(en: "a number", zh: "数")
        case .timeOfDay: Phrase(en: "a time of day such as `12:00`", zh: "时刻（如 `12:00`）")
        }
    }

    private static func phrase(_ found: Found) -> Phrase {
        switch found {
        case .code(let text): Phrase(en: "`\(visible(text))`", zh: " `\(visible(text))`")
        case .endOfRow: Phrase(en: "the end of the row", zh: "行尾")
        case .endOfFile: Phrase(en: "the end of the file", zh: "文件末尾")
        case .endOfExpression: Phrase(en: "the end of the expression", zh: "表达式末尾")
        }
    }

    private static func list(_ words: [String], joined conjunction: String?) -> String {
        let quoted = words.map { "`\($0)`" }
        guard let conjunction else { return quoted.joined(separator: "、") }
        guard quoted.count > 1, let last = quoted.last else { return quoted.joined() }
        return quoted.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }

    /// Characters that nobody sees as their code points: a message never moves the cursor and never shows nothing.
    private static func visible(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator,
                .spaceSeparator where scalar != " ":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
