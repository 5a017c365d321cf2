import WritSemantics

/// How a document of a log came along: from when on it was there, and from when on it was approved.
struct LogProgress: Sendable {
    /// How a document stood at a moment, as far as the log tells.
    enum Stage: UInt8, Sendable { case unknown, absent, begun, approved }

    /// Nothing can be said of it: a row of its case cannot be read.
    var isUnclear = false
    private(set) var begun = Int64.max
    /// From when on it may have been approved: a step is left of which nobody can tell whether it was needed.
    private var perhaps = Int64.max
    private(set) var approved = Int64.max
    /// From when on it was not approved any more.
    private var lost = Int64.max

    mutating func begins(_ moment: Moment) { begun = min(begun, moment.milliseconds) }

    mutating func stands(_ replay: ChainReplay, at moment: Moment) {
        let now = moment.milliseconds
        if replay.isApproved { perhaps = min(perhaps, now) }
        if replay.isApproved, replay.state == .approved { approved = min(approved, now) }
        if !replay.isApproved, perhaps != .max { lost = min(lost, now) }
    }

    func stage(at moment: Moment) -> Stage {
        let now = moment.milliseconds
        if isUnclear { return .unknown }
        if now < begun { return .absent }
        if now < perhaps { return .begun }
        return now >= approved && now < lost ? .approved : .unknown
    }
}

/// How the documents of the other chains came along that are checked in the same run.
struct LogNeighbours: Sendable {
    /// The documents of one case.
    fileprivate struct Documents {
        /// By the moment at which they began.
        var all: [LogProgress] = []
        var isUnclear = false
    }

    private var documents: [FormID: [String: Documents]] = [:]

    /// The forms whose chains are checked.
    mutating func knows(_ form: FormID) { documents[form] = documents[form] ?? [:] }

    func isKnown(_ form: FormID) -> Bool { documents[form] != nil }

    mutating func add(_ progress: LogProgress, of form: FormID, in caseID: String) {
        documents[form, default: [:]][caseID, default: Documents()].add(progress)
    }

    /// Forgets the documents and not which chains are checked.
    mutating func forget() { documents = documents.mapValues { _ in [:] } }

    /// How the document of a form stood: of several the one that had begun last, as rules see it.
    /// - Parameter isElsewhere: the case is another one, of which the log need not tell.
    func stage(of form: FormID, in caseID: String, isElsewhere: Bool, at moment: Moment) -> LogProgress.Stage {
        guard let known = documents[form] else { return .unknown }
        guard let own = known[caseID] else { return isElsewhere ? .unknown : .absent }
        return own.isUnclear ? .unknown : own.latest(at: moment)?.stage(at: moment) ?? .absent
    }
}

extension LogNeighbours.Documents {
    /// How many had begun by a moment.
    private func count(begunBy moment: Int64) -> Int {
        var range = 0..<all.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = all[middle].begun <= moment ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    mutating func add(_ progress: LogProgress) {
        if progress.isUnclear { isUnclear = true }
        all.insert(progress, at: count(begunBy: progress.begun))
    }

    func latest(at moment: Moment) -> LogProgress? {
        let count = count(begunBy: moment.milliseconds)
        return count == 0 ? nil : all[count - 1]
    }
}
