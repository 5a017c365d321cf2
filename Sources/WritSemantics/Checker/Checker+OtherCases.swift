import WritLanguage

/// Fields that hold other cases: `others : list of other ShiftSwap`, `units : list of other Unit by delivery`,
/// `batch : other Delivery by delivery`. What a case sees of another one is a record of its facts; what follows from them rests
/// on that case's own documents, day and firm, and cannot be asked here.
extension Checker {
    /// Makes room for the types by which cases see others, behind all other types.
    mutating func reserveImages(_ cases: Set<String>, _ records: [RecordDeclaration]) {
        for field in records.filter(\.isCase).flatMap(\.fields) {
            guard let (name, _) = otherCase(field.type), cases.contains(name.text), images[name.text] == nil else {
                continue
            }
            // No declared type has a space in its name.
            images[name.text] = names.reserve("other \(name.text)")
        }
    }

    /// The type and the joining field of `other T by f`, alone or as the elements of a list.
    func otherCase(_ syntax: TypeSyntax) -> (type: Name, key: Name?)? {
        switch syntax.kind {
        case .other(let name, let key): (name, key)
        case .list(let element): if case .other(let name, let key) = element.kind { (name, key) } else { nil }
        case .named, .duration: nil
        }
    }

    /// Which other cases a field of a case type holds; nil where it is a fact like any other, or nothing at all.
    mutating func link(_ syntax: TypeSyntax) -> CaseLink? {
        guard let (name, key) = otherCase(syntax), !name.text.isEmpty else { return nil }
        guard images[name.text] != nil, let type = names.recordIDs[name.text] else {
            if names.recordIDs[name.text] != nil {
                report(DeclarationFact.notCase(name.text), at: name.span)
            } else {
                _ = record(name)
            }
            return nil
        }
        if case .list = syntax.kind {
            if syntax.isOptional {
                report(TypeFact.notAllowedHere(type: "list of other \(name.text)?"), at: syntax.span)
            }
            return key.map { .children(type, key: $0.text) } ?? .others(type)
        }
        guard let key else {
            report(DeclarationFact.linkWithoutField(name.text), at: syntax.span)
            return nil
        }
        return .parent(type, key: key.text)
    }

    /// The type of a field that holds other cases.
    func linkedType(_ syntax: TypeSyntax, _ link: CaseLink) -> ValueType {
        guard let name = otherCase(syntax)?.type.text, let image = images[name] else { return .error }
        if case .parent = link { return syntax.isOptional ? .optional(.record(image)) : .record(image) }
        return .list(.record(image))
    }

    /// What cases see of each other: the facts of their own.
    mutating func completeImages() {
        for (_, id) in images.sorted(by: { $0.value.index < $1.value.index }) {
            guard let name = images.first(where: { $0.value == id })?.key, let type = names.recordIDs[name] else {
                continue
            }
            let record = names.records[type.index]
            let identity = record.identity
            names.complete(
                id,
                RecordType(
                    identity: Identity(
                        name: "other \(name)", title: identity.title, documentation: identity.documentation,
                        nameSpan: identity.nameSpan, span: identity.span),
                    isCase: false, image: type, fields: record.fields.filter { $0.link == nil }))
        }
    }

    /// The fields that join cases: texts that hold an id.
    mutating func checkLinks() {
        for declaration in collected.records where declaration.isCase {
            guard let own = names.recordIDs[declaration.head.name.text], names.records.indices.contains(own.index)
            else {
                continue
            }
            for field in declaration.fields {
                guard let key = otherCase(field.type)?.key, !key.text.isEmpty,
                    let index = names.field(field.name.text, of: own),
                    let link = names.records[own.index].fields[index].link
                else { continue }
                var owner = link.type
                if case .parent = link { owner = own }
                check(key, of: owner, link, field)
            }
        }
    }

    private mutating func check(_ key: Name, of owner: RecordID, _ link: CaseLink, _ syntax: FieldSyntax) {
        guard let index = names.field(key.text, of: owner) else {
            let nearest = suggestion(for: key.text, among: names.members(of: owner))
            report(
                NameFact.noMember(owner: names.name(of: owner), name: key.text, suggestion: nearest), at: key.span,
                fix: nearest.map { Diagnostic.Fix(span: key.span, replacement: $0) })
            return
        }
        let type = names.records[owner.index].fields[index].type
        guard type.bare == .text else {
            report(DeclarationFact.linkNotText(key.text, type: names.describe(type)), at: key.span)
            return
        }
        if case .parent = link, type.isOptional, !syntax.type.isOptional {
            report(DeclarationFact.linkMayBeMissing(syntax.name.text, key: key.text), at: syntax.type.span)
        }
    }
}
