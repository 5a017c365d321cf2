package import WritApprovals
internal import WritEvaluation
package import WritLanguage
package import WritSemantics

/// OCEL 2.0 in JSON. A file of that format is one object, and is read whole.
package final class OCELFile: EventTable {
    private var log: OCELLog
    private var fault: LogEnding.Fault?
    private let types: [String]

    package init(_ mappings: [LogMapping], refill: (ByteRoom) -> Int) {
        log = OCELLog(mappings)
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < JSONReader.maximumBytes {
            let count = piece.withRoom(refill)
            if count <= 0 { break }
            bytes += piece[..<count]
        }
        var reader = JSONReader()
        reader.read(bytes)
        if let problem = reader.problems.first {
            fault = .malformedObjects(line: 1 + bytes.prefix(problem.offset).count { $0 == UInt8(ascii: "\n") })
        } else if let root = reader.tree.root, reader.tree.member("events", of: root) != nil,
            reader.tree.member("objects", of: root) != nil
        {
            OCELFile.read(reader.tree, root, into: &log)
        } else {
            fault = .foreignObjects
        }
        types = log.objectTypes
    }

    private static func read(_ tree: JSONTree, _ root: Int, into log: inout OCELLog) {
        func text(_ name: String, of node: Int) -> String {
            tree.member(name, of: node).map { tree.kind(of: $0) == .null ? "" : tree.text(of: $0) } ?? ""
        }
        for object in tree.member("objects", of: root).map(tree.elements) ?? [] {
            let id = text("id", of: object)
            log.add(object: id, type: text("type", of: object))
            for attribute in tree.member("attributes", of: object).map(tree.elements) ?? [] {
                log.add(attribute: text("name", of: attribute), text("value", of: attribute), ofObject: id)
            }
        }
        log.finishObjects()
        var line = 1
        var offset = 0
        for node in tree.member("events", of: root).map(tree.elements) ?? [] {
            let start = tree.offset(of: node)
            line += tree.bytes[offset..<max(offset, start)].count { $0 == UInt8(ascii: "\n") }
            offset = max(offset, start)
            var event = OCELLog.Event(type: text("type", of: node), time: text("time", of: node), line: line)
            for attribute in tree.member("attributes", of: node).map(tree.elements) ?? [] {
                let name = text("name", of: attribute)
                if event.attributes[name] == nil { event.attributes[name] = text("value", of: attribute) }
            }
            var seen: Set<String> = []
            for relation in tree.member("relationships", of: node).map(tree.elements) ?? [] {
                let id = text("objectId", of: relation)
                if seen.insert(id).inserted { event.objects.append(id) }
            }
            log.add(event)
        }
    }

    package func read(into target: ByteRoom) -> Int { log.rows.hand(to: target) }

    package var ending: LogEnding {
        var ending = LogEnding(absentColumns: log.absentColumns, attributes: types, incompleteEvents: 0)
        ending.fault = fault
        return ending
    }
}
