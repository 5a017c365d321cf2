/// Where a rulebook stands: the paths of its rules and of its forms, as somebody wrote them.
package struct RulebookPlaces: Sendable {
    /// The rules, then the forms.
    let paths: [String]

    package init(rules: String, forms: String) { paths = [rules, forms] }

    /// What a path says beyond that of a place, which it begins with; nil where it does not.
    package func rest(of path: String, below number: Int) -> String? {
        let place = paths[number]
        if path == place { return "" }
        let start = FileSystem.join(place, "")
        guard path.utf8.starts(with: start.utf8) else { return nil }
        let rest = String(path.utf8.dropFirst(start.utf8.count)) ?? ""
        // Below the working folder everything lies whose path does not begin elsewhere.
        return rest.isEmpty || rest.hasPrefix("/") || rest.hasPrefix("../") ? nil : rest
    }

    package func path(_ rest: String, below number: Int) -> String {
        rest.isEmpty ? paths[number] : FileSystem.join(paths[number], rest)
    }
}
