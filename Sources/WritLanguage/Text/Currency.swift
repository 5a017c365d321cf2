/// The money that a rulebook reckons in. All of them have two places after the point; others cannot be declared.
package struct Currency: Hashable, Sendable {
    /// As ISO 4217 has it: `CNY`.
    package let code: String
    /// What stands before an amount.
    package let sign: String
    /// What stands behind an amount that is written in words.
    package let en: String
    package let zh: String

    package static let yuan = Currency(code: "CNY", sign: "¥", en: "yuan", zh: "元")

    private static let known = [
        yuan,
        Currency(code: "USD", sign: "$", en: "US dollars", zh: "美元"),
        Currency(code: "EUR", sign: "€", en: "euros", zh: "欧元"),
        Currency(code: "GBP", sign: "£", en: "pounds sterling", zh: "英镑"),
        Currency(code: "HKD", sign: "HK$", en: "Hong Kong dollars", zh: "港元"),
        Currency(code: "MOP", sign: "MOP$", en: "patacas", zh: "澳门元"),
        Currency(code: "TWD", sign: "NT$", en: "New Taiwan dollars", zh: "新台币元"),
        Currency(code: "SGD", sign: "S$", en: "Singapore dollars", zh: "新加坡元"),
        Currency(code: "CAD", sign: "C$", en: "Canadian dollars", zh: "加拿大元"),
        Currency(code: "AUD", sign: "A$", en: "Australian dollars", zh: "澳大利亚元"),
        Currency(code: "NZD", sign: "NZ$", en: "New Zealand dollars", zh: "新西兰元"),
        Currency(code: "INR", sign: "₹", en: "rupees", zh: "印度卢比"),
        Currency(code: "CHF", sign: "CHF ", en: "Swiss francs", zh: "瑞士法郎"),
    ]

    /// Currencies whose amounts have no places, or three.
    private static let otherPlaces: Set = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
        "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
    ]

    /// Signs of one letter that an amount may begin with in rules.
    package static let signs: Set<Unicode.Scalar> = ["$", "€", "£", "₹"]

    /// A currency by its code. One that is not known by a sign has its code for a sign; nil where the code is none, or the
    /// currency has other than two places.
    package static func named(_ code: String) -> Currency? {
        if let currency = known.first(where: { $0.code == code }) { return currency }
        guard isCode(code.utf8), !otherPlaces.contains(code) else { return nil }
        return Currency(code: code, sign: code + " ", en: code, zh: code)
    }

    /// Three capital letters.
    package static func isCode(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.count == 3 && bytes.allSatisfy { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    }

    /// Whether an amount of this currency may be written with a sign, a word or a code beside it.
    package func isWritten(_ mark: String) -> Bool {
        mark == sign || mark == code || (self == .yuan && mark == zh) || (!mark.isEmpty && sign.hasSuffix(mark))
    }

    /// An amount as rules write it, for messages.
    package var example: String { (sign.last == "$" ? "$" : sign) + "5,000" }
}
