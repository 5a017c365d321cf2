package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// The cases of a batch, in pieces of a size that is worth a hand-over to another thread.
package struct BatchInput {
    package enum Piece: Sendable {
        /// Lines of JSON, each a case, to be read by a worker.
        case lines(RecordBlock)
        /// Elements of a JSON array, or JSON values that follow one another, to be read by a worker.
        case elements([JSONSequence.Element])
        /// Rows of a table are read in order, because a quoted cell or a group may span pieces.
        case rows([TableCaseReader.Reading])
    }

    /// How cases are written.
    package enum Format: Sendable {
        /// JSON, one case a line.
        case lines
        /// A JSON array of cases, or cases that follow one another over several lines.
        case values
        /// CSV or TSV, one case or one element of a case a row.
        case table

        /// - Parameters:
        ///   - name: of the file, whose ending tells where it can.
        ///   - first: the first byte that is no white space.
        package init(named name: String, first: UInt8?) {
            func ends(_ endings: String...) -> Bool {
                endings.contains { name.lowercased().hasSuffix("." + $0) }
            }
            if ends("csv", "tsv", "tab") {
                self = .table
            } else if first == UInt8(ascii: "[") {
                self = .values
            } else if ends("json") {
                self = .values
            } else if ends("jsonl", "ndjson") || first == UInt8(ascii: "{") || first == nil {
                self = .lines
            } else {
                self = .table
            }
        }
    }

    private enum Source {
        case blocks(RecordBlocks)
        case values(JSONSequence)
        case table(TableCaseReader)
    }

    private let stream: TextStream
    private var source: Source
    private let rowsPerPiece: Int
    private let pieceBytes: Int

    /// Takes a piece back that was worked on, for its memory.
    static func giveBack(_ piece: Piece, to pool: Pool<RecordBlock>?) {
        if case .lines(let block) = piece { pool?.give(block) }
    }

    /// Where blocks of lines go back to.
    var pool: Pool<RecordBlock>? {
        if case .blocks(let blocks) = source { return blocks.pool }
        return nil
    }

    /// - Parameters:
    ///   - defaults: must name the case type for a table.
    ///   - grouping: the column whose equal neighbours make one case.
    ///   - pieceBytes: small where each case makes much output.
    package init?(
        _ stream: TextStream, path: String, format: Format, program: Program, defaults: CaseDefaults,
        grouping: String?, pieceBytes: Int
    ) {
        self.stream = stream
        self.pieceBytes = pieceBytes
        rowsPerPiece = max(1, pieceBytes / 256)
        switch format {
        case .lines: source = .blocks(RecordBlocks(stream, path: path, blockBytes: pieceBytes))
        case .values: source = .values(JSONSequence { stream.read(into: $0) })
        case .table:
            let csv = CSVReader { stream.read(into: $0) }
            let reader = CaseReader(program, defaults: defaults)
            guard let rows = TableCaseReader(csv, file: path, reader: reader, grouping: grouping) else { return nil }
            source = .table(rows)
        }
    }

    /// What is wrong with the header of a table; with an error in it there are no rows.
    package var headerDiagnostics: [Diagnostic] {
        if case .table(let reader) = source { return reader.headerDiagnostics }
        return []
    }

    package mutating func next() throws(FileFailure) -> Piece? {
        let piece = try nextPiece()
        if let failure = stream.failure { throw failure }
        return piece
    }

    private mutating func nextPiece() throws(FileFailure) -> Piece? {
        switch source {
        case .blocks(var blocks):
            let block = try blocks.next()
            source = .blocks(blocks)
            return block.map { .lines($0) }
        case .values(var sequence):
            var elements: [JSONSequence.Element] = []
            var bytes = 0
            while bytes < pieceBytes, let element = sequence.next() {
                elements.append(element)
                bytes += element.text.count
            }
            source = .values(sequence)
            return elements.isEmpty ? nil : .elements(elements)
        case .table(var reader):
            var rows: [TableCaseReader.Reading] = []
            while rows.count < rowsPerPiece, let row = reader.next() { rows.append(row) }
            source = .table(reader)
            return rows.isEmpty ? nil : .rows(rows)
        }
    }
}
