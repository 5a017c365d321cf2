import Testing
import WritLanguage
import WritSemantics

import WritDocuments

/// Numbers, dates and sums as documents print them.
@Suite struct ValuePrinterTests {
    @Test(
        arguments: [
            (0, "零"), (7, "七"), (10, "十"), (12, "十二"), (20, "二十"), (100, "一百"), (105, "一百零五"), (110, "一百一十"),
            (1_005, "一千零五"), (1_200, "一千二百"), (10_000, "一万"), (10_010, "一万零一十"), (100_000, "十万"),
            (1_000_001, "一百万零一"), (100_000_000, "一亿"), (1_0000_1000, "一亿零一千"), (-3, "负三"),
        ] as [(Int128, String)])
    func words(number: Int128, text: String) {
        #expect(ChineseNumerals.words(number) == text)
    }

    @Test(
        arguments: [
            (500_000, "人民币伍仟元整"), (1_234_567, "人民币壹万贰仟叁佰肆拾伍元陆角柒分"), (0, "人民币零元整"), (5, "人民币伍分"),
            (50, "人民币伍角整"), (100_005, "人民币壹仟元零伍分"), (1_000_500, "人民币壹万零伍元整"), (-100, "人民币负壹元整"),
            (10_680_032_000, "人民币壹亿零陆佰捌拾万零叁佰贰拾元整"), (160_750, "人民币壹仟陆佰零柒元伍角整"),
        ] as [(Int128, String)])
    func capitals(fen: Int128, text: String) {
        #expect(ChineseNumerals.money(fen: fen) == text)
    }

    @Test(arguments: [
        ("0.12", "百分之十二"), ("0.125", "百分之十二点五"), ("0.0005", "万分之五"), ("0.005", "千分之五"), ("1", "百分之一百"),
        ("0", "百分之零"), ("0.00003", "十万分之三"), ("-0.03", "负百分之三"), ("0.010005", "百分之一点零零零五"),
    ])
    func percentages(number: String, text: String) throws {
        let decimal = try #require(Decimal(parsing: number))
        #expect(ChineseNumerals.percent(decimal.coefficient, scale: Int(decimal.scale)) == text)
    }

    @Test func everyFormatOfEveryType() throws {
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", TestRulebook.reminder)])
        let chinese = ValuePrinter(program: fixture.program, words: .of("zh-Hans"))
        let traditional = ValuePrinter(program: fixture.program, words: .of("zh-Hant"))
        let english = ValuePrinter(program: fixture.program, words: .of("en"))
        func text(_ value: Value, _ format: ValueFormat, _ printer: ValuePrinter) -> String {
            var bytes: [UInt8] = []
            printer.print(value, as: format, into: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        let date = Value.date(try #require(CalendarDate(year: 2026, month: 3, day: 2)))
        let moment = Value.dateTime(try #require(Moment.parse("2026-03-02T09:05:00+08:00")))
        let money = Value.decimal(try #require(Decimal(parsing: "-1234.5")))
        let rate = Value.decimal(try #require(Decimal(parsing: "0.0005")))
        let kind = Value.enumeration(EnumID(0), 1)
        let expected: [(Value, ValueFormat, String, String)] = [
            (.text("𠮷<&>"), .text, "𠮷&lt;&amp;&gt;", "𠮷&lt;&amp;&gt;"),
            (.integer(1200), .number, "1200", "1200"), (.integer(1_234_567), .grouped, "1,234,567", "1,234,567"),
            (.integer(12), .numberWords, "十二", "12"), (money, .money, "-¥1,234.50", "-¥1,234.50"),
            (money, .moneyYuan, "-1,234.50元", "-1,234.50 yuan"), (money, .amount, "-1,234.50", "-1,234.50"),
            (money, .moneyCapital, "人民币负壹仟贰佰叁拾肆元伍角整", "-1,234.50"), (rate, .percent, "0.05%", "0.05%"),
            (rate, .percentWords, "万分之五", "0.05 per cent"), (date, .longDate, "2026年3月2日", "March 2, 2026"),
            (date, .date, "2026年3月2日", "Mar 2, 2026"), (date, .hanDate, "二〇二六年三月二日", "March 2, 2026"),
            (date, .month, "2026年3月", "March 2026"), (moment, .dateTime, "2026年3月2日 09:05", "March 2, 2026 09:05"),
            (moment, .time, "09:05", "09:05"), (moment, .date, "2026年3月2日", "Mar 2, 2026"),
            (.duration(3, .workingDays), .duration, "3个工作日", "3 working days"),
            (.duration(7, .days), .duration, "7日", "7 days"), (.duration(48, .hours), .number, "48", "48"),
            (.boolean(true), .yesNo, "是", "yes"), (.boolean(false), .have, "无", "none"),
            (.boolean(true), .tick, "☑", "☑"), (kind, .label, "外立面", "外立面"), (kind, .code, "facade", "facade"),
            (.list([kind, .enumeration(EnumID(0), 0)]), .label, "外立面、墙体", "外立面, 墙体"),
        ]
        for (value, format, zh, en) in expected {
            #expect(text(value, format, chinese) == zh)
            #expect(text(value, format, english) == en)
        }
        #expect(text(money, .moneyCapital, traditional) == "人民幣負壹仟貳佰叄拾肆元伍角整")
        for format in ValueFormat.allCases {
            #expect(expected.contains { $0.1 == format }, "\(format) is not shown")
        }
    }
}
