internal import WritLanguage
internal import WritSemantics

/// What was found of a rulebook that was read whole and has no errors, for those who read a part of it later: its digest, the
/// names of its forms, and for each type of case the part that can matter to it.
///
/// It is right only for the very bytes that it was made from: `IndexKey` tells them apart.
package struct RulebookIndex: Sendable {
    struct CaseType: Sendable {
        let name: String
        let title: String
        /// A `RulebookPart` as text.
        fileprivate let part: [UInt8]
    }
    struct Form: Sendable {
        let name: String
        let title: String
        /// The names of its case types.
        let subjects: [String]
        /// The part that it needs by itself, as text; empty where that of its case types has it.
        fileprivate let part: [UInt8]
    }

    let whole: WholeRulebook
    /// By number of the form's file.
    let forms: [Form]
    /// What is read for every case.
    fileprivate let shared: [UInt8]
    let caseTypes: [CaseType]

    init(
        whole: WholeRulebook, shared: RulebookPart,
        caseTypes: [(name: String, title: String, part: RulebookPart)],
        forms: [(name: String, title: String, subjects: [String], part: RulebookPart?)]
    ) {
        self.whole = whole
        self.shared = Array(shared.text.utf8)
        self.caseTypes = caseTypes.map { CaseType(name: $0.name, title: $0.title, part: Array($0.part.text.utf8)) }
        self.forms = forms.map { form in
            Form(
                name: form.name, title: form.title, subjects: form.subjects,
                part: form.part.map { Array($0.text.utf8) } ?? [])
        }
    }

    /// What cases of some types need, each called by its name or title; nil where a name is not that of exactly one type.
    ///
    /// - Parameter form: a form that is explained beside the cases. It must be about their types and no other, whose rules
    ///   would be told as well.
    package func part(
        ofCaseTypes names: [String], explaining form: String? = nil, in sources: RulebookSources
    ) -> RulebookPart? {
        guard !names.isEmpty, var part = RulebookPart(shared, of: sources) else { return nil }
        var types: Set<String> = []
        for name in names {
            let found = caseTypes.filter { $0.name == name || $0.title == name }
            guard found.count == 1, let own = RulebookPart(found[0].part, of: sources) else { return nil }
            types.insert(found[0].name)
            part.formUnion(own)
        }
        if let form {
            let found = forms.filter { $0.name == form || $0.title == form }
            guard found.count == 1, found[0].subjects.count == 1, types.isSuperset(of: found[0].subjects) else {
                return nil
            }
        }
        return part
    }

    /// What a form needs that is filled by itself, called by its name or title.
    package func part(ofForm name: String, in sources: RulebookSources) -> RulebookPart? {
        let found = forms.indices.filter { forms[$0].name == name || forms[$0].title == name }
        guard found.count == 1, var part = RulebookPart(shared, of: sources) else { return nil }
        let form = forms[found[0]]
        if !form.part.isEmpty {
            guard let own = RulebookPart(form.part, of: sources) else { return nil }
            part.formUnion(own)
        }
        for type in caseTypes where form.subjects.contains(type.name) {
            guard let own = RulebookPart(type.part, of: sources) else { return nil }
            part.formUnion(own)
        }
        return part.forms.contains(found[0]) ? part : nil
    }
}

/// An index as a file: lines of fields with tabs between them, the last of which is the digest of all before it.
extension RulebookIndex {
    /// Goes up with every change of what an index says or how.
    private static let head = "writ index 1"

    /// Nil where a name has a tab or a line end in it, which lines cannot hold.
    package func text(key: String) -> [UInt8]? {
        var text: [UInt8] = []
        var isPlain = true
        func add(_ fields: [[UInt8]]) {
            isPlain = isPlain && fields.allSatisfy { $0.allSatisfy { $0 >= 0x20 } }
            text += fields.joined(separator: [UInt8(ascii: "\t")]) + [UInt8(ascii: "\n")]
        }
        func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
        add([bytes(Self.head), bytes(key)])
        add([bytes("rulebook"), bytes(whole.digest), shared])
        for (definition, name) in whole.unstatedNames.sorted(by: { $0.key < $1.key }) {
            add([bytes("open"), bytes(definition), bytes(name)])
        }
        for form in forms {
            add([
                bytes("form"), bytes(form.name), bytes(form.title), bytes(form.subjects.joined(separator: " ")),
                form.part,
            ])
        }
        for type in caseTypes { add([bytes("case"), bytes(type.name), bytes(type.title), type.part]) }
        guard isPlain else { return nil }
        return text + bytes("end\t" + BLAKE2b.hex(text) + "\n")
    }

    /// The key that an index says it has; nil where the bytes are no index.
    static func key(of bytes: [UInt8]) -> String? {
        let line = bytes.prefix { $0 >= 0x20 || $0 == UInt8(ascii: "\t") }
        let fields = line.split(separator: UInt8(ascii: "\t"), maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
        return fields.count == 2 && fields[0] == head ? fields[1] : nil
    }

    /// Nil for what is not, whole and unchanged, the index with a key.
    package init?(_ bytes: [UInt8], key: String) {
        let lineEnd = UInt8(ascii: "\n")
        guard bytes.last == lineEnd, let before = bytes.dropLast().lastIndex(of: lineEnd) else { return nil }
        let body = bytes[...before]
        var hash = BLAKE2b()
        hash.update(body)
        let end = "end\t" + hash.finishHex() + "\n"
        guard bytes[(before + 1)...].elementsEqual(end.utf8) else { return nil }
        let lines = body.dropLast().split(separator: lineEnd, omittingEmptySubsequences: false).map { line in
            line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        }
        func text(_ field: ArraySlice<UInt8>) -> String { String(decoding: field, as: UTF8.self) }
        guard lines.count >= 2, lines[0].map(text) == [Self.head, key], lines[1].count == 3,
            text(lines[1][0]) == "rulebook"
        else { return nil }
        shared = Array(lines[1][2])
        var unstated: [String: String] = [:]
        var forms: [Form] = []
        var types: [CaseType] = []
        for line in lines[2...] {
            switch (line[0].first, line.count) {
            case (UInt8(ascii: "o"), 3): unstated[text(line[1])] = text(line[2])
            case (UInt8(ascii: "f"), 5):
                forms.append(
                    Form(
                        name: text(line[1]), title: text(line[2]),
                        subjects: line[3].split(separator: UInt8(ascii: " ")).map(text), part: Array(line[4])))
            case (UInt8(ascii: "c"), 4):
                types.append(CaseType(name: text(line[1]), title: text(line[2]), part: Array(line[3])))
            default: return nil
            }
        }
        whole = WholeRulebook(digest: text(lines[1][1]), unstatedNames: unstated)
        self.forms = forms
        caseTypes = types
    }
}
