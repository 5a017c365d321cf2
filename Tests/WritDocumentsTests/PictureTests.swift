import Foundation
import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

@testable import WritDocuments

/// Pictures: what is one, what is none, and what of them stands in record, view and editable document.
@Suite struct PictureTests {
    @Test func soundOnesAreKnown() throws {
        let png = try Picture(TestPictures.png)
        #expect(png.kind == .png && png.width == 4 && png.height == 2)
        let jpeg = try Picture(TestPictures.jpeg)
        #expect(jpeg.kind == .jpeg && jpeg.width == 4 && jpeg.height == 2 && jpeg.quarterTurns == 0)
    }

    private func problem(_ bytes: [UInt8]) -> Picture.Problem? {
        do throws(Picture.Problem) {
            _ = try Picture(bytes)
            return nil
        } catch { return error }
    }

    /// Whatever is cut off, added or changed in a PNG is found, in a JPEG whatever is cut off or added.
    @Test func damageIsFound() {
        for whole in [TestPictures.png, TestPictures.jpeg] {
            for length in 0..<whole.count { #expect(problem(Array(whole[..<length])) != nil, "\(length)") }
            #expect(problem(whole + [0]) == .damaged)
            #expect(problem(whole + whole) == .damaged)
            #expect(problem(whole + Array("PK\u{3}\u{4}".utf8)) == .damaged)
        }
        for index in TestPictures.png.indices {
            var changed = TestPictures.png
            changed[index] ^= 0x10
            #expect(problem(changed) != nil, "\(index)")
        }
        for index in TestPictures.jpeg.indices {
            var changed = TestPictures.jpeg
            changed[index] ^= 0xFF
            // It may be a picture still; it must not trap.
            _ = problem(changed)
        }
        #expect(problem(Array("GIF89a".utf8)) == .notAPicture)
        #expect(problem(Array("<svg/>".utf8)) == .notAPicture)
        #expect(problem([]) == .notAPicture)
        #expect(problem([UInt8](repeating: 0xFF, count: Picture.mostBytes + 1)) == .tooLarge)
        #expect(problem([0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 1000)) == .damaged)
    }

    @Test(arguments: [(0, 2), (4, 0), (20_001, 2), (4, Int(Int32.max))]) func sizesHaveLimits(width: Int, height: Int) {
        func number(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
        func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
            let body = Array(name.utf8) + content
            return number(content.count) + body + number(Int(CyclicRedundancyCheck.sum(body)))
        }
        let file =
            PNGFile.signature + chunk("IHDR", number(width) + number(height) + [8, 2, 0, 0, 0]) + chunk("IDAT", [1])
            + chunk("IEND", [])
        #expect(problem(file) == .tooManyPixels)
    }

    /// What a camera says of how it was held.
    @Test(arguments: [(1, 0), (3, 2), (6, 1), (8, 3), (99, 0)]) func turned(orientation: Int, turns: Int) throws {
        let entry: [UInt8] = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0]
        let tiff: [UInt8] = Array("MM".utf8) + [0, 0x2A, 0, 0, 0, 8, 0, 1] + entry + [0, 0, 0, 0]
        let content = Array("Exif\0\0".utf8) + tiff
        let segment: [UInt8] = [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content
        let file = TestPictures.jpeg[..<2] + segment + TestPictures.jpeg[2...]
        #expect(try Picture(Array(file)).quarterTurns == turns)
    }

    @Test func base64GoesThereAndBack() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
        for text in ["A", "AA=A", "AAA", "====", "AB==AAAA", "A?AA", "AQ=\u{3D}x", "AR=="] {
            #expect(Base64.decode(text.utf8) == nil, "\(text)")
        }
        #expect(Base64.encode(Array("Man".utf8)) == Array("TWFu".utf8))
    }

    // MARK: - In documents

    private static let form = """
        <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="催告书"><body>
        <image of="unit" alt="现场照片 &amp; 2" width="80">照片：<value of="unit"/></image>
        <group each="i in items"><image of="i.place" alt="部位" width="30"/></group></body></form>
        """

    private func bench(_ pictures: PictureShelf?) throws -> DocumentBench {
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", Self.form)])
        #expect(fixture.diagnostics.isEmpty, "\(fixture.messages)")
        var bench = DocumentBench(fixture)
        bench.pictures = pictures
        return bench
    }

    @Test func theViewHoldsThePictureAndTheRecordItsDigest() throws {
        let document = try #require(bench(TestPictures.shelf).documents(TestCase.repair).first)
        let digest = try Picture(TestPictures.png).digest
        #expect(document.stage != .draft)
        #expect(
            document.record.contains(
                "<image alt=\"现场照片 &amp; 2\" field=\"unit\" of=\"unit\" value=\"\(digest)\" width=\"80\">3-1201</image>"
            ))
        #expect(
            document.record.contains("field=\"items[2].place\" of=\"i.place\" value=\"\(digest)\" width=\"30\">阳台<"))
        let address = String(decoding: Base64.encode(TestPictures.png), as: UTF8.self)
        #expect(
            document.view.contains(
                "<img alt=\"现场照片 &amp; 2\" src=\"data:image/png;base64,\(address)\" style=\"width:80mm\">"))
        #expect(document.view.contains("<figcaption>照片：<bdi><span class=\"v\">3-1201</span></bdi></figcaption>"))
        let problem = try RelaxNGSchema(FormFixture.schema("document")).validate(document.xml)
        #expect(problem == nil, "\(problem?.message ?? "")")
        try document.keep(as: "pictures")
    }

    /// The digest of the document is that of another document as soon as the picture is another.
    @Test func thePictureIsPartOfWhatWasApproved() throws {
        let other = PictureShelf { (_: String) throws(Picture.Problem) -> [UInt8] in TestPictures.jpeg }
        let digests = try [TestPictures.shelf, other].map { shelf in
            try RecordDigest(of: try #require(bench(shelf).documents(TestCase.repair).first).xml).computed
        }
        #expect(digests[0] != digests[1])
    }

    @Test func withoutAFolderItIsADraftWithAFrame() throws {
        for document in [
            try #require(bench(nil).documents(TestCase.repair).first),
            try bench(nil).blank(bench(nil).fixture.plan("reminder")),
        ] {
            #expect(document.stage == .draft || document.stage == .blank)
            #expect(!document.view.contains("<img"))
            #expect(document.view.contains("<p class=\"picture\" style=\"width:80mm\">现场照片 &amp; 2</p>"))
            #expect(document.record.contains("of=\"unit\" state=\"unknown\" width=\"80\">现场照片 &amp; 2</image>"))
            let problem = try RelaxNGSchema(FormFixture.schema("document")).validate(document.xml)
            #expect(problem == nil, "\(problem?.message ?? "")")
        }
    }

    @Test func whatIsNoPictureIsTold() throws {
        let shelf = PictureShelf { (name: String) throws(Picture.Problem) -> [UInt8] in
            if name == "客厅" { throw .missing }
            return TestPictures.png
        }
        let bench = try bench(shelf)
        let plan = try bench.fixture.plan("reminder")
        let evaluation = bench.evaluator.evaluate(TestCase.repair)
        let issue = try #require(evaluation.outcome.issues.first)
        let input = DocumentInput.document(issue, of: evaluation.outcome, for: HeldCase(TestCase.repair))
        let writing = DocumentWriter(plan: plan, program: bench.fixture.program)
            .document(input, as: .both, evaluation: evaluation, pictures: shelf).writing
        #expect(writing.faultyPicture?.name == "客厅" && writing.faultyPicture?.problem == .missing)
    }

    @Test func anEditableDocumentHasItAsAPart() throws {
        let document = try #require(bench(TestPictures.shelf).documents(TestCase.repair).first)
        let package = try #require(OfficeTemplate(layout: .company(), language: .zhHans).document(of: document.html))
        let text = String(decoding: package, as: UTF8.self)
        for piece in [
            "word/media/image1.png", "word/media/image3.png", "Extension=\"png\"", "Id=\"rId101\"",
            "r:embed=\"rId103\"",
            "descr=\"现场照片 &amp; 2\"", "cx=\"2880000\" cy=\"1440000\"",
        ] {
            #expect(text.contains(piece), "\(piece)")
        }
    }
}
