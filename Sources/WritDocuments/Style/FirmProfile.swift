import WritEvaluation
package import WritLanguage

/// What a firm changes of a print style, from `Forms/profile/<name>.json`: paper, margins, fonts, colour, issuer, logo, contact,
/// account.
///
/// ```json
/// { "base": "company", "margins": { "left": "30mm" }, "font": ["Source Han Serif SC", "serif"], "size": "12pt",
///   "title-font": ["SimHei", "sans-serif"], "colour": "#0b3d66", "issuer": "某某物业服务有限公司",
///   "logo": "data:image/svg+xml;base64,…" }
/// ```
package struct FirmProfile: Sendable {
    package let name: String
    /// The style that it starts from.
    package let base: String
    /// Stands in the head of forms that name no issuer of their own.
    package let issuer: String?
    /// How the firm is reached and where it is paid: lines at the foot of what leaves the house.
    package let contact, account: String?
    /// Lists of fonts as a style sheet has them, where it names its own.
    let font, titleFont: String?
    /// Rules that follow those of the base.
    let style: String
    /// The same for files without a style sheet.
    let layout: PageLayout

    /// Reads a profile; nil where anything is wrong. Values reach the style sheet only if they are what they should be.
    package static func read(_ bytes: [UInt8], name: String, file: String) -> (FirmProfile?, [Diagnostic]) {
        var reading = ProfileReading(bytes, file: file)
        guard let root = reading.root else { return (nil, reading.diagnostics) }
        var base = "company"
        var issuer, contact, account, font, titleFont: String?
        var sheet = ""
        var page: [String] = []
        var rules = ""
        var settings: [(inout PageLayout) -> Void] = []
        for member in reading.members(root, among: keys) {
            switch member.name {
            case "base": base = reading.choice(member.value, among: ["company", "gbt9704"]) ?? base
            case "margins":
                for side in reading.members(member.value, among: ["top", "right", "bottom", "left"]) {
                    guard let length = reading.length(side.value) else { continue }
                    page.append("margin-\(side.name):\(length)")
                    sheet += "--\(side.name):\(length);"
                    settings.append { layout in
                        guard let side = PageLayout.Side(rawValue: side.name) else { return }
                        layout.margins[side] = PageLayout.twips(length) ?? layout.margins[side]
                    }
                }
            case "font":
                if let fonts = reading.fonts(member.value) {
                    font = fonts
                    rules += "body{font-family:\(fonts)}"
                    settings.append { $0.font = Self.firstFont(fonts) ?? $0.font }
                }
            case "title-font":
                if let fonts = reading.fonts(member.value) {
                    titleFont = fonts
                    rules += "h1,header .issuer{font-family:\(fonts)}"
                    settings.append { $0.titleFont = Self.firstFont(fonts) ?? $0.titleFont }
                }
            case "size":
                if let length = reading.length(member.value) {
                    rules += "body{font-size:\(length)}"
                    settings.append { $0.size = PageLayout.twips(length).map { ($0 + 5) / 10 } ?? $0.size }
                }
            case "colour":
                if let colour = reading.colour(member.value) {
                    rules += "h1,header .issuer{color:\(colour)}"
                    settings.append { $0.colour = String(colour.dropFirst()) }
                }
            case "paper":
                if reading.choice(member.value, among: ["A4", "Letter"]) == "Letter" {
                    page.append("size:letter")
                    sheet += "--sheet:11in;"
                    settings.append { $0.paper = .letter }
                }
            case "issuer": issuer = reading.text(member.value)
            case "contact": contact = reading.text(member.value)
            case "account": account = reading.text(member.value)
            case "logo":
                if let logo = reading.dataAddress(member.value) {
                    rules += "header::before{content:url(\"\(logo)\");display:block;text-align:center;order:0}"
                }
            default: break
            }
        }
        guard reading.diagnostics.isEmpty else { return (nil, reading.diagnostics) }
        // How high the text of a page is decides where the lines at its foot stand.
        let pageRule = page.isEmpty ? "" : ":root{\(sheet)}@page{\(page.joined(separator: ";"))}"
        var layout: PageLayout = base == "gbt9704" ? .gbt9704 : .company
        for setting in settings { setting(&layout) }
        return (
            FirmProfile(
                name: name, base: base, issuer: issuer, contact: contact, account: account, font: font,
                titleFont: titleFont, style: pageRule + rules, layout: layout), []
        )
    }

    /// The first family of a list that is the name of a font; nil where it names only kinds of fonts.
    private static func firstFont(_ families: String) -> String? {
        let kinds: Set<Substring> = ["serif", "sans-serif", "monospace", "cursive", "fantasy"]
        let first = families.split(separator: ",").first { !kinds.contains($0) }
        return first.map { String($0.filter { $0 != "\"" }) }
    }

    private static let keys = [
        "base", "paper", "margins", "font", "title-font", "size", "colour", "issuer", "logo", "contact", "account",
    ]
}

extension FirmProfile {
    /// Whether a profile's rules could be these, and none of them hides anything.
    static func canMake(_ style: ArraySlice<UInt8>) -> Bool {
        var rest = Substring(String(decoding: style, as: UTF8.self))
        while !rest.isEmpty {
            guard let open = rest.firstIndex(of: "{"), let end = rest.firstIndex(of: "}"), open < end else {
                return false
            }
            let declarations = rest[rest.index(after: open)..<end].split(separator: ";")
            let place = String(rest[..<open])
            for declaration in declarations {
                let parts = declaration.split(separator: ":", maxSplits: 1)
                guard parts.count == 2, isSeen(parts[0], parts[1], in: place) else { return false }
            }
            rest = rest[rest.index(after: end)...]
        }
        return true
    }

    private static func isSeen(_ name: Substring, _ value: Substring, in place: String) -> Bool {
        func isMargin(_ start: String) -> Bool {
            ["top", "right", "bottom", "left"].contains { name == start + $0 }
                && millimetres(value).map { (0...90).contains($0) } ?? false
        }
        switch (place, name) {
        case (":root", "--sheet"): return value == "11in"
        case (":root", _): return isMargin("--")
        case ("@page", "size"): return value == "letter"
        case ("@page", _): return isMargin("margin-")
        case ("body", "font-family"), ("h1,header .issuer", "font-family"):
            return value.allSatisfy { $0.isLetter || $0.isNumber || " -_,\"".contains($0) }
        case ("body", "font-size"): return millimetres(value).map { $0 >= 2 && $0 <= 12 } ?? false
        case ("h1,header .issuer", "color"): return isDark(value)
        default: return false
        }
    }

    private static func millimetres(_ length: Substring) -> Double? {
        let units: [(String, Double)] = [("mm", 1), ("cm", 10), ("pt", 0.353), ("in", 25.4), ("px", 0.265)]
        for (unit, size) in units where length.hasSuffix(unit) {
            return Double(length.dropLast(unit.count)).map { $0 * size }
        }
        return nil
    }

    /// Whether a colour stands out from white paper.
    private static func isDark(_ colour: Substring) -> Bool {
        guard colour.count == 7, colour.first == "#", let value = Int(colour.dropFirst(), radix: 16) else {
            return false
        }
        return [value >> 16, value >> 8 & 0xFF, value & 0xFF].reduce(0, +) <= 3 * 0xB0
    }
}

/// The values of a profile, each checked for what it should be.
private struct ProfileReading {
    private var reader = JSONReader()
    private let file: String
    private(set) var diagnostics: [Diagnostic] = []

    init(_ bytes: [UInt8], file: String) {
        self.file = file
        reader.read(bytes)
        diagnostics = reader.problems.map { $0.diagnostic(file: file, in: bytes) }
    }

    private var tree: JSONTree { reader.tree }

    var root: Int? {
        guard diagnostics.isEmpty, let root = tree.root else { return nil }
        return root
    }

    /// The members of an object; those with other names are reported.
    mutating func members(_ node: Int, among names: [String]) -> [JSONTree.Member] {
        guard tree.kind(of: node) == .object else {
            report(.badValue(expected: "{ … }"), node)
            return []
        }
        return tree.members(of: node).filter { member in
            if names.contains(member.name) { return true }
            report(.unknownKey(member.name, suggestion: Suggestion.nearest(to: member.name, among: names)), member.key)
            return false
        }
    }

    mutating func text(_ node: Int) -> String? {
        guard tree.kind(of: node) == .string else { return refuse(node, "\"…\"") }
        return tree.text(of: node)
    }

    mutating func choice(_ node: Int, among allowed: [String]) -> String? {
        guard let value = text(node) else { return nil }
        return allowed.contains(value) ? value : refuse(node, allowed.joined(separator: ", "))
    }

    /// `25mm`, `12.5pt`
    mutating func length(_ node: Int) -> String? {
        guard let value = text(node) else { return nil }
        let number = value.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let isNumber =
            !number.isEmpty && number.filter { $0 == "." }.count <= 1 && number.count <= 8 && number.first != "."
        let unit = value.dropFirst(number.count)
        return isNumber && ["mm", "cm", "pt", "in", "px"].contains(String(unit)) ? value : refuse(node, "25mm, 12pt")
    }

    /// `#0b3d66`
    mutating func colour(_ node: Int) -> String? {
        guard let value = text(node) else { return nil }
        let isColour = value.utf8.count == 7 && value.hasPrefix("#") && value.dropFirst().allSatisfy(\.isHexDigit)
        return isColour ? value : refuse(node, "#0b3d66")
    }

    /// Names of fonts in order of preference, quoted for the style sheet; generic names stay as they are.
    mutating func fonts(_ node: Int) -> String? {
        guard tree.kind(of: node) == .array else { return refuse(node, "[\"SimSun\", \"serif\"]") }
        var names: [String] = []
        for element in tree.elements(of: node) {
            guard let name = text(element) else { return nil }
            let isPlain =
                !name.isEmpty
                && name.unicodeScalars.allSatisfy {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == " " || $0 == "-"
                        || $0 == "_"
                }
            guard isPlain else { return refuse(element, "\"SimSun\"") }
            names.append(["serif", "sans-serif", "monospace"].contains(name) ? name : "\"\(name)\"")
        }
        return names.isEmpty ? refuse(node, "[\"SimSun\", \"serif\"]") : names.joined(separator: ",")
    }

    /// A picture in the file itself: nothing is fetched when a document is opened.
    mutating func dataAddress(_ node: Int) -> String? {
        guard let value = text(node) else { return nil }
        let isPlain = value.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: "+/=;,:%.-_".utf8.contains(byte)
            }
        }
        return value.hasPrefix("data:image/") && isPlain ? value : refuse(node, "data:image/png;base64,…")
    }

    private mutating func refuse(_ node: Int, _ expected: String) -> String? {
        report(.badValue(expected: expected), node)
        return nil
    }

    private mutating func report(_ fact: ProfileFact, _ node: Int) {
        let source = SourceText(id: FileID(0), path: file, bytes: tree.bytes)
        let (line, column) = source.position(at: tree.offset(of: node))
        diagnostics.append(
            Diagnostic(.error, fact, at: .data(file: file, line: line, column: column, path: "")))
    }
}
