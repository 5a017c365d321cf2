extension Decimal: CustomStringConvertible {
    /// Reads `-12.50`, `1e3`, `0.5E-2`. `nil` for anything else, and for numbers that need more than 18 places after
    /// the point or do not fit; the cost is that of the text, whatever the exponent says.
    package init?(parsing text: Span<UInt8>) {
        var index = 0
        let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
        if isNegative { index = 1 }
        var coefficient: Int128 = 0
        var exponent = 0
        var zeros = 0
        var digits = 0
        var isFraction = false
        scan: while index < text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if isFraction { exponent -= 1 }
                if byte == UInt8(ascii: "0") {
                    if coefficient != 0 { zeros += 1 }
                } else {
                    guard zeros < 38 else { return nil }
                    let shifted = coefficient.multipliedReportingOverflow(by: Decimal.power(zeros + 1))
                    let sum = shifted.partialValue.addingReportingOverflow(Int128(byte &- UInt8(ascii: "0")))
                    if shifted.overflow || sum.overflow { return nil }
                    coefficient = sum.partialValue
                    zeros = 0
                }
            case UInt8(ascii: "."):
                if isFraction || digits == 0 { return nil }
                isFraction = true
                digits = 0
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                break scan
            default:
                return nil
            }
            index += 1
        }
        if digits == 0 { return nil }
        if index < text.count {
            guard let written = Decimal.exponent(text, after: index) else { return nil }
            exponent += written
        }
        exponent += zeros
        if coefficient == 0 {
            self = .zero
            return
        }
        if exponent > 0 {
            guard exponent <= 38 else { return nil }
            let product = coefficient.multipliedReportingOverflow(by: Decimal.power(exponent))
            if product.overflow { return nil }
            coefficient = product.partialValue
            exponent = 0
        }
        // The last digit is not zero, so this is in lowest terms.
        guard -exponent <= Decimal.maximumScale else { return nil }
        self.init(normal: isNegative ? -coefficient : coefficient, UInt8(truncatingIfNeeded: -exponent))
    }

    package init?(parsing bytes: [UInt8]) { self.init(parsing: bytes.span) }

    package init?(parsing bytes: ArraySlice<UInt8>) { self.init(parsing: bytes.span) }

    package init?(parsing text: String) { self.init(parsing: Array(text.utf8).span) }

    /// The signed number that follows the `e` at `start`; absurd ones are cut to ±100,000, which no digits make up for.
    private static func exponent(_ text: Span<UInt8>, after start: Int) -> Int? {
        var index = start + 1
        var isNegative = false
        if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
            isNegative = text[index] == UInt8(ascii: "-")
            index += 1
        }
        guard index < text.count else { return nil }
        var value = 0
        while index < text.count {
            let byte = text[index]
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = min(100_000, value * 10 + Int(byte &- UInt8(ascii: "0")))
            index += 1
        }
        return isNegative ? -value : value
    }

    /// Plain digits, `-1234.5`.
    public var description: String { text() }

    /// The number with at least `places` places after the point and, if asked, a comma every three digits: `1,234.50`.
    package func text(places: Int = 0, isGrouped: Bool = false) -> String {
        var bytes: [UInt8] = []
        write(into: &bytes, places: places, isGrouped: isGrouped)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// With two places and commas, as money is shown: `1,234.50`.
    package var groupedDescription: String { roundedHalfUp(places: 2).text(places: 2, isGrouped: true) }

    /// Appends the number with at least `places` places after the point.
    package func write(into bytes: inout [UInt8], places: Int = 0, isGrouped: Bool = false) {
        if coefficient < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        // Digits from the last to the first, turned round at the end.
        var written = 0
        var whole = 0
        let scale = Int(scale)
        for _ in 0..<max(0, places - scale) {
            bytes.append(UInt8(ascii: "0"))
        }
        if scale == 0 && places > 0 { bytes.append(UInt8(ascii: ".")) }
        var rest = coefficient.magnitude
        repeat {
            let digit: UInt8
            if let small = UInt64(exactly: rest) {
                digit = UInt8(truncatingIfNeeded: small % 10)
                rest = UInt128(small / 10)
            } else {
                let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
                digit = UInt8(truncatingIfNeeded: remainder)
                rest = quotient
            }
            if written >= scale {
                if isGrouped && whole > 0 && whole % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
                whole += 1
            }
            bytes.append(UInt8(ascii: "0") + digit)
            written += 1
            if written == scale { bytes.append(UInt8(ascii: ".")) }
        } while rest != 0 || written <= scale
        bytes[start...].reverse()
    }
}
