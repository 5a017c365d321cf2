internal import WritLanguage
internal import WritSemantics

extension SentenceStyle {
    /// What the locals of an expression are called: `该违规事项`.
    struct Scope {
        var names: [Int: String] = [:]
        /// Whether fields of an element stand alone here, so that fields of the case need their owner beside them.
        var hasElided = false
        /// Whether the words stand before a noun, `未整改且等级为重大的违规事项`, where a comma would cut them off from it.
        var isAttribute = false
    }

    /// Names a local after what the list holds. Elided names let the element's own fields stand alone.
    func naming(_ local: Int, _ list: Expression, _ scope: Scope, isElided: Bool = false) -> Scope {
        var inner = scope
        if case .list(.record(let id)) = list.type.withoutOptional, let type = program.records[id.index].image {
            // What is said of another case has the names of what is said of this one.
            let title = word(program.records[type.index].identity)
            if inner.names[0]?.isEmpty != true { inner.names[0] = told(en: "this \(title)", zh: "本\(title)") }
        }
        if isElided {
            inner.names[local] = ""
            inner.hasElided = true
            return inner
        }
        if case .list(.record(let id)) = list.type.withoutOptional {
            let title = word(program.records[id.index].identity)
            inner.names[local] = told(en: "that \(title)", zh: "该\(title)")
        } else {
            let title = parts(list, Scope())?.title ?? ""
            inner.names[local] = told(en: "that item", zh: "该\(CountWords.counter(of: title))\(title)")
        }
        return inner
    }

    /// The condition on an element as words before the noun.
    func attribute(_ condition: Expression, _ local: Int, _ list: Expression, _ scope: Scope) -> String {
        var inner = naming(local, list, scope, isElided: true)
        inner.isAttribute = true
        return clause(condition, inner)
    }

    /// The scope of what follows from each element. What a record is called is said once, and its fields stand alone; an element that
    /// has no fields is called by the list: `补交〔该项尚缺资料〕`.
    func following(_ each: ForEach, _ scope: Scope) -> Scope {
        var isRecord = false
        if case .list(.record) = each.list.type.withoutOptional { isRecord = true }
        return naming(each.local, each.list, scope, isElided: isChinese && isRecord)
    }

    /// Whether a field holds what a person decided; the sentence then speaks of the decision itself.
    func isJudgement(_ expression: Expression) -> Bool {
        guard case .record(let id) = expression.type.withoutOptional else { return false }
        return program.records[id.index].isJudgement
    }

    func fieldTitle(_ base: Expression, _ index: Int) -> String {
        guard case .record(let id) = base.type.withoutOptional, program.records[id.index].fields.indices.contains(index)
        else { return "" }
        let field = program.records[id.index].fields[index]
        return word(field.name, field.title)
    }

    /// A field or a definition with the words for what it belongs to, where these are needed.
    func member(of base: Expression, called title: String, _ scope: Scope) -> String {
        let owner = owner(base, scope)
        return owner.isEmpty ? title : told(en: "\(owner)'s \(title)", zh: "\(owner)的\(title)")
    }

    /// What a field or a definition belongs to; nothing where its title says enough.
    func owner(_ base: Expression, _ scope: Scope) -> String {
        guard case .local(let number) = base.kind else { return noun(base, scope) }
        if let name = scope.names[number] { return name }
        guard number == 0, scope.hasElided, case .record(let id) = base.type.withoutOptional else { return "" }
        return told(en: "the ", zh: "") + word(program.records[id.index].identity)
    }

    /// A field or a definition as an owner and a title.
    func parts(_ expression: Expression, _ scope: Scope) -> (owner: String, title: String)? {
        switch expression.kind {
        case .field(let judgement, Judgement.Part.decision.rawValue) where isJudgement(judgement):
            parts(judgement, scope)
        case .field(let base, let index): (owner(base, scope), fieldTitle(base, index))
        case .definition(let base, let id):
            (owner(base, scope), title(of: id))
        default: nil
        }
    }
}
