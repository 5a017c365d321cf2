internal import Glibc
package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// The cases of a batch, in pieces of a size that is worth a hand-over to another thread.
package struct BatchInput {
    package enum Piece: Sendable {
        /// Lines of JSON, each a case, to be read by a worker.
        case lines(RecordBlock)
        /// Rows of CSV are read in order, because a quoted cell or a group may span pieces.
        case rows([Row])
    }

    package struct Row: Sendable {
        package let data: CaseData?
        package let diagnostics: [Diagnostic]
    }

    package enum Format: String, Sendable, CaseIterable { case jsonl, csv }

    private enum Source {
        case blocks(RecordBlocks)
        case csv(CSVCaseReader)
    }

    private var source: Source
    private let rowsPerPiece: Int

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
    ///   - defaults: must name the case type for CSV.
    ///   - grouping: the column whose equal neighbours make one case.
    ///   - pieceBytes: small where each case makes much output.
    package init?(
        descriptor: Int32, path: String, format: Format, program: Program, defaults: CaseDefaults, grouping: String?,
        pieceBytes: Int
    ) {
        rowsPerPiece = max(1, pieceBytes / 256)
        switch format {
        case .jsonl:
            source = .blocks(
                RecordBlocks(
                    descriptor: descriptor, path: path, blockBytes: pieceBytes))
        case .csv:
            let csv = CSVReader { buffer in
                var count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                while count < 0, errno == EINTR { count = Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
                return max(0, count)
            }
            let reader = CaseReader(program, defaults: defaults)
            guard let rows = CSVCaseReader(csv, file: path, reader: reader, grouping: grouping) else { return nil }
            source = .csv(rows)
        }
    }

    /// What is wrong with the header of a CSV file; with an error in it there are no rows.
    package var headerDiagnostics: [Diagnostic] {
        if case .csv(let reader) = source { return reader.headerDiagnostics }
        return []
    }

    package mutating func next() throws(FileFailure) -> Piece? {
        switch source {
        case .blocks(var blocks):
            let block = try blocks.next()
            source = .blocks(blocks)
            return block.map { .lines($0) }
        case .csv(var reader):
            var rows: [Row] = []
            while rows.count < rowsPerPiece, let (data, diagnostics) = reader.next() {
                rows.append(Row(data: data, diagnostics: diagnostics))
            }
            source = .csv(reader)
            return rows.isEmpty ? nil : .rows(rows)
        }
    }
}
