import WritLanguage
import WritSemantics

/// What a case tells of its past: documents with their approvals, actions, and who held which role.
extension CaseReader {
    /// Calls for each object of a list with its members by name; other keys are complained about.
    private mutating func objects(
        _ tree: JSONTree, _ node: Int, _ path: String, of owner: String, keys: [String],
        _ body: (inout CaseReader, Int, [String: Int], String) -> Void
    ) {
        guard tree.kind(of: node) == .array else {
            if tree.kind(of: node) != .null {
                complain(
                    .wrongType(expected: "list", found: Self.found(tree.kind(of: node))), tree, at: node, path: path)
            }
            return
        }
        for (index, item) in tree.elements(of: node).enumerated() {
            let here = "\(path)[\(index + 1)]"
            guard tree.kind(of: item) == .object else {
                complain(
                    .wrongType(expected: "object", found: Self.found(tree.kind(of: item))), tree, at: item, path: here)
                continue
            }
            var members: [String: Int] = [:]
            for member in tree.members(of: item) {
                if keys.contains(member.name) {
                    // Null is as good as nothing.
                    if tree.kind(of: member.value) != .null { members[member.name] = member.value }
                } else {
                    complain(
                        .unknownKey(
                            member.name, of: owner, suggestion: Suggestion.nearest(to: member.name, among: keys)),
                        tree, at: member.key, path: "\(here).\(member.name)")
                }
            }
            body(&self, item, members, here)
        }
    }

    mutating func history(_ tree: JSONTree, _ node: Int) -> [HistoryDocument] {
        var documents: [HistoryDocument] = []
        let keys = [
            "form", "number", "issued", "due", "delivered", "signed", "approved", "digest", "approvals", "acts",
            "about",
        ]
        objects(tree, node, "history", of: "a document of the history", keys: keys) { reader, item, members, path in
            guard let form = members["form"] else {
                return reader.complain(.missingKey("form"), tree, at: item, path: path)
            }
            guard let id = reader.name(.form, among: reader.vocabulary.forms, in: tree, at: form, path: "\(path).form")
            else { return }
            func day(_ key: String) -> CalendarDate? {
                members[key].flatMap { reader.date(tree, $0, "\(path).\(key)") }
            }
            func text(_ key: String) -> String? {
                members[key].flatMap { reader.text(tree, $0, "\(path).\(key)") }
            }
            var document = HistoryDocument(
                form: FormID(id), about: text("about"), number: text("number"), issued: day("issued"), due: day("due"),
                delivered: day("delivered"), signed: day("signed"), approved: day("approved"), digest: text("digest"))
            if let approvals = members["approvals"] {
                document.approvals = reader.approvals(tree, approvals, "\(path).approvals")
            }
            if let acts = members["acts"] { document.acts = reader.acts(tree, acts, "\(path).acts") }
            documents.append(document)
        }
        return documents
    }

    private mutating func approvals(_ tree: JSONTree, _ node: Int, _ path: String) -> [ApprovalRecord] {
        var records: [ApprovalRecord] = []
        let keys = ["step", "role", "person", "decision", "at", "digest", "on-behalf-of", "back-to", "remarks"]
        objects(tree, node, path, of: "an approval", keys: keys) { reader, item, members, path in
            func required(_ key: String) -> Int? {
                if members[key] == nil { reader.complain(.missingKey(key), tree, at: item, path: path) }
                return members[key]
            }
            func text(_ key: String) -> String? {
                members[key].flatMap { reader.text(tree, $0, "\(path).\(key)") }
            }
            func role(_ node: Int?, _ key: String) -> RoleID? {
                node.flatMap { reader.role(tree, $0, "\(path).\(key)") }
            }
            let role = role(required("role"), "role")
            let person = required("person").flatMap { reader.person(tree, $0, "\(path).person") }
            let moment = required("at").flatMap { reader.moment(tree, $0, "\(path).at") }
            let decision = required("decision").flatMap { reader.decision(tree, $0, "\(path).decision") }
            guard let role, let person, let moment, let decision else { return }
            let behalf = members["on-behalf-of"].flatMap { reader.role(tree, $0, "\(path).on-behalf-of") }
            records.append(
                ApprovalRecord(
                    step: text("step"), role: role, person: person, decision: decision, at: moment,
                    digest: text("digest"), onBehalfOf: behalf, backTo: text("back-to"), remarks: text("remarks")))
        }
        return records
    }

    private mutating func acts(_ tree: JSONTree, _ node: Int, _ path: String) -> [RoutingAct] {
        var acts: [RoutingAct] = []
        let keys = ["act", "step", "role", "person", "to", "at", "remarks"]
        objects(tree, node, path, of: "an act", keys: keys) { reader, item, members, path in
            func required(_ key: String) -> Int? {
                if members[key] == nil { reader.complain(.missingKey(key), tree, at: item, path: path) }
                return members[key]
            }
            func text(_ key: String) -> String? {
                members[key].flatMap { reader.text(tree, $0, "\(path).\(key)") }
            }
            let kind = required("act").flatMap { reader.act(tree, $0, "\(path).act") }
            let person = required("person").flatMap { reader.person(tree, $0, "\(path).person") }
            let moment = required("at").flatMap { reader.moment(tree, $0, "\(path).at") }
            guard let kind, let person, let moment else { return }
            var recipient: String?
            if kind.hasRecipient {
                guard let to = required("to").flatMap({ reader.person(tree, $0, "\(path).to") }) else { return }
                recipient = to
            }
            let given = kind.isOfStep ? required("role") : members["role"]
            let role = given.flatMap { reader.role(tree, $0, "\(path).role") }
            if kind.isOfStep, role == nil { return }
            acts.append(
                RoutingAct(
                    kind, step: text("step"), role: role, person: person, recipient: recipient, at: moment,
                    remarks: text("remarks")))
        }
        return acts
    }

    private mutating func act(_ tree: JSONTree, _ node: Int, _ path: String) -> RoutingAct.Kind? {
        guard let text = text(tree, node, path) else { return nil }
        if let kind = RoutingAct.Kind(rawValue: text) { return kind }
        let known = RoutingAct.Kind.allCases.map(\.rawValue)
        complain(
            .unknownOfRecord(text, .act, known: known, suggestion: Suggestion.nearest(to: text, among: known)), tree,
            at: node, path: path)
        return nil
    }

    private mutating func moment(_ tree: JSONTree, _ node: Int, _ path: String) -> Moment? {
        if case .dateTime(let moment) = value(tree, node, .dateTime, path) { return moment }
        return nil
    }

    private mutating func decision(_ tree: JSONTree, _ node: Int, _ path: String) -> ApprovalDecision? {
        guard let text = text(tree, node, path) else { return nil }
        if let decision = ApprovalDecision(rawValue: text) { return decision }
        let known = ApprovalDecision.allCases.map(\.rawValue)
        complain(
            .unknownOfRecord(text, .decision, known: known, suggestion: Suggestion.nearest(to: text, among: known)),
            tree, at: node, path: path)
        return nil
    }

    private mutating func role(_ tree: JSONTree, _ node: Int, _ path: String) -> RoleID? {
        guard let text = text(tree, node, path) else { return nil }
        if let number = vocabulary.roles[text] { return RoleID(number) }
        let known = program.roles.map(\.identity.name)
        complain(
            .unknownOfRecord(text, .role, known: known, suggestion: Suggestion.nearest(to: text, among: known)), tree,
            at: node, path: path)
        return nil
    }

    /// The name of a person as it counts; empty where the text names nobody.
    private mutating func person(_ tree: JSONTree, _ node: Int, _ path: String) -> String? {
        guard let text = text(tree, node, path) else { return nil }
        switch PersonName.read(text) {
        case .name(let name): return name.text
        case .nobody: return ""
        case .hidden(let scalar, let place):
            complain(.hiddenCharacter(scalar, at: place), tree, at: node, path: path)
            return nil
        }
    }

    mutating func actions(_ tree: JSONTree, _ node: Int) -> [ActionRecord] {
        var records: [ActionRecord] = []
        objects(tree, node, "actions", of: "an action", keys: ["action", "at", "person"]) {
            reader, item, members, path in
            guard let action = members["action"], let at = members["at"] else {
                let key = members["action"] == nil ? "action" : "at"
                return reader.complain(.missingKey(key), tree, at: item, path: path)
            }
            let id = reader.name(
                .action, among: reader.vocabulary.actions, in: tree, at: action, path: "\(path).action")
            let moment = reader.moment(tree, at, "\(path).at")
            let person = members["person"].flatMap { reader.person(tree, $0, "\(path).person") }
            guard let id, let moment else { return }
            records.append(ActionRecord(action: ActionID(id), at: moment, person: person))
        }
        return records
    }

    mutating func staff(_ tree: JSONTree, _ node: Int, _ path: String) -> [StaffRecord] {
        var records: [StaffRecord] = []
        var persons = StaffPersons()
        objects(tree, node, path, of: "a staff record", keys: ["id", "person", "firm", "role", "from", "to"]) {
            reader, item, members, path in
            guard let person = members["person"], let role = members["role"] else {
                let key = members["person"] == nil ? "person" : "role"
                return reader.complain(.missingKey(key), tree, at: item, path: path)
            }
            let name = reader.person(tree, person, "\(path).person")
            let id = members["id"].flatMap { reader.person(tree, $0, "\(path).id") }.flatMap { $0.isEmpty ? nil : $0 }
            let firm = members["firm"].flatMap {
                reader.name(
                    .organisation, among: reader.vocabulary.organisations, in: tree, at: $0, path: "\(path).firm")
            }
            let held = reader.role(tree, role, "\(path).role")
            let from = members["from"].flatMap { reader.date(tree, $0, "\(path).from") }
            let to = members["to"].flatMap { reader.date(tree, $0, "\(path).to") }
            guard let name, let held else { return }
            if let problem = persons.take(id: id, name: name) {
                reader.complain(
                    problem, tree, at: members["id"] ?? person, path: "\(path).\(id == nil ? "person" : "id")")
            }
            records.append(
                StaffRecord(
                    id: id, person: name, firm: firm.map { OrganisationID($0) }, role: held, from: from, to: to))
        }
        return records
    }
}

/// Who the rows of a staff list are about: an id is that of one person, and of persons of one name either all have ids or none.
private struct StaffPersons {
    private var names: [PersonName: PersonName] = [:]
    private var hasID: [PersonName: Bool] = [:]

    /// What is wrong with who a row is about.
    mutating func take(id: String?, name: String) -> CaseFact? {
        guard let person = PersonName(name) else { return nil }
        let id = id.flatMap { PersonName($0) }
        if let id {
            if let other = names[id], other != person { return .idOfTwo(id.text, other.text, person.text) }
            names[id] = person
        }
        if let known = hasID[person], known != (id != nil) { return .namesakeWithoutID(person.text) }
        hasID[person] = id != nil
        return nil
    }
}
