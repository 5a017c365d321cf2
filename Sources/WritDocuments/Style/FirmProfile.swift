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
    /// What it says of the page and the letters.
    let changes: PageChanges
    /// In the file itself.
    private let logo: String?

    /// Rules that follow those of the base.
    var style: String {
        changes.rules
            + (logo.map { "header::before{content:url(\"\($0)\");display:block;text-align:center;order:0}" } ?? "")
    }

    /// Reads a profile; nil where anything is wrong. Values reach the style sheet only if they are what they should be.
    package static func read(_ bytes: [UInt8], name: String, file: String) -> (FirmProfile?, [Diagnostic]) {
        var reading = ProfileReading(bytes, file: file)
        guard let root = reading.root else { return (nil, reading.diagnostics) }
        var base = "company"
        var issuer, contact, account, logo: String?
        var changes = PageChanges()
        for member in reading.members(root, among: keys) {
            switch member.name {
            case "base": base = reading.choice(member.value, among: ["company", "gbt9704"]) ?? base
            case "margins":
                let sides = PageLayout.Side.allCases.map(\.rawValue)
                for side in reading.members(member.value, among: sides) {
                    guard let length = reading.length(side.value), let side = PageLayout.Side(rawValue: side.name)
                    else { continue }
                    changes.margins[side] = length
                }
            case "font": changes.font = reading.fonts(member.value)
            case "title-font": changes.titleFont = reading.fonts(member.value)
            case "size": changes.size = reading.length(member.value)
            case "colour": changes.colour = reading.colour(member.value)
            case "paper":
                let names = [PageLayout.Paper.a4, .letter].map(\.rawValue)
                changes.paper = reading.choice(member.value, among: names).flatMap { PageLayout.Paper(rawValue: $0) }
            case "issuer": issuer = reading.text(member.value)
            case "contact": contact = reading.text(member.value)
            case "account": account = reading.text(member.value)
            case "logo": logo = reading.dataAddress(member.value)
            default: break
            }
        }
        guard reading.diagnostics.isEmpty else { return (nil, reading.diagnostics) }
        return (
            FirmProfile(
                name: name, base: base, issuer: issuer, contact: contact, account: account, changes: changes,
                logo: logo), []
        )
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
            guard let place = RulePlace(rawValue: String(rest[..<open])) else { return false }
            for declaration in declarations {
                let parts = declaration.split(separator: ":", maxSplits: 1)
                guard parts.count == 2, isSeen(parts[0], parts[1], in: place) else { return false }
            }
            rest = rest[rest.index(after: end)...]
        }
        return true
    }

    /// What rules of a profile are for.
    private enum RulePlace: String {
        case sheet = ":root"
        case page = "@page"
        case text = "body"
        case title = "h1,header .issuer"
    }

    private static func isSeen(_ name: Substring, _ value: Substring, in place: RulePlace) -> Bool {
        let sides = PageLayout.Side.allCases.map(\.rawValue)
        let papers = [PageLayout.Paper.a4, .letter].map(\.css)
        func isMargin(_ start: String) -> Bool {
            sides.contains { name == start + $0 } && millimetres(value).map { (0...90).contains($0) } ?? false
        }
        switch (place, name) {
        case (.sheet, "--sheet"): return papers.contains { value == $0.height }
        case (.sheet, _): return isMargin("--")
        case (.page, "size"): return papers.contains { value == $0.name }
        case (.page, _): return isMargin("margin-")
        case (_, "font-family"): return value.allSatisfy { $0.isLetter || $0.isNumber || " -_,\"".contains($0) }
        case (.text, "font-size"): return millimetres(value).map { $0 >= 2 && $0 <= 12 } ?? false
        case (.title, "color"): return isDark(value)
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
    mutating func length(_ node: Int) -> PageLayout.Length? {
        guard let value = text(node) else { return nil }
        let number = value.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let isNumber =
            !number.isEmpty && number.filter { $0 == "." }.count <= 1 && number.count <= 8 && number.first != "."
        let unit = value.dropFirst(number.count)
        guard isNumber, ["mm", "cm", "pt", "in", "px"].contains(String(unit)),
            let length = PageLayout.Length(value)
        else { return refuse(node, "25mm, 12pt") }
        return length
    }

    /// `#0b3d66`, of which the digits are given back.
    mutating func colour(_ node: Int) -> String? {
        guard let value = text(node) else { return nil }
        let isColour = value.utf8.count == 7 && value.hasPrefix("#") && value.dropFirst().allSatisfy(\.isHexDigit)
        return isColour ? String(value.dropFirst()) : refuse(node, "#0b3d66")
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

    private mutating func refuse<Value>(_ node: Int, _ expected: String) -> Value? {
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
