import WritLanguage

/// The names of one kind of declaration, with the place of each.
struct NameTable<Entity>: Sendable {
    private var entries: [String: (id: EntityID<Entity>, span: Span)] = [:]

    subscript(name: String) -> EntityID<Entity>? { entries[name]?.id }

    var all: [String] { entries.keys.sorted() }

    func place(of name: String) -> Span? { entries[name]?.span }

    /// The place of an earlier declaration of that name; otherwise `nil`, and the name is added.
    mutating func add(_ name: String, _ id: EntityID<Entity>, at span: Span) -> Span? {
        if let earlier = entries[name] { return earlier.span }
        entries[name] = (id, span)
        return nil
    }
}
