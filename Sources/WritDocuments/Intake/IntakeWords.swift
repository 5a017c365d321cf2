import WritLanguage
import WritSemantics

/// The fixed words of intake pages. The script takes those that it says from the page.
struct IntakeWords: Teller {
    private let words: FormWords
    var language: MessageLanguage { words.language }

    init(_ words: FormWords) { self.words = words }

    var purpose: String {
        told(
            en:
                "Fill in what is known. A required fact that is left empty counts as not yet known, never as zero or no.",
            zh: "请填写已知的事项。应填的事项留空，表示尚不知道，不会被当作零或者否。")
    }
    var given: String { told(en: "A case that is there already", zh: "已有的案件数据") }
    var givenHint: String {
        told(
            en: "optional: its file fills in the page, and its history is kept", zh: "可选：用其文件填入本页，其中的办理经过原样保留")
    }
    var taken: String { told(en: "The page is filled in.", zh: "已填入。") }
    var otherCase: String { told(en: "This file is of another case type.", zh: "此文件属于另一种案件。") }
    var unreadable: String { told(en: "This file holds no case data.", zh: "此文件不是案件数据。") }
    var partlyTaken: String { told(en: "Not filled in: ", zh: "以下内容未能填入：") }
    var envelope: String { told(en: "The case", zh: "案件") }
    var result: String { told(en: "The case as data", zh: "案件数据") }
    var id: String { told(en: "Case number", zh: "案件编号") }
    var asOf: String { told(en: "Decided by the day", zh: "案件日期") }
    var organisation: String { told(en: "Organisation", zh: "单位") }
    var noOrganisation: String { told(en: "(none named)", zh: "（未写明）") }
    var idNeeded: String { told(en: "needed", zh: "必填") }
    var unknown: String { told(en: "(not known yet)", zh: "（尚不知道）") }
    var absent: String { told(en: "(there is none)", zh: "（没有）") }
    var mayBeAbsent: String { told(en: "left empty: there is none", zh: "留空表示没有") }
    var yes: String { words.yes }
    var no: String { words.no }
    var wholeNumber: String { told(en: "a whole number", zh: "整数") }
    var number: String { told(en: "a number", zh: "数字") }
    func money(_ currency: Currency) -> String {
        told(en: "\(currency.en), at most two places", zh: "\(currency.zh)，最多两位小数")
    }
    var percent: String { told(en: "a percentage: 5 is 5%", zh: "百分比，填 5 即 5%") }
    var offset: String { told(en: "time zone", zh: "时区") }
    var entry: String { told(en: "Entry", zh: "第") }
    var entryEnd: String { told(en: "", zh: "项") }
    var add: String { told(en: "Add an entry", zh: "添加一项") }
    var remove: String { told(en: "Remove entry", zh: "删除第") }
    var none: String { told(en: "There is not one", zh: "一项也没有") }
    var colon: String { words.colon }
    var separator: String { told(en: "; ", zh: "；") }
    var open: String { told(en: "Not filled in yet:", zh: "尚未填写：") }
    var complete: String { told(en: "Every required fact is filled in.", zh: "应填事项均已填写。") }
    var make: String { told(en: "Make the case data", zh: "生成案件数据") }
    var download: String { told(en: "Save as a file", zh: "保存为文件") }
    var copy: String { told(en: "Copy", zh: "复制") }
    var made: String { told(en: "The case data is ready.", zh: "案件数据已生成。") }
    var copied: String { told(en: "Copied.", zh: "已复制。") }
    var faulty: String { told(en: "Please correct what is marked.", zh: "请更正标出的内容。") }
    var control: String { told(en: "This holds a character that no document can show.", zh: "含有文书不能显示的字符。") }

    /// How many days, months or hours.
    func count(of unit: DurationUnit) -> String {
        switch unit {
        case .days: told(en: "a number of days", zh: "天数")
        case .workingDays: told(en: "a number of working days", zh: "工作日数")
        case .months: told(en: "a number of months", zh: "月数")
        case .hours: told(en: "a number of hours", zh: "小时数")
        }
    }
}
