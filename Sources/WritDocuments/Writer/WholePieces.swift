import WritLanguage

/// Pieces of a text that a line may not break: days, numbers with the unit behind them, and figures and letters joined by hyphens,
/// as house numbers and telephone numbers are. Found by their signs alone, in one pass.
struct WholePieces {
    /// In columns, of which a Chinese character takes two. What is longer breaks, or it would push a narrow cell out of its table.
    private static let widest = 18

    /// What joins figures and letters.
    static let joint = UInt8(ascii: "-")

    private let text: ByteView
    private var at = 0

    init(_ text: ByteView) { self.text = text }

    /// The next of them.
    mutating func next() -> Range<Int>? {
        while at < text.count {
            guard Self.isSign(text[at]) else {
                at += 1
                continue
            }
            let start = at
            if readPiece() { return start..<at }
        }
        return nil
    }

    /// Reads figures and letters with what joins them; whether that is a piece to keep whole.
    private mutating func readPiece() -> Bool {
        var columns = 0
        var isJoined = false
        var hasDigit = false
        while true {
            let endsInDigit = readSigns(&columns, &hasDigit)
            if isFollowed(by: Self.joint, Self.isSign) {
                at += 1
                columns += 1
                isJoined = true
            } else if endsInDigit, at + 2 < text.count, Self.isUnit(text[at], text[at + 1], text[at + 2]) {
                at += 3
                columns += 2
                isJoined = true
                // A unit ends the piece, but for a figure behind it: 3月5日.
                guard at < text.count, Self.isDigit(text[at]) else { break }
            } else {
                break
            }
        }
        return isJoined && hasDigit && columns <= Self.widest
    }

    /// Figures and letters, with the marks within numbers (3,000.50); whether they end in a figure.
    private mutating func readSigns(_ columns: inout Int, _ hasDigit: inout Bool) -> Bool {
        var endsInDigit = false
        while at < text.count {
            if Self.isSign(text[at]) {
                endsInDigit = Self.isDigit(text[at])
                hasDigit = hasDigit || endsInDigit
            } else if !endsInDigit || !Self.marks.contains(where: { isFollowed(by: $0, Self.isDigit) }) {
                break
            }
            columns += 1
            at += 1
        }
        return endsInDigit
    }

    /// Whether a sign stands here, and behind it one of a kind.
    private func isFollowed(by sign: UInt8, _ isNext: (UInt8) -> Bool) -> Bool {
        at + 1 < text.count && text[at] == sign && isNext(text[at + 1])
    }

    private static let marks = [UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ":")]

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// A figure or a Latin letter.
    private static func isSign(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 26 }

    /// What stands right behind a figure: 年月日时分 室号元.
    private static func isUnit(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        let scalar = (UInt32(first) & 0x0F) << 12 | (UInt32(second) & 0x3F) << 6 | UInt32(third) & 0x3F
        return first & 0xF0 == 0xE0 && units.contains(scalar)
    }

    private static let units: Set<UInt32> = Set("年月日时時分室号號元".unicodeScalars.map(\.value))
}

extension DocumentRun {
    /// What people or rules say, isolated in the view, with its days and numbers unbroken.
    mutating func sentence(_ text: String) {
        guard !isRecord else { return bytes.appendText(text) }
        bytes.append("<bdi>")
        var text = text
        text.withBytes { appendUnbroken($0) }
        bytes.append("</bdi>")
    }

    /// Text of the view, in which pieces that may not break stand in spans of their own.
    mutating func appendUnbroken(_ text: ByteView) {
        var pieces = WholePieces(text)
        var done = 0
        while let piece = pieces.next() {
            bytes.appendText(text.part(done..<piece.lowerBound))
            bytes.put(FormCompiler.unbroken)
            bytes.appendText(text.part(piece))
            bytes.append("</span>")
            done = piece.upperBound
        }
        bytes.appendText(text.part(done..<text.count))
    }
}
