internal import Glibc
import Writ
import WritEvaluation
import WritSemantics

/// The record: lines of a journal that are on the disk, a register of a million lines, finished documents that are verified.
enum RecordBenchmarks {
    static let all: [(name: String, run: @Sendable (Measurement) -> Void)] = [
        ("journal", { journal($0) }), ("register-million", { million($0) }), ("verify", { verify($0) }),
    ]

    /// A line as `writ run --register` writes it.
    private static func act(_ number: Int) -> JournalLine.Act {
        JournalLine.Act(
            person: "陈某", act: "issued",
            fields: [
                .init("organisation", "property-office"), .init("type", "Decoration"),
                .init("case", "ZX-\(number)"), .init("form", "rectification-notice"), .init("ordinal", "0"),
                .init("title", "装修违规整改通知单"), .init("number", "整改〔2026〕\(number)号"),
                .init("series", "整改〔{year}〕{sequence}号"), .init("period", "2026"), .init("count", "\(number)"),
                .init("on", "2026-03-02"), .init("digest", BLAKE2b.hex(Array("text \(number)".utf8))),
                .init("record", BLAKE2b.hex(Array("record \(number)".utf8))), .init("state", "issued"),
            ],
            about: [.init("unit", "\(number % 40)-\(number % 997)"), .init("owner-name", "王某")])
    }

    private static func wallSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    // MARK: - Lines

    /// Lines a second of wall time, each on the disk before the next: by one writer, and by eight at once. The journals are made
    /// in the folder that `WRIT_BENCH_DATA` names, on the disk that is asked about.
    private static func journal(_ measurement: Measurement) {
        guard let folder = BenchFiles.variable("WRIT_BENCH_DATA") else {
            return print("# journal: set WRIT_BENCH_DATA to a folder on the disk that is asked about")
        }
        for writers in [1, 8] {
            let figures = (0..<measurement.rounds).map { round in
                let path = "\(folder)/journal-\(writers)-\(round).jsonl"
                unlink(path)
                defer { unlink(path) }
                return lines(of: writers, in: path)
            }
            measurement.report("journal.writers-\(writers)", unit: "lines/s", figures)
        }
    }

    /// Each writer on a thread of its own, for two seconds.
    private static func lines(of writers: Int, in path: String) -> Double {
        let start = wallSeconds()
        let end = start + 2
        var begun = 0
        var lines = 0
        OrderedPipeline<Int, Int>.run(
            jobs: writers,
            produce: {
                begun += 1
                return begun > writers ? nil : begun
            },
            makeWorker: {
                return { _ in
                    guard let journal = try? Journal.writing(path) else { return 0 }
                    var lines = 0
                    while wallSeconds() < end, (try? journal.record([act(lines)])) != nil { lines += 1 }
                    return lines
                }
            },
            consume: { count in
                lines += count
                return true
            })
        return Double(lines) / (wallSeconds() - start)
    }

    // MARK: - A million lines

    /// Makes a register of a million lines below `WRIT_BENCH_DATA`, where there is none yet, and measures how long it takes
    /// to open it and to answer.
    private static func million(_ measurement: Measurement) {
        guard let folder = BenchFiles.variable("WRIT_BENCH_DATA").map({ $0 + "/register-million" }) else {
            return print("# register-million: set WRIT_BENCH_DATA to a folder with 1.5 GB of room")
        }
        let count = 1_000_000
        if access(folder + "/index.bin", F_OK) != 0 {
            do {
                let register = try Register.writing(folder)
                try register.lock()
                for start in stride(from: 0, to: count, by: 10_000) {
                    try register.append((start + 1...start + 10_000).map(act))
                }
                register.saveIndex()
                register.unlock()
            } catch {
                return print("# register-million: \(folder) cannot be written")
            }
        }
        var query = RegisterQuery()
        query.number = "整改〔2026〕765432号"
        var opening: [Double] = []
        var answering: [Double] = []
        var found = 0
        for _ in 0..<measurement.rounds {
            let start = wallSeconds()
            guard let register = try? Register.reading(folder) else { continue }
            let opened = wallSeconds()
            found = register.find(query).count
            opening.append((opened - start) * 1000)
            answering.append((wallSeconds() - opened) * 1000)
        }
        guard !opening.isEmpty, found == 1 else { return print("# register-million: wrong answers") }
        measurement.report("register-million.open", unit: "ms wall", opening)
        measurement.report("register-million.answer", unit: "ms wall", answering)
    }

    // MARK: - Finished documents

    /// Records with their views, from memory: valid, of the digest stated, shown as they are.
    private static func verify(_ measurement: Measurement) {
        let sources = RulebookSources(
            rules: [("notices.writ", Array(NoticeWorkload.rules.utf8))],
            forms: [("notice.xml", Array(NoticeWorkload.form.utf8))])
        guard let rulebook = CompiledRulebook.compile(sources).rulebook else {
            return print("verify: the workload does not compile")
        }
        let processor = CaseProcessor(rulebook)
        var reader = CaseReader(rulebook.program)
        let documents = NoticeWorkload.lines(1000).compactMap { reader.read($0, file: "notices").0 }
            .flatMap { processor.process($0).documents }
        var check = RecordCheck(register: nil, rules: nil, documents: [:])
        var problems = 0
        measurement.rate("verify.records", unit: "records", amount: documents.count) {
            for document in documents {
                problems += check.problems(of: document.xml, at: "a.xml", view: document.html, at: "a.html").count
            }
        }
        if problems > 0 { print("# verify: \(problems) problems in documents that have none") }
    }
}
