/// Lines that say that an earlier one was written wrongly. The earlier one stays; what counts is the later.
extension [JournalLine] {
    /// Those that no later one corrects.
    package var standing: [JournalLine] {
        var corrected: Set<Int> = []
        var known: [Int: JournalLine] = [:]
        for line in self {
            if let number = line.corrects, let old = known[number], line.mayCorrect(old) { corrected.insert(number) }
            known[line.sequence] = line
        }
        return corrected.isEmpty ? self : filter { !corrected.contains($0.sequence) }
    }

    /// The decisions of approvers that nobody took back.
    package var decisions: [JournalLine] {
        var decisions: [JournalLine] = []
        for line in self {
            if RegisterAct(rawValue: line.act.act)?.isDecision == true {
                decisions.append(line)
            } else if line.act.act == RegisterAct.takenBack.rawValue,
                let place = decisions.lastIndex(where: {
                    $0.act.person == line.act.person && (line.act["step"] == nil || $0.act["step"] == line.act["step"])
                })
            {
                decisions.remove(at: place)
            }
        }
        return decisions
    }
}

extension JournalLine {
    /// The line that it corrects.
    package var corrects: Int? { act["corrects"].flatMap { Int($0) } }

    func mayCorrect(_ old: JournalLine) -> Bool { old.sequence < sequence && old.isCorrectable(by: act) }

    /// Whether an act can correct the line: it is of the same kind about the same document. Of a decision only the moment and what
    /// was noted can be corrected; who decided what is taken back and decided anew.
    package func isCorrectable(by other: Act) -> Bool {
        guard act.act == other.act, let kind = RegisterAct(rawValue: act.act), RegisterAct.ofPeople.contains(kind)
        else {
            return false
        }
        let fixed = ["organisation", "type", "case", "form", "ordinal", "number"]
        let decided = kind.isDecision ? ["step", "role", "on-behalf-of"] : []
        return (fixed + decided).allSatisfy { act[$0] == other[$0] } && (!kind.isDecision || act.person == other.person)
    }
}
