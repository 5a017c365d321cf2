package import WritSemantics

extension Program {
    /// The title of the field that a path such as `violations[1].kind` leads to; the path itself where it leads nowhere.
    package func title(ofFact path: String, in type: RecordID) -> String {
        var type = ValueType.record(type)
        var title = path
        for piece in path.split(separator: ".") {
            if case .list(let element) = ValueText.plain(type) { type = element }
            let name = piece.prefix { $0 != "[" }
            guard case .record(let id) = ValueText.plain(type), records.indices.contains(id.index),
                let field = records[id.index].fields.first(where: { $0.name == name })
            else { return path }
            (title, type) = (field.title, field.type)
        }
        return title
    }
}
