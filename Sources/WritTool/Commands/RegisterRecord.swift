import Writ
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ register record ACT NUMBER`: what people did about a document that was issued.
extension RegisterCommand {
    static let recordOptions = [
        Option("--at", "MOMENT", "record: when it was done (default: now)", "行为时间（默认为现在）"),
        Option("--step", "ID", "record: the step of the chain", "审批环节"),
        Option("--role", "NAME", "record: as whom the person decided", "以何角色审批"),
        Option("--on-behalf-of", "NAME", "record: the role for which the person stood in", "代行的角色"),
        Option("--for", "NAME", "record: to whom it was passed on or copied, or who is to countersign", "转办、抄送或加签的对象"),
        Option("--back-to", "ID", "record returned: the step to which it was returned", "退回到的环节"),
        Option("--action", "NAME", "record acted: what was done", "所办事项"),
        Option("--remarks", "TEXT", "record: what was noted", "备注"),
        Option(
            "--corrects", "LINE", "record: the line of the register that was written wrongly; it stays",
            "更正登记簿中有误的某一行（原行保留）"),
    ]

    static func record(_ words: [String], _ session: Session) throws(Failure) -> ExitStatus {
        let known = RegisterAct.ofPeople.map(\.rawValue)
        guard let word = words.first else { throw .usage(.missingOperand(known.joined(separator: "|"))) }
        guard let act = RegisterAct(rawValue: word), RegisterAct.ofPeople.contains(act) else {
            throw .usage(.unknownName(kind: Phrase(en: "act", zh: "行为"), word, among: known))
        }
        guard words.count > 1 else { throw .usage(.missingOperand("NUMBER")) }
        let number = words[1]
        try refuseOthers(than: act, session)
        let person = try session.person()
        let program = try session.loadRulebook().program
        let folder = try session.readRegister().folder
        let register = try session.writeRegister(folder)
        try session.unwrap { () throws(FileFailure) in try register.lock() }
        session.report(Diagnostics(register.takeNotes()))
        do throws(Failure) {
            let row = try current(number, register, session)
            var fields = try fields(of: act, about: row, program, session)
            let made = JournalLine.Act(person: person, act: act.rawValue, fields: fields)
            let known = register.lines(about: number, organisation: row.act["organisation"]).standing
            if let line = try corrected(made, known, number, session) { fields.append(.init("corrects", line)) }
            session.report(Diagnostics(doubts(of: made, act, about: row, known)))
            try session.unwrap { () throws(FileFailure) in
                try register.append([JournalLine.Act(person: person, act: act.rawValue, fields: fields)])
                register.saveIndex()
            }
        } catch {
            register.unlock()
            throw error
        }
        register.unlock()
        session.console.result(
            Phrase(
                en: "\(number): \(act.word.en) by \(person), recorded", zh: "\(number)：已登记\(person)\(act.word.zh)"))
        return .success
    }

    /// The line that the act corrects: the one that was named must be one that it can.
    private static func corrected(
        _ act: JournalLine.Act, _ known: [JournalLine], _ number: String, _ session: Session
    ) throws(Failure) -> String? {
        guard let given = session.arguments.value("--corrects") else { return nil }
        let possible = known.filter { $0.isCorrectable(by: act) }
        if let line = Int(given), possible.contains(where: { $0.sequence == line }) { return String(line) }
        let fact = RegisterFact.notCorrectable(line: given, number: number, known: possible.map(\.sequence))
        throw .negative(Diagnostics([Diagnostic(.error, fact, at: .none)]))
    }

    /// What is recorded all the same, and should not pass unseen.
    private static func doubts(
        of made: JournalLine.Act, _ act: RegisterAct, about row: RegisterRow, _ known: [JournalLine]
    ) -> [Diagnostic] {
        var facts: [RegisterFact] = []
        let number = row.act["number"] ?? row.act["form"] ?? ""
        if act.isOfDay, row.state == .numbered { facts.append(.sentUnapproved(number: number)) }
        let day = (made["on"] ?? made["at"]).map { String($0.prefix(10)) }
        if let day, let on = row.act["on"], day < on { facts.append(.beforeDocument(number: number, at: day, on: on)) }
        let person = PersonName(made.person)
        func isOwn(_ line: JournalLine) -> Bool { PersonName(line.act.person) == person }
        if act == .takenBack {
            let decisions = known.decisions.filter {
                isOwn($0) && (made["step"] == nil || $0.act["step"] == made["step"])
            }
            if decisions.isEmpty { facts.append(.noDecision(number: number, person: made.person)) }
        }
        if act == .withdrawn {
            let submitted = known.filter { $0.act.act == RegisterAct.submitted.rawValue }
            if !submitted.contains(where: isOwn) {
                var others: [String] = []
                for line in submitted where !others.contains(line.act.person) { others.append(line.act.person) }
                facts.append(.notHandedIn(number: number, person: made.person, by: others))
            }
        }
        return facts.map { Diagnostic(.warning, $0, at: .none) }
    }

    /// Options that say nothing of the act are a mistake, and not passed over.
    private static func refuseOthers(than act: RegisterAct, _ session: Session) throws(Failure) {
        let decides = act.isDecision || act.routing?.isOfStep == true
        let uses: [(option: String, isUsed: Bool)] = [
            ("--step", act.isOfStep), ("--role", decides), ("--on-behalf-of", act.isDecision),
            ("--for", act.routing?.hasRecipient == true), ("--back-to", act == .returned), ("--action", act == .acted),
        ]
        for use in uses where !use.isUsed && session.arguments.value(use.option) != nil {
            throw .usage(.conflict(use.option, "record \(act.rawValue)"))
        }
    }

    private static func fields(
        of act: RegisterAct, about row: RegisterRow, _ program: Program, _ session: Session
    ) throws(Failure) -> [JournalLine.Act.Field] {
        var fields: [JournalLine.Act.Field] = []
        for name in ["organisation", "type", "case", "form", "ordinal", "title", "number", "digest"] {
            if let text = row.act[name] { fields.append(.init(name, text)) }
        }
        func add(_ name: String, _ text: String?) {
            if let text, !text.isEmpty { fields.append(.init(name, text)) }
        }
        if act.isOfStep { add("step", try step("--step", of: row.act["form"] ?? "", program, session)) }
        if act.isDecision || act.routing?.isOfStep == true {
            guard let given = try role("--role", program, session) else {
                throw .usage(.missingOperand("--role NAME"))
            }
            add("role", given)
            if act.isDecision { add("on-behalf-of", try role("--on-behalf-of", program, session)) }
        }
        if act == .returned { add("back-to", try step("--back-to", of: row.act["form"] ?? "", program, session)) }
        if act.routing?.hasRecipient == true {
            guard let given = session.arguments.value("--for"), let other = try Session.name(given) else {
                throw .usage(.missingOperand("--for NAME"))
            }
            add("to", other)
        }
        if act == .acted { add("action", try action(program, session)) }
        fields.append(try time(of: act, session))
        add("remarks", session.arguments.value("--remarks"))
        add("recorded-by", Session.account)
        return fields
    }

    /// When it was done. An act that lies after now is recorded all the same, and told: the clock may be wrong.
    private static func time(
        of act: RegisterAct, _ session: Session
    ) throws(Failure) -> JournalLine.Act.Field {
        let now = Clock.now()
        let given = session.arguments.value("--at")
        let isLater: Bool
        let field: JournalLine.Act.Field
        if act.isOfDay {
            let day = if let given { try session.day(given, of: "--at") } else { now.date }
            field = .init("on", day.description)
            isLater = now.date < day
        } else {
            guard let moment = given.map({ Moment.parse($0) }) ?? now else {
                throw .usage(.badValue("--at", given ?? "", expected: "2026-03-02T10:00:00+08:00"))
            }
            field = .init("at", moment.description)
            isLater = now.milliseconds < moment.milliseconds
        }
        if isLater {
            let fact = RegisterFact.actInTheFuture(at: field.text, now: now.description)
            session.report(Diagnostics([Diagnostic(.warning, fact, at: .none)]))
        }
        return field
    }

    private static func role(
        _ option: String, _ program: Program, _ session: Session
    ) throws(Failure) -> String? {
        guard let name = session.arguments.value(option) else { return nil }
        let known = program.roles.map(\.identity.name)
        guard known.contains(name) else {
            throw .usage(.unknownName(kind: Phrase(en: "role", zh: "角色"), name, among: known))
        }
        return name
    }

    private static func action(_ program: Program, _ session: Session) throws(Failure) -> String {
        guard let name = session.arguments.value("--action") else { throw .usage(.missingOperand("--action NAME")) }
        let known = program.actions.map(\.identity.name)
        guard known.contains(name) else {
            throw .usage(.unknownName(kind: Phrase(en: "action", zh: "事项"), name, among: known))
        }
        return name
    }

    /// The step, which must be one of a chain through which the form goes; `line.2` is a part of the step `line`.
    private static func step(
        _ option: String, of form: String, _ program: Program, _ session: Session
    ) throws(Failure) -> String? {
        guard let given = session.arguments.value(option) else { return nil }
        var known: [String] = []
        for rule in program.rules {
            for consequence in rule.consequences {
                guard case .issue(let issued, _, _, _, let chain?) = consequence.kind,
                    program.forms[issued.index].name == form
                else { continue }
                for step in program.chains[chain.index].steps where !known.contains(step.name) {
                    known.append(step.name)
                }
            }
        }
        let base = given.split(separator: ".", maxSplits: 1).first.map(String.init) ?? given
        let isPart = base != given && Int(given.dropFirst(base.count + 1)).map { $0 > 0 } ?? false
        guard known.contains(given) || isPart && known.contains(base) else {
            throw .usage(.unknownName(kind: Phrase(en: "step", zh: "环节"), given, among: known))
        }
        return given
    }
}

extension RegisterAct {
    /// As people say it.
    var word: Phrase {
        switch self {
        case .numbered: Phrase(en: "numbered, awaits approval", zh: "编号，待批")
        case .issued: Phrase(en: "issued", zh: "出具")
        case .voided: Phrase(en: "void", zh: "作废")
        case .approved: Phrase(en: "approved", zh: "同意")
        case .rejected: Phrase(en: "rejected", zh: "不同意")
        case .returned: Phrase(en: "returned", zh: "退回")
        case .takenBack: Phrase(en: "taken back", zh: "取回")
        case .submitted: Phrase(en: "handed in", zh: "提交")
        case .withdrawn: Phrase(en: "withdrawn", zh: "撤回")
        case .passedOn: Phrase(en: "passed on", zh: "转办")
        case .countersignerAdded: Phrase(en: "countersigner added", zh: "加签")
        case .copied: Phrase(en: "copied", zh: "抄送")
        case .delivered: Phrase(en: "delivered", zh: "送达")
        case .signed: Phrase(en: "signed", zh: "签收")
        case .acted: Phrase(en: "acted", zh: "办理")
        }
    }
}
