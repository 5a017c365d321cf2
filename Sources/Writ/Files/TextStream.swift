package import WritLanguage

/// A text file, or standard input, read piece by piece as UTF-8, whatever encoding it is in.
///
/// UTF-8 goes through as it is. Other encodings are told by a mark at the beginning, by what its first bytes look like where
/// that is certain, or by the user.
package final class TextStream {
    /// So many bytes are looked at before the encoding is settled.
    private static let lookLength = 1 << 16

    private let file: FileStream
    private let path: String
    private var decoder: TextDecoder?
    /// UTF-8 that was read and not handed out yet.
    private var ready: ArraySlice<UInt8> = []
    private var isAtEnd = false
    /// The encoding that nobody stated and no mark tells: whoever started the program wants to know of it.
    package private(set) var guess: TextEncoding?

    /// Why reading stopped before the end.
    package var failure: FileFailure? { file.failure }

    /// - Parameter encoding: what the user says; nil to find it.
    package init(_ path: String, encoding: TextEncoding? = nil) throws(FileFailure) {
        file = try FileStream(path)
        self.path = path
        try begin(encoding)
    }

    private func begin(_ stated: TextEncoding?) throws(FileFailure) {
        var first = [UInt8](repeating: 0, count: Self.lookLength)
        var count = 0
        while count < first.count, !isAtEnd, !isSettled(first[..<count]) {
            let read = first.withRoom(from: count) { file.read(into: $0) }
            if read == 0 { isAtEnd = true }
            count += read
        }
        if let failure = file.failure { throw failure }
        first.removeSubrange(count...)
        let encoding: TextEncoding
        var markLength = 0
        switch TextEncoding.find(first, isWhole: isAtEnd) {
        case .workbook: throw FileFailure(.workbook(path: path))
        case .compressed: throw FileFailure(.compressed(path: path))
        case .certain(let found, let length):
            // A mark says more than the user can; it is no part of the text.
            encoding = length > 0 ? found : stated ?? found
            markLength = length
        case .likely(let found):
            encoding = stated ?? found
            if stated == nil { guess = found }
        case .unknown:
            // In JSON the bytes that are wrong are told where they stand.
            guard let stated = stated ?? (Self.isJSON(first) ? .utf8 : nil) else {
                throw FileFailure(.unknownEncoding(path: path))
            }
            encoding = stated
        }
        ready = first[markLength...]
        if encoding == .utf8 { return }
        guard let decoder = TextDecoder(encoding) else {
            throw FileFailure(.noDecoder(encoding: encoding.rawValue))
        }
        self.decoder = decoder
        var text: [UInt8] = []
        decoder.decode(ready, isLast: isAtEnd, into: &text)
        ready = text[...]
    }

    /// JSON that comes through a pipe is not waited for: it is UTF-8, or has a mark.
    private func isSettled(_ first: ArraySlice<UInt8>) -> Bool {
        first.count >= 4 && !file.isRegular && Self.isJSON(first)
    }

    private static func isJSON(_ first: some Sequence<UInt8>) -> Bool {
        if first.prefix(4).contains(0) { return false }
        let sign = first.first {
            $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\t")
        }
        return sign == UInt8(ascii: "{") || sign == UInt8(ascii: "[")
    }

    /// The first byte of the text that is no white space, as far as it has been looked at.
    package var firstSign: UInt8? {
        ready.first {
            $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\t")
        }
    }

    /// Puts up to as many bytes as there is room for and answers how many; 0 at the end and after a failure.
    package func read(into target: ByteRoom) -> Int {
        if target.count == 0 { return 0 }
        while ready.isEmpty {
            if isAtEnd { return 0 }
            guard let decoder else {
                let count = file.read(into: target)
                if count == 0 { isAtEnd = true }
                return count
            }
            var piece = [UInt8](repeating: 0, count: Self.lookLength)
            let count = piece.withRoom { file.read(into: $0) }
            isAtEnd = count == 0
            var text: [UInt8] = []
            decoder.decode(piece[..<count], isLast: isAtEnd, into: &text)
            ready = text[...]
        }
        let count = ready.withBytes { target.copy(from: $0) }
        ready = ready.dropFirst(count)
        return count
    }

    /// Everything up to the end.
    package func readAll(limit: Int = 1 << 28) throws(FileFailure) -> [UInt8] {
        var text = Array(ready)
        ready = []
        // Most files were read whole when their encoding was settled.
        if isAtEnd, failure == nil { return text }
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = piece.withRoom { read(into: $0) }
            if let failure { throw failure }
            if count == 0 { return text }
            text += piece[..<count]
            if text.count > limit { throw FileFailure(.tooLarge(path: path, megabytes: limit >> 20)) }
        }
    }
}
