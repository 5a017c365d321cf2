package import WritLanguage

extension FormFact {
    package var wording: Wording {
        switch self {
        // The file as a whole.
        case .notUTF8:
            Wording(Phrase(en: "this byte is not UTF-8", zh: "此字节不是 UTF-8"))
        case .notWellFormed(let problem): problem.wording
        case .duplicateAttribute(let name):
            Wording(Phrase(en: "attribute `\(name)` is given twice", zh: "属性 `\(name)` 重复"))
        case .doctype:
            Wording(
                Phrase(en: "a form may not have a DOCTYPE", zh: "表单不得含有 DOCTYPE"),
                help: Phrase(
                    en: "write characters as they are, and leave entities out", zh: "直接写出字符，不要使用实体"))
        case .prefix(let name):
            Wording(
                Phrase(en: "`\(name)` has a prefix", zh: "`\(name)` 带有前缀"),
                help: Phrase(
                    en: "the elements of a form are written without prefixes", zh: "表单的元素不写前缀"))
        case .tooDeep(let limit):
            Wording(
                Phrase(en: "elements are nested deeper than \(limit) levels", zh: "元素嵌套超过 \(limit) 层"))
        case .tooLarge(let limit):
            Wording(
                Phrase(en: "the form is larger than \(limit) bytes", zh: "表单大于 \(limit) 字节"))
        case .tooManyAttributes(let limit):
            Wording(
                Phrase(en: "this element has more than \(limit) attributes", zh: "此元素的属性超过 \(limit) 个"))
        case .wrongRoot(let name):
            Wording(
                Phrase(en: "the root element is `\(name)`", zh: "根元素是 `\(name)`"),
                help: Phrase(
                    en: "a form begins with `<form xmlns=\"urn:writ:form:1\" …>`",
                    zh: "表单以 `<form xmlns=\"urn:writ:form:1\" …>` 开头"))
        case .wrongNamespace:
            Wording(
                Phrase(en: "the namespace is not that of forms", zh: "命名空间不是表单的命名空间"),
                help: Phrase(en: "write `xmlns=\"urn:writ:form:1\"`", zh: "写作 `xmlns=\"urn:writ:form:1\"`"))
        case .idDiffers(let id, let file):
            Wording(
                Phrase(
                    en: "the form's id is `\(id)` and its file is `\(file)`",
                    zh: "表单的 id 是 `\(id)`，文件是 `\(file)`"),
                help: Phrase(en: "give both the same name", zh: "使两者同名"))

        // Elements and where they stand.
        case .unknownElement(let name, let suggestion):
            Wording(
                Phrase(en: "there is no element `\(name)`", zh: "没有元素 `\(name)`"), help: didYouMean(suggestion))
        case .misplacedElement(let name, let parent, let belongs):
            Wording(
                Phrase(en: "`\(name)` may not stand in `\(parent)`", zh: "`\(name)` 不能放在 `\(parent)` 中"),
                help: belongs.isEmpty
                    ? nil
                    : Phrase(
                        en: "it belongs in \(either(belongs).en)", zh: "它应放在 \(either(belongs).zh) 中"))
        case .duplicateElement(let name):
            Wording(Phrase(en: "`\(name)` stands here a second time", zh: "`\(name)` 重复出现"))
        case .missingElement(let name, let parent):
            Wording(Phrase(en: "`\(parent)` needs a `\(name)`", zh: "`\(parent)` 缺少 `\(name)`"))
        case .unknownAttribute(let name, let element, let suggestion):
            Wording(
                Phrase(en: "`\(element)` has no attribute `\(name)`", zh: "`\(element)` 没有属性 `\(name)`"),
                help: didYouMean(suggestion))
        case .missingAttribute(let name, let element):
            Wording(Phrase(en: "`\(element)` needs `\(name)`", zh: "`\(element)` 缺少 `\(name)`"))
        case .conflictingAttributes(let first, let second, let element):
            Wording(
                Phrase(
                    en: "`\(element)` has both `\(first)` and `\(second)`",
                    zh: "`\(element)` 同时有 `\(first)` 和 `\(second)`"),
                help: Phrase(en: "keep one of them", zh: "只保留一个"))
        case .badValue(let value, let attribute, let allowed, let suggestion):
            Wording(
                Phrase(
                    en: "`\(value)` is not a value of `\(attribute)`", zh: "`\(value)` 不是 `\(attribute)` 的值"),
                help: didYouMean(suggestion)
                    ?? Phrase(
                        en: "it may be \(either(allowed).en)", zh: "可以是 \(either(allowed).zh)"))
        case .badCount(let value, let attribute):
            Wording(
                Phrase(
                    en: "`\(attribute)` is `\(value)`, not a whole number from 1 to 1000",
                    zh: "`\(attribute)` 是 `\(value)`，不是 1 到 1000 的整数"))
        case .badName(let value, let attribute):
            Wording(
                Phrase(
                    en: "`\(value)` cannot be the \(attribute) of a form", zh: "`\(value)` 不能作为表单的 \(attribute)"),
                help: Phrase(
                    en: "use letters, digits and `-`, and begin with a letter", zh: "使用字母、数字和 `-`，以字母开头"))
        case .emptyAttribute(let name, let element):
            Wording(Phrase(en: "`\(name)` of `\(element)` is empty", zh: "`\(element)` 的 `\(name)` 为空"))
        case .strayText(let parent):
            Wording(
                Phrase(en: "text may not stand directly in `\(parent)`", zh: "文字不能直接放在 `\(parent)` 中"),
                help: Phrase(en: "put it into a `p`", zh: "放入 `p` 中"))
        case .mixedContent:
            Wording(
                Phrase(en: "an item holds either text or blocks", zh: "一个 item 要么放文字，要么放块"),
                help: Phrase(en: "put the text into a `p`", zh: "把文字放入 `p` 中"))
        case .contentBesidesValue:
            Wording(
                Phrase(
                    en: "this `field` has `of` and content as well", zh: "此 `field` 既有 `of` 又有内容"),
                help: Phrase(en: "keep one of them", zh: "只保留一个"))

        // Attributes and values.
        case .unknownRole(let name, let suggestion):
            Wording(
                Phrase(en: "no role or party is called `\(name)`", zh: "没有名为 `\(name)` 的角色或相对人"),
                help: didYouMean(suggestion))
        case .unknownForm(let name, let suggestion):
            Wording(
                Phrase(en: "there is no form `\(name)`", zh: "没有表单 `\(name)`"), help: didYouMean(suggestion))
        case .unknownPlaceholder(let name, let suggestion):
            Wording(
                Phrase(
                    en: "a document number has no part `{\(name)}`", zh: "文号中没有 `{\(name)}` 这一部分"),
                help: didYouMean(suggestion)
                    ?? Phrase(
                        en: "it may have `{year}`, `{month}`, `{day}`, `{sequence}` and `{sequence:3}`",
                        zh: "可以有 `{year}`、`{month}`、`{day}`、`{sequence}` 和 `{sequence:3}`"))
        case .unclosedPlaceholder:
            Wording(Phrase(en: "`{` has no `}`", zh: "`{` 没有对应的 `}`"))
        case .unknownProfile(let name, let suggestion):
            Wording(
                Phrase(en: "there is no print profile `\(name)`", zh: "没有打印样式 `\(name)`"),
                help: didYouMean(suggestion))
        case .needsCase(let attribute):
            Wording(
                Phrase(
                    en: "`\(attribute)` needs a case, and this form has none",
                    zh: "`\(attribute)` 需要案件，而此表单没有案件类型"),
                help: Phrase(en: "name the case type: `for=\"…\"`", zh: "写明案件类型：`for=\"…\"`"))
        case .noFormat(let type):
            Wording(
                Phrase(en: "a value of type `\(type)` cannot be printed", zh: "类型 `\(type)` 的值不能打印"),
                help: Phrase(en: "print its fields", zh: "打印它的各个字段"))
        case .wrongFormat(let format, let type, let allowed):
            Wording(
                Phrase(
                    en: "`\(format)` is no format for a value of type `\(type)`",
                    zh: "`\(format)` 不是类型 `\(type)` 的格式"),
                help: Phrase(
                    en: "it may be \(either(allowed).en)", zh: "可以是 \(either(allowed).zh)"))
        case .mayBeMissing(let expression):
            Wording(
                Phrase(en: "`\(expression)` may be missing", zh: "`\(expression)` 可能缺失"),
                help: Phrase(
                    en:
                        "print it under `when=\"\(expression) is known\"`, or say what stands in its place: `else=\"…\"`",
                    zh: "加上 `when=\"\(expression) is known\"`，或写明替代文字：`else=\"…\"`"))
        case .needlessElse(let expression):
            Wording(
                Phrase(
                    en: "`\(expression)` is never missing, so `else` is never printed",
                    zh: "`\(expression)` 不会缺失，`else` 不会被打印"))
        case .notACondition(let type):
            Wording(Phrase(en: "a condition is needed, and this is a `\(type)`", zh: "这里需要条件，而这是 `\(type)`"))
        case .notADate(let type):
            Wording(Phrase(en: "a date is needed, and this is a `\(type)`", zh: "这里需要日期，而这是 `\(type)`"))
        case .notAChoice(let type):
            Wording(
                Phrase(
                    en: "boxes are for an enumeration or a Boolean, and this is a `\(type)`",
                    zh: "选框用于枚举或布尔值，而这是 `\(type)`"))
        case .notAFileName(let type):
            Wording(
                Phrase(
                    en: "a picture is named by a `Text`, and this is a `\(type)`", zh: "图片以文本写明文件名，而这是 `\(type)`"),
                help: Phrase(
                    en: "let the case state the name of the file beside it", zh: "请在案件中写明其旁边的文件名"))
        case .footnoteMisplaced:
            Wording(
                Phrase(
                    en: "a footnote may not stand in a footnote, nor in what is printed in several places",
                    zh: "注释中，以及在多处印出的内容中，不能有注释"),
                help: Phrase(en: "put it into the text of the body", zh: "请放入正文"))
        case .missingLabel:
            Wording(
                Phrase(en: "this `field` has no label", zh: "此 `field` 没有标签"),
                help: Phrase(
                    en: "only a field, a definition or a parameter brings its own: write `label=\"…\"`",
                    zh: "只有字段、定义和参数自带标签：请写 `label=\"…\"`"))
        case .tooManyConditionalCopies(let limit):
            Wording(
                Phrase(
                    en: "more than \(limit) copies depend on the case", zh: "视案件而定的份数超过 \(limit) 项"),
                help: Phrase(
                    en: "give copies that go out together one `copy` with a `count`",
                    zh: "同时发出的几份请合为一个 `copy`，并写明 `count`"))
        case .tooManyCells(let columns):
            Wording(
                Phrase(
                    en: "this row has more cells than the table has columns (\(columns))",
                    zh: "此行的单元格多于表格的列数（\(columns)）"))
        case .allColumnsMerge:
            Wording(
                Phrase(
                    en: "all columns merge, so that a row could be left without a cell",
                    zh: "所有列都合并单元格，某一行可能一格也不剩"),
                help: Phrase(en: "leave one column as it is, or number the rows", zh: "请保留一列不合并，或者给各行编号"))
        case .noDecimals(let type):
            Wording(
                Phrase(en: "`\(type)` has no decimals in this format", zh: "`\(type)` 的这种格式没有小数位"),
                help: Phrase(en: "leave `decimals` out", zh: "删去 `decimals`"))
        case .unroundedSum:
            Wording(
                Phrase(
                    en: "the rows are rounded one by one, so that they may not add up to the total",
                    zh: "各行分别四舍五入，合计可能与各行之和不符"),
                help: Phrase(
                    en: "define the amount of a row (a definition is rounded to the fen), print that, and add that up",
                    zh: "为每行的金额写一个定义（定义的金额已舍入到分），印出并合计该定义"))
        case .coarseSum:
            Wording(
                Phrase(
                    en:
                        "the rows are printed with fewer decimals than they may have and may not add up to the total",
                    zh: "各行印出的小数位少于实有的小数位，合计可能与各行之和不符"),
                help: Phrase(
                    en: "leave `decimals` out in the rows, or define the rounded figure of a row and add that up",
                    zh: "各行不写 `decimals`，或者为每行舍入后的数写一个定义，印出并合计该定义"))
        case .sumOfOthers:
            Wording(
                Phrase(
                    en: "this adds up all elements of a list of which the rows show only some",
                    zh: "此处合计列表的全部元素，而表中各行只是其中一部分"),
                help: Phrase(
                    en: "add up what the rows show, with the same condition: `sum of … for x in (xs where …)`",
                    zh: "请按相同条件合计各行所列：`sum of … for x in (xs where …)`"))
        case .genreForbids(let phrase, let genre):
            Wording(
                Phrase(
                    en: "“\(phrase)” does not belong in \(genre.title.en)", zh: "“\(phrase)”不是\(genre.title.zh)的用语"),
                help: Phrase(
                    en: "close it as such a paper closes, or give the form the genre that it is",
                    zh: "改用该文种的结语，或者改正 `genre`"))
        case .genreNeeds(let need, let genre):
            Wording(
                Phrase(en: "\(genre.title.en) needs \(need.phrase.en)", zh: "\(genre.title.zh)必须有\(need.phrase.zh)"),
                help: need.help)
        case .deliveryUnproved(let phrase):
            Wording(
                Phrase(
                    en: "“\(phrase)” is printed whether or not it is so", zh: "无论是否属实都会印出“\(phrase)”"),
                help: Phrase(
                    en: "print it only `when=\"… is delivered\"`", zh: "加上条件 `when=\"… 已送达\"`"))
        case .schema(let element, let message):
            Wording(
                Phrase(
                    en: "the schema of forms refuses `\(element)` here: \(message)", zh: "表单的模式不接受此处的 `\(element)`"))
        }
    }

    private func didYouMean(_ suggestion: String?) -> Phrase? {
        suggestion.map { Phrase(en: "did you mean `\($0)`?", zh: "是否指 `\($0)`？") }
    }

    private func either(_ names: [String]) -> Phrase {
        let code = names.map { "`\($0)`" }
        guard let last = code.last, code.count > 1 else { return Phrase(en: code.first ?? "", zh: code.first ?? "") }
        let others = code.dropLast()
        return Phrase(
            en: others.joined(separator: ", ") + " or " + last, zh: others.joined(separator: "、") + " 或 " + last)
    }
}

extension MarkupProblem {
    /// All of these say `not well-formed XML` first: the reader of a form may not know the term, the search for it helps.
    fileprivate var wording: Wording {
        let reason: Phrase =
            switch self {
            case .endsEarly: Phrase(en: "the file ends in the middle of a tag", zh: "文件在标签中间结束")
            case .empty: Phrase(en: "the file has no element", zh: "文件中没有元素")
            case .unclosed(let name): Phrase(en: "`<\(name)>` is never closed", zh: "`<\(name)>` 没有结束标签")
            case .wrongEnd(let name, let open):
                Phrase(
                    en: "`</\(name)>` stands where `</\(open)>` is needed", zh: "此处应为 `</\(open)>`，而不是 `</\(name)>`")
            case .endWithoutStart(let name):
                Phrase(en: "`</\(name)>` closes nothing", zh: "`</\(name)>` 没有对应的开始标签")
            case .textOutside: Phrase(en: "text stands outside of the root element", zh: "根元素之外有文字")
            case .secondRoot: Phrase(en: "there is a second root element", zh: "有第二个根元素")
            case .expected(let text): Phrase(en: "`\(text)` is needed here", zh: "此处需要 `\(text)`")
            case .badName: Phrase(en: "a name is needed here", zh: "此处需要名称")
            case .lessThanInValue: Phrase(en: "`<` stands in an attribute", zh: "属性值中有 `<`")
            case .unquotedValue: Phrase(en: "an attribute's value stands in quotes", zh: "属性值须加引号")
            case .missingSpace: Phrase(en: "white space is needed between attributes", zh: "属性之间须有空格")
            case .entity(let name): Phrase(en: "there is no entity `&\(name);`", zh: "没有实体 `&\(name);`")
            case .bareAmpersand: Phrase(en: "`&` stands alone", zh: "`&` 单独出现")
            case .reference: Phrase(en: "this refers to no character", zh: "此引用不对应任何字符")
            case .cdataEnd: Phrase(en: "`]]>` stands in text", zh: "文字中有 `]]>`")
            case .comment: Phrase(en: "`--` stands in a comment", zh: "注释中有 `--`")
            case .declaration:
                Phrase(en: "the XML declaration is malformed or stands not at the start", zh: "XML 声明有误或不在开头")
            case .encoding(let name): Phrase(en: "the encoding is `\(name)`", zh: "编码是 `\(name)`")
            case .character(let code):
                Phrase(
                    en: "XML does not allow the character U+\(hexadecimal(code))",
                    zh: "XML 不允许字符 U+\(hexadecimal(code))")
            case .other(let message): Phrase(en: message, zh: "libxml2 不接受此处的写法")
            }
        let help: Phrase? =
            switch self {
            case .lessThanInValue: Phrase(en: "write `&lt;`", zh: "写作 `&lt;`")
            case .bareAmpersand: Phrase(en: "write `&amp;`", zh: "写作 `&amp;`")
            case .entity: Phrase(en: "write the character itself", zh: "直接写出该字符")
            case .cdataEnd: Phrase(en: "write `]]&gt;`", zh: "写作 `]]&gt;`")
            case .encoding: Phrase(en: "save the file as UTF-8", zh: "将文件保存为 UTF-8")
            default: nil
            }
        return Wording(
            Phrase(en: "not well-formed XML: \(reason.en)", zh: "不是格式良好的 XML：\(reason.zh)"), help: help)
    }

    private func hexadecimal(_ code: UInt32) -> String {
        let digits = String(code, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
