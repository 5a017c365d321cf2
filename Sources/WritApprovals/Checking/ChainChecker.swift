import WritLanguage
package import WritSemantics

/// Holds the approval records of one document against what its chain requires.
package struct ChainChecker: Sendable {
    /// The document that the chain is about, for the problems' places.
    package struct Occasion: Sendable {
        package let form: FormID
        /// The rule that issues the document with this chain.
        package let rule: RuleID?
        package let asOf: CalendarDate

        package init(form: FormID, rule: RuleID?, asOf: CalendarDate) {
            self.form = form
            self.rule = rule
            self.asOf = asOf
        }
    }

    let program: Program

    package init(_ program: Program) {
        self.program = program
    }

    /// A document that is required and does not exist yet has no `document`: its first step is next.
    package func check(
        _ requirement: ChainRequirement, document: HistoryDocument?, staff: StaffList, occasion: Occasion
    ) -> ChainStatus {
        check(ReplayTable(requirement, program: program), document: document, staff: staff, occasion: occasion)
    }

    /// The same with a table that several documents share.
    package func check(
        _ table: ReplayTable, document: HistoryDocument?, staff: StaffList, occasion: Occasion
    ) -> ChainStatus {
        let records = document?.approvals ?? []
        let replay = replay(table, document: document, staff: staff, until: nil, asOf: occasion.asOf)
        let acts = document?.acts ?? []
        // Nothing but the word of the history says that it was approved: there is nothing to check.
        let isStated = document.map { !$0.isRecorded && ($0.approved.map { $0 <= occasion.asOf } ?? false) } ?? false
        let findings = isStated ? [] : replay.findings(asOf: occasion.asOf)
        let type = occasion.rule.map { program.rules[$0.index].subject }
        // Behind the records, so that findings can be about acts as well.
        let wording = RoutingWording(program: program, steps: table.steps, records: records + acts.map(Self.record))
        let problems = findings.map { finding -> RoutingProblem in
            let step = table.steps[finding.step]
            let due = finding.kind == .tooLate ? replay.due(of: finding.step) : nil
            let texts = wording.texts(of: finding, issued: document?.issued, due: due)
            return RoutingProblem(
                kind: finding.kind, form: occasion.form, step: step.id,
                record: finding.record.flatMap { records.indices.contains($0) ? $0 : nil }, rule: occasion.rule,
                citations: step.citations, span: step.span, message: texts.message, remedy: texts.remedy)
        }
        let strays = wording.records.indices.compactMap { number in
            stray(number, of: wording.records, isAct: number >= records.count, table, occasion).map { (number, $0) }
        }
        var reasons: [String: Phrase] = [:]
        for (finding, problem) in zip(findings, problems) {
            for step in [finding.step] + finding.others where reasons[table.steps[step].id] == nil {
                reasons[table.steps[step].id] = RoutingWording.reason(finding.kind) ?? problem.message
            }
        }
        let steps = statuses(
            replay, table, records: records, isStated: isStated, reasons: reasons, wording: wording, type)
        let state = isStated ? ChainState.stated : replay.state
        return ChainStatus(
            chain: table.requirement.chain, form: occasion.form,
            state: state, steps: steps, problems: problems + strays.map(\.1),
            approvedAt: isStated ? nil : approvedAt(replay),
            isOpen: table.steps.contains { !$0.isCertain } || replay.state == .open,
            open: isStated ? [RoutingWording.statedInHistory] : state == .open ? open(replay, steps, type) : [],
            acts: acts.enumerated().filter { $0.element.at.date <= occasion.asOf }.map { number, act in
                let wrong =
                    findings.filter { $0.record == records.count + number }.map(\.kind)
                    + strays.filter { $0.0 == records.count + number }.map(\.1.kind)
                return ActStatus(act: act, text: wording.text(of: act), problems: wrong)
            })
    }

    /// What is not known and decides whether a document is approved.
    private func open(_ replay: ChainReplay, _ steps: [StepStatus], _ type: RecordID?) -> [Phrase] {
        var open: [Phrase] = []
        if replay.isApartOpen {
            open.append(RoutingWording.apartOpen(replay.table.requirement.openApart, program, type))
        }
        for status in steps where status.state == .waiting || status.state == .next {
            guard let reason = status.reason else { continue }
            open.append(
                Phrase(en: "`\(status.step.id)`: \(reason.en)", zh: "`\(status.step.title)`：\(reason.zh)"))
        }
        return open
    }

    /// An act as a record, for the words that say who did it and when.
    private static func record(_ act: RoutingAct) -> ApprovalRecord {
        ApprovalRecord(
            step: act.step, role: act.role ?? RoleID(-1), person: act.person, decision: .approved, at: act.at)
    }

    /// What is wrong with a record whose step the chain does not have.
    private func stray(
        _ number: Int, of records: [ApprovalRecord], isAct: Bool, _ table: ReplayTable, _ occasion: Occasion
    ) -> RoutingProblem? {
        guard let name = records[number].step, !table.knows(step: name) else { return nil }
        let texts = RoutingWording.unknownStep(name, records[number], known: table.steps)
        let chain = program.chains[table.requirement.chain.index]
        return RoutingProblem(
            kind: .unknownStep, form: occasion.form, step: nil, record: isAct ? nil : number, rule: occasion.rule,
            citations: chain.provision.citations, span: chain.identity.span, message: texts.0, remedy: texts.1)
    }

    /// Plays the records and acts that lie before a moment and not after the day of the case; `after` sees how it stands after
    /// each, when that was and who did it.
    func replay(
        _ table: ReplayTable, document: HistoryDocument?, staff: StaffList, until end: Moment?, asOf: CalendarDate,
        after: (ChainReplay, Moment, String) -> Void = { _, _, _ in }
    ) -> ChainReplay {
        let records = document?.approvals ?? []
        let acts = document?.acts ?? []
        func at(_ number: Int) -> Moment {
            number < records.count ? records[number].at : acts[number - records.count].at
        }
        var order = Array(0..<(records.count + acts.count))
        order.removeAll { number in
            asOf < at(number).date || end.map { $0.milliseconds <= at(number).milliseconds } ?? false
        }
        if acts.isEmpty {
            let isSorted = zip(order, order.dropFirst()).allSatisfy { at($0).milliseconds <= at($1).milliseconds }
            if !isSorted { order.sort { (at($0).milliseconds, $0) < (at($1).milliseconds, $1) } }
        } else {
            // Of what happened at one moment the order is that of the chain, as in a log.
            let ranks = order.map { number -> Int in
                number < records.count
                    ? ReplayOrder.rank(records[number].decision, step: table.declared(records[number].step))
                    : ReplayOrder.rank(
                        acts[number - records.count].kind, step: table.declared(acts[number - records.count].step))
            }
            let sorted = zip(order, ranks).sorted {
                (at($0.0).milliseconds, $0.1, $0.0) < (at($1.0).milliseconds, $1.1, $1.0)
            }
            order = sorted.map(\.0)
        }
        let last = order.last {
            $0 < records.count && records[$0].decision == .approved && records[$0].digest != nil
        }
        let digest = document?.digest ?? last.flatMap { records[$0].digest }
        let recordsSubmission = order.contains { $0 >= records.count && acts[$0 - records.count].kind == .submitted }
        var replay = ChainReplay(
            table, staff: staff,
            subject: ChainReplay.Subject(
                issued: document?.issued, digest: digest, recordsSubmission: recordsSubmission))
        for number in order {
            guard number >= records.count else {
                replay.take(records[number], number: number)
                after(replay, records[number].at, records[number].person)
                continue
            }
            let act = acts[number - records.count]
            // Whoever hands a document in is its proposer, where the chain keeps one apart and the case does not say who.
            if act.kind == .submitted, table.requirement.isApartOpen, let name = PersonName(act.person) {
                replay.keepApart(name)
            }
            replay.take(act, number: number)
            after(replay, act.at, act.person)
        }
        return replay
    }

    private func approvedAt(_ replay: ChainReplay) -> Moment? {
        var latest: Moment?
        for slot in replay.slots where slot.isValid {
            if let at = slot.at, latest.map({ $0.milliseconds < at.milliseconds }) ?? true { latest = at }
        }
        return latest
    }

    private func statuses(
        _ replay: ChainReplay, _ table: ReplayTable, records: [ApprovalRecord], isStated: Bool,
        reasons: [String: Phrase], wording: RoutingWording, _ type: RecordID?
    ) -> [StepStatus] {
        let ready = replay.readySteps()
        var statuses: [StepStatus] = []
        for (index, step) in table.steps.enumerated() {
            var slots: [ChainReplay.Slot] = []
            replay.forEachSlot(of: index) { slots.append(replay.slots[$0]) }
            let rejection = replay.awaitsRestart && replay.rejection?.step == index ? replay.rejection : nil
            var state: StepState
            if isStated {
                state = .waiting
            } else if replay.isApproved(index), !replay.isUnverified(index) {
                state = .approved
            } else if replay.isApproved(index) {
                state = .waiting
            } else if let rejection {
                state = rejection.ending == .returned ? .returned : .rejected
            } else if slots.contains(where: { $0.defect != nil }) {
                state = .invalid
            } else {
                state = ready[index] && step.gap == nil ? .next : .waiting
            }
            let counted =
                state == .invalid ? slots.filter(\.isAttempted) : slots.filter(\.isValid)
            var numbers = counted.sorted { $0.order < $1.order }.map(\.record)
            if let rejection { numbers = [rejection.record] }
            let awaited = replay.awaited(in: index)
            var reason: Phrase?
            switch state {
            case .invalid: reason = reasons[step.id] ?? wording.signedTooEarly
            case .approved: reason = slots.contains { $0.isAutomatic } ? RoutingWording.passedByItself : nil
            case .waiting where isStated: reason = nil
            case .waiting, .next:
                reason =
                    step.gap.map(wording.gap)
                    ?? (step.isCertain ? nil : RoutingWording.mayNotBeNeeded(step.needs, program, type))
                    ?? (replay.isUnverified(index) ? wording.unverified(step) : nil)
                    ?? (awaited.names.isEmpty ? nil : RoutingWording.awaited(awaited.names))
            default: reason = nil
            }
            if reason == nil, state != .skipped, let year = replay.unpublishedYear(of: index) {
                reason = RoutingWording.unpublished(year)
            }
            statuses.append(
                StepStatus(
                    step: step, state: state, due: replay.due(of: index),
                    records: numbers.compactMap { records.indices.contains($0) ? records[$0] : nil },
                    reason: reason, awaited: awaited.names, isPersonal: awaited.isAll,
                    isReady: !isStated && ready[index] && state != .approved && !replay.isApproved(index)
                        && step.gap == nil))
        }
        let skipped = table.requirement.skipped
        guard !skipped.isEmpty else { return statuses }
        statuses += skipped.map {
            StepStatus(
                step: $0.step, state: .skipped, due: nil, records: [], reason: $0.reason, awaited: [],
                isPersonal: false, isReady: false)
        }
        return statuses.enumerated().sorted { a, b in
            (a.element.step.branch, a.offset) < (b.element.step.branch, b.offset)
        }.map(\.element)
    }
}
