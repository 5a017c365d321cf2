import WritLanguage

import WritSemantics

/// Rule files as texts, checked together, with every diagnostic as `id line:column`.
struct RulebookText {
    let trees: [SyntaxTree]
    let result: CheckResult

    init(_ texts: String..., forms: [FormHeader]? = nil) {
        self.init(files: texts.enumerated().map { ("file\($0).writ", Array($1.utf8)) }, forms: forms)
    }

    init(files: [(path: String, bytes: [UInt8])], forms: [FormHeader]? = nil) {
        trees = files.enumerated().map { index, file in
            Parser.parse(SourceText(id: FileID(index), path: file.path, bytes: file.bytes))
        }
        result = Checker.check(trees: trees, forms: forms)
    }

    var program: Program? { result.program }

    /// Those of the parser first.
    var diagnostics: [String] {
        (trees.flatMap(\.diagnostics) + result.diagnostics).map { diagnostic in
            guard case .span(let span) = diagnostic.place, trees.indices.contains(Int(span.file.index)) else {
                return diagnostic.fact.id
            }
            let source = trees[Int(span.file.index)].source
            let (line, column) = source.position(at: Int(span.start))
            return "\(diagnostic.fact.id) \(line):\(column)"
        }
    }

    /// Those, with what they say.
    var messages: [String] {
        (trees.flatMap(\.diagnostics) + result.diagnostics).map { diagnostic in
            var place = ""
            if case .span(let span) = diagnostic.place, trees.indices.contains(Int(span.file.index)) {
                let source = trees[Int(span.file.index)].source
                let (line, column) = source.position(at: Int(span.start))
                place = "\(source.path):\(line):\(column)"
            }
            return "\(place) \(diagnostic.fact.id): \(diagnostic.fact.wording.message.en)"
        }
    }
}
