import WritLanguage

/// `due 10 workdays after received`: the reader comes as far as `10` and tells that it cannot go on at `workdays`. That `10` is
/// no date is not told as well, because nobody meant that.
enum UnfinishedExpressions {
    /// The findings without those of types right before a place where an expression could not be read on.
    static func removed(from diagnostics: [Diagnostic], _ trees: [SyntaxTree]) -> [Diagnostic] {
        var ends: [FileID: Set<Int>] = [:]
        for tree in trees {
            for case .span(let span) in tree.diagnostics.filter({ $0.severity == .error }).map(\.place) {
                ends[tree.source.id, default: []].insert(end(before: Int(span.start), in: tree.source))
            }
        }
        if ends.isEmpty { return diagnostics }
        return diagnostics.filter { diagnostic in
            guard diagnostic.fact is TypeFact, case .span(let span) = diagnostic.place else { return true }
            return ends[span.file]?.contains(Int(span.end)) != true
        }
    }

    /// Where what stands before a place on its line ends.
    private static func end(before place: Int, in source: SourceText) -> Int {
        var end = min(place, source.bytes.count)
        while end > 0, source.bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
        return end
    }
}
