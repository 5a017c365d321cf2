internal import WritEvaluation

/// The type that a case names, before anything is known of the rulebook.
package enum NamedCaseType {
    /// The text of `case` in a JSON object; nil where there is none, or where the text is no JSON.
    package static func find(in bytes: [UInt8]) -> String? {
        var reader = JSONReader()
        reader.read(bytes)
        let tree = reader.tree
        guard reader.isUsable, let root = tree.root, tree.kind(of: root) == .object,
            let named = tree.member("case", of: root), tree.kind(of: named) == .string
        else { return nil }
        return tree.text(of: named)
    }
}
