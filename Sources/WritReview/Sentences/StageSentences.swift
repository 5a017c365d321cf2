internal import WritLanguage
package import WritSemantics

/// Stages as sentences: one for each, with who acts, how long it may take and what may follow.
extension SentenceStyle {
    package func sentences(_ set: StageSet) -> [String] {
        let fields = program.records[set.subject.index].fields
        var sentences = set.stages.map { stage -> String in
            let date = word(fields[stage.date].name, fields[stage.date].title)
            var text = told(
                en: "“\(stage.identity.title)”, entered on \(date)", zh: "“\(stage.identity.title)”阶段，自\(date)起")
            if !stage.roles.isEmpty {
                let roles = list(stage.roles.map { title(of: $0) }, last: Phrase(en: "and", zh: "、"))
                text += told(en: ", by \(roles)", zh: "，由\(roles)办理")
            }
            if let within = stage.within { text += told(en: ", within \(noun(within))", zh: "，时限\(noun(within))") }
            let next = stage.next.map { "“\(set.stages[$0].identity.title)”" }
            text +=
                next.isEmpty
                ? told(en: "; the matter ends there.", zh: "；至此办结。")
                : told(
                    en: "; then \(list(next, last: Phrase(en: "or", zh: "或者"))).",
                    zh: "；其后进入\(list(next, last: Phrase(en: "or", zh: "或者")))。")
            return text
        }
        if let within = set.within {
            sentences.append(
                told(en: "The whole may take \(noun(within)).", zh: "全程时限为\(noun(within))。"))
        }
        return sentences
    }
}
