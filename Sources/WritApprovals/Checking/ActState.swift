import WritSemantics

/// What was done about a document on its way beside deciding on it, as far as it still matters.
struct ActState: Sendable {
    /// A slot that is for one person alone.
    struct Assignment: Sendable {
        let to: PersonName
        let by: PersonName?
    }

    /// Somebody who was asked to approve a step as well.
    struct Countersigner: Sendable {
        let step: Int
        let person: PersonName
        let by: PersonName?
    }

    /// A step whose turn has come.
    struct Arrival: Sendable {
        let step: Int
        let at: Moment
    }

    /// An act that changes nothing.
    struct Idle: Sendable {
        enum Reason: Sendable, Equatable {
            case nobody, notProposer, notHandedIn, alreadyApproved
            case mayNotTake, notInTurn, alreadyDone
            case noRecipient, toOneself, notDelegable, alreadyAsked, tooMany
            case targetUnknown, targetLater
        }
        let number: Int
        let step: Int
        let reason: Reason
        let recipient: String?
    }

    private struct Open: Sendable {
        var attempts = 0
        var approvals = 0
    }

    /// Countersigners of one step: more are asked by mistake.
    static let mostCountersigners = 64

    /// By slot.
    private(set) var assignments: [Int: Assignment] = [:]
    /// In the order of their slots, which stand behind those of the table. Of steps that were cleared they stay, unused.
    private(set) var countersigners: [Countersigner] = []
    private var slotsOfStep: [Int: [Int]] = [:]
    private var open: [Int: Open] = [:]
    private var slotsOfPerson: [PersonName: Set<Int>] = [:]
    /// When the turn of a step came that the document was returned to.
    var turnedAt: [Int: Moment] = [:]
    /// Steps whose turn has just come, where persons who come again pass by themselves.
    var arrived: [Arrival] = []
    /// The latest approval of each person since the chain started, or started again.
    var fresh: [PersonName: Int] = [:]
    var idle: [Idle] = []

    /// Whether nothing is for one person alone.
    var isEmpty: Bool { slotsOfPerson.isEmpty }

    func unattempted(of step: Int) -> Int { open[step]?.attempts ?? 0 }
    func unapproved(of step: Int) -> Int { open[step]?.approvals ?? 0 }
    mutating func attempt(_ step: Int) { open[step]?.attempts -= 1 }
    mutating func approve(_ step: Int) { open[step]?.approvals -= 1 }
    mutating func takeBackApproval(_ step: Int) { open[step]?.approvals += 1 }

    /// The slots of a step's countersigners.
    func slots(of step: Int) -> [Int] { slotsOfStep[step] ?? [] }

    /// The slots that are for a person alone.
    func slots(of person: PersonName) -> Set<Int> { slotsOfPerson[person] ?? [] }

    mutating func assign(_ slot: Int, _ assignment: Assignment) {
        if let old = assignments[slot] { slotsOfPerson[old.to]?.remove(slot) }
        assignments[slot] = assignment
        slotsOfPerson[assignment.to, default: []].insert(slot)
    }

    mutating func ask(_ countersigner: Countersigner, slot: Int) {
        countersigners.append(countersigner)
        slotsOfStep[countersigner.step, default: []].append(slot)
        open[countersigner.step, default: Open()].attempts += 1
        open[countersigner.step, default: Open()].approvals += 1
        slotsOfPerson[countersigner.person, default: []].insert(slot)
    }

    /// Forgets what was done in steps that are taken back. What approvals passed by themselves is forgotten altogether: none of
    /// before passes a step after a rejection.
    mutating func forget(_ isCleared: (Int) -> Bool, stepOf: (Int) -> Int) {
        idle.removeAll()
        fresh.removeAll()
        if !turnedAt.isEmpty { turnedAt = turnedAt.filter { !isCleared($0.key) } }
        if isEmpty { return }
        for (person, slots) in slotsOfPerson {
            let kept = slots.filter { !isCleared(stepOf($0)) }
            slotsOfPerson[person] = kept.isEmpty ? nil : kept
        }
        assignments = assignments.filter { !isCleared(stepOf($0.key)) }
        slotsOfStep = slotsOfStep.filter { !isCleared($0.key) }
        open = open.filter { !isCleared($0.key) }
    }
}
