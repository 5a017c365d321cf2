internal import WritDocuments
import WritLanguage
import WritSemantics

/// OCEL 2.0 in XML, element by element.
struct OCELMarkup {
    private(set) var log: OCELLog
    private var path: [String] = []
    private var event: OCELLog.Event?
    private var object: String?
    private var attribute: String?
    private var text = ""
    private static let greatestText = 1 << 16

    /// The header of the table has been written by whoever found out what the file is.
    init(_ mappings: [LogMapping]) { log = OCELLog(mappings, hasHeader: false) }

    mutating func start(_ name: String, _ attributes: [MarkupStream.Attribute], _ line: Int) {
        func value(_ name: String) -> String { attributes.first { $0.name == name }?.value ?? "" }
        switch (path.last, name) {
        case ("objects"?, "object") where event == nil:
            object = value("id")
            log.add(object: value("id"), type: value("type"))
        case ("events"?, "event"):
            event = OCELLog.Event(type: value("type"), time: value("time"), line: line)
        case ("objects"?, "relationship"), ("objects"?, "relobj"):
            let id = value("object-id")
            if event?.objects.contains(id) == false { event?.objects.append(id) }
        case ("attributes"?, "attribute"):
            attribute = value("name")
            text = ""
        default: break
        }
        path.append(name)
    }

    mutating func take(_ characters: String) {
        if attribute != nil, text.utf8.count + characters.utf8.count <= Self.greatestText { text += characters }
    }

    mutating func end() {
        switch path.popLast() {
        case "attribute"?:
            guard let attribute else { return }
            if event != nil {
                if event?.attributes[attribute] == nil { event?.attributes[attribute] = text }
            } else if let object {
                log.add(attribute: attribute, text, ofObject: object)
            }
            self.attribute = nil
        case "event"?:
            if let event { log.add(event) }
            event = nil
        case "object"?: object = nil
        // Those of the log, and not those of an event.
        case "objects"? where path.isEmpty: log.finishObjects()
        default: break
        }
    }

    mutating func finish() { log.finishObjects() }

    mutating func hand(to target: ByteRoom) -> Int { log.rows.hand(to: target) }
}
