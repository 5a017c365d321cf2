import Testing
import WritTestSupport

import WritSemantics

@Suite struct DecimalTests {
    /// Numbers of all lengths, many of them near the ends of the range.
    private func random(_ random: inout SeededRandom) -> Decimal {
        let length = Int.random(in: 1...39, using: &random)
        var text = Bool.random(using: &random) ? "-" : ""
        for _ in 0..<length { text += String(Int.random(in: 0...9, using: &random)) }
        let scale = Int.random(in: 0...18, using: &random)
        return Int128(text).flatMap { Decimal(coefficient: $0, scale: scale) } ?? Decimal(7)
    }

    /// Times 10^18, which makes every decimal whole.
    private func whole(_ number: Decimal) -> DigitString {
        DigitString(String(number.coefficient)).shifted(18 - Int(number.scale))
    }

    private let limit = DigitString(String(Int128.max))

    /// Whether a number times 10^18 has a form with at most 18 places and a coefficient in range.
    private func fits(_ number: DigitString) -> Bool {
        var digits = number.magnitude.digits
        var dropped = 0
        while dropped < 18, digits.first == 0 {
            digits.removeFirst()
            dropped += 1
        }
        return !DigitString.isLess(limit.digits, digits)
    }

    @Test func arithmeticAgreesWithPaper() {
        var generator = SeededRandom(seed: 20_260_302)
        for round in 0..<4000 {
            let a = random(&generator)
            let b = round % 3 == 0 ? Decimal(Int64.random(in: -1000...1000, using: &generator)) : random(&generator)
            let (x, y) = (whole(a), whole(b))
            let context: Comment = "seed 20260302, round \(round): \(a), \(b)"
            #expect((a < b) == (x < y), context)
            #expect((a == b) == (x == y), context)
            if let sum = a + b { #expect(whole(sum) == x + y, context) }
            if let difference = a - b { #expect(whole(difference) == x - y, context) }
            // Half a unit of the last place, with both sides scaled alike.
            let product = x * y
            if let result = a * b {
                let error = (whole(result).shifted(18) - product).magnitude
                #expect(!(DigitString("1").shifted(18) < error + error), context)
                if Int(a.scale) + Int(b.scale) <= 18 { #expect(error == DigitString("0"), context) }
            } else {
                #expect(
                    Int(a.scale) + Int(b.scale) > 18 || !fits(DigitString(digitsOf: product, dropping: 18)), context)
            }
            if let result = a / b {
                let error = (whole(result) * y - x.shifted(18)).magnitude
                #expect(!(y.magnitude < error + error), context)
            }
        }
    }

    @Test func sumsFailOnlyWhereTheyDoNotFit() throws {
        let most = try #require(Decimal(coefficient: .max, scale: 0))
        #expect(most + Decimal.one == nil)
        #expect(-most - Decimal.one == nil)
        #expect(most * Decimal(2) == nil)
        #expect(most + -most == .zero)
        #expect(most / Decimal.one == most)
        #expect(most * Decimal.one == most)
        #expect(Decimal.one / Decimal.zero == nil)
        #expect(Decimal(coefficient: .min, scale: 0) == nil)
    }

    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("0.00", "0"), ("12.50", "12.5"), ("1e3", "1000"), ("0.5E-2", "0.005"),
        ("100000000000000000000", "100000000000000000000"), ("1.0000000000000000000000000000000000000000", "1"),
        ("0e400", "0"), ("-286.40", "-286.4"), ("1200000e-5", "12"), ("0.000000000000000001", "0.000000000000000001"),
        ("170141183460469231731687303715884105727", "170141183460469231731687303715884105727"),
    ])
    func reads(_ text: String, _ expected: String) {
        #expect(Decimal(parsing: text)?.description == expected)
    }

    @Test(arguments: [
        "", "-", ".", "1.", ".5", "1e", "1e+", "+1", "1..2", "1.2.3", "0x1", "1 ", " 1", "１", "NaN", "1e400", "1e-400",
        "1e999999999999999999999999", "170141183460469231731687303715884105728", "0.0000000000000000001", "1,000",
        "--1",
    ])
    func refuses(_ text: String) {
        #expect(Decimal(parsing: text) == nil)
    }

    @Test func writesAndReadsBack() {
        var generator = SeededRandom(seed: 77)
        for _ in 0..<2000 {
            let number = random(&generator)
            #expect(Decimal(parsing: number.description) == number, "seed 77: \(number)")
        }
    }

    @Test func rounds() throws {
        func rounded(_ text: String, _ places: Int) throws -> String {
            try #require(Decimal(parsing: text)).roundedHalfUp(places: places).description
        }
        #expect(try rounded("2.345", 2) == "2.35")
        #expect(try rounded("-2.345", 2) == "-2.35")
        #expect(try rounded("2.3449999", 2) == "2.34")
        #expect(try rounded("0.005", 2) == "0.01")
        #expect(try rounded("-0.5", 0) == "-1")
        #expect(try rounded("99.995", 2) == "100")
        #expect(try rounded("12", 2) == "12")
        let third: Decimal? = Decimal.one / Decimal(3)
        #expect(third?.description == "0.333333333333333333")
        let twoThirds: Decimal? = Decimal(-2) / Decimal(3)
        #expect(twoThirds?.description == "-0.666666666666666667")
    }

    @Test func groupsDigits() throws {
        #expect(try #require(Decimal(parsing: "1234.5")).groupedDescription == "1,234.50")
        #expect(try #require(Decimal(parsing: "-1234567")).groupedDescription == "-1,234,567.00")
        #expect(Decimal(0).groupedDescription == "0.00")
        #expect(try #require(Decimal(parsing: "0.05")).groupedDescription == "0.05")
        #expect(try #require(Decimal(parsing: "999.999")).groupedDescription == "1,000.00")
        #expect(Decimal(123).text(places: 3) == "123.000")
        #expect(try #require(Decimal(parsing: "0.12")).shifted(places: 2) == Decimal(12))
        #expect(Decimal(5).shifted(places: -2)?.description == "0.05")
    }
}

extension DigitString {
    /// A quotient by a power of ten, where that is exact; otherwise something that does not fit.
    fileprivate init(digitsOf number: DigitString, dropping places: Int) {
        self = number
        digits =
            number.digits.prefix(places).allSatisfy { $0 == 0 }
            ? Array(number.digits.dropFirst(places)) : Array(repeating: 9, count: 60)
    }
}
