package import WritLanguage
package import WritSemantics

/// Why something cannot be computed, and where the rules say it.
package struct Fault: Hashable, Sendable {
    package let id: String
    package let span: Span?
    /// Tells apart what has one place: the numbers of two branches, a position in a list.
    private let detail: [Int]

    package init(_ id: String, _ span: Span?, _ detail: [Int] = []) {
        self.id = id
        self.span = span
        self.detail = detail
    }
}

/// What the reference evaluator makes of an expression: a value, nothing known, or an error.
package enum Answer: Hashable, Sendable {
    case value(Value)
    case unknown
    case error(Fault)

    /// A stored value: a fact that is not stated answers nothing.
    package init(_ stored: Value) {
        self = stored == .unknown ? .unknown : stored.storedFault.map { .error($0) } ?? .value(stored)
    }

    package init(_ flag: Bool) { self = .value(.boolean(flag)) }

    /// The same in a place that holds values, such as an element of a list; an error stays one.
    package var stored: Value {
        switch self {
        case .value(let value): value
        case .unknown: .unknown
        case .error(let fault): fault.stored
        }
    }

    /// As others see it: what is no value, as a whole or in part, is not known.
    package var plain: Value { stored.withoutFaults }

    package var fault: Fault? {
        if case .error(let fault) = self { fault } else { nil }
    }

    /// The first error in it or in a part of it.
    package var firstFault: Fault? { stored.firstFault }

    package var isTrue: Bool { self == .value(.boolean(true)) }
    package var isFalse: Bool { self == .value(.boolean(false)) }

    package var negated: Answer {
        if case .value(.boolean(let flag)) = self { Answer(!flag) } else { self }
    }

    /// Strong Kleene: false wins from either side, and so it hides an error; what is unknown may yet turn out to.
    package func and(_ other: Answer) -> Answer {
        if isFalse || other.isFalse { return Answer(false) }
        if isTrue { return other }
        if other.isTrue { return self }
        return self == .unknown || other == .unknown ? .unknown : self
    }

    package func or(_ other: Answer) -> Answer {
        negated.and(other.negated).negated
    }
}

extension Fault {
    private static let mark = RecordID(-2)

    /// An error that stands in a list or a record.
    fileprivate var stored: Value {
        let place = span.map { [Int($0.file.index), Int($0.start), Int($0.end)] } ?? []
        return .record(
            Self.mark,
            [.text(id), .list(place.map { .integer(Int64($0)) }), .list(detail.map { .integer(Int64($0)) })])
    }

    fileprivate init?(stored: Value) {
        guard case .record(Self.mark, let parts) = stored, parts.count == 3, case .text(let id) = parts[0] else {
            return nil
        }
        let place = parts[1].numbers
        let span = place.count == 3 ? Span(file: FileID(place[0]), start: place[1], end: place[2]) : nil
        self.init(id, span, parts[2].numbers)
    }
}

extension Value {
    fileprivate var storedFault: Fault? { Fault(stored: self) }

    fileprivate var numbers: [Int] {
        guard case .list(let items) = self else { return [] }
        return items.compactMap { if case .integer(let number) = $0 { Int(number) } else { nil } }
    }

    fileprivate var parts: [Value] {
        switch self {
        case .list(let items), .record(_, let items): items
        default: []
        }
    }

    fileprivate var firstFault: Fault? {
        storedFault ?? parts.lazy.compactMap(\.firstFault).first
    }

    fileprivate var withoutFaults: Value {
        if storedFault != nil { return .unknown }
        switch self {
        case .list(let items): return .list(items.map(\.withoutFaults))
        case .record(let type, let fields): return .record(type, fields.map(\.withoutFaults))
        default: return self
        }
    }
}
