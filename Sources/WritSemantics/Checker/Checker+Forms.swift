import WritLanguage

extension Checker {
    /// The forms that were read, or, where none were looked for, those that the rules mention.
    mutating func declareForms(_ headers: [FormHeader]?) {
        guard let headers else {
            declareMentionedForms()
            return
        }
        for header in headers {
            let name = Name(text: header.name, span: header.nameSpan)
            guard declare(name, .form, \.formNames, names.forms.count) else { continue }
            var subjects: [RecordID] = []
            for name in header.subjects {
                guard let subject = caseType(name) else { continue }
                if subjects.contains(subject) {
                    report(NameFact.duplicate(.type, name: name.text), at: name.span)
                } else {
                    subjects.append(subject)
                }
            }
            names.add(
                FormSummary(
                    name: header.name, title: header.title, subjects: subjects, arguments: [], span: header.span))
        }
    }

    private mutating func declareMentionedForms() {
        func add(_ name: Name, _ subject: Name?) {
            let subject = subject.flatMap { names.recordIDs[$0.text] }
            if let known = formNames[name.text] {
                guard let subject else { return }
                return names.replace(known, by: names.forms[known.index].filled(for: subject))
            }
            guard !name.text.isEmpty else { return }
            _ = formNames.add(name.text, FormID(names.forms.count), at: name.span)
            names.add(
                FormSummary(
                    name: name.text, title: name.text, subjects: subject.map { [$0] } ?? [], arguments: [],
                    span: name.span))
        }
        for rule in collected.rules {
            for case .issue(let form, _, _, _, _) in rule.consequences.map(\.kind) { add(form, rule.subject) }
        }
        for duty in collected.duties {
            for form in duty.forms { add(form, nil) }
        }
        for demand in collected.obligations.flatMap(\.demands) {
            for case .document(_, let form) in demand.acts + demand.others { add(form, nil) }
        }
        for example in collected.examples {
            for document in example.history { add(document.form, nil) }
        }
    }

    /// A form that is filled from a case of a type.
    mutating func form(_ name: Name, for subject: RecordID?) -> FormID? {
        guard let id = find(name, .form, \.formNames) else { return nil }
        let form = names.forms[id.index]
        if let subject, !form.subjects.isEmpty, !form.subjects.contains(subject) {
            report(
                DeclarationFact.formOtherCase(
                    form: form.name, formTypes: form.subjects.map { names.name(of: $0) },
                    ruleType: names.name(of: subject)), at: name.span)
        }
        return id
    }

    /// Settles what each form is handed over by `with`: every issue of a form gives the same names, of one type.
    mutating func settleArguments(_ drafts: [RuleDraft]) {
        var types: [FormID: [String: ValueType]] = [:]
        for issue in drafts.flatMap(\.issues) {
            var known = types[issue.form] ?? [:]
            for (name, value) in issue.arguments {
                guard let earlier = known[name.text] else {
                    known[name.text] = value.type
                    continue
                }
                let typer = ExpressionTyper(names: names)
                if let joined = typer.joined(earlier, value.type) {
                    known[name.text] = joined
                } else {
                    report(
                        DeclarationFact.argumentType(
                            form: names.forms[issue.form.index].name, name: name.text, first: names.describe(earlier),
                            second: names.describe(value.type)), at: value.span)
                }
            }
            types[issue.form] = known
        }
        for (id, known) in types {
            let form = names.forms[id.index]
            let arguments = known.sorted { $0.key < $1.key }.map { FormSummary.Argument(name: $0.key, type: $0.value) }
            names.replace(
                id,
                by: FormSummary(
                    name: form.name, title: form.title, subjects: form.subjects, arguments: arguments,
                    span: form.span))
        }
        for issue in drafts.flatMap(\.issues) {
            let form = names.forms[issue.form.index]
            let given = Set(issue.arguments.map(\.0.text))
            if let missing = form.arguments.first(where: { !given.contains($0.name) }) {
                report(DeclarationFact.argumentMissing(form: form.name, name: missing.name), at: issue.formSpan)
            }
        }
    }
}

extension FormSummary {
    /// The same for one more case type.
    fileprivate func filled(for subject: RecordID) -> FormSummary {
        if subjects.contains(subject) { return self }
        return FormSummary(
            name: name, title: title, subjects: subjects + [subject], arguments: arguments, span: span)
    }
}
