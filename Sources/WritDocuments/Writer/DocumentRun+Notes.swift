import WritEvaluation

/// The texts of footnotes on their way from where their marks stand to where they are printed.
final class FootnotePages {
    /// Of the file that is written first, and of the view where both are.
    var first = DocumentBytes(capacity: 1 << 10)
    var view = DocumentBytes(capacity: 1 << 10)
    /// What they say, for the record's digest.
    var filling = DocumentBytes(capacity: 1 << 8)
    var count = 0
    /// How many of them were printed.
    var printed = 0
}

extension DocumentRun {
    mutating func note<Files: DocumentFiles>(_ part: Operation.NotePart, _: Files.Type) {
        switch part {
        case .begin:
            let pages = notes ?? FootnotePages()
            notes = pages
            pages.count += 1
            let mark = plan.words.noteMark(pages.count)
            inEachFile(Files.self) {
                $0.element(
                    mark, xml: ("<footnote>", "</footnote>"), html: ("<sup class=\"note\">", "</sup>"))
            }
            turn(to: pages, Files.self)
            inEachFile(Files.self) {
                $0.element(
                    mark, xml: ("<note><label>", "</label>"),
                    html: ("<div role=\"listitem\"><span class=\"n\">", "</span>"))
            }
        case .end:
            inEachFile(Files.self) { $0.bytes.append($0.isRecord ? "</note>\n" : "</div>\n") }
            if let notes { turn(to: notes, Files.self) }
        case .all:
            guard let notes, notes.count > notes.printed else { return }
            notes.printed = notes.count
            inEachFile(Files.self) {
                $0.bytes.append($0.isRecord ? "<footnotes>\n" : "<div class=\"notes\" role=\"list\">\n")
            }
            notes.first.withBytes { bytes.put($0) }
            notes.first.truncate(to: 0)
            if Files.hasView, Files.hasRecord {
                notes.view.withBytes { view.put($0) }
                notes.view.truncate(to: 0)
            }
            content.add(filling: notes.filling)
            notes.filling.truncate(to: 0)
            inEachFile(Files.self) { $0.bytes.append($0.isRecord ? "</footnotes>\n" : "</div>\n") }
        }
    }

    /// Goes on in the pages of footnotes, or back from there.
    private mutating func turn<Files: DocumentFiles>(to pages: FootnotePages, _: Files.Type) {
        swap(&bytes, &pages.first)
        if Files.hasView, Files.hasRecord { swap(&view, &pages.view) }
        content.exchange(filling: &pages.filling)
    }
}
