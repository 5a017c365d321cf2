package import WritLanguage
package import WritSemantics

/// A firm's register: which documents were issued under which numbers, and what became of them.
///
/// It is a folder with a journal, which alone decides; a table that finds lines of the journal; and the records of documents
/// as they were issued, by digest.
package final class Register {
    package static let journalName = "journal.jsonl"
    static let indexName = "index.bin"
    static let keptName = "issued"

    package let folder: String
    package let journal: Journal
    let index: RegisterIndex
    /// What is to be told of the journal, such as a line that was cut off.
    package private(set) var notes: [Diagnostic] = []
    /// What the acts amount to; only a writer needs it at once.
    private(set) var state = RegisterState()
    private let isWriter: Bool

    /// Opens a register to look things up.
    package static func reading(_ folder: String) throws(FileFailure) -> Register {
        guard FileSystem.isFolder(folder) else {
            throw FileSystem.exists(folder)
                ? FileFailure(.notAFolder(path: folder)) : FileFailure(.missing(path: folder))
        }
        return try open(folder, isWriter: false)
    }

    /// Opens a register to add to it; it is made where it is not there.
    package static func writing(_ folder: String) throws(FileFailure) -> Register {
        if !FileSystem.exists(folder) {
            let made = try StagingPlace.makeFolders(folder)
            for path in made { _ = Disk.settle(folder: StagingPlace.parent(of: path)) }
        }
        guard FileSystem.isFolder(folder) else { throw FileFailure(.notAFolder(path: folder)) }
        return try open(folder, isWriter: true)
    }

    private static func open(_ folder: String, isWriter: Bool) throws(FileFailure) -> Register {
        let indexPath = FileSystem.join(folder, indexName)
        var index = RegisterIndex(indexPath)
        if !index.isSound { index = RegisterIndex(emptyAt: indexPath) }
        let path = FileSystem.join(folder, journalName)
        var journal =
            isWriter
            ? try Journal.writing(path, from: index.position) : try Journal.reading(path, from: index.position)
        if index.count > 0, journal.fileLength >= index.position.length {
            let last = index[index.count - 1]
            let line = journal.line(at: Int(last.offset), length: Int(last.length))
            if line?.seal != index.position.seal {
                // The journal is not the one that the table was made from: the journal decides.
                index = RegisterIndex(emptyAt: indexPath)
                journal = isWriter ? try Journal.writing(path) : try Journal.reading(path)
            }
        }
        let register = Register(folder, journal, index, isWriter: isWriter)
        if isWriter { for number in 0..<index.count { register.learn(index[number], number) } }
        if !isWriter { try register.catchUp() }
        return register
    }

    private init(_ folder: String, _ journal: Journal, _ index: RegisterIndex, isWriter: Bool) {
        self.folder = folder
        self.journal = journal
        self.index = index
        self.isWriter = isWriter
    }

    private func catchUp() throws(FileFailure) {
        try journal.read { line, offset in index.append(IndexEntry(line, at: offset)) }
        noteUnfinished()
    }

    private func noteUnfinished() {
        guard journal.unfinished > 0 else { return }
        let fact = JournalFact.unfinished(
            path: journal.path, line: journal.position.lines + 1, bytes: journal.unfinished)
        notes.append(Diagnostic(.note, fact, at: .none))
    }

    private func learn(_ entry: IndexEntry, _ number: Int) {
        state.learn(entry, number)
    }

    private func take(_ line: JournalLine, _ offset: Int) {
        let entry = IndexEntry(line, at: offset)
        index.append(entry)
        learn(entry, index.count - 1)
    }

    // MARK: - Writing

    /// Waits for this writer's turn; what others did meanwhile is known then.
    package func lock() throws(FileFailure) {
        try journal.lock { take($0, $1) }
        noteUnfinished()
        if let last = journal.position.moment, last.milliseconds > Clock.now().milliseconds {
            let fact = JournalFact.clockBack(
                path: journal.path, line: journal.position.lines + 1, moment: Clock.now().description,
                before: last.description)
            notes.append(Diagnostic(.warning, fact, at: .none))
        }
    }

    package func unlock() { journal.unlock() }

    /// Appends acts in this writer's turn and waits until they are on the disk.
    package func append(_ acts: [JournalLine.Act]) throws(FileFailure) {
        try journal.append(acts) { take($0, $1) }
        try journal.settle()
    }

    /// Brings the table up to the journal. For the end of a turn, when all is on the disk.
    package func saveIndex() { index.save(journal.position) }

    /// Takes back what was appended in this turn: the documents could not be written.
    package func rollBack(to earlier: Journal.Position) {
        journal.rollBack(to: earlier)
        index.truncate(to: earlier.lines)
        state = RegisterState()
        for number in 0..<index.count { learn(index[number], number) }
    }

    package func takeNotes() -> [Diagnostic] {
        defer { notes = [] }
        return notes
    }

    /// Makes the number of a document void. It stays, and nobody gets it again.
    package func void(_ row: RegisterRow, reason: String, person: String) throws(FileFailure) {
        var fields: [JournalLine.Act.Field] = []
        for name in ["organisation", "type", "case", "form", "ordinal", "title", "number", "digest"] {
            if let text = row.act[name] { fields.append(.init(name, text)) }
        }
        fields.append(.init("reason", reason))
        try append([JournalLine.Act(person: person, act: RegisterAct.voided.rawValue, fields: fields)])
    }

    // MARK: - Looking up

    /// Calls with every line, in order.
    package func each(_ body: (JournalLine) -> Void) throws(FileFailure) {
        try Journal.reading(journal.path).read { line, _ in body(line) }
    }

    /// The line of an entry.
    func line(_ number: Int) -> JournalLine? {
        let entry = index[number]
        return journal.line(at: Int(entry.offset), length: Int(entry.length))
    }

    /// The folder in which records are kept as they were issued.
    package static func keptPath(_ digest: String, in folder: String) -> String {
        FileSystem.join(folder, "\(keptName)/\(digest.prefix(2))/\(digest).xml")
    }

    /// Keeps records as they were issued, by their digests; those that are kept already stay.
    package func keep(_ records: [(digest: String, record: [UInt8])]) throws(FileFailure) {
        let areFew = records.count <= 8
        for (digest, record) in records {
            let path = Self.keptPath(digest, in: folder)
            if Disk.status(path) != nil { continue }
            _ = try StagingPlace.makeFolders(StagingPlace.parent(of: path))
            var file = try OutputFile(path)
            try file.write(record)
            try file.commit(settling: areFew)
        }
        if !areFew { try Disk.settleAll(below: folder) }
    }
}
