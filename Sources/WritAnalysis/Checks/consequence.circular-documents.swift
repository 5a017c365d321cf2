import WritLanguage
import WritSemantics

/// Documents none of which can ever be issued, because each waits for another of them.
enum ConsequenceCircularDocuments: Check {
    static let id = "consequence.circular-documents"

    static func run(_ analysis: Analysis) {
        let (forms, circular) = analysis.obtainableForms()
        analysis.prove(id, count: forms.count)
        var left = Set(circular.keys)
        while let first = left.min() {
            // One circle is told once, with all that hang on it.
            var circle: Set<FormID> = [first]
            var isNew = true
            while isNew {
                isNew = false
                for form in left.subtracting(circle) {
                    let asked = Set((circular[form] ?? []).flatMap { analysis.formsAsked(behind: $0) })
                    let back = circle.contains { other in
                        (circular[other] ?? []).contains { analysis.formsAsked(behind: $0).contains(form) }
                    }
                    if back || !asked.isDisjoint(with: circle) {
                        circle.insert(form)
                        isNew = true
                    }
                }
            }
            left.subtract(circle)
            tell(circle, circular, analysis)
        }
    }

    private static func tell(_ circle: Set<FormID>, _ circular: [FormID: [Following]], _ analysis: Analysis) {
        let places = circle.sorted().flatMap { circular[$0] ?? [] }.map { analysis.consequence($0).span }
            .sorted { ($0.file, $0.start) < ($1.file, $1.start) }
        guard let first = places.first else { return }
        let names = circle.sorted().map { analysis.program.forms[$0.index].name }
        analysis.add(
            Finding(
                check: id, verdict: .found, severity: .warning, place: first,
                related: places.dropFirst().map { ($0, Phrase(en: "waits in the same circle", zh: "处于同一循环等待中")) },
                fact: .circularDocuments(forms: names), witness: nil))
    }
}

extension Analysis {
    /// The forms whose history the rule of a consequence asks, those that override it included.
    fileprivate func formsAsked(behind following: Following) -> Set<FormID> {
        let rules = [following.rule] + overriders[following.rule.index]
        var found: Set<FormID> = []
        for id in rules {
            if let condition = program.rules[id.index].condition { found.formUnion(formsAsked(by: condition)) }
        }
        if let condition = consequence(following).forEach?.condition { found.formUnion(formsAsked(by: condition)) }
        return found
    }
}
