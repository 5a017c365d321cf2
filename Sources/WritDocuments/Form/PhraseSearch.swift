/// Which of some phrases a text holds, found in one pass over its bytes.
///
/// Forms are read whenever a case is made into documents, so their words must cost next to nothing; searching a `String`
/// for each phrase took as long as all else that a start does.
struct PhraseSearch: Sendable {
    private let phrases: [[UInt8]]
    /// By first byte, the phrases that begin with it.
    private let beginnings: [[Int]]

    /// - Parameter phrases: none of them empty.
    init(_ phrases: [String]) {
        self.phrases = phrases.map { Array($0.utf8) }
        var beginnings = [[Int]](repeating: [], count: 256)
        for (number, phrase) in self.phrases.enumerated() {
            if let first = phrase.first { beginnings[Int(first)].append(number) }
        }
        self.beginnings = beginnings
    }

    /// The numbers of the phrases that occur, each with the place where it begins first.
    func occurrences(in text: [UInt8]) -> [(number: Int, start: Int)] {
        var found: [(number: Int, start: Int)] = []
        for (start, byte) in text.enumerated() {
            for number in beginnings[Int(byte)] where stands(phrases[number], in: text, at: start) {
                if !found.contains(where: { $0.number == number }) { found.append((number, start)) }
            }
        }
        return found
    }

    private func stands(_ phrase: [UInt8], in text: [UInt8], at start: Int) -> Bool {
        guard start + phrase.count <= text.count else { return false }
        var index = 1
        while index < phrase.count {
            if text[start + index] != phrase[index] { return false }
            index += 1
        }
        return true
    }
}
