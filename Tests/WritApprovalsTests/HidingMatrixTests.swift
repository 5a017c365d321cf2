import Testing
import WritApprovals
import WritSemantics

/// Every problem in every way of hiding it: each cell of the matrix is a case of its own, and in none of them does the problem
/// pass unseen.
@Suite("No way of hiding a problem hides it")
struct HidingMatrixTests {
    typealias Record = RecordMatrixTests.Record
    typealias Dress = RecordMatrixTests.Dress

    /// A case with one problem, and the record that bears it.
    struct Scene {
        var records = RecordMatrixTests.proper.map { record in
            var record = record
            record.digest = Scene.approved
            return record
        }
        var proposer = "宋佳"
        var paid: String?
        var staff: [StaffRecord]?
        var document = #""issued": "2026-03-02", "number": "协〔2026〕1号""#
        /// Of the document as it is now.
        var digest = Scene.approved
        var target = 1

        static let approved = String(repeating: "a", count: 64)
        static let other = String(repeating: "b", count: 64)
    }

    enum Problem: String, CaseIterable {
        case selfApproval = "approval.self-approval"
        case samePersonTwice = "approval.same-person-twice"
        case wrongPerson = "approval.wrong-person"
        case unknownPerson = "approval.unknown-person"
        case wrongRole = "approval.wrong-role"
        case tooLate = "approval.too-late"
        case beforeIssue = "approval.before-issue"
        case outOfOrder = "approval.out-of-order"
        case actedBeforeApproval = "approval.acted-before-approval"
        case missingStep = "approval.missing-step"
        case afterChange = "approval.after-change"
        case numberTwice = "record.number-twice"

        var scene: Scene {
            var scene = Scene()
            let name = "Ann Zoë"
            switch self {
            case .selfApproval: scene.proposer = name
            case .samePersonTwice: scene.records[0].person = name
            case .wrongPerson: scene.target = 2
            case .unknownPerson: scene.staff = [StaffRecord(person: "李经办", role: RoleID(0))]
            case .wrongRole:
                scene.staff = [
                    StaffRecord(person: "李经办", role: RoleID(0)), StaffRecord(person: name, role: RoleID(0)),
                ]
            case .tooLate:
                scene.records[0].at = "2026-03-05T10:00:00+08:00"
                scene.records[1].at = "2026-03-05T11:00:00+08:00"
                scene.records[2].at = "2026-03-05T12:00:00+08:00"
                scene.target = 0
            case .beforeIssue:
                scene.records[0].at = "2026-03-01T10:00:00+08:00"
                scene.target = 0
            case .outOfOrder: scene.records[1].at = "2026-03-03T09:00:00+08:00"
            case .actedBeforeApproval: scene.paid = "2026-03-05T09:00:00+08:00"
            case .missingStep:
                scene.records.remove(at: 1)
                scene.target = 0
                scene.paid = "2026-03-06T09:00:00+08:00"
            case .afterChange: scene.digest = Scene.other
            case .numberTwice:
                scene.document += #"}, {"form": "agreement", "issued": "2026-03-02", "number": "协〔2026〕1号""#
            }
            scene.records[scene.target].person = name
            return scene
        }
    }

    enum Way: String, CaseIterable {
        case space, fullWidthSpace, zeroWidth, letterCase, width, normalForm, lookAlikeLetter, empty
        case unknownStep, otherZone, futureDate, copiedDigest, changedTitle, changedFixedText, changedField

        var dress: Dress? {
            switch self {
            case .space: .space
            case .fullWidthSpace: .fullWidthSpace
            case .zeroWidth: .zeroWidth
            case .letterCase: .upperCase
            case .width: .fullWidth
            case .normalForm: .decomposed
            case .lookAlikeLetter: .cyrillic
            case .empty: .empty
            default: nil
            }
        }

        /// What is told of the way itself, where that stands for the problem.
        var told: [String] {
            switch self {
            case .space, .fullWidthSpace, .normalForm, .otherZone: []
            case .zeroWidth: ["person.hidden-character"]
            case .letterCase, .width, .lookAlikeLetter: ["person.look-alike", "approval.unknown-person"]
            case .empty: ["approval.nobody"]
            case .unknownStep: ["record.unknown-step"]
            case .futureDate: ["record.in-the-future"]
            case .copiedDigest, .changedTitle, .changedFixedText, .changedField: ["approval.after-change"]
            }
        }

        func hide(_ scene: inout Scene) throws {
            let target = scene.target
            if let dress { scene.records[target].person = dress.on(scene.records[target].person) }
            switch self {
            case .unknownStep: scene.records[target].step += "2"
            case .otherZone:
                let moment = try #require(Moment.parse(scene.records[target].at))
                let elsewhere = Moment(milliseconds: moment.milliseconds, offsetMinutes: -300)
                scene.records[target].at = try #require(elsewhere).description
            case .futureDate: scene.records[target].at = "2030-01-01T10:00:00+08:00"
            case .copiedDigest:
                // The digest of some other document, in the document and in every approval.
                for index in scene.records.indices { scene.records[index].digest = String(repeating: "c", count: 64) }
                scene.document += #", "digest": "\#(String(repeating: "c", count: 64))""#
            case .changedTitle: scene.digest = String(repeating: "d", count: 64)
            case .changedFixedText: scene.digest = String(repeating: "e", count: 64)
            case .changedField: scene.digest = String(repeating: "f", count: 64)
            default: break
            }
        }
    }

    private func verdict(_ scene: Scene) throws -> RecordMatrixTests.Verdict {
        try RecordMatrixTests.verdict(
            scene.records, proposer: scene.proposer, paid: scene.paid, staff: scene.staff, document: scene.document,
            digest: scene.digest)
    }

    @Test("Without a problem nothing is wrong")
    func sound() throws {
        var scene = Scene()
        scene.records[1].person = "Ann Zoë"
        let verdict = try verdict(scene)
        #expect(verdict.ids == [] && verdict.state == .approved)
    }

    @Test("Each problem is told where nobody hides it", arguments: Problem.allCases)
    func plain(problem: Problem) throws {
        #expect(try verdict(problem.scene).ids.contains(problem.rawValue))
    }

    @Test("The matrix is full")
    func matrix() throws {
        var cells: Set<[String]> = []
        for problem in Problem.allCases {
            for way in Way.allCases {
                var scene = problem.scene
                try way.hide(&scene)
                let found = try verdict(scene)
                let accepted = [problem.rawValue] + way.told
                #expect(
                    found.ids.contains { accepted.contains($0) }, "\(problem.rawValue) by \(way.rawValue): \(found.ids)"
                )
                // A way that leaves the person and the text the same leaves the problem the same.
                if way.told.isEmpty { #expect(found.ids.contains(problem.rawValue), "\(problem) by \(way)") }
                cells.insert([problem.rawValue, way.rawValue])
            }
        }
        #expect(cells.count == Problem.allCases.count * Way.allCases.count && cells.count == 180)
    }
}
