import WritSemantics

/// Cases with several documents. Rows that name none speak of the whole case: what they state is so for each of its documents, and
/// what was done then was done with each that had begun.
enum LogDocuments {
    /// So many rows of a whole case are handed to its documents, counted for each; of more nothing can be said.
    private static let mostHanded = 1_000_000

    /// Hands the rows that name no document to the documents of their case, which are then all that is left of it. A case of
    /// which no row names one has one document.
    static func spread(_ cases: inout [LogCase], meaning: (LogEvent) -> LogMapping.Meaning?) {
        var documents: [String: [Int]] = [:]
        for (index, open) in cases.enumerated() where !open.document.isEmpty {
            documents[open.id, default: []].append(index)
        }
        guard !documents.isEmpty else { return }
        for whole in cases where whole.document.isEmpty {
            guard let own = documents[whole.id] else { continue }
            for (place, index) in own.enumerated() { complete(&cases[index], of: whole, isFirst: place == 0) }
            let isTooMuch = whole.events.count > mostHanded / own.count
            for event in whole.events {
                switch meaning(event) {
                case .action? where isTooMuch:
                    for index in own where cases[index].rare.unattributed.isEmpty {
                        cases[index].rare.unattributed.append(event.line)
                    }
                case .action?:
                    for index in holders(of: event, own, cases) { cases[index].append(event) }
                case .submitted?, .decision?, .returned?, .act?, .reached?:
                    for index in own where cases[index].rare.unattributed.isEmpty {
                        cases[index].rare.unattributed.append(event.line)
                    }
                case .ignored?, nil: cases[own[0]].append(event)
                }
            }
        }
        cases.removeAll { $0.document.isEmpty && documents[$0.id] != nil }
    }

    /// The documents that had begun when something happened; where none had, the one that began first.
    private static func holders(of event: LogEvent, _ own: [Int], _ cases: [LogCase]) -> [Int] {
        func start(_ index: Int) -> Int64 { cases[index].first?.milliseconds ?? .max }
        let begun = own.filter { start($0) <= event.at.milliseconds }
        if !begun.isEmpty { return begun }
        return own.min { (start($0), $0) < (start($1), $1) }.map { [$0] } ?? []
    }

    /// What is so of the whole case is so of a document, where its own rows do not say otherwise.
    private static func complete(_ document: inout LogCase, of whole: LogCase, isFirst: Bool) {
        for (field, value) in whole.facts.enumerated() where document.facts[field] == .unknown {
            document.facts[field] = value
        }
        let rare = whole.rare
        for parent in rare.parents { document.sees(parent: parent) }
        if !rare.unreadable.isEmpty { document.rare.unreadable += rare.unreadable }
        // What rows of the whole case state differently is told once.
        if isFirst, !rare.changes.isEmpty { document.rare.changes += rare.changes }
    }
}
