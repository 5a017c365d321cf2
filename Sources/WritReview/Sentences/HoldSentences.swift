package import WritLanguage
package import WritSemantics

extension SentenceStyle {
    /// What ends a hold, as it follows `until`: `《装修审批表》获得批准`. Nil for what holds nothing.
    package func end(of consequence: Consequence) -> String? {
        guard case .hold(_, let until) = consequence.kind else { return nil }
        var scope = Scope()
        if let each = consequence.forEach { scope = naming(each.local, each.list, scope) }
        return milestone(until, scope)
    }

    /// The same in all languages, for what is put into words before anybody says in which one.
    package static func end(of consequence: Consequence, in program: Program) -> Phrase? {
        let (english, chinese) = (
            SentenceStyle(program: program, language: .en), SentenceStyle(program: program, language: .zhHans)
        )
        guard let en = english.end(of: consequence), let zh = chinese.end(of: consequence) else { return nil }
        return Phrase(en: en, zh: zh)
    }
}
