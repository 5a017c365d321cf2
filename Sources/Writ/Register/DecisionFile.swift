package import WritAnalysis
internal import WritEvaluation
internal import WritSemantics

/// What a reviewer decided in the review site and saved there: JSON Lines, one decision each.
package enum DecisionFile {
    package static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        }
    }

    /// Nothing where the line is no decision. Whether it is one on this rulebook is for the caller to say.
    package static func entry(_ line: [UInt8]) -> SignOffRegister.Entry? {
        var reader = JSONReader()
        reader.read(line)
        guard reader.isUsable, reader.tree.kind(of: 0) == .object else { return nil }
        let tree = reader.tree
        func text(_ name: String) -> String? {
            guard let node = tree.member(name, of: 0), tree.kind(of: node) == .string else { return nil }
            return tree.text(of: node)
        }
        guard let item = text("item"), let digest = text("digest"), let reviewer = text("reviewer"),
            let date = text("date").flatMap({ CalendarDate.parse($0) }),
            let decision = text("decision").flatMap(SignOffRegister.Decision.init(rawValue:))
        else { return nil }
        return SignOffRegister.Entry(
            item: item, digest: digest, reviewer: PersonName(reviewer)?.text ?? reviewer, date: date,
            decision: decision, remarks: text("remarks") ?? "")
    }
}
