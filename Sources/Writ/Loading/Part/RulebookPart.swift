internal import WritLanguage

/// Some declarations and forms of a rulebook: what the cases of a type can come upon.
package struct RulebookPart: Sendable, Equatable {
    /// For each rule file, by its number, the stretches of code, in order and apart from each other.
    package private(set) var code: [Int: [Range<Int>]] = [:]
    /// The numbers of the forms that are read whole.
    package private(set) var forms: Set<Int> = []

    init() {}

    /// Stretches are added in the order of their file; those that touch become one.
    mutating func add(_ stretch: Range<Int>, file: Int) {
        let last = (code[file]?.count ?? 0) - 1
        if last >= 0, let previous = code[file]?[last], previous.upperBound == stretch.lowerBound {
            code[file]?[last] = previous.lowerBound..<stretch.upperBound
        } else {
            code[file, default: []].append(stretch)
        }
    }

    mutating func add(form: Int) { forms.insert(form) }

    mutating func formUnion(_ other: RulebookPart) {
        forms.formUnion(other.forms)
        for (file, stretches) in other.code {
            guard let own = code[file] else {
                code[file] = stretches
                continue
            }
            var joined: [Range<Int>] = []
            for stretch in (own + stretches).sorted(by: {
                ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
            }) {
                if let last = joined.last, stretch.lowerBound <= last.upperBound {
                    joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, stretch.upperBound)
                } else {
                    joined.append(stretch)
                }
            }
            code[file] = joined
        }
    }

    /// Whether it points nowhere beyond some files.
    func fits(_ sources: RulebookSources) -> Bool {
        code.allSatisfy { file, stretches in
            sources.rules.indices.contains(file)
                && (stretches.last?.upperBound ?? 0) <= sources.rules[file].bytes.count
        } && forms.allSatisfy(sources.forms.indices.contains)
    }

    // MARK: as text

    /// `0:12-80,95-120 3:0-44|2 5 7`
    var text: String {
        let files = code.sorted { $0.key < $1.key }.map { file, stretches in
            "\(file):" + stretches.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
        }
        return files.joined(separator: " ") + "|" + forms.sorted().map(String.init).joined(separator: " ")
    }

    /// Nil where the text is none that `text` writes.
    init?(_ text: [UInt8]) {
        let halves = text.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        for entry in halves[0].split(separator: UInt8(ascii: " ")) {
            let parts = entry.split(separator: UInt8(ascii: ":"))
            guard parts.count == 2, let file = Self.number(parts[0]), code[file] == nil else { return nil }
            var stretches: [Range<Int>] = []
            for bounds in parts[1].split(separator: UInt8(ascii: ",")) {
                let pair = bounds.split(separator: UInt8(ascii: "-"))
                guard pair.count == 2, let lower = Self.number(pair[0]), let upper = Self.number(pair[1]),
                    lower < upper, stretches.last.map({ $0.upperBound <= lower }) ?? true
                else { return nil }
                stretches.append(lower..<upper)
            }
            code[file] = stretches
        }
        for entry in halves[1].split(separator: UInt8(ascii: " ")) {
            guard let form = Self.number(entry) else { return nil }
            forms.insert(form)
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 9 else { return nil }
        var value = 0
        for digit in digits {
            guard digit &- UInt8(ascii: "0") < 10 else { return nil }
            value = value * 10 + Int(digit &- UInt8(ascii: "0"))
        }
        return value
    }
}
