package import WritLanguage

/// What a print profile says of the page and the letters: the one place of its figures, from which both the style sheet of views and
/// the files of office programs are made.
package struct PageLayout: Sendable, Equatable {
    /// Laid out as GB/T 9704 wants it: 28 characters to a line, 22 lines to a page, the number above the title.
    package var isOfficial: Bool
    package var margins: [Side: Length]
    package var paper: Paper
    /// Of running text.
    package var size: Length
    package var font: FontList
    package var titleFont: FontList
    /// Of the issuer and the title, six hexadecimal digits; nil for what the style has.
    package var colour: String?

    package enum Side: String, Sendable, CaseIterable { case top, right, bottom, left }

    /// A length as style sheets write it.
    package struct Length: Sendable, Equatable {
        package let css: String
        /// In twentieths of a point, as office programs count.
        let twips: Int

        init(millimetres: Int) {
            css = "\(millimetres)mm"
            twips = Int((Double(millimetres) * 1440 / 25.4).rounded())
        }

        init(points: Int) {
            css = "\(points)pt"
            twips = points * 20
        }

        /// `30mm`, `12pt`, `1.5cm`, `1in`, `16px`; nil where it depends on something else.
        package init?(_ css: String) {
            let units: [(String, Double)] = [
                ("mm", 1440 / 25.4), ("cm", 1440 / 2.54), ("pt", 20), ("in", 1440), ("px", 15),
            ]
            guard let (unit, factor) = units.first(where: { css.hasSuffix($0.0) }),
                let number = Double(css.dropLast(unit.count)), (0...1000).contains(number)
            else { return nil }
            self.css = css
            twips = Int((number * factor).rounded())
        }
    }

    package enum Paper: String, Sendable {
        case a4 = "A4"
        case letter = "Letter"

        /// In twentieths of a point.
        var width: Int { self == .a4 ? 11906 : 12240 }
        var height: Int { self == .a4 ? 16838 : 15840 }
        /// As a style sheet names it, and how high a sheet is.
        var css: (name: String, height: String) { self == .a4 ? ("A4", "297mm") : ("letter", "11in") }
    }

    /// Fonts in order of preference.
    package struct FontList: Sendable, Equatable {
        /// As a style sheet has them.
        package let css: String
        /// The one that files of office programs name, which have room for one.
        let first: String

        init(_ css: String, first: String) {
            self.css = css
            self.first = first
        }

        /// - Parameter css: names of fonts and of kinds of fonts, of which the first name counts; where there is none, `standard`.
        init(_ css: String, standard: String) {
            let kinds: Set<Substring> = ["serif", "sans-serif", "monospace"]
            let name = css.split(separator: ",").first { !kinds.contains($0) }
            self.init(css, first: name.map { String($0.filter { $0 != "\"" }) } ?? standard)
        }
    }

    /// A built-in profile. English is printed on the paper and with the letters that it is read on.
    package static func company(_ language: MessageLanguage = .zhHans) -> PageLayout {
        let isEnglish = !language.isChinese
        let font = isEnglish ? PrintFonts.roman : PrintFonts.song
        return PageLayout(
            isOfficial: false,
            margins: [
                .top: Length(millimetres: 24), .right: Length(millimetres: 22), .bottom: Length(millimetres: 22),
                .left: Length(millimetres: 25),
            ], paper: isEnglish ? .letter : .a4, size: Length(points: 12), font: font, titleFont: font, colour: nil)
    }

    /// The figures of GB/T 9704—2012.
    package static func gbt9704(_ language: MessageLanguage = .zhHans) -> PageLayout {
        let isEnglish = !language.isChinese
        return PageLayout(
            isOfficial: true,
            margins: [
                .top: Length(millimetres: 37), .right: Length(millimetres: 26), .bottom: Length(millimetres: 35),
                .left: Length(millimetres: 28),
            ], paper: .a4, size: Length(points: 16), font: isEnglish ? PrintFonts.roman : PrintFonts.fangsong,
            titleFont: isEnglish ? PrintFonts.roman : PrintFonts.title, colour: nil)
    }

    /// In twentieths of a point.
    func margin(_ side: Side) -> Int { margins[side]?.twips ?? 1440 }

    /// Between the margins, in twentieths of a point.
    var textWidth: Int { paper.width - margin(.left) - margin(.right) }

    /// Of running text, in half points.
    var halfPoints: Int { (size.twips + 5) / 10 }

    /// Of tables and fields, in half points.
    var smallSize: Int { isOfficial ? 24 : max(halfPoints - 3, 16) }

    /// Of the slip on which a recipient signs, in half points.
    var slipSize: Int { isOfficial ? 21 : smallSize }
}

/// What a firm changes of a page.
package struct PageChanges: Sendable, Equatable {
    var margins: [PageLayout.Side: PageLayout.Length] = [:]
    var paper: PageLayout.Paper?
    var size: PageLayout.Length?
    var font: String?
    var titleFont: String?
    /// Six hexadecimal digits.
    var colour: String?

    func applied(to layout: PageLayout) -> PageLayout {
        var layout = layout
        layout.margins.merge(margins) { $1 }
        layout.paper = paper ?? layout.paper
        layout.size = size ?? layout.size
        if let font { layout.font = PageLayout.FontList(font, standard: layout.font.first) }
        if let titleFont { layout.titleFont = PageLayout.FontList(titleFont, standard: layout.titleFont.first) }
        layout.colour = colour ?? layout.colour
        return layout
    }

    /// Rules that follow those of the page that is changed.
    var rules: String {
        let sides = PageLayout.Side.allCases.compactMap { side in margins[side].map { (side.rawValue, $0.css) } }
        // How high the text of a page is decides where the lines at its foot stand.
        var sheet = sides.map { "--\($0.0):\($0.1);" }.joined()
        var page = sides.map { "margin-\($0.0):\($0.1)" }
        if let paper {
            sheet += "--sheet:\(paper.css.height);"
            page.append("size:\(paper.css.name)")
        }
        var rules = page.isEmpty ? "" : ":root{\(sheet)}@page{\(page.joined(separator: ";"))}"
        if let font { rules += "body{font-family:\(font)}" }
        if let titleFont { rules += "h1,header .issuer{font-family:\(titleFont)}" }
        if let size { rules += "body{font-size:\(size.css)}" }
        if let colour { rules += "h1,header .issuer{color:#\(colour)}" }
        return rules
    }
}
