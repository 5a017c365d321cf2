/// Moments of a case by the clocks of one zone: days are then those of the firm, however the moments were written.
extension CaseData {
    package func at(_ zone: Zone) -> CaseData {
        var data = self
        for index in data.facts.indices { data.facts[index] = data.facts[index].at(zone) }
        for index in data.history.indices {
            for place in data.history[index].approvals.indices {
                data.history[index].approvals[place].at = data.history[index].approvals[place].at.at(zone)
            }
            for place in data.history[index].acts.indices {
                data.history[index].acts[place].at = data.history[index].acts[place].at.at(zone)
            }
        }
        for index in data.actions.indices { data.actions[index].at = data.actions[index].at.at(zone) }
        return data
    }

    /// Whether a document of the history lies after the day of the case, so that it does not exist yet.
    package func isYetToCome(_ document: HistoryDocument) -> Bool { document.issued.map { asOf < $0 } ?? false }

    /// Offsets from UTC, in minutes, with which the moments of the record are written.
    package var recordedOffsets: Set<Int16> {
        var offsets = Set(actions.map(\.at.offsetMinutes))
        for document in history {
            offsets.formUnion(document.approvals.map(\.at.offsetMinutes))
            offsets.formUnion(document.acts.map(\.at.offsetMinutes))
        }
        return offsets
    }
}

extension Value {
    /// The same value with its moments by the clocks of a zone.
    package func at(_ zone: Zone) -> Value {
        switch self {
        case .dateTime(let moment): .dateTime(moment.at(zone))
        case .record(let type, let fields): .record(type, fields.map { $0.at(zone) })
        case .list(let items): .list(items.map { $0.at(zone) })
        default: self
        }
    }
}

extension ValueType {
    /// Whether values of the type hold moments, those of other records left aside.
    package var holdsMoments: Bool {
        switch self {
        case .dateTime: true
        case .optional(let inner), .list(let inner): inner.holdsMoments
        default: false
        }
    }
}
