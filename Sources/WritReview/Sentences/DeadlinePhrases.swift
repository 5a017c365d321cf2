internal import WritLanguage
internal import WritSemantics

/// Who makes a document out, and by when what follows is due.
extension SentenceStyle {
    /// Who makes a document out: whoever signs it first for the house, or begins its chain by drawing it up. Nothing where neither
    /// says.
    func issuer(of form: FormID, _ chain: ChainID?) -> RoleID? {
        if let signer = firstSigner(of: form) { return signer }
        guard let chain, let step = program.chains[chain.index].steps.first, case .one(let role) = step.signer,
            ["提出", "拟", "起草", "填", "编制", "制作", "经办"].contains(where: step.title.contains)
                || ["propose", "draft", "prepare"].contains(step.name)
        else { return nil }
        return role
    }

    /// Who owes a document: whoever makes it out, if that is not who gets it, or else the house whose rule it is.
    func maker(of form: FormID, _ to: [RoleID], _ chain: ChainID?, _ rule: Rule) -> Maker {
        if let role = issuer(of: form, chain), !to.contains(role) { return .role(role) }
        return owner(of: rule)
    }

    /// Whose duties a rule states that names nobody: those of the houses that it holds in.
    func owner(of rule: Rule) -> Maker {
        switch rule.provision.organisations.count {
        case 0: program.organisations.count == 1 ? .house(isOne: true) : .notStated
        case let count: .house(isOne: count == 1)
        }
    }

    /// Who has to do what a rule orders.
    enum Maker {
        case role(RoleID)
        case house(isOne: Bool)
        case notStated
    }

    func issue(_ form: FormID, _ to: [RoleID], by maker: Maker, _ always: String) -> String {
        let roles = list(to.map(definite), last: Phrase(en: "and", zh: "和"))
        let (title, toEnglish) = (title(of: form), to.isEmpty ? "" : " to \(roles)")
        let must = (to.isEmpty ? "" : "向\(roles)") + "出具\(title)"
        return switch maker {
        case .role(let role):
            told(
                en: "\(title) must be issued by \(definite(role))\(toEnglish)",
                zh: "\(always)应当由\(self.title(of: role))\(must)")
        case .house:
            told(en: "\(title) must be issued by \(name(maker))\(toEnglish)", zh: "\(name(maker))\(always)应当\(must)")
        case .notStated:
            told(en: "\(title) must be issued\(toEnglish) (\(name(maker)))", zh: "\(always)应当\(must)（\(name(maker))）")
        }
    }

    func notice(to role: RoleID, by maker: Maker, _ always: String) -> String {
        if case .notStated = maker {
            return told(
                en: "\(definite(role)) must be told (\(name(maker)))",
                zh: "\(always)应当告知\(title(of: role))（\(name(maker))）")
        }
        return told(
            en: "\(definite(role)) must be told by \(name(maker))",
            zh: "\(name(maker))\(always)应当告知\(title(of: role))")
    }

    private func name(_ maker: Maker) -> String {
        switch maker {
        case .role(let role): definite(role)
        case .house(true): told(en: "the organisation", zh: "本单位")
        case .house(false): told(en: "the organisation concerned", zh: "所在单位")
        case .notStated: told(en: "it is not stated by whom", zh: "由何人承担未写明")
        }
    }

    private func firstSigner(of form: FormID) -> RoleID? {
        let opening = Array("<signature role=\"".utf8)
        guard let bytes = layout(of: form), let place = bytes.firstRange(of: opening) else { return nil }
        let name = String(decoding: bytes[place.upperBound...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        return program.roles.firstIndex { $0.identity.name == name && !$0.isParty }.map { RoleID($0) }
    }

    /// `，期限为自受理日期的次日起3日`, and of documents what deadline it is: one that a document prints is what it says, `载明的期限为自签发
    /// 之日的次日起7日`, another is that of whoever issues it.
    func deadline(_ due: Expression, of form: FormID?, _ consequence: Consequence, _ scope: Scope) -> String {
        let isPrinted = form.flatMap(printsDeadline)
        let (length, day) = period(due, of: form, scope)
        let manner = manner(consequence)
        let english =
            switch isPrinted {
            case nil: "due \(day.en)"
            case true?: "stating as its deadline \(day.en)"
            case false?: "to be issued by \(day.en)"
            }
        let chinese =
            switch isPrinted {
            case nil where length: "期限为\(day.zh)\(manner)"
            case nil where day.zh.hasSuffix("当日") && consequence.time == nil: "于\(day.zh)完成\(manner)"
            case nil: due.isAsOf ? "当日\(manner)完成" : "并在\(day.zh)\(consequence.time == nil ? "以前" : "")\(manner)完成"
            case true?: "载明的期限为\(day.zh)\(manner)"
            case false? where length: "\(day.zh)内\(manner)出具"
            case false?: "\(consequence.time == nil ? "至迟于" : "于")\(day.zh)\(manner)出具"
            }
        return told(en: ", \(english)\(manner)", zh: "，" + chinese)
    }

    /// When it is due, and whether that is a length of time counted on from a day.
    private func period(_ due: Expression, of form: FormID?, _ scope: Scope) -> (isLength: Bool, day: Phrase) {
        guard case .shift(let duration, let date, let isAfter) = due.kind else {
            let day = noun(due, scope)
            return (false, Phrase(en: day, zh: day))
        }
        let (length, day) = (noun(duration, scope), noun(date, scope))
        if case .constant(.duration(1, .workingDays)) = duration.kind, case .shift(_, _, !isAfter) = date.unwidened.kind
        {
            // A day that is only moved from a day off.
            let day = noun(due, scope)
            return (false, Phrase(en: day, zh: day))
        }
        if !isAfter { return (false, Phrase(en: "\(length) before \(day)", zh: "\(day)前\(length)")) }
        if case .constant(.duration(0, _)) = duration.kind { return (false, Phrase(en: day, zh: "\(day)当日")) }
        var start = date
        if case .orElse(let first, let second) = date.kind, case .asOf = second.kind { start = first }
        // The day from which days and months are counted is not counted itself; hours run at once.
        let from = duration.type.withoutOptional == .duration(.hours) ? "起" : "的次日起"
        if let form, case .documentDate(.issue, form) = start.kind {
            return (true, Phrase(en: "\(length) after it is issued", zh: "自签发之日\(from)\(length)"))
        }
        let since = day.hasPrefix("自") ? "" : "自"
        return (true, Phrase(en: "\(length) after \(day)", zh: "\(since)\(day)\(from)\(length)"))
    }

    /// Whether a form prints its deadline; nothing for a form that has no layout yet.
    private func printsDeadline(_ form: FormID) -> Bool? {
        layout(of: form).map { $0.firstRange(of: Array("<due".utf8)) != nil }
    }

    /// The bytes of a form; nothing for one that has no layout yet.
    private func layout(of form: FormID) -> [UInt8]? {
        guard let span = program.forms[form.index].span else { return nil }
        return program.files.first { $0.id == span.file && $0.path.hasSuffix(".xml") }?.bytes
    }

    /// The time of day by which it is due, and where a deadline goes that falls on a day off.
    private func manner(_ consequence: Consequence) -> String {
        var text = consequence.time.map { told(en: ", by \($0)", zh: "\($0)前") } ?? ""
        switch consequence.rolling {
        case .calendar: break
        case .notice, .backward:
            text += told(en: " (on the working day before where that is a day off)", zh: "（遇休息日提前至前一工作日）")
        case .forward: text += told(en: " (on the next working day where that is a day off)", zh: "（遇休息日顺延至下一工作日）")
        case .not: text += told(en: " (even on a day off)", zh: "（遇休息日不顺延）")
        }
        return text
    }
}
