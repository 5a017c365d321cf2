package import WritSemantics

extension Program {
    /// Which other cases a fact of a case is, by its name; nil where it is a fact of its own.
    package func link(ofFact path: String, in type: RecordID) -> CaseLink? {
        records[type.index].fields.first { $0.name == path }?.link
    }

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

    /// What a path such as `violations[1].severity` is called in Chinese, with the path itself; the path alone where it
    /// leads nowhere or has no title of its own.
    package func chineseName(ofPath path: String, in type: RecordID) -> String {
        var type = ValueType.record(type)
        var titles: [String] = []
        for piece in path.split(separator: ".") {
            if case .list(let element) = ValueText.plain(type) { type = element }
            let name = piece.prefix { $0 != "[" }
            guard case .record(let id) = ValueText.plain(type), records.indices.contains(id.index) else {
                return "`\(path)`"
            }
            let title: String
            if let field = records[id.index].fields.first(where: { $0.name == name }) {
                (title, type) = (field.title, field.type)
            } else if let definition = definitions.first(where: { $0.subject == id && $0.identity.name == name }) {
                (title, type) = (definition.identity.title, definition.type)
            } else {
                return "`\(path)`"
            }
            let position = piece.dropFirst(name.count + 1).dropLast()
            // Elements of lists are counted; other cases are called by their ids.
            let isCounted = position.allSatisfy(\.isNumber)
            titles.append(position.isEmpty ? title : isCounted ? "第\(position)项\(title)" : "\(title)“\(position)”")
        }
        let name = titles.joined(separator: "的")
        return name == path ? "`\(path)`" : "\(name)（`\(path)`）"
    }
}
