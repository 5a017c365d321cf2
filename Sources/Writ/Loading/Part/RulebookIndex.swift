internal import WritLanguage
internal import WritSemantics

/// What was found of a rulebook that was read whole and has no errors, for those who read a part of it later: its digest, the
/// names of its forms, and for each type of case the part that can matter to it.
///
/// It is right only for the very bytes that it was made from: `KeptIndex` tells them apart.
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
        ofCaseTypes names: [String], explaining form: String? = nil
    ) -> RulebookPart? {
        guard !names.isEmpty, var part = RulebookPart(shared) else { return nil }
        var types: Set<String> = []
        for name in names {
            let found = caseTypes.filter { $0.name == name || $0.title == name }
            guard found.count == 1, let own = RulebookPart(found[0].part) else { return nil }
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
    package func part(ofForm name: String) -> RulebookPart? {
        let found = forms.indices.filter { forms[$0].name == name || forms[$0].title == name }
        guard found.count == 1, var part = RulebookPart(shared) else { return nil }
        let form = forms[found[0]]
        if !form.part.isEmpty {
            guard let own = RulebookPart(form.part) else { return nil }
            part.formUnion(own)
        }
        for type in caseTypes where form.subjects.contains(type.name) {
            guard let own = RulebookPart(type.part) else { return nil }
            part.formUnion(own)
        }
        return part.forms.contains(found[0]) ? part : nil
    }
}

/// An index as lines of fields.
extension RulebookIndex {
    var lines: [[[UInt8]]] {
        func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
        var lines = [[bytes("rulebook"), bytes(whole.digest), shared]]
        for (definition, name) in whole.unstatedNames.sorted(by: { $0.key < $1.key }) {
            lines.append([bytes("open"), bytes(definition), bytes(name)])
        }
        for form in forms {
            lines.append([
                bytes("form"), bytes(form.name), bytes(form.title), bytes(form.subjects.joined(separator: " ")),
                form.part,
            ])
        }
        for type in caseTypes { lines.append([bytes("case"), bytes(type.name), bytes(type.title), type.part]) }
        return lines
    }

    /// Nil for what is not the lines of an index.
    init?(lines: ArraySlice<[ArraySlice<UInt8>]>) {
        func text(_ field: ArraySlice<UInt8>) -> String { String(decoding: field, as: UTF8.self) }
        guard let first = lines.first, first.count == 3, text(first[0]) == "rulebook" else { return nil }
        shared = Array(first[2])
        var unstated: [String: String] = [:]
        var forms: [Form] = []
        var types: [CaseType] = []
        for line in lines.dropFirst() {
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
        whole = WholeRulebook(digest: text(first[1]), unstatedNames: unstated)
        self.forms = forms
        caseTypes = types
    }
}
