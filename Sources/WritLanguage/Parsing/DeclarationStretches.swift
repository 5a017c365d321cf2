/// Where the declarations of a file lie, so that some of them can be read again without the others.
extension SyntaxTree {
    /// For each declaration the stretches of code that it stands in, with the comments before it and to the end of its last
    /// line. Read by themselves they give the same declaration at the same place.
    package func stretches() -> [[Range<Int>]] {
        let bytes = source.bytes
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let code = source.path.hasSuffix(".md") ? LiterateText.fences(in: bytes).code : [mark..<bytes.count]
        var result: [[Range<Int>]] = []
        result.reserveCapacity(declarations.count)
        var start = mark
        var first = 0
        for (number, declaration) in declarations.enumerated() {
            let end = declaration.span.range.upperBound
            // Two declarations may share a line.
            let next = number + 1 < declarations.count ? declarations[number + 1].span.range.lowerBound : bytes.count
            let lineEnd = bytes[end..<max(end, next)].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? next
            let whole = start..<max(start, lineEnd)
            while first < code.count, code[first].upperBound <= whole.lowerBound { first += 1 }
            var own: [Range<Int>] = []
            for stretch in code[first...] {
                if stretch.lowerBound >= whole.upperBound { break }
                let part = stretch.clamped(to: whole)
                if !part.isEmpty { own.append(part) }
            }
            result.append(own)
            start = whole.upperBound
        }
        return result
    }

    /// Calls a closure with every name that the code in a range mentions, in what its texts show included: each word that is
    /// no keyword where it stands.
    package func visitNames(in range: Range<Int>, _ body: (String) -> Void) {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].span.range.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        for token in tokens[low...] {
            let place = token.span.range
            if place.lowerBound >= range.upperBound { break }
            switch token.kind {
            case .word where token.keyword == nil: body(String(decoding: source.bytes[place], as: UTF8.self))
            case .text where source.bytes[place].contains(UInt8(ascii: "{")):
                WordsOfText.visit(source.bytes, in: place, body)
            default: break
            }
        }
    }
}

extension Declaration {
    /// From the keyword to the end of the last clause.
    package var span: Span {
        switch self {
        case .rulebook(let declaration): declaration.head.span
        case .source(let declaration): declaration.head.span
        case .role(let declaration), .party(let declaration), .action(let declaration): declaration.head.span
        case .organisation(let declaration): declaration.head.span
        case .calendar(let declaration): declaration.head.span
        case .enumeration(let declaration): declaration.head.span
        case .record(let declaration): declaration.head.span
        case .parameter(let declaration): declaration.head.span
        case .definition(let declaration): declaration.head.span
        case .table(let declaration): declaration.head.span
        case .rule(let declaration): declaration.head.span
        case .chain(let declaration): declaration.head.span
        case .duty(let declaration): declaration.head.span
        case .obligation(let declaration): declaration.head.span
        case .judgement(let declaration): declaration.head.span
        case .columns(let declaration): declaration.head.span
        case .report(let declaration): declaration.head.span
        case .stages(let declaration): declaration.head.span
        case .example(let declaration): declaration.span
        case .log(let declaration): declaration.head.span
        }
    }
}

/// Cuts text into names by the rule of the language, whatever stands around them. Who asks what a text may mention gets too much
/// and never too little.
package enum WordsOfText {
    package static func visit(_ bytes: [UInt8], in range: Range<Int>, _ body: (String) -> Void) {
        var position = range.lowerBound
        while position < range.upperBound {
            let (scalar, length) = ScalarClass.decode(bytes, at: position)
            guard ScalarClass.startsName(scalar) else {
                position += length
                continue
            }
            let start = position
            position += length
            while position < range.upperBound {
                let isHyphen = bytes[position] == UInt8(ascii: "-")
                let next = isHyphen ? position + 1 : position
                guard next < range.upperBound else { break }
                let (scalar, length) = ScalarClass.decode(bytes, at: next)
                guard ScalarClass.continuesName(scalar) else { break }
                position = next + length
            }
            body(String(decoding: bytes[start..<min(position, range.upperBound)], as: UTF8.self))
        }
    }
}
