import WritLanguage

extension NumberPattern {
    /// Reads `整改〔{year}〕{sequence}号`; the first mistake is reported, and what is read stands for the rest.
    static func parse(_ attribute: MarkupAttribute, file: FileID) -> (NumberPattern, Diagnostic?) {
        let bytes = attribute.value.bytes
        var parts: [Part] = []
        var text: [UInt8] = []
        var index = 0
        func problem(_ fact: FormFact, _ start: Int, _ end: Int) -> Diagnostic {
            let offsets = attribute.value.offsets
            let span = Span(file: file, start: Int(offsets[start]), end: Int(offsets[min(end, bytes.count)]))
            return Diagnostic(.error, fact, at: .span(span))
        }
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "{") else {
                text.append(bytes[index])
                index += 1
                continue
            }
            guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else {
                return (NumberPattern(parts: parts), problem(.unclosedPlaceholder, index, index + 1))
            }
            let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
            guard let part = part(name) else {
                let suggestion = Suggestion.nearest(to: name, among: ["year", "month", "day", "sequence"])
                let fact = FormFact.unknownPlaceholder(name, suggestion: suggestion.map { "{\($0)}" })
                return (NumberPattern(parts: parts), problem(fact, index, end + 1))
            }
            if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
            text = []
            parts.append(part)
            index = end + 1
        }
        if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
        return (NumberPattern(parts: parts), nil)
    }

    private static func part(_ name: String) -> Part? {
        switch name {
        case "year": .year
        case "month": .month
        case "day": .day
        case "sequence": .sequence(digits: 1)
        case "sequence:2": .sequence(digits: 2)
        case "sequence:3": .sequence(digits: 3)
        case "sequence:4": .sequence(digits: 4)
        case "sequence:5": .sequence(digits: 5)
        case "sequence:6": .sequence(digits: 6)
        default: nil
        }
    }
}
