internal import WritLanguage
package import WritSemantics

/// Sign-offs that may stay although something that their item rests on changed.
///
/// A rule or a definition keeps its sign-off only where all that a reader of it reads is the same and `diff` proves that no
/// case of both versions has another outcome in anything that it brings about. Everything else is reviewed again.
package struct KeptSignOffs {
    package struct Item: Sendable {
        package let key: String
        package let oldDigest: String
        package let newDigest: String
    }

    private let old: Program
    private let new: Program
    private let report: DiffReport

    /// The items with another digest in the new version whose sign-offs may stay.
    package static func items(_ old: Program, _ new: Program) -> [Item] {
        let (before, after) = (MeaningDigests(old), MeaningDigests(new))
        let changed = after.entries.compactMap { entry -> (MeaningDigests.Entry, String)? in
            guard let digest = before.digest(key: entry.key), digest != entry.digest else { return nil }
            return (entry, digest)
        }
        if changed.isEmpty { return [] }
        let kept = KeptSignOffs(old: old, new: new, report: Diff.compare(old, new))
        return changed.compactMap { entry, digest in
            let mayStay =
                switch entry.item {
                case .rule(let id): kept.mayStay(new.rules[id.index])
                case .definition(let id): kept.mayStay(new.definitions[id.index])
                default: false
                }
            return mayStay ? Item(key: entry.key, oldDigest: digest, newDigest: entry.digest) : nil
        }
    }

    // MARK: rules

    private func mayStay(_ rule: Rule) -> Bool {
        guard let index = old.rules.firstIndex(where: { $0.identity.name == rule.identity.name }) else { return false }
        let former = old.rules[index]
        let subjects = KeptSignOffs.subjects(rule, new)
        guard KeptSignOffs.words(rule, new) == KeptSignOffs.words(former, old),
            subjects == KeptSignOffs.subjects(former, old)
        else { return false }
        let type = new.records[rule.subject.index].identity.name
        return subjects.allSatisfy { subject in
            // What other rules bring about as well may hide a change of this one.
            KeptSignOffs.isAlone(rule, subject, new) && KeptSignOffs.isAlone(former, subject, old)
                && isUnchanged(subject.name, in: type)
        } && valuesPrinted(by: rule).allSatisfy { isUnchanged($0, in: type) }
    }

    private struct Subject: Hashable {
        let topic: String
        let name: String
    }

    private static func subjects(_ rule: Rule, _ program: Program) -> Set<Subject> {
        var found: Set<Subject> = []
        for consequence in rule.consequences {
            for topic in DiffTopic.allCases {
                guard let subject = topic.subject(consequence, program) else { continue }
                found.insert(Subject(topic: "\(topic)", name: subject.name))
            }
        }
        return found
    }

    private static func isAlone(_ rule: Rule, _ subject: Subject, _ program: Program) -> Bool {
        program.rules.allSatisfy { other in
            other.subject != rule.subject || other.identity.name == rule.identity.name
                || !subjects(other, program).contains(subject)
        }
    }

    /// What a reader reads of a rule, but for its condition and for what wins over it: those are asked of the cases.
    private static func words(_ rule: Rule, _ program: Program) -> [String] {
        let text = CanonicalText(program: program)
        var used = References()
        used.collect(rule)
        let forms = used.forms.map { id in
            let form = program.forms[id.index]
            let arguments = form.arguments.map { "\($0.name) : \(text.text($0.type))" }
            return "\(form.name) \(form.title) \(arguments) \(program.layout(of: form) ?? "")"
        }
        return [text.words(rule)] + forms.sorted() + read(used, text, program)
    }

    private static func read(_ used: References, _ text: CanonicalText, _ program: Program) -> [String] {
        let clauses = used.clauses.map { text.text(program.clauses[$0.index]) }
        return clauses.sorted() + used.chains.map { text.text(program.chains[$0.index]) }.sorted()
            + used.organisations.map { program.organisations[$0.index].identity.title }.sorted()
    }

    /// The names of values that the rule's documents print.
    private func valuesPrinted(by rule: Rule) -> Set<String> {
        var used = References()
        used.collect(rule)
        var printed: Set<String> = []
        let defined = Set((old.definitions + new.definitions).map(\.identity.name))
        for id in used.forms {
            guard let layout = new.layout(of: new.forms[id.index]) else { continue }
            printed.formUnion(NamesInForms.names(in: layout).map(String.init))
        }
        return printed.intersection(defined)
    }

    // MARK: definitions

    private func mayStay(_ definition: Definition) -> Bool {
        func key(_ definition: Definition, _ program: Program) -> String {
            definition.identity.name + " of " + program.records[definition.subject.index].identity.name
        }
        guard let former = old.definitions.first(where: { key($0, old) == key(definition, new) }),
            KeptSignOffs.words(former, old) == KeptSignOffs.words(definition, new)
        else { return false }
        return isUnchanged(definition.identity.name, in: nil)
    }

    private static func words(_ definition: Definition, _ program: Program) -> [String] {
        guard case .branches(let branches) = definition.origin else { return [] }
        let text = CanonicalText(program: program)
        var used = References()
        for branch in branches { used.collect(branch.provision) }
        return ["\(definition.identity.name) \"\(definition.identity.title)\" : \(text.text(definition.type))"]
            + read(used, text, program)
    }

    /// Whether it is proved that no case differs in a subject, of one case type or of any.
    private func isUnchanged(_ subject: String, in type: String?) -> Bool {
        let isAskable = new.records.contains { $0.isCase && (type == nil || $0.identity.name == type) }
        return isAskable
            && !report.regions.contains { $0.subject == subject && (type == nil || $0.caseType == type) }
            && !report.undecided.contains { $0.subject == subject && (type == nil || $0.caseType == type) }
    }
}
