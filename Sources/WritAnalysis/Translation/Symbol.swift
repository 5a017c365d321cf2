package import WritSemantics

/// A truth value that may be open: `yes` where it is certainly true, `no` where it is certainly false.
struct Truth: Hashable, Sendable {
    let yes: Formula
    let no: Formula

    static let certain = Truth(yes: .yes, no: .no)
    static let never = Truth(yes: .no, no: .yes)

    init(yes: Formula, no: Formula) {
        self.yes = yes
        self.no = no
    }

    /// One that is never open.
    init(_ formula: Formula) {
        yes = formula
        no = !formula
    }

    var negated: Truth { Truth(yes: no, no: yes) }
}

/// A number that depends on the case: it is `value` where `condition` holds. Conditions do not overlap, except where the
/// values agree; where none holds the number is not known.
struct NumberCase: Hashable, Sendable {
    let condition: Formula
    let value: Linear
}

/// What an expression comes to in an unknown case.
///
/// Dates count days, moments milliseconds, money yuan; texts are numbered, so that equal texts have equal numbers.
indirect enum Symbol: Sendable {
    case boolean(Truth)
    case number([NumberCase])
    /// One condition a value of the enumeration.
    case choice([Formula])
    case optional(present: Formula, missing: Formula, Symbol)
    case record(RecordSymbol)
    case list(ListSymbol)
    /// One group of `xs group by e`.
    case group(key: Symbol, items: ListSymbol)
}

struct RecordSymbol: Sendable {
    let known: Formula
    let type: RecordID
    /// Tells one record from another, so that what is defined of it is translated once.
    let identity: Int
    let fields: [Symbol]
}

struct ListSymbol: Sendable {
    /// An element that is there where `present` holds, so many times: equal elements cost no more than one.
    struct Element: Sendable {
        let present: Formula
        let value: Symbol
        let copies: Linear

        init(present: Formula, value: Symbol, copies: Linear = Linear(constant: .one)) {
            self.present = present
            self.value = value
            self.copies = copies
        }
    }

    /// Elements beyond those that are listed. Whoever makes a list says what it leaves out, and whoever reads one must say
    /// what they may come to.
    struct Hidden: Sendable {
        /// Where there may be any.
        let exists: Formula
        /// False where the listed ones are enough for counts, quantifiers and picks of the case itself, and only sums, or
        /// what is asked for each element of another list, could see the others.
        let mattersToAll: Bool

        /// The list has the listed elements and no others.
        static let none = Hidden(exists: .no, mattersToAll: false)
    }

    /// Where it does not hold, nothing is known of the list.
    let known: Formula
    let elements: [Element]
    let hidden: Hidden

    /// A list of which nothing is known.
    static let unknown = ListSymbol(known: .no, elements: [], hidden: .none)
}

/// How a fact of the case is read back out of a model.
indirect enum Fact: Sendable {
    case boolean(Formula)
    case number(NumberVariable, ValueType)
    case choice(EnumID, [Formula])
    case optional(Formula, Fact)
    case record(RecordID, [Fact])
    /// `copies` is missing where an element stands for itself alone.
    case list([(present: Formula, copies: NumberVariable?, fact: Fact)])
}

/// Why a question lies outside of what is decided exactly.
package enum Undecidable: Hashable, Sendable {
    /// More search than the limit allows.
    case tooMuchWork
    /// A product, a quotient or a count of months or working days that could not be pinned down.
    case notLinear
    /// A construct that the proofs do not model, in words for people.
    case notModelled(String)
    /// How many elements of a list matter is not bounded by the conditions.
    case listLength(String)
    /// A case was found that does not show it when it is evaluated.
    case notShown
    /// A declaration was changed whose effects the comparison of versions does not follow to their ends.
    case notFollowed
    /// It depends on a parameter that the source does not state.
    case notStated(ParameterID)
}
