import Writ
import WritEvaluation
import WritLanguage
import WritSemantics

/// Lines and documents of a register for people, programs and databases.
struct RegisterWriting {
    let language: MessageLanguage

    private func pick(_ en: String, _ zh: String) -> String { Phrase(en: en, zh: zh).text(in: language) }

    // MARK: - For people

    func text(_ rows: [RegisterRow]) -> String {
        if rows.isEmpty { return pick("no document\n", "没有符合条件的文书\n") }
        var table = [
            [
                pick("number", "文号"), pick("date", "日期"), pick("document", "文书"), pick("case", "案件"),
                pick("about", "事由"), pick("state", "状态"),
            ]
        ]
        for row in rows {
            var state = word(row.state)
            if let number = row.replacedBy { state += pick(" by \(number)", "（见 \(number)）") }
            if let reason = row.reason { state += pick(": \(reason)", "：\(reason)") }
            table.append([
                row.act["number"] ?? "-", row.act["on"] ?? "-", row.act["title"] ?? row.act["form"] ?? "",
                row.act["case"] ?? "", row.act.about.map(\.text).joined(separator: pick(", ", "、")), state,
            ])
        }
        let widths = (0..<5).map { column in table.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        return table.map { cells in
            cells.enumerated().map { column, cell in
                guard column < widths.count else { return cell }
                return cell + String(repeating: " ", count: widths[column] - DisplayWidth.of(cell) + 2)
            }.joined() + "\n"
        }.joined()
    }

    private func word(_ state: RegisterQuery.State) -> String {
        switch state {
        case .numbered: pick("awaits approval", "待批")
        case .issued: pick("issued", "已出具")
        case .void: pick("void", "作废")
        case .replaced: pick("replaced", "已废止")
        }
    }

    /// What a field of a line is called; in English by the name that the journal has.
    private func name(of field: String) -> String {
        guard language.isChinese, let word = Self.chineseNames[field] else { return field }
        return language.characters(word)
    }

    /// What a field says; in English as the journal has it.
    private func value(of field: JournalLine.Act.Field) -> String {
        guard language.isChinese, field.name == "state", let word = Self.chineseStates[field.text] else {
            return field.text
        }
        return language.characters(word)
    }

    private static let chineseStates = ["awaiting-approval": "待批", "approved": "已批准", "issued": "已出具"]

    private static let chineseNames = [
        "organisation": "单位", "type": "案件类型", "case": "案件", "form": "表单", "ordinal": "第几份", "title": "文书",
        "subject": "关于", "number": "文号", "series": "编号规则", "period": "编号期间", "count": "序号", "on": "日期",
        "digest": "摘要", "record": "存档摘要", "state": "状态", "at": "时间", "step": "环节", "role": "角色", "to": "对象",
        "on-behalf-of": "代行角色", "back-to": "退回至", "remarks": "备注", "action": "事项", "reason": "理由", "replaces": "废止的文号",
        "replaces-title": "废止的文书", "replaces-on": "废止文书的日期", "replaced-by": "代替的文号", "recorded-by": "登记人",
        "corrects": "更正的行", "sheet": "审批单摘要", "sheet-record": "审批单存档摘要",
    ]

    /// What was done about one number, line by line.
    func text(_ lines: [JournalLine], in folder: String) -> String {
        var text = ""
        for line in lines {
            text += "\(line.sequence)  \(line.moment)  \(line.act.person)  \(act(line.act.act))\n"
            for field in line.act.fields + line.act.about where !field.text.isEmpty {
                text += "      \(name(of: field.name))\(pick(": ", "："))\(value(of: field))\n"
            }
            if let record = line.act["record"] {
                text += "      → \(Register.keptPath(record, in: folder))\n"
            }
        }
        return text
    }

    private func act(_ name: String) -> String {
        RegisterAct(rawValue: name).map { $0.word.text(in: language) } ?? name
    }

    // MARK: - For programs

    private static let columns = [
        "number", "on", "form", "title", "organisation", "type", "case", "ordinal", "digest", "record", "series",
        "period", "count", "replaces",
    ]

    func json(_ rows: [RegisterRow]) -> [UInt8] {
        var writer = JSONWriter(isIndented: true)
        writer.beginArray()
        for row in rows {
            writer.beginObject()
            for name in Self.columns {
                writer.key(name)
                writer.string(row.act[name])
            }
            writer.key("state")
            writer.string(row.state.rawValue)
            writer.key("reason")
            writer.string(row.reason ?? row.act["reason"])
            writer.key("replaced-by")
            writer.string(row.replacedBy)
            writer.key("person")
            writer.string(row.act.person)
            writer.key("recorded")
            writer.string(row.line.moment.description)
            writer.key("sequence")
            writer.integer(row.line.sequence)
            writer.key("about")
            writer.beginObject()
            for field in row.act.about {
                writer.key(field.name)
                writer.string(field.text)
            }
            writer.endObject()
            writer.endObject()
        }
        writer.endArray()
        writer.newLine()
        return writer.bytes
    }

    func json(_ lines: [JournalLine]) -> [UInt8] {
        var writer = JSONWriter(isIndented: true)
        writer.beginArray()
        for line in lines { writer.raw(line.bytes) }
        writer.endArray()
        writer.newLine()
        return writer.bytes
    }

    func csv(_ rows: [RegisterRow]) -> [UInt8] {
        var text = (Self.columns + ["state", "reason", "replaced-by", "person", "recorded", "about"]).joined(
            separator: ",")
        text += "\r\n"
        for row in rows {
            var cells = Self.columns.map { row.act[$0] ?? "" }
            cells += [
                row.state.rawValue, row.reason ?? row.act["reason"] ?? "", row.replacedBy ?? "", row.act.person,
                row.line.moment.description, about(row.act),
            ]
            text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
        }
        return Array(text.utf8)
    }

    func csv(_ lines: [JournalLine]) -> [UInt8] {
        var text = "sequence,moment,person,act,number,form,case,digest,reason,step,role,at,on,seal\r\n"
        for line in lines {
            let names = ["number", "form", "case", "digest", "reason", "step", "role", "at", "on"]
            let cells =
                [String(line.sequence), line.moment.description, line.act.person, line.act.act]
                + names.map { line.act[$0] ?? "" } + [line.seal]
            text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
        }
        return Array(text.utf8)
    }

    private func about(_ act: JournalLine.Act) -> String {
        act.about.map { "\($0.name)=\($0.text)" }.joined(separator: "; ")
    }

    /// Quoted where it must be; what a spreadsheet would take for a formula gets an apostrophe, as they take it for text then.
    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let text = isFormula ? "'" + text : text
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    // MARK: - For databases

    private static let documentColumns =
        ["sequence", "recorded", "person"] + columns + ["state", "reason", "replaced-by", "about"]
    private static let actColumns = [
        "sequence", "moment", "person", "act", "organisation", "type", "case", "form", "ordinal", "number", "on",
        "digest", "record", "reason", "at", "step", "role", "on-behalf-of", "to", "action", "remarks", "recorded-by",
        "previous", "seal",
    ]

    /// Names that no database keeps for itself: `on` and `case` are words of SQL.
    private static func column(_ name: String) -> String {
        switch name {
        case "on": "document_date"
        case "case": "case_id"
        case "type": "case_type"
        case "count": "running_number"
        case "to": "for_person"
        case "at": "done_at"
        case "role": "role_name"
        case "action": "action_name"
        case "ordinal": "ordinal_number"
        default: String(name.map { $0 == "-" ? "_" : $0 })
        }
    }

    func sqlHead() -> [UInt8] {
        func table(_ name: String, _ columns: [String]) -> String {
            let list = columns.map { "  \(Self.column($0)) \($0 == "sequence" ? "bigint" : "text")" }
            return "CREATE TABLE \(name) (\n" + list.joined(separator: ",\n") + "\n);\n"
        }
        return Array(
            ("BEGIN;\n" + table("writ_document", Self.documentColumns) + table("writ_act", Self.actColumns)).utf8)
    }

    func sqlEnd() -> [UInt8] { Array("COMMIT;\n".utf8) }

    func sqlRows(documents rows: [RegisterRow]) -> [UInt8] {
        rows.flatMap { row in
            let cells =
                [String(row.line.sequence), row.line.moment.description, row.act.person]
                + Self.columns.map { row.act[$0] }
                + [row.state.rawValue, row.reason ?? row.act["reason"], row.replacedBy, about(row.act)]
            return insert("writ_document", cells)
        }
    }

    func sqlRow(act line: JournalLine) -> [UInt8] {
        let cells =
            [String(line.sequence), line.moment.description, line.act.person, line.act.act]
            + Self.actColumns.dropFirst(4).dropLast(2).map { line.act[$0] } + [line.previous, line.seal]
        return insert("writ_act", cells)
    }

    func sql(documents rows: [RegisterRow]) -> [UInt8] { sqlHead() + sqlRows(documents: rows) + sqlEnd() }
    func sql(acts lines: [JournalLine]) -> [UInt8] { sqlHead() + lines.flatMap(sqlRow) + sqlEnd() }

    /// The first cell is a number, all others are texts or nothing.
    private func insert(_ table: String, _ cells: [String?]) -> [UInt8] {
        let values = cells.enumerated().map { index, cell in
            guard let cell else { return "NULL" }
            if index == 0 { return cell }
            // No database takes a text with a zero in it.
            let safe = cell.unicodeScalars.filter { $0 != "\0" && $0 != "'" }.count == cell.unicodeScalars.count
            if safe { return "'\(cell)'" }
            let parts = cell.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
            return "'" + parts.split(separator: "\0", omittingEmptySubsequences: false).joined() + "'"
        }
        return Array(("INSERT INTO \(table) VALUES (" + values.joined(separator: ", ") + ");\n").utf8)
    }
}
