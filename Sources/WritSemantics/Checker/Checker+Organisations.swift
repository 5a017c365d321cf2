import WritLanguage

extension Checker {
    /// Roles, parties, actions and the names of organisations. An action that a rule holds back need not be declared.
    mutating func declareRolesAndActions() {
        for (declaration, isParty) in collected.roles
        where declare(declaration.head.name, .role, \.roleNames, roles.count) {
            roles.append(Role(identity: identity(declaration.head), isParty: isParty))
        }
        for declaration in collected.actions
        where declare(declaration.head.name, .action, \.actionNames, actions.count) {
            actions.append(Action(identity: identity(declaration.head)))
        }
        for rule in collected.rules {
            for case .hold(let name, _) in rule.consequences.map(\.kind) { addAction(name) }
        }
        for demand in collected.obligations.flatMap(\.demands) {
            for case .action(let name) in demand.acts + demand.others { addAction(name) }
        }
        var count = 0
        collected.organisations = collected.organisations.filter { declaration in
            guard declare(declaration.head.name, .organisation, \.organisationNames, count) else { return false }
            count += 1
            return true
        }
    }

    /// An action that is not declared is known by its name.
    private mutating func addAction(_ name: Name) {
        guard !name.text.isEmpty, actionNames[name.text] == nil else { return }
        _ = actionNames.add(name.text, ActionID(actions.count), at: name.span)
        actions.append(
            Action(
                identity: Identity(
                    name: name.text, title: name.text, documentation: nil, nameSpan: name.span, span: name.span)))
    }

    mutating func role(_ name: Name) -> RoleID? { find(name, .role, \.roleNames) }

    /// Several roles, none twice.
    mutating func roles(_ names: [Name]) -> [RoleID] {
        var result: [RoleID] = []
        var seen: Set<RoleID> = []
        for name in names {
            guard let id = role(name) else { continue }
            if seen.insert(id).inserted {
                result.append(id)
            } else {
                report(NameFact.duplicate(.role, name: name.text), at: name.span)
            }
        }
        return result
    }

    mutating func checkOrganisations() {
        for declaration in collected.organisations {
            let calendar = declaration.calendar.flatMap { find($0, .calendar, \.calendarNames) }
            organisations.append(
                Organisation(
                    identity: identity(declaration.head), calendar: calendar, posts: posts(declaration),
                    settings: settings(declaration), substitutions: substitutions(declaration.substitutions)))
        }
    }

    private mutating func posts(_ declaration: OrganisationDeclaration) -> [Organisation.Post] {
        var places: [String: Span] = [:]
        var accepted: [(post: OrganisationDeclaration.Post, role: RoleID)] = []
        for post in declaration.posts where !post.role.text.isEmpty {
            if let earlier = places[post.role.text] {
                reportDuplicate(post.role, .role, earlier)
                continue
            }
            places[post.role.text] = post.role.span
            guard let id = role(post.role) else { continue }
            if roles[id.index].isParty {
                report(NameFact.wrongKind(name: post.role.text, expected: .role), at: post.role.span)
                continue
            }
            accepted.append((post, id))
        }
        var posts: [Organisation.Post] = []
        for (post, id) in accepted {
            var superior: RoleID?
            if let name = post.superior, !name.text.isEmpty {
                if places[name.text] != nil {
                    superior = roleNames[name.text]
                } else if role(name) != nil {
                    report(
                        DeclarationFact.noSuchPost(role: name.text, organisation: declaration.head.name.text),
                        at: name.span)
                }
            }
            posts.append(Organisation.Post(role: id, superior: superior, span: post.span))
        }
        reportChartCycles(posts)
        return posts
    }

    private mutating func reportChartCycles(_ posts: [Organisation.Post]) {
        var index: [RoleID: Int] = [:]
        for (number, post) in posts.enumerated() { index[post.role] = number }
        let edges = posts.map { post in post.superior.flatMap { index[$0] }.map { [$0] } ?? [] }
        for cycle in DependencyOrder(edges).cycles {
            let circle = cycle.map { roles[posts[$0].role.index].identity.name }
            report(DeclarationFact.chartCycle(circle), at: posts[cycle[0]].span)
        }
    }

    private mutating func settings(_ declaration: OrganisationDeclaration) -> [Organisation.Setting] {
        var result: [Organisation.Setting] = []
        var seen: Set<String> = []
        for setting in declaration.settings {
            if whole != nil, parameterNames[setting.parameter.text] == nil { continue }
            guard let parameter = find(setting.parameter, .parameter, \.parameterNames) else { continue }
            let from = setting.from.flatMap { date($0) }
            if setting.from != nil, from == nil { continue }
            // What a firm leaves open is unknown there, whatever the rulebook says elsewhere.
            var value = Value.unknown
            if let stated = setting.value {
                guard let constant = constant(stated, as: parameters[parameter.index].type) else { continue }
                value = constant
            }
            if !seen.insert("\(parameter.index) \(from?.day ?? .min)").inserted {
                report(
                    DeclarationFact.parameterSameDate(setting.parameter.text, date: from?.description),
                    at: setting.parameter.span)
                continue
            }
            result.append(Organisation.Setting(parameter: parameter, value: value, from: from, span: setting.span))
        }
        return result.sorted { ($0.parameter, $0.from ?? .first) < ($1.parameter, $1.from ?? .first) }
    }

    mutating func substitutions(_ syntax: [SubstituteSyntax]) -> [Substitution] {
        syntax.compactMap { entry in
            let role = role(entry.role)
            let absent = self.role(entry.absent)
            guard let from = date(entry.from), let to = date(entry.to), let role, let absent else { return nil }
            if to < from {
                report(DeclarationFact.periodEmpty(from: from.description, to: to.description), at: entry.to.span)
                return nil
            }
            return Substitution(role: role, absent: absent, from: from, to: to, span: entry.span)
        }
    }
}
