/// A command line split at its command. Options may stand before it: `writ --lang en check`.
struct Invocation {
    /// The command, or `help`.
    let command: String?
    /// All other words, in their order.
    let words: ArraySlice<String>

    init(_ line: [String]) {
        var rest = line[...]
        var before: [String] = []
        while let word = rest.first, word.hasPrefix("-") {
            before.append(word)
            rest.removeFirst()
            // `--lang=en` is one word, and no option has that name.
            if Self.takesValue(word), let value = rest.popFirst() { before.append(value) }
        }
        command = rest.popFirst()
        words = before.isEmpty ? rest : (before + rest)[...]
    }

    /// An option means the same with every command that has it.
    private static func takesValue(_ name: String) -> Bool {
        func has(_ options: [Option]) -> Bool { options.contains { $0.name == name && $0.value != nil } }
        return has(Option.common) || WritTool.commands.contains { has($0.options) }
    }
}
