internal import WritLanguage

/// Where links lead that manuals have to each other: `[Shift swap](shifts/shift-swap.writ.md)` to the page of that file,
/// `[shifts](shifts/)` to its part of the list of manuals. Nothing else is on the site, so other links lead nowhere.
struct ManualLinks {
    private struct Target {
        let page: String
        let procedures: Set<String>
    }

    /// By the path of the rule file.
    private let targets: [String: Target]
    /// The names of the folder that holds all rule files.
    private let root: [Substring]
    /// Those that hold rule files, below the root, in the order of the files; the root itself is empty.
    let folders: [String]

    /// - Parameter page: the name of a rule file's page.
    init(_ trees: [SyntaxTree], page: (SyntaxTree) -> String) {
        var targets: [String: Target] = [:]
        for tree in trees {
            targets[Self.joined(Self.steps(tree.source.path))] = Target(
                page: page(tree), procedures: Set(tree.procedures.map(\.id.text)))
        }
        self.targets = targets
        let parents = trees.map { Array(Self.steps($0.source.path).dropLast()) }
        let root = parents.dropFirst().reduce(parents.first ?? []) { shared, next in
            Array(zip(shared, next).prefix { $0 == $1 }.map { $0.0 })
        }
        self.root = root
        var seen: Set<String> = []
        folders = parents.map { Self.joined($0.dropFirst(root.count)) }.filter { seen.insert($0).inserted }
    }

    /// The folder of a rule file, as `folders` names it.
    func folder(of tree: SyntaxTree) -> String {
        Self.joined(Self.steps(tree.source.path).dropLast().dropFirst(root.count))
    }

    /// The place of a folder in the list of manuals.
    static func anchor(_ folder: String) -> String {
        folder.isEmpty ? "manuals" : "manuals-" + Anchor.escaped(folder)
    }

    /// Where a link leads that stands in a rule file; nil where the site does not have it.
    func target(_ address: String, from path: String) -> String? {
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let file = parts.first, !file.contains(":") else { return nil }
        let id = parts.count > 1 ? Self.decoded(parts[1]) : nil
        let own = Self.steps(path)
        if file.isEmpty { return id.flatMap { procedure($0, in: targets[Self.joined(own)]) } }
        guard let steps = Self.resolved(Self.decoded(file), from: own.dropLast()) else { return nil }
        if let target = targets[Self.joined(steps)] {
            return target.page + (id.flatMap { procedure($0, in: target) } ?? "")
        }
        guard steps.starts(with: root) else { return nil }
        let wanted = Self.joined(steps.dropFirst(root.count))
        let folder = folders.first { $0 == wanted || wanted.isEmpty || $0.hasPrefix(wanted + "/") }
        return folder.map { "index.html#" + Self.anchor(wanted.isEmpty ? "" : $0) }
    }

    private func procedure(_ id: String, in target: Target?) -> String? {
        target?.procedures.contains(id) ?? false ? "#" + Anchor.procedure(id) : nil
    }

    private static func steps(_ path: String) -> [Substring] {
        path.split(separator: "/").filter { $0 != "." }
    }

    private static func joined(_ steps: some Sequence<Substring>) -> String { steps.joined(separator: "/") }

    /// Nil where it leads out of everything.
    private static func resolved(_ file: String, from folder: ArraySlice<Substring>) -> [Substring]? {
        guard file.first != "/" else { return nil }
        var result = Array(folder)
        for step in steps(file) {
            if step != ".." {
                result.append(step)
            } else if result.popLast() == nil {
                return nil
            }
        }
        return result
    }

    /// `%20` as the character that it stands for.
    private static func decoded(_ text: Substring) -> String {
        guard text.contains("%") else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
