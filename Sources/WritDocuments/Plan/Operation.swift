import WritLanguage
import WritSemantics

/// One step of a form's program. Trivial values only, so that running it moves no references.
enum Operation: BitwiseCopyable, Sendable {
    /// Bytes that are the same in every document: a range of the XML pool and one of the HTML pool.
    case constant(xml: ByteRange, html: ByteRange)
    /// Constant bytes of a script that no operation follows.
    case nothing
    case value(Int32)
    /// Goes on where the condition holds, else to where it says; a blank always goes on.
    case test(Int32)
    case jump(Int32)
    /// The end of an option of a choice: a blank goes on to the next option.
    case leave(Int32)
    case loop(Int32)
    case next(Int32)
    /// Skips to the target at the first element of a loop.
    case ifFirst(loop: Int32, target: Int32)
    /// Skips to the target where the loop had an element.
    case unlessEmpty(loop: Int32, target: Int32)
    /// The position of the loop's element in its list, from 1: part of a path in the record.
    case position(loop: Int32)
    case reset(counter: Int32)
    /// Counts, and writes the number in a style.
    case count(counter: Int32, style: Int32)
    /// ☑ where the condition holds, ☐ otherwise.
    case tick(Int32)
    case boxes(Int32)
    case due(format: Int32)
    case documentNumber
    /// The number of the latest earlier document of a form, or a text.
    case numberOf(form: Int32, otherwise: Int32)
    /// Only the record has it in its head.
    case documentDate(isHead: Bool)
    case organisation(isHead: Bool)
    case identity(IdentityPart)
    case state(StatePart)
    case approvals(title: Int32, hasDiagram: Bool)
    case basis(title: Int32)
    case messages(Int32)
    case signingDate
    case deliveryDate
    /// The delivery slip begins or ends, which is no part of what the digest covers.
    case slip(isOpen: Bool)
    /// The parts of the record that follow the body.
    case annex(hasApprovals: Bool)
    /// The digest of the document that a routing sheet belongs to.
    case documentDigest
    /// A picture from the folder of the case, an index among those of the plan.
    case image(Int32)
    case note(NotePart)
    case merge(MergePart)
    /// A box before one of several texts of which a blank prints all.
    case alternative
    /// Which document this one revokes, where it does.
    case revocation

    /// Attributes of the record's root, between those that the form gives: case and day; ordinal and organisation; the document
    /// that a routing sheet belongs to.
    enum IdentityPart: BitwiseCopyable, Sendable { case matter, place, sheet }

    /// A footnote begins, where its mark stands; it ends; all of them so far follow here.
    enum NotePart: Int32, BitwiseCopyable, Sendable { case begin, end, all }

    /// Cells that say the same as the one above become one. Of a table with such columns: it begins; a row does; a cell of such a
    /// column does, and ends; what stands between the rows ends all that goes on; the table ends.
    enum MergePart: Int32, BitwiseCopyable, Sendable { case open, row, begin, end, interrupt, close }

    /// Where the state of the document shows.
    enum StatePart: BitwiseCopyable, Sendable { case attribute, bodyClass, banner }

    /// How many bytes before what it writes its piece of a record's filling begins; nothing where it writes none, or adds it
    /// itself.
    var fillingStart: Int? {
        switch self {
        case .due, .documentDigest, .image: 0
        case .numberOf: 1
        default: nil
        }
    }

    /// Where it may go on other than at the next one.
    var target: Int32? {
        switch self {
        case .jump(let target), .leave(let target), .ifFirst(_, let target), .unlessEmpty(_, let target): target
        default: nil
        }
    }

    mutating func aim(at target: Int32) {
        switch self {
        case .jump: self = .jump(target)
        case .leave: self = .leave(target)
        case .ifFirst(let loop, _): self = .ifFirst(loop: loop, target: target)
        case .unlessEmpty(let loop, _): self = .unlessEmpty(loop: loop, target: target)
        default: break
        }
    }
}

/// A half-open range of a pool of constant bytes.
struct ByteRange: BitwiseCopyable, Sendable, Equatable {
    let start: Int32
    let end: Int32

    static let empty = ByteRange(start: 0, end: 0)
    var isEmpty: Bool { start == end }
    var count: Int32 { end - start }
    var range: Range<Int> { Int(start)..<Int(end) }
}

/// Where a value comes from. All but the last are read straight from the case; only that needs the evaluator.
enum ValueSource: BitwiseCopyable, Sendable, Equatable {
    case asOf
    case fact(Int32)
    case local(Int32)
    case localField(Int32, Int32)
    /// A field of a record within a record: an index among the paths of the plan.
    case nested(Int32)
    /// What the rule that issues the document hands over.
    case argument(Int32)
    /// An index among the expressions of all forms, and how many locals are in its scope.
    case expression(Int32, locals: Int32)
}

/// Fields to follow from a local; local 0 is the case.
struct FieldPath: Sendable, Equatable {
    let local: Int32
    let fields: [Int32]
}

/// A part of a path into the case: text, or the position of a loop's element.
enum PathPart: Sendable, Equatable {
    case text(String)
    case position(loop: Int32)
}

struct ValueSlot: Sendable {
    let source: ValueSource
    let format: ValueFormat
    /// Where the value is absent.
    let otherwise: [UInt8]
    /// What is printed where it is not known.
    let blank: Blank
    /// How many places a number has and how it gets them; nothing where it is printed as it is.
    var rounding: PrintedRounding?
    /// The path for the report of what is missing; empty where the value is computed.
    let path: [PathPart]
}

/// `decimals="1" round="down"`
struct PrintedRounding: BitwiseCopyable, Sendable {
    let places: Int
    let rounding: Rounding
}

/// What stands in place of a value that is not known, ready for each file.
struct Blank: Sendable {
    let record: [UInt8]
    let view: [UInt8]

    /// Something to write on.
    init(_ line: String) {
        var text: [UInt8] = []
        text.appendText(line)
        (record, view) = (text, text)
    }

    /// ☐是　☐否, each box on one line with its text.
    /// - Parameter gap: between them.
    init(boxes titles: [String], apart gap: String) {
        var (record, view): ([UInt8], [UInt8]) = ([], [])
        for (index, title) in titles.enumerated() {
            if index > 0 {
                record.append(contentsOf: gap.utf8)
                view.append(contentsOf: gap.utf8)
            }
            record.appendBox(title, isTicked: false, isView: false)
            view.appendBox(title, isTicked: false, isView: true)
        }
        (self.record, self.view) = (record, view)
    }
}

struct ConditionSlot: Sendable {
    let source: ValueSource
    let path: [PathPart]
    /// Where to go on where it does not hold.
    var otherwise: Int32
    /// Where to go on where that is not known, after the mark for it.
    var undecided: Int32
    let mark: UndecidedMark
}

/// How a place is marked where something is not known: what stands before the words for it and behind them, in each file.
struct UndecidedMark: BitwiseCopyable, Sendable {
    struct Part: BitwiseCopyable, Sendable {
        var xml = ByteRange.empty
        var html = ByteRange.empty
    }

    var before = Part()
    var behind = Part()
    /// It stands for rows of a table.
    var isRow = false
}

struct LoopSlot: Sendable {
    let list: ValueSource
    let path: [PathPart]
    let condition: ValueSource?
    let conditionPath: [PathPart]
    /// The local that holds the element, from 1.
    let local: Int32
    /// How often a blank goes through it.
    let blankRounds: Int32
    var body: Int32
    var end: Int32
    let mark: UndecidedMark
}

/// All values of an enumeration, or yes and no.
struct BoxesSlot: Sendable {
    let source: ValueSource
    let path: [PathPart]
    let titles: [String]
}

/// A picture that stands beside the case.
struct ImageSlot: Sendable {
    /// The name of its file.
    let source: ValueSource
    let path: [PathPart]
    /// What it shows, for those who do not see it; as attributes have it.
    let alt: [UInt8]
    /// In millimetres.
    let width: Int
}

/// `整改〔{year}〕{sequence}号`
struct NumberPattern: Sendable {
    enum Part: Sendable, Equatable {
        case text(String)
        case year, month, day
        case sequence(digits: Int)
    }
    let parts: [Part]
}
