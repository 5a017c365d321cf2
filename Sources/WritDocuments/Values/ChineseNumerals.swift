/// Numbers in Chinese characters: 一千二百, 二〇二六, 人民币伍仟元整.
package enum ChineseNumerals {
    private static let plain = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    private static let formal = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]
    private static let formalUnits = ["", "拾", "佰", "仟"]
    private static let plainUnits = ["", "十", "百", "千"]
    private static let groups = ["", "万", "亿", "万亿", "亿亿"]

    /// 一千二百; 十二, not 一十二. Numbers of more than twenty digits keep their digits.
    package static func words(_ number: Int128) -> String {
        let (sign, magnitude) = (number < 0 ? "负" : "", number.magnitude)
        guard let text = grouped(magnitude, digits: plain, units: plainUnits) else { return String(number) }
        return sign + (text.hasPrefix("一十") ? String(text.dropFirst()) : text)
    }

    /// 二〇二六: digit by digit, as years are written.
    package static func digits(_ number: Int) -> String {
        String(number).map { character in
            guard let digit = character.wholeNumberValue else { return String(character) }
            return digit == 0 ? "〇" : plain[digit]
        }.joined()
    }

    /// The sum in full, as cheques and contracts have it: 人民币壹万贰仟叁佰肆拾伍元陆角柒分. `fen` is the sum in hundredths.
    package static func money(fen: Int128) -> String? {
        let magnitude = fen.magnitude
        let yuan = magnitude / 100
        let jiao = Int(magnitude / 10 % 10)
        let rest = Int(magnitude % 10)
        guard let whole = grouped(yuan, digits: formal, units: formalUnits) else { return nil }
        var text = fen < 0 ? "人民币负" : "人民币"
        if yuan > 0 || (jiao == 0 && rest == 0) { text += whole + "元" }
        if jiao == 0, rest == 0 { return text + "整" }
        if jiao > 0 {
            text += formal[jiao] + "角"
        } else if yuan > 0 {
            text += "零"
        }
        return text + (rest > 0 ? formal[rest] + "分" : "整")
    }

    /// 百分之十二点五; below one per cent 千分之五, 万分之五, where that comes out whole.
    package static func percent(_ coefficient: Int128, scale: Int) -> String {
        let sign = coefficient < 0 ? "负" : ""
        let names = [(2, "百"), (3, "千"), (4, "万"), (5, "十万"), (6, "百万")]
        if scale > 2, isBelowOnePercent(coefficient.magnitude, scale) {
            for (places, name) in names where scale <= places {
                return sign + "\(name)分之" + words(Int128(coefficient.magnitude) * power(places - scale))
            }
        }
        guard scale > 2 else { return sign + "百分之" + words(Int128(coefficient.magnitude) * power(2 - scale)) }
        let divisor = power(scale - 2).magnitude
        let fraction = String(coefficient.magnitude % divisor)
        let padded = String(repeating: "0", count: max(0, scale - 2 - fraction.count)) + fraction
        let spoken = padded.compactMap { $0.wholeNumberValue }.map { plain[$0] }.joined()
        return sign + "百分之" + words(Int128(coefficient.magnitude / divisor)) + "点" + spoken
    }

    private static func isBelowOnePercent(_ magnitude: UInt128, _ scale: Int) -> Bool {
        magnitude < power(scale - 2).magnitude
    }

    private static func power(_ exponent: Int) -> Int128 {
        var value: Int128 = 1
        for _ in 0..<max(0, exponent) { value *= 10 }
        return value
    }

    /// Groups of four digits; one 零 for each run of zeros between digits.
    private static func grouped(_ number: UInt128, digits: [String], units: [String]) -> String? {
        if number == 0 { return digits[0] }
        var parts: [Int] = []
        var rest = number
        while rest > 0 {
            parts.append(Int(rest % 10_000))
            rest /= 10_000
        }
        guard parts.count <= groups.count else { return nil }
        var text = ""
        var needsZero = false
        for index in parts.indices.reversed() {
            let part = parts[index]
            if part == 0 {
                needsZero = !text.isEmpty
                continue
            }
            if !text.isEmpty, needsZero || part < 1000 { text += digits[0] }
            needsZero = false
            text += group(part, digits: digits, units: units) + groups[index]
        }
        return text
    }

    private static func group(_ number: Int, digits: [String], units: [String]) -> String {
        var text = ""
        var needsZero = false
        var divisor = 1000
        for unit in units.indices.reversed() {
            let digit = number / divisor % 10
            divisor /= 10
            if digit == 0 {
                needsZero = !text.isEmpty
                continue
            }
            if needsZero { text += digits[0] }
            needsZero = false
            text += digits[digit] + units[unit]
        }
        return text
    }
}
