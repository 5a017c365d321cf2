import WritLanguage

/// Judgements: each is a field of the record that it is about, and a record type of its own.
extension Checker {
    /// Makes room for the record types, behind those that are declared.
    mutating func reserveJudgements(_ records: Set<String>) {
        for (index, (declaration, _)) in collected.judgements.enumerated()
        where records.contains(declaration.subject.text) && !declaration.head.name.text.isEmpty {
            // No declared type has a point in its name.
            let name = "\(declaration.subject.text).\(declaration.head.name.text)"
            if names.recordIDs[name] == nil { judgementRecords[index] = names.reserve(name) }
        }
    }

    /// The fields of a record that hold what is decided about it.
    mutating func judgementFields(of record: String, _ seen: inout [String: Span]) -> [RecordType.Field] {
        var fields: [RecordType.Field] = []
        for (index, (declaration, _)) in collected.judgements.enumerated() where declaration.subject.text == record {
            let name = declaration.head.name
            if let earlier = seen[name.text] {
                reportDuplicate(name, .field, earlier)
                continue
            }
            guard let type = judgementRecords[index] else { continue }
            seen[name.text] = name.span
            fields.append(
                RecordType.Field(
                    name: name.text, title: declaration.head.title?.plain ?? name.text, type: .record(type),
                    documentation: declaration.head.documentation, span: declaration.head.span))
        }
        return fields
    }

    mutating func completeJudgements() {
        for index in collected.judgements.indices {
            guard let id = judgementRecords[index] else { continue }
            let (declaration, keywords) = collected.judgements[index]
            let decision = decisionType(declaration)
            let types: [ValueType] = [decision, .text, .date, .text]
            let head = declaration.head
            let titles = JudgementTitles(beside: head.title?.plain ?? "", in: keywords)
            names.complete(
                id,
                RecordType(
                    identity: Identity(
                        name: "\(declaration.subject.text).\(head.name.text)",
                        title: head.title?.plain ?? head.name.text, documentation: head.documentation,
                        nameSpan: head.name.span, span: head.span),
                    isCase: false, isJudgement: true,
                    fields: zip(Judgement.Part.allCases, types).map { part, type in
                        RecordType.Field(
                            name: part.name, title: titles[part], type: type, documentation: nil, span: head.span)
                    }))
        }
    }

    /// Anything that is one value and always there; whether something is so, where nothing is said.
    private mutating func decisionType(_ declaration: JudgementDeclaration) -> ValueType {
        guard let syntax = declaration.type else { return .boolean }
        let type = self.type(syntax)
        switch type {
        case .record, .list, .optional:
            report(TypeFact.notAllowedHere(type: names.describe(type)), at: syntax.span)
            return .error
        default: return type
        }
    }

    /// Who decides, once the roles are known.
    mutating func declareJudgements() {
        for (index, (declaration, _)) in collected.judgements.enumerated() {
            let subject = record(declaration.subject)
            let role = find(declaration.role, .role, \.roleNames)
            let citations = citations(declaration.basis)
            guard let subject, let role, let record = judgementRecords[index] else { continue }
            judgements.append(
                Judgement(
                    identity: identity(declaration.head), subject: subject, record: record, role: role,
                    citations: citations))
        }
    }
}

/// What the parts of a decision are called for people, in the language of its title.
private struct JudgementTitles {
    private let isChinese: Bool
    private let isTraditional: Bool

    init(beside title: String, in keywords: KeywordTable) {
        isTraditional = keywords(.judgement) == KeywordTable.traditionalChinese(.judgement)
        isChinese = title.unicodeScalars.contains { $0.value >= 0x4E00 && $0.value <= 0x9FFF }
    }

    subscript(_ part: Judgement.Part) -> String {
        let title: (en: String, zh: String, traditional: String) =
            switch part {
            case .decision: ("decision", "判断", "判斷")
            case .person: ("decided by", "判断人", "判斷人")
            case .day: ("decided on", "判断日期", "判斷日期")
            case .reasons: ("reasons", "理由", "理由")
            }
        guard isChinese else { return title.en }
        return isTraditional ? title.traditional : title.zh
    }
}
