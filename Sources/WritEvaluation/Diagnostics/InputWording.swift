import WritLanguage

/// The words for what is wrong with JSON and CSV text.
enum InputWording {
    static func json(_ kind: JSONProblem.Kind) -> Wording {
        switch kind {
        case .empty:
            Wording(
                Phrase(en: "there is no JSON value here", zh: "此处没有 JSON 内容"),
                help: Phrase(
                    en: "a case is an object: `{ \"case\": …, \"facts\": { … } }`",
                    zh: "案件是一个对象：`{ \"case\": …, \"facts\": { … } }`"))
        case .unexpected(let byte, let expected):
            Wording(
                Phrase(
                    en: "expected \(phrase(expected).en), found \(byte.map(phrase)?.en ?? "the end of the text")",
                    zh: "此处应为\(phrase(expected).zh)，却是\(byte.map(phrase)?.zh ?? "文本结尾")"),
                help: byte.flatMap(otherEncoding))
        case .badNumber:
            Wording(
                Phrase(en: "this is not a number as JSON writes it", zh: "这不是 JSON 的数字写法"),
                help: Phrase(
                    en: "write digits without leading zeros or separators, such as `1200.50`",
                    zh: "数字不带前导零和千位分隔符，例如 `1200.50`"))
        case .badEscape:
            Wording(
                Phrase(en: "unknown escape in a string", zh: "字符串中有不认识的转义"),
                help: Phrase(en: "write a backslash as `\\\\`", zh: "反斜杠本身写作 `\\\\`"))
        case .unterminatedString:
            Wording(
                Phrase(en: "the string that begins here does not end", zh: "从此处开始的字符串没有结束"),
                help: Phrase(en: "close it with `\"`", zh: "请以 `\"` 结束"))
        case .controlCharacter(let byte):
            Wording(
                Phrase(
                    en: "the control character \(scalar(UInt32(byte))) may not stand in a string",
                    zh: "字符串中不得有控制字符 \(scalar(UInt32(byte)))"),
                help: Phrase(en: "write a line end as `\\n`, a tab as `\\t`", zh: "换行写作 `\\n`，制表符写作 `\\t`"))
        case .notUTF8(let byte):
            Wording(
                Phrase(
                    en: "the byte \(hexadecimal(UInt32(byte), 2)) is not UTF-8",
                    zh: "字节 \(hexadecimal(UInt32(byte), 2)) 不是 UTF-8"),
                help: Phrase(en: "save the file as UTF-8", zh: "请将文件保存为 UTF-8 编码"))
        case .unpairedSurrogate(let unit):
            Wording(
                Phrase(
                    en: "`\\u\(hexadecimal(unit, 4))` is half of a surrogate pair and no character",
                    zh: "`\\u\(hexadecimal(unit, 4))` 只是代理对的一半，不是字符"),
                help: Phrase(
                    en: "write the character itself, or both halves: `\\uD842\\uDFB7`",
                    zh: "请直接写出该字符，或写全两半：`\\uD842\\uDFB7`"))
        case .forbiddenCharacter(let unit):
            Wording(
                Phrase(
                    en: "the character \(scalar(unit)) cannot stand in a document", zh: "字符 \(scalar(unit)) 不能出现在文书中"),
                help: Phrase(en: "remove it", zh: "请删去"))
        case .duplicateKey(let name, _):
            Wording(
                Phrase(en: "the key `\(name)` is there twice", zh: "键 `\(name)` 出现了两次"),
                help: Phrase(en: "keep the one that is right", zh: "请只保留正确的一个"))
        case .tooDeep(let limit):
            Wording(
                Phrase(en: "this is nested more than \(limit) levels deep", zh: "此处嵌套超过 \(limit) 层"),
                help: Phrase(en: "a case has records and lists, a few levels deep", zh: "案件由对象和列表构成，只需几层"))
        case .tooLarge(let limit):
            Wording(
                Phrase(en: "the text is longer than \(limit) bytes", zh: "文本超过 \(limit) 字节"),
                help: Phrase(
                    en: "many cases go into a `.jsonl` file, one a line, for `writ batch`",
                    zh: "多个案件用 `.jsonl` 文件，一行一个，交给 `writ batch`"))
        case .trailing(let byte):
            Wording(
                Phrase(en: "\(phrase(byte).en) after the end of the JSON value", zh: "JSON 内容结束之后还有\(phrase(byte).zh)"),
                help: Phrase(
                    en: "one file holds one value; many cases go into a `.jsonl` file, one a line",
                    zh: "一个文件一个值；多个案件用 `.jsonl` 文件，一行一个"))
        }
    }

    static func csv(_ kind: CSVProblem.Kind, field: Int) -> Wording {
        switch kind {
        case .unterminatedQuote:
            Wording(
                Phrase(en: "field \(field) begins with a quote that is never closed", zh: "第 \(field) 个字段的引号没有结束"),
                help: Phrase(en: "write a quote inside a field twice: `\"\"`", zh: "字段内的引号要写两次：`\"\"`"))
        case .textAfterQuote:
            Wording(
                Phrase(en: "field \(field) goes on after its closing quote", zh: "第 \(field) 个字段在引号结束后还有内容"),
                help: Phrase(en: "write a quote inside a field twice: `\"\"`", zh: "字段内的引号要写两次：`\"\"`"))
        case .strayQuote:
            Wording(
                Phrase(
                    en: "field \(field) holds a quote but does not begin with one", zh: "第 \(field) 个字段含有引号，却不以引号开头"),
                help: Phrase(
                    en: "put the whole field into quotes and write the inner one twice", zh: "请将整个字段放入引号，其中的引号写两次"))
        case .recordTooLong(let limit):
            Wording(
                Phrase(en: "the record is longer than \(limit) bytes", zh: "该行超过 \(limit) 字节"),
                help: Phrase(en: "a quote that is never closed joins all lines after it", zh: "没有结束的引号会把后面各行都并在一起"))
        }
    }

    private static func phrase(_ expected: JSONProblem.Expected) -> Phrase {
        switch expected {
        case .value: Phrase(en: "a value", zh: "一个值")
        case .key: Phrase(en: "a key in double quotes", zh: "双引号中的键")
        case .colon: Phrase(en: "`:`", zh: " `:`")
        case .commaOrBrace: Phrase(en: "`,` or `}`", zh: " `,` 或 `}`")
        case .commaOrBracket: Phrase(en: "`,` or `]`", zh: " `,` 或 `]`")
        }
    }

    private static func phrase(_ byte: UInt8) -> Phrase {
        guard byte > 0x20, byte < 0x7F else {
            let digits = hexadecimal(UInt32(byte), 2)
            return Phrase(en: "the byte \(digits)", zh: "字节 \(digits)")
        }
        let sign = Character(Unicode.Scalar(byte))
        return Phrase(en: "`\(sign)`", zh: " `\(sign)`")
    }

    private static func scalar(_ value: UInt32) -> String { "U+" + hexadecimal(value, 4) }

    private static func hexadecimal(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Bytes of other encodings, such as UTF-16 as some editors save it.
    private static func otherEncoding(_ byte: UInt8) -> Phrase? {
        byte == 0 || byte >= 0xFE ? Phrase(en: "save the file as UTF-8", zh: "请将文件保存为 UTF-8 编码") : nil
    }
}
