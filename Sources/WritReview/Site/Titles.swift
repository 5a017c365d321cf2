internal import WritLanguage
internal import WritSemantics

/// Messages of the checks as a lawyer reads them: declarations by their titles, not by the names that rule files give them.
extension SiteMap {
    /// `rectification-notice` is 《装修违规整改通知单》, `severity` is 「等级」.
    static func titles(_ style: SentenceStyle) -> [String: String] {
        let program = style.program
        var titles: [String: String] = [:]
        func add(_ identity: Identity) { titles[identity.name] = style.quoted(identity) }
        program.enums.forEach { add($0.identity) }
        program.records.forEach { add($0.identity) }
        program.roles.forEach { add($0.identity) }
        program.organisations.forEach { add($0.identity) }
        program.parameters.forEach { add($0.identity) }
        program.definitions.forEach { add($0.identity) }
        program.tables.forEach { add($0.identity) }
        program.chains.forEach { add($0.identity) }
        program.actions.forEach { add($0.identity) }
        program.duties.forEach { add($0.identity) }
        program.obligations.forEach { add($0.identity) }
        program.rules.forEach { add($0.identity) }
        for (number, form) in program.forms.enumerated() { titles[form.name] = style.title(of: FormID(number)) }
        return titles
    }

    /// A message with each name that it sets in backticks told as a title.
    func plain(_ message: Phrase) -> String {
        let text = style.told(message)
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        guard parts.count > 2 else { return text }
        var result = ""
        for (number, part) in parts.enumerated() {
            if number.isMultiple(of: 2) {
                result += part
            } else {
                let title = title(ofNameIn: part)
                // Chinese stands close; a space beside a title was there for the sake of the name.
                if style.isChinese, title != nil, result.last == " " { result.removeLast() }
                result += title ?? "“\(part)”"
            }
        }
        guard style.isChinese else { return result }
        return ["》", "」"].reduce(result) { $0.replacing("\($1) ", with: $1) }
    }

    private func title(ofNameIn part: Substring) -> String? { names[String(part)] }
}
