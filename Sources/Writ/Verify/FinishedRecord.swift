internal import WritDocuments

/// What a finished record says of itself, read from its bytes alone.
struct FinishedRecord {
    struct Decision {
        let step: String
        var person = ""
        let value: String
        /// Of the text that was decided on; absent where the approval does not say.
        let digest: String?
    }

    /// Of the root.
    private(set) var attributes: [String: String] = [:]
    private(set) var number: String?
    private(set) var title = ""
    /// On a routing sheet: the digest of its document as the sheet prints it, which the sheet's own digest covers.
    private(set) var printedDigest: String?
    private(set) var decisions: [Decision] = []
    /// Texts of the body, in order: what the view shows.
    private(set) var body: [String] = []
    /// All texts, one after the other: a text of the page may stand in several elements of the record.
    private var texts = ""
    /// All values of attributes, a line each.
    private var values = ""

    /// Nil where it cannot be read or is no record.
    init?(_ bytes: [UInt8]) {
        guard let events = MarkupScan.events(bytes) else { return nil }
        var path: [String] = []
        var step = ""
        var isPrintedDigest = false
        for event in events {
            switch event {
            case .start(let name, let list):
                path.append(name)
                let values = Dictionary(list.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
                if path.count == 1 {
                    guard name == "document" else { return nil }
                    attributes = values
                }
                isPrintedDigest = name == "value" && values["of"] == "digest"
                for (_, value) in list { self.values += Self.squeezed(value) + "\n" }
                if name == "step" { step = values["id"] ?? "" }
                if name == "decision", path.contains("approval") {
                    decisions.append(Decision(step: step, value: values["value"] ?? "", digest: values["digest"]))
                }
            case .end(let name):
                guard path.popLast() == name else { return nil }
                isPrintedDigest = false
            case .text(let text):
                texts += text
                if isPrintedDigest, printedDigest == nil { printedDigest = text }
                if path.count > 1, path[1] == "body" { body.append(text) }
                if path == ["document", "head", "number"] { number = (number ?? "") + text }
                if path == ["document", "head", "title"] { title += text }
                if path.last == "person", !decisions.isEmpty { decisions[decisions.count - 1].person += text }
            }
        }
        guard path.isEmpty, !attributes.isEmpty else { return nil }
    }

    /// Whether a text of the view, without white space, stands in the record.
    func says(_ text: String) -> Bool { texts.contains(text) || values.contains(text) }

    static func squeezed(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}
