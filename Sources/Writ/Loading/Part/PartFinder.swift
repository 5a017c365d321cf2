internal import WritDocuments
internal import WritLanguage
internal import WritSemantics

/// Finds what the cases of a type can come upon, by what declarations and forms mention.
///
/// A declaration about a record or a case type counts as soon as that does; everything else counts where it is mentioned by
/// name, whatever the name means there. That is at times more than is needed and never less. Case types, rules and chains are
/// looked for only where the grammar has a place for them: a word that happens to be the name of one would bring a whole other
/// procedure with it.
struct PartFinder {
    /// A declaration, or a form.
    private struct Item {
        /// Where a declaration stands.
        var file = 0
        var stretches: [Range<Int>] = []
        /// The record or case type that it declares.
        var type: String?
        /// The case types that a form is filled for.
        var subjects: Set<String> = []
        /// The items without which it does not mean what it means in the whole rulebook.
        var needs: Set<Int> = []
    }

    /// Declarations in the order of the files, then forms.
    private var items: [Item] = []
    private let firstForm: Int
    /// Whose places and posts every case may name: roles, parties, actions, firms, calendars.
    private var always: [Int] = []
    /// The declarations about a record or case type, its own among them.
    private var about: [String: [Int]] = [:]

    init(trees: [SyntaxTree], program: Program, formSources: [SourceText]) {
        var names = ItemNames()
        for (file, tree) in trees.enumerated() {
            for (declaration, stretches) in zip(tree.declarations, tree.stretches()) {
                names.enter(declaration, items.count)
                items.append(Item(file: file, stretches: stretches))
            }
        }
        firstForm = items.count
        for form in program.forms {
            names.add(form.name, items.count)
            items.append(Item(subjects: Set(form.subjects.map { program.records[$0.index].identity.name })))
        }
        var number = 0
        for tree in trees {
            for declaration in tree.declarations {
                enter(declaration, number, of: tree, names)
                number += 1
            }
        }
        for (name, numbers) in about {
            if let type = names.types[name] { items[type].needs.formUnion(numbers) }
        }
        let issuers = Self.issuers(program, names)
        for (index, form) in program.forms.enumerated() {
            AttributeWords.visit(formSources[index].bytes) { word in
                items[firstForm + index].needs.formUnion(names.meanings[word] ?? [])
            }
            // What is handed over, and the chain of a form that is about no case, are settled by all rules that issue it.
            if !form.arguments.isEmpty || form.subjects.isEmpty {
                items[firstForm + index].needs.formUnion(issuers[index])
            }
        }
    }

    /// For each form the rules that issue it.
    private static func issuers(_ program: Program, _ names: ItemNames) -> [Set<Int>] {
        var issuers: [Set<Int>] = Array(repeating: [], count: program.forms.count)
        for rule in program.rules {
            guard let item = names.rules[rule.identity.name] else { continue }
            for case .issue(let form, _, _, _, _) in rule.consequences.map(\.kind) { issuers[form.index].insert(item) }
        }
        return issuers
    }

    private mutating func enter(
        _ declaration: Declaration, _ number: Int, of tree: SyntaxTree, _ names: ItemNames
    ) {
        func mention(_ range: Range<Int>, in item: inout Item) {
            tree.visitNames(in: range) { item.needs.formUnion(names.meanings[$0] ?? []) }
        }
        func subject(_ name: Name, in item: inout Item) {
            if let type = names.types[name.text] { item.needs.insert(type) }
        }
        switch declaration {
        // Their words are for people, and call nothing by its name.
        case .rulebook, .role, .party, .action, .calendar: return always.append(number)
        case .source, .enumeration: return
        // No case comes upon them.
        case .duty, .columns, .report, .example, .log: return
        case .organisation(let organisation):
            // Its calendar and its roles are there; a parameter that no rule asks about is passed over with its value.
            for value in organisation.settings.compactMap(\.value) { mention(value.span.range, in: &items[number]) }
            return always.append(number)
        case .record(let record):
            items[number].type = record.head.name.text
            about[record.head.name.text, default: []].append(number)
        case .parameter: break
        case .definition(let definition):
            about[definition.subject.text, default: []].append(number)
            subject(definition.subject, in: &items[number])
        case .stages(let stages):
            about[stages.subject.text, default: []].append(number)
            subject(stages.subject, in: &items[number])
        case .judgement(let judgement):
            about[judgement.subject.text, default: []].append(number)
            subject(judgement.subject, in: &items[number])
        case .table(let table):
            about[table.subject.text, default: []].append(number)
            subject(table.subject, in: &items[number])
        case .rule(let rule):
            about[rule.subject.text, default: []].append(number)
            subject(rule.subject, in: &items[number])
            for name in rule.overrides { items[number].needs.formUnion(names.rules[name.text].map { [$0] } ?? []) }
            for case .issue(_, _, _, _, let chain?) in rule.consequences.map(\.kind) {
                items[number].needs.formUnion(names.chains[chain.text].map { [$0] } ?? [])
            }
        case .obligation(let obligation):
            about[obligation.subject.text, default: []].append(number)
            subject(obligation.subject, in: &items[number])
            for act in obligation.demands.flatMap({ $0.acts + $0.others }) {
                guard case .step(_, let chain) = act else { continue }
                items[number].needs.formUnion(names.chains[chain.text].map { [$0] } ?? [])
            }
        case .chain(let chain): if let name = chain.subject { subject(name, in: &items[number]) }
        }
        mention(declaration.span.range, in: &items[number])
    }

    // MARK: parts

    /// What is read for every case: the people, the firms, the calendars, and what they mention.
    func shared() -> RulebookPart { part(from: always) }

    /// What the cases of a type need beyond that.
    func part(ofCaseType name: String) -> RulebookPart { part(from: about[name] ?? []) }

    /// What a form needs by itself.
    func part(ofForm form: Int) -> RulebookPart {
        part(from: [firstForm + form] + items[firstForm + form].subjects.flatMap { about[$0] ?? [] })
    }

    private func part(from start: [Int]) -> RulebookPart {
        var found: Set<Int> = []
        var types: Set<String> = []
        var work = start
        // Forms about other types of case, which are known by their names only.
        var others: Set<Int> = []
        while !work.isEmpty {
            while let next = work.popLast() {
                if found.contains(next) { continue }
                let item = items[next]
                if next >= firstForm, !item.subjects.isEmpty, item.subjects.isDisjoint(with: types) {
                    others.insert(next)
                    continue
                }
                found.insert(next)
                if let type = item.type { types.insert(type) }
                work += item.needs
            }
            work = others.filter { !items[$0].subjects.isDisjoint(with: types) }
            others.subtract(work)
        }
        var part = RulebookPart()
        for number in found.sorted() {
            if number >= firstForm { part.add(form: number - firstForm) }
            for stretch in items[number].stretches { part.add(stretch, file: items[number].file) }
        }
        return part
    }
}

/// What each name of a rulebook may stand for: numbers of declarations and forms.
private struct ItemNames {
    private(set) var meanings: [String: [Int]] = [:]
    private(set) var types: [String: Int] = [:]
    private(set) var rules: [String: Int] = [:]
    private(set) var chains: [String: Int] = [:]

    mutating func add(_ name: String, _ number: Int) { meanings[name, default: []].append(number) }

    mutating func enter(_ declaration: Declaration, _ number: Int) {
        switch declaration {
        case .source(let source): add(source.head.name.text, number)
        case .parameter(let parameter): add(parameter.head.name.text, number)
        case .enumeration(let type):
            add(type.head.name.text, number)
            // A value may stand for itself where no other enumeration has one of that name.
            for value in type.values { add(value.name.text, number) }
        case .record(let record):
            if !record.isCase { add(record.head.name.text, number) }
            types[record.head.name.text] = number
        case .rule(let rule): rules[rule.head.name.text] = number
        case .chain(let chain): chains[chain.head.name.text] = number
        case .rulebook, .role, .party, .action, .organisation, .calendar, .definition, .judgement, .table, .duty,
            .obligation, .columns, .report, .stages, .example, .log:
            break
        }
    }
}

/// The words in the tags of a form: only there can it call something by its name.
private enum AttributeWords {
    static func visit(_ bytes: [UInt8], _ body: (String) -> Void) {
        var position = 0
        while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            var quote: UInt8?
            var end = start + 1
            while end < bytes.count {
                let byte = bytes[end]
                if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                } else if byte == UInt8(ascii: ">") {
                    break
                }
                end += 1
            }
            WordsOfText.visit(bytes, in: start..<end, body)
            position = min(end + 1, bytes.count)
        }
    }
}
