import WritLanguage

/// The fixed words of intake pages. The script takes those that it says from the page.
struct IntakeWords {
    private let words: FormWords

    init(_ words: FormWords) { self.words = words }

    private func pick(_ en: String, _ zh: String) -> String { words.text(Phrase(en: en, zh: zh)) }

    var purpose: String {
        pick(
            "Fill in what is known. A required fact that is left empty counts as not yet known, never as zero or no.",
            "请填写已知的事项。应填的事项留空，表示尚不知道，不会被当作零或者否。")
    }
    var envelope: String { pick("The case", "案件") }
    var result: String { pick("The case as data", "案件数据") }
    var id: String { pick("Case number", "案件编号") }
    var asOf: String { pick("Decided by the day", "案件日期") }
    var organisation: String { pick("Organisation", "单位") }
    var noOrganisation: String { pick("(none named)", "（未写明）") }
    var idNeeded: String { pick("needed", "必填") }
    var unknown: String { pick("(not known yet)", "（尚不知道）") }
    var absent: String { pick("(there is none)", "（没有）") }
    var mayBeAbsent: String { pick("left empty: there is none", "留空表示没有") }
    var yes: String { words.yes }
    var no: String { words.no }
    var wholeNumber: String { pick("a whole number", "整数") }
    var number: String { pick("a number", "数字") }
    var money: String { pick("yuan, at most two places", "元，最多两位小数") }
    var percent: String { pick("a percentage, such as 5%", "百分比，例如 5%") }
    var offset: String { pick("time zone", "时区") }
    var entry: String { pick("Entry", "第") }
    var entryEnd: String { pick("", "项") }
    var add: String { pick("Add an entry", "添加一项") }
    var remove: String { pick("Remove entry", "删除第") }
    var none: String { pick("There is not one", "一项也没有") }
    var colon: String { words.colon }
    var separator: String { pick("; ", "；") }
    var make: String { pick("Make the case data", "生成案件数据") }
    var download: String { pick("Save as a file", "保存为文件") }
    var copy: String { pick("Copy", "复制") }
    var made: String { pick("The case data is ready.", "案件数据已生成。") }
    var copied: String { pick("Copied.", "已复制。") }
    var faulty: String { pick("Please correct what is marked.", "请更正标出的内容。") }
    var control: String { pick("This holds a character that no document can show.", "含有文书不能显示的字符。") }

    /// How many days, months or hours.
    func count(of unit: String) -> String {
        switch unit {
        case "working days": pick("a number of working days", "工作日数")
        case "months": pick("a number of months", "月数")
        case "hours": pick("a number of hours", "小时数")
        default: pick("a number of days", "天数")
        }
    }
}
