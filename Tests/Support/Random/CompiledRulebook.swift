package import WritLanguage
package import WritSemantics

extension RandomRulebook {
    /// The program, or what the parser and the checker had to say against the text.
    package func compile() -> (program: Program?, diagnostics: [Diagnostic], sources: [SourceText]) {
        var sources: [SourceText] = []
        for (index, text) in files.enumerated() {
            sources.append(SourceText(id: FileID(index), path: "random-\(index).writ", bytes: Array(text.utf8)))
        }
        let trees = sources.map { Parser.parse($0) }
        let place = Span(file: FileID(files.count), start: 0, end: 0)
        let headers = forms.map {
            FormHeader(
                name: $0, title: $0, subjects: [Name(text: caseName, span: place)], nameSpan: place, span: place)
        }
        let result = Checker.check(trees: trees, forms: headers)
        return (result.program, trees.flatMap(\.diagnostics) + result.diagnostics, sources)
    }

    /// The text as a person reads it, with what is wrong at each line.
    package func listing(_ diagnostics: [Diagnostic] = [], _ sources: [SourceText] = []) -> String {
        var text = "seed \(seed)\n"
        for (number, file) in files.enumerated() {
            text += "--- file \(number)\n"
            for (line, content) in file.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                text += "\(line + 1)\t\(content)\n"
                for diagnostic in diagnostics {
                    guard case .span(let span) = diagnostic.place, span.file == FileID(number), number < sources.count
                    else { continue }
                    let position = sources[number].position(at: Int(span.start))
                    guard position.line == line + 1 else { continue }
                    text +=
                        "\t^ column \(position.column): \(diagnostic.fact.id): \(diagnostic.fact.wording.message.en)\n"
                }
            }
        }
        return text
    }
}
