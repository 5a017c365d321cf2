extension Lexer {
    /// A number, a percentage, a date or a date-time; also a name that begins with a digit, such as `400-hotline`.
    mutating func number() -> Shape {
        let start = position
        var end = start
        while isDigit(end) { end += 1 }
        if let shape = dateOrTime(start, digits: end - start) { return shape }
        if at(end) == UInt8(ascii: "-"), isDigit(end + 1) { return dashedDigits(start) }
        if end - start <= 2, at(end) == UInt8(ascii: ":"), isDigit(end + 1), isDigit(end + 2), !isDigit(end + 3) {
            position = end + 3
            return .timeOfDay
        }
        if let shape = dottedDate(start, digitsEnd: end) { return shape }
        if let shape = nameWithDigits(start, digitsEnd: end) { return shape }
        position = figure(from: start)
        if at(position) == UInt8(ascii: "%") {
            position += 1
            return .percent
        }
        if position + 2 < limit, bytes[position] == 0xEF, bytes[position + 1] == 0xBC, bytes[position + 2] == 0x85 {
            position += 3
            report(.foreignSymbol(found: "\u{FF05}", use: "%"), from: position - 3, to: position, replacement: "%")
            return .percent
        }
        return .number
    }

    /// Tells how the day that was just read is written here.
    private mutating func reportDate(_ year: Range<Int>, _ month: Range<Int>, _ day: Range<Int>, from start: Int) {
        let figures = [year, month, day].map { String(decoding: bytes[$0], as: UTF8.self) }
        let date = figures.map { $0.count == 1 ? "0" + $0 : $0 }.joined(separator: "-")
        report(.dateFormat(date), from: start, to: position, replacement: date)
    }

    /// `25.12.2026`, a day as it is written elsewhere: nil where something else stands here.
    private mutating func dottedDate(_ start: Int, digitsEnd: Int) -> Shape? {
        func digits(from place: Int) -> Range<Int> {
            var end = place
            while isDigit(end) { end += 1 }
            return place..<end
        }
        let day = start..<digitsEnd
        guard day.count <= 2, at(day.upperBound) == UInt8(ascii: ".") else { return nil }
        let month = digits(from: day.upperBound + 1)
        guard 1...2 ~= month.count, at(month.upperBound) == UInt8(ascii: ".") else { return nil }
        let year = digits(from: month.upperBound + 1)
        guard year.count == 4 else { return nil }
        position = year.upperBound
        reportDate(year, month, day, from: start)
        return .badNumber
    }

    /// `¥5,000`, `$5,000`
    mutating func money(_ signLength: Int) -> Shape? {
        let start = position
        position += signLength
        var figureStart = position
        while at(figureStart) == UInt8(ascii: " ") { figureStart += 1 }
        guard isDigit(figureStart) else {
            report(.moneyWithoutFigure, from: start, to: position)
            return nil
        }
        position = figure(from: figureStart)
        return .money
    }

    /// The end of digits with thousands separators and a fraction.
    private func figure(from start: Int) -> Int {
        var end = start
        while isDigit(end) { end += 1 }
        if end - start <= 3 {
            while at(end) == UInt8(ascii: ","), isDigit(end + 1), isDigit(end + 2), isDigit(end + 3), !isDigit(end + 4)
            { end += 4 }
        }
        if at(end) == UInt8(ascii: "."), isDigit(end + 1) {
            end += 1
            while isDigit(end) { end += 1 }
        }
        return end
    }

    private mutating func dateOrTime(_ start: Int, digits: Int) -> Shape? {
        guard digits == 4, at(start + 4) == UInt8(ascii: "-"), isDigit(start + 5), isDigit(start + 6),
            at(start + 7) == UInt8(ascii: "-"),
            isDigit(start + 8), isDigit(start + 9), !isDigit(start + 10)
        else { return nil }
        var end = start + 10
        if at(end) == UInt8(ascii: "T"), isDigit(end + 1) {
            end += 1
            while isDigit(end) || at(end) == UInt8(ascii: ":") || (at(end) == UInt8(ascii: ".") && isDigit(end + 1)) {
                end += 1
            }
            if at(end) == UInt8(ascii: "Z") {
                end += 1
            } else if at(end) == UInt8(ascii: "+") || at(end) == UInt8(ascii: "-"), isDigit(end + 1) {
                end += 1
                while isDigit(end) || (at(end) == UInt8(ascii: ":") && isDigit(end + 1)) { end += 1 }
            }
            position = end
            return .dateTime
        }
        if at(end) == UInt8(ascii: "-"), isDigit(end + 1) { return nil }
        position = end
        return .date
    }

    /// Digits with dashes between: `01-15` is a day of the year; anything else is a date written in another way, or a
    /// subtraction without spaces.
    private mutating func dashedDigits(_ start: Int) -> Shape {
        var parts: [Range<Int>] = []
        var end = start
        while true {
            let partStart = end
            while isDigit(end) { end += 1 }
            parts.append(partStart..<end)
            guard at(end) == UInt8(ascii: "-"), isDigit(end + 1), parts.count < 8 else { break }
            end += 1
        }
        position = end
        if parts.count == 2, parts[0].count == 2, parts[1].count == 2 { return .monthDay }
        if parts.count == 3, parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2 {
            reportDate(parts[0], parts[1], parts[2], from: start)
        } else {
            report(.subtractionWithoutSpaces, from: start, to: end)
        }
        return .badNumber
    }

    /// A name that begins with digits; a unit written right behind a number is not part of a name.
    private mutating func nameWithDigits(_ start: Int, digitsEnd: Int) -> Shape? {
        var end = digitsEnd
        if at(end) == UInt8(ascii: "-") { end += 1 }
        guard end < limit, ScalarClass.startsName(ScalarClass.decode(bytes, at: end).scalar) else { return nil }
        while end < limit {
            let (scalar, length) = ScalarClass.decode(bytes, at: end)
            if bytes[end] == UInt8(ascii: "-") {
                guard end + 1 < limit, ScalarClass.continuesName(ScalarClass.decode(bytes, at: end + 1).scalar) else {
                    break
                }
            } else if !ScalarClass.continuesName(scalar) {
                break
            }
            end += length
        }
        let suffix = bytes[digitsEnd..<end]
        if suffix.elementsEqual("元".utf8) { return nil }
        if let keyword = KeywordIndex.shared.keyword(suffix), keyword.isUnit || keyword == .places { return nil }
        position = end
        return .word
    }
}
