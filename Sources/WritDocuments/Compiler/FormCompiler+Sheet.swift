import WritLanguage
import WritSemantics

/// The routing sheet (发文审批单) of a form whose documents leave the house: what was said of a document within the firm stands
/// here, and never on the copy that its recipient gets.
extension FormCompiler {
    /// Whether the documents of a form have a routing sheet: where the form states one, or its documents go out and are approved.
    func hasSheet(_ root: MarkupElement) -> Bool {
        if !root.elements(named: "routing-sheet").isEmpty { return true }
        guard genre.leavesTheHouse else { return false }
        return root.elements(named: "body").contains { !Self.approvals(in: $0).isEmpty } || hasChain
    }

    /// Whether a block belongs to the document, and not to its routing sheet.
    func isPrinted(_ element: MarkupElement) -> Bool {
        if isSheet || !genre.leavesTheHouse { return true }
        switch element.name {
        // The clauses that the firm's rules rest on are its own business; laws stand in the text by name and article.
        case "approvals", "basis": return false
        case "group", "section":
            return element.elements.isEmpty || element.elements.contains { isPrinted($0) }
        default: return true
        }
    }

    /// A sheet is a table to write on, whatever the document is printed like.
    func sheetProfile(_ name: String) -> String { name == "gbt9704" ? "company" : name }

    func sheetTitle(_ root: MarkupElement) -> String {
        root.elements(named: "routing-sheet").first?.attribute("title")?.value.string
            ?? (genre == .contract ? words.contractSheet : words.routingSheet)
    }

    mutating func compileSheet(_ root: MarkupElement, _ header: FormHeader, hasNumber: Bool) {
        emitter.markup(xml: "<fields columns=\"1\">\n", html: "<dl class=\"fields c1\">\n")
        sheetField(words.documentTitle) { $0.emitter.text(header.title) }
        if hasNumber {
            sheetField(words.documentNumber) { compiler in
                compiler.emitter.xml("<number>")
                compiler.emitter.add(.documentNumber)
                compiler.emitter.xml("</number>")
            }
        }
        let body = root.elements(named: "body").first
        if let addressee = body?.elements(named: "addressee").first(where: { $0.attribute("when") == nil }) {
            let name = words.name(in: addressee)
            sheetField(words.addressee) { compiler in compiler.withoutNotes { $0.compileInline(name) } }
        }
        sheetField(words.digest) { compiler in
            compiler.emitter.markup(xml: "<value of=\"digest\"", html: "<span class=\"digest\">")
            compiler.emitter.add(.documentDigest)
            compiler.emitter.markup(xml: "</value>", html: "</span>")
        }
        emitter.markup(xml: "</fields>\n", html: "</dl>\n")
        if let stated = root.elements(named: "routing-sheet").first {
            compileBlocks(stated, notingCopiesOf: root)
            // Whoever is to sign finds a place for it, whatever the form states of its sheet.
            if hasChain, Self.approvals(in: stated).isEmpty { compileApprovals(nil) }
        } else {
            let approvals = body.flatMap { Self.approvals(in: $0).first }
            if approvals != nil || hasChain { compileApprovals(approvals) }
            compileBasis(title: words.basis)
        }
        emitter.markup(xml: "<p>", html: "<p class=\"flush copies\">")
        emitter.text(words.staysInside)
        emitter.markup(xml: "</p>\n", html: "</p>\n")
    }

    private mutating func sheetField(_ label: String, _ content: (inout FormCompiler) -> Void) {
        emitter.markup(xml: "<field>\n<label>", html: "<div><dt>")
        emitter.text(label)
        emitter.markup(xml: "</label>\n<content>", html: "</dt><dd>")
        content(&self)
        emitter.markup(xml: "</content>\n</field>\n", html: "</dd></div>\n")
    }

    /// The first approval table of a form; a chain stands on a sheet once.
    private static func approvals(in element: MarkupElement) -> [MarkupElement] {
        for child in element.elements {
            if child.name == "approvals" { return [child] }
            let found = approvals(in: child)
            if !found.isEmpty { return found }
        }
        return []
    }
}

extension FormWords {
    /// Whom a salutation names, without the courtesy around it: 尊敬的王某业主：is to 王某.
    fileprivate func name(in addressee: MarkupElement) -> MarkupElement {
        var named = addressee
        let (before, behind, titles) = salutation
        if case .text(let bytes, let span)? = named.children.first {
            let text = Self.trimmed(bytes)
            let start = before.first { text.hasPrefix($0) } ?? ""
            named.children[0] = .text(Array(text.dropFirst(start.count).utf8), span)
        }
        if case .text(let bytes, let span)? = named.children.last {
            var text = Self.trimmed(bytes)
            if let end = behind.first(where: { text.hasSuffix($0) }) { text.removeLast(end.count) }
            // A title alone says who is meant; behind a name it is courtesy.
            if named.children.count > 1, titles.contains(text) { text = "" }
            named.children[named.children.count - 1] = .text(Array(text.utf8), span)
        }
        return named
    }

    /// What begins a salutation, what ends it, and titles behind names.
    private var salutation: (before: [String], behind: [String], titles: [String]) {
        isChinese
            ? (
                [text("尊敬的")], ["：", ":", "，", ","],
                ["业主", "客户", "住户", "先生", "女士", "同志"].map { text($0) }
            )
            : (["Dear ", "To "], [":", ","], [])
    }

    private static func trimmed(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        let start = text.prefix { $0.isWhitespace }.endIndex
        let end = text[start...].lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? start
        return String(text[start..<end])
    }
}
