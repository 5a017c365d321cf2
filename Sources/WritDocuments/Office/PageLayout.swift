/// What a print profile says of the page and the letters, for files that have no style sheet.
package struct PageLayout: Sendable, Equatable {
    /// Laid out as GB/T 9704 wants it: 28 characters to a line, 22 lines to a page, the number above the title.
    package var isOfficial: Bool
    /// In twentieths of a point, as office programs count: top, right, bottom, left.
    package var margins: [Side: Int]
    package var paper: Paper
    /// Of running text, in half points.
    package var size: Int
    /// The first of them that a system has is used; files of office programs name one.
    package var font: String
    package var titleFont: String
    /// Of the issuer and the title, six hexadecimal digits; nil for black.
    package var colour: String?

    package enum Side: String, Sendable, CaseIterable { case top, right, bottom, left }

    /// In twentieths of a point.
    package struct Paper: Sendable, Equatable {
        let width: Int
        let height: Int

        static let a4 = Paper(width: 11906, height: 16838)
        static let letter = Paper(width: 12240, height: 15840)
    }

    package static let company = PageLayout(
        isOfficial: false, margins: [.top: 1361, .right: 1247, .bottom: 1247, .left: 1417], paper: .a4, size: 24,
        font: "宋体", titleFont: "宋体", colour: nil)

    package static let gbt9704 = PageLayout(
        isOfficial: true, margins: [.top: 2098, .right: 1474, .bottom: 1984, .left: 1588], paper: .a4, size: 32,
        font: "仿宋", titleFont: "方正小标宋简体", colour: nil)

    /// Between the margins.
    var textWidth: Int { paper.width - margins[.left, default: 0] - margins[.right, default: 0] }

    /// Of tables and fields, in half points.
    var smallSize: Int { isOfficial ? 24 : max(size - 3, 16) }

    /// A length as style sheets write it (`30mm`, `12pt`, `1.5cm`, `1in`, `16px`) in twentieths of a point; nil where it
    /// depends on something else.
    static func twips(_ length: String) -> Int? {
        let units: [(String, Double)] = [
            ("mm", 1440 / 25.4), ("cm", 1440 / 2.54), ("pt", 20), ("in", 1440), ("px", 15),
        ]
        for (unit, factor) in units where length.hasSuffix(unit) {
            guard let number = Double(length.dropLast(unit.count)), (0...1000).contains(number) else { return nil }
            return Int((number * factor).rounded())
        }
        return nil
    }
}
