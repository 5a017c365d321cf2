/// Whole numbers as rows of decimal digits, worked as on paper: slow, plain, and independent of `Decimal`.
struct DigitString: Equatable {
    /// From the last digit to the first, without leading zeros; empty is zero.
    var digits: [Int] = []
    var isNegative = false

    init(_ text: String) {
        var text = Substring(text)
        if text.hasPrefix("-") {
            isNegative = true
            text = text.dropFirst()
        }
        digits = text.reversed().compactMap(\.wholeNumberValue)
        trim()
    }

    private init(digits: [Int], isNegative: Bool) {
        self.digits = digits
        self.isNegative = isNegative
        trim()
    }

    private mutating func trim() {
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { isNegative = false }
    }

    var magnitude: DigitString { DigitString(digits: digits, isNegative: false) }
    var negated: DigitString { DigitString(digits: digits, isNegative: !isNegative) }

    /// Times a power of ten.
    func shifted(_ places: Int) -> DigitString {
        DigitString(digits: [Int](repeating: 0, count: places) + digits, isNegative: isNegative)
    }

    static func isLess(_ a: [Int], _ b: [Int]) -> Bool {
        a.count != b.count ? a.count < b.count : a.reversed().lexicographicallyPrecedes(b.reversed())
    }

    static func < (a: DigitString, b: DigitString) -> Bool {
        if a.isNegative != b.isNegative { return a.isNegative }
        return a.isNegative ? isLess(b.digits, a.digits) : isLess(a.digits, b.digits)
    }

    static func + (a: DigitString, b: DigitString) -> DigitString {
        if a.isNegative != b.isNegative {
            let (big, small) = isLess(a.digits, b.digits) ? (b, a) : (a, b)
            var result = big.digits
            var borrow = 0
            for index in result.indices {
                var digit = result[index] - borrow - (index < small.digits.count ? small.digits[index] : 0)
                borrow = digit < 0 ? 1 : 0
                if digit < 0 { digit += 10 }
                result[index] = digit
            }
            return DigitString(digits: result, isNegative: big.isNegative)
        }
        var result: [Int] = []
        var carry = 0
        for index in 0...max(a.digits.count, b.digits.count) {
            let sum =
                carry + (index < a.digits.count ? a.digits[index] : 0) + (index < b.digits.count ? b.digits[index] : 0)
            result.append(sum % 10)
            carry = sum / 10
        }
        return DigitString(digits: result, isNegative: a.isNegative)
    }

    static func - (a: DigitString, b: DigitString) -> DigitString { a + b.negated }

    static func * (a: DigitString, b: DigitString) -> DigitString {
        var result = [Int](repeating: 0, count: a.digits.count + b.digits.count + 1)
        for (i, x) in a.digits.enumerated() {
            var carry = 0
            for (j, y) in b.digits.enumerated() {
                let sum = result[i + j] + x * y + carry
                result[i + j] = sum % 10
                carry = sum / 10
            }
            result[i + b.digits.count] += carry
        }
        return DigitString(digits: result, isNegative: a.isNegative != b.isNegative)
    }
}
