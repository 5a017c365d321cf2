package import WritLanguage
package import WritSemantics

/// Trees of forms → plans, with every expression checked against the case type where it stands.
package struct FormCompiler {
    /// A variable of an `each` around the place that is being compiled.
    struct Local {
        let name: String
        let type: ValueType
        let path: [PathPart]?
    }

    let program: Program
    let checker: ExpressionChecker
    let file: FileID
    let form: FormID
    /// The case type that the plan is for.
    let subject: RecordID?
    let summary: FormSummary
    let words: FormWords
    let language: String
    let genre: Genre
    /// What is compiled is the routing sheet of the form's documents.
    let isSheet: Bool
    /// The form names a case type, known or not: an unknown one is reported by the checker of the rules.
    let namesCase: Bool

    var emitter = Emitter()
    var expressions: [Expression]
    var paths: [FieldPath] = []
    var values: [ValueSlot] = []
    var conditions: [ConditionSlot] = []
    var loops: [LoopSlot] = []
    var boxes: [BoxesSlot] = []
    var messages: [MessagesSlot] = []
    var images: [ImageSlot] = []
    /// Footnotes may not stand in what is printed in several places, or in each other.
    var takesNotes = true
    var hasNotes = false
    var texts: [String] = []
    var counterCount = 0
    var localCount = 0
    var locals: [Local] = []
    /// The conditions that hold wherever the place that is being compiled is printed.
    var guards: [Expression] = []
    /// What the form prints of the case itself, for the proofs; what stands in a repeated part is not among it.
    var printed: [FormUse] = []
    var diagnostics: [Diagnostic] = []
    var dateSlot: ValueSlot
    var sectionDepth = 0
    var sectionCounters: [Int32] = []
    var itemDepth = 0
    /// The table that is being compiled has so many columns that each is narrow.
    var isWide = false
    /// The amounts of the table that is being compiled.
    var sums: PrintedSums?
    /// `<issuer>`, which is printed in the head and at the seal.
    var issuerElement: MarkupElement?
    /// The issuer that the print profile names, for forms that name none.
    var firmIssuer: String?
    /// What the firm's profile says at the foot of what leaves the house, by the name of the record's element.
    var firmLines: [(name: String, text: String)] = []
    /// The form, for what `<copies-note/>` prints.
    var copiesRoot: MarkupElement?

    /// What compiling a rulebook's forms gives. Forms with errors have no plan.
    package struct Result: Sendable {
        package let forms: FormSet
        package let diagnostics: [Diagnostic]
    }

    /// `readings` are the forms that `program` was checked with; `profiles` the print profiles that exist.
    package static func compile(
        _ readings: [FormReader.Reading], program: Program, profiles: PrintProfiles = PrintProfiles()
    ) -> Result {
        var plans: [[FormPlan]] = Array(repeating: [], count: program.forms.count)
        var sheets = plans
        var told: Set<Diagnostic.Identity> = []
        var expressions: [Expression] = []
        var printed: [FormUse] = []
        var diagnostics: [Diagnostic] = []
        let checker = ExpressionChecker(program: program)
        for reading in readings {
            diagnostics += reading.diagnostics
            guard let root = reading.root, let header = reading.header,
                let index = program.forms.firstIndex(where: { $0.name == header.name })
            else { continue }
            // A form for several case types is read against each of them, and has a plan for each.
            let subjects = program.forms[index].subjects
            for subject in subjects.isEmpty ? [nil] : subjects.map(Optional.some) {
                var compiler = FormCompiler(
                    program: program, checker: checker, root: root, header: header, form: FormID(index),
                    subject: subject, expressions: expressions)
                let plan = compiler.plan(root, header, profiles)
                // What is wrong in the same way with each type is told once.
                diagnostics += compiler.diagnostics.filter { told.insert($0.identity).inserted }
                if (reading.diagnostics + compiler.diagnostics).contains(where: { $0.severity == .error }) { continue }
                plans[index].append(plan)
                expressions = compiler.expressions
                printed += compiler.printed
                guard compiler.hasSheet(root) else { continue }
                var sheet = FormCompiler(
                    program: program, checker: checker, root: root, header: header, form: FormID(index),
                    subject: subject, expressions: expressions, isSheet: true)
                let sheetPlan = sheet.plan(root, header, profiles)
                diagnostics += sheet.diagnostics.filter { told.insert($0.identity).inserted }
                if sheet.diagnostics.contains(where: { $0.severity == .error }) {
                    plans[index].removeLast()
                    continue
                }
                sheets[index].append(sheetPlan)
                expressions = sheet.expressions
                printed += sheet.printed
            }
        }
        return Result(
            forms: FormSet(
                program: program, plans: plans, sheets: sheets, profiles: profiles, expressions: expressions,
                printed: printed),
            diagnostics: diagnostics)
    }

    private init(
        program: Program, checker: ExpressionChecker, root: MarkupElement, header: FormHeader, form: FormID,
        subject: RecordID?, expressions: [Expression], isSheet: Bool = false
    ) {
        self.isSheet = isSheet
        genre = Genre.of(root)
        self.program = program
        self.subject = subject
        self.checker = checker
        self.form = form
        self.expressions = expressions
        file = header.span.file
        summary = program.forms[form.index]
        language = root.attribute("lang")?.value.string ?? "zh-Hans"
        words = FormWords.of(language)
        namesCase = !header.subjects.isEmpty
        dateSlot = ValueSlot(source: .asOf, format: .longDate, otherwise: [], blank: Blank(""), path: [])
    }

    // MARK: - The form

    private mutating func plan(_ root: MarkupElement, _ header: FormHeader, _ profiles: PrintProfiles) -> FormPlan {
        let profile = isSheet ? sheetProfile(profile(root, profiles)) : profile(root, profiles)
        let version = FormVersion.digest(root)
        if let date = root.elements(named: "date").first { compileDate(date) }
        let pattern = root.elements(named: "number").first?.attribute("pattern")
        let number = pattern.map { numberPattern($0) }
        firmIssuer = profiles.issuer(profile)
        if genre.leavesTheHouse, !isSheet, let firm = profiles.firm(profile) {
            if let contact = firm.contact { firmLines.append(("contact", words.contact + words.colon + contact)) }
            if let account = firm.account { firmLines.append(("account", words.account + words.colon + account)) }
        }
        open(
            root, header, version: version, style: profiles.style(profile, words.language),
            hasNumber: number != nil && !isSheet,
            title: isSheet ? sheetTitle(root) : header.title)
        if !isSheet { compileCopies(root) }
        emitter.markup(xml: "<body>\n", html: "")
        if isSheet {
            compileSheet(root, header, hasNumber: number != nil)
        } else if let body = root.elements(named: "body").first {
            compileBlocks(body, notingCopiesOf: root)
        }
        if hasNotes { emitter.add(.note(.all)) }
        // For forms without a seal, and for seals that are not printed.
        if !isSheet { emitter.add(.revocation) }
        if !firmLines.isEmpty {
            let lines = firmLines.map { "<p>\(Self.text($0.text))</p>\n" }.joined()
            emitter.html("<footer class=\"firm\">\n\(lines)</footer>\n")
        }
        emitter.markup(xml: "</body>\n", html: "</main>\n</body>\n</html>\n")
        emitter.add(.annex(hasApprovals: isSheet || !genre.leavesTheHouse))
        emitter.xml("</document>\n")
        _ = emitter.here()
        return FormPlan(
            form: form, subject: subject, name: header.name, title: header.title, language: language, profile: profile,
            layout: profiles.layout(profile, words.language), version: version, words: words,
            printer: ValuePrinter(program: program, words: words),
            operations: emitter.operations, xml: emitter.xmlPool, html: emitter.htmlPool, paths: paths, values: values,
            conditions: conditions, loops: loops, boxes: boxes, messages: messages, images: images,
            texts: texts,
            counterCount: counterCount, localCount: localCount, number: number, date: dateSlot, chain: chain(),
            showsDiagram: emitter.operations.contains { if case .approvals(_, true) = $0 { true } else { false } },
            contact: firmLines.first { $0.name == "contact" }?.text,
            account: firmLines.first { $0.name == "account" }?.text, genre: genre, isSheet: isSheet,
            isStatedSheet: isSheet && !root.elements(named: "routing-sheet").isEmpty)
    }

    /// What a record begins with; what follows is canonical XML (C14N) up to the last line end.
    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    /// The start of both documents, up to the body.
    private mutating func open(
        _ root: MarkupElement, _ header: FormHeader, version: String, style: String, hasNumber: Bool, title: String
    ) {
        emitter.markup(
            xml: "\(Self.declaration)<document xmlns=\"urn:writ:document:1\"",
            html: "<!DOCTYPE html>\n<html lang=\"\(language)\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"\(PagePolicy.content())\">\n<title>")
        // Attributes stand in the order of their names, as the canonical form has them.
        emitter.add(.identity(.matter))
        emitter.xml(" form=\"\(Self.attribute(header.name))\" lang=\"\(language)\"")
        emitter.add(.identity(.place))
        emitter.xml(" rulebook=\"\(program.digest)\"")
        if isSheet { emitter.add(.identity(.sheet)) }
        emitter.html(Self.text(title))
        emitter.html("</title>\n<style>\(style)</style>\n</head>\n<body class=\"")
        emitter.add(.state(.attribute))
        emitter.xml(" version=\"\(version)\"")
        emitter.add(.state(.bodyClass))
        emitter.markup(xml: ">\n<head>\n", html: "\">\n<main>\n")
        emitter.add(.state(.banner))
        emitter.html("<header>\n")
        if let issuer = root.elements(named: "issuer").first {
            emitter.markup(xml: "<issuer>", html: "<p class=\"issuer\">")
            withoutNotes { $0.compileInline(issuer) }
            emitter.markup(xml: "</issuer>\n", html: "</p>\n")
            issuerElement = issuer
        } else if let firmIssuer {
            emitter.markup(xml: "<issuer>", html: "<p class=\"issuer\">")
            emitter.text(firmIssuer)
            emitter.markup(xml: "</issuer>\n", html: "</p>\n")
        } else {
            emitter.add(.organisation(isHead: true))
        }
        emitter.markup(xml: "<title>", html: "<h1>")
        emitter.text(title)
        emitter.markup(xml: "</title>\n", html: "</h1>\n")
        if !isSheet, let subtitle = root.elements(named: "subtitle").first {
            emitter.markup(xml: "<subtitle>", html: "<p class=\"subtitle\">")
            withoutNotes { $0.compileInline(subtitle) }
            emitter.markup(xml: "</subtitle>\n", html: "</p>\n")
        }
        if hasNumber {
            emitter.markup(xml: "<number>", html: "<p class=\"number\">")
            emitter.add(.documentNumber)
            emitter.markup(xml: "</number>\n", html: "</p>\n")
        }
        // The view shows the date where the form puts it: at the seal.
        emitter.html("</header>\n")
        emitter.xml("<date")
        emitter.add(.documentDate(isHead: true))
        emitter.xml("</date>\n")
        for (name, text) in firmLines { emitter.xml("<\(name)>\(Self.text(text))</\(name)>\n") }
        emitter.xml("</head>\n")
    }

    private mutating func profile(_ root: MarkupElement, _ profiles: PrintProfiles) -> String {
        guard let attribute = root.attribute("profile") else { return "company" }
        let name = attribute.value.string
        if profiles.names.contains(name) { return name }
        let suggestion = Suggestion.nearest(to: name, among: profiles.names)
        report(.unknownProfile(name, suggestion: suggestion), attribute.valueSpan)
        return "company"
    }

    /// The chain that the rules name for this form, where they agree on one.
    private func chain() -> ChainID? {
        var chains: Set<ChainID> = []
        for rule in program.rules where subject == nil || rule.subject == subject {
            for consequence in rule.consequences {
                if case .issue(form, _, _, _, let chain?) = consequence.kind { chains.insert(chain) }
            }
        }
        return chains.count == 1 ? chains.first : nil
    }

    /// Whether some rule issues the form's documents under a chain.
    var hasChain: Bool {
        program.rules.contains { rule in
            (subject == nil || rule.subject == subject)
                && rule.consequences.contains {
                    if case .issue(form, _, _, _, .some) = $0.kind { true } else { false }
                }
        }
    }

    // MARK: - Number, copies

    private mutating func numberPattern(_ attribute: MarkupAttribute) -> NumberPattern {
        let (pattern, problem) = NumberPattern.parse(attribute, file: file)
        if let problem { diagnostics.append(problem) }
        return pattern
    }

    private mutating func compileCopies(_ root: MarkupElement) {
        if let copies = root.elements(named: "copies").first {
            emitter.xml("<copies>\n")
            for copy in copies.elements(named: "copy") {
                let keeper = copy.attribute("keeper").flatMap { role($0) }
                under(copy, .record) { compiler in compiler.compileCopy(copy, keeper) }
            }
            emitter.xml("</copies>\n")
        }
        if let retention = root.elements(named: "retention").first {
            emitter.xml("<retention")
            if let by = retention.attribute("by"), let role = role(by) {
                emitter.xml(" by=\"\(Self.attribute(program.roles[role.index].identity.name))\"")
            }
            if FormShape.isTrue(retention, "permanent") { emitter.xml(" permanent=\"true\"") }
            if let years = FormShape.count(retention, "years") { emitter.xml(" years=\"\(years)\"") }
            emitter.xml("></retention>\n")
        }
    }

    private mutating func compileCopy(_ copy: MarkupElement, _ keeper: RoleID?) {
        emitter.xml("<copy count=\"\(FormShape.count(copy, "count") ?? 1)\"")
        if let keeper {
            emitter.xml(" keeper=\"\(Self.attribute(program.roles[keeper.index].identity.name))\"")
        }
        if FormShape.isTrue(copy, "original") { emitter.xml(" original=\"true\"") }
        emitter.xml(">")
        emitter.xml(Self.text(keeperTitle(copy)))
        emitter.xml("</copy>\n")
    }

    /// At most so many copies may depend on the case: what is said of them is written out for every choice.
    static let conditionalCopyLimit = 6

    /// Whether something is said of the copies and of how long the document is kept.
    func hasCopiesNote(_ root: MarkupElement) -> Bool {
        root.elements(named: "copies").first != nil || root.elements(named: "retention").first != nil
    }

    /// What is said of the copies, for each choice of those that depend on the case.
    mutating func compileCopiesNote(_ root: MarkupElement) {
        let copies = root.elements(named: "copies").first?.elements(named: "copy") ?? []
        let conditional = copies.filter { $0.attribute("when") != nil }
        if conditional.count > Self.conditionalCopyLimit, let one = conditional.last?.attribute("when") {
            report(.tooManyConditionalCopies(limit: Self.conditionalCopyLimit), one.nameSpan)
            return
        }
        compileCopiesNote(root, copies[...], chosen: [])
    }

    private mutating func compileCopiesNote(
        _ root: MarkupElement, _ rest: ArraySlice<MarkupElement>, chosen: [MarkupElement]
    ) {
        guard let copy = rest.first else { return emitter.text(copiesText(root, chosen)) }
        guard let attribute = copy.attribute("when") else {
            return compileCopiesNote(root, rest.dropFirst(), chosen: chosen + [copy])
        }
        guard let condition = condition(attribute) else { return }
        let slot = addCondition(attribute, condition, .inline)
        compileCopiesNote(root, rest.dropFirst(), chosen: chosen + [copy])
        let jump = emitter.here()
        emitter.add(.jump(0))
        conditions[Int(slot)].otherwise = emitter.here()
        compileCopiesNote(root, rest.dropFirst(), chosen: chosen)
        let end = emitter.here()
        conditions[Int(slot)].undecided = end
        emitter.replace(at: jump, with: .jump(end))
    }

    private func keeperTitle(_ copy: MarkupElement) -> String {
        if let title = copy.attribute("title") { return title.value.string }
        guard let name = copy.attribute("keeper")?.value.string else { return "" }
        return program.roles.first { $0.identity.name == name }?.identity.title ?? name
    }

    /// 本件一式两份：业主一份、档案员一份（正本）。保存五年。
    private func copiesText(_ root: MarkupElement, _ copies: [MarkupElement]) -> String {
        var text = ""
        if !copies.isEmpty {
            let counts = copies.map { FormShape.count($0, "count") ?? 1 }
            let parts = zip(copies, counts).map { copy, count in
                words.keeps(
                    keeperTitle(copy), copies: count, isOriginal: FormShape.isTrue(copy, "original"))
            }
            text = words.copies(counts.reduce(0, +)) + parts.joined(separator: words.listSeparator) + words.stop
        }
        if let retention = root.elements(named: "retention").first {
            if let years = FormShape.count(retention, "years") { text += words.kept(years: years) + words.stop }
            if FormShape.isTrue(retention, "permanent") { text += words.keptForever + words.stop }
        }
        return text
    }

    // MARK: - What all parts of the compiler use

    mutating func report(_ fact: FormFact, _ span: Span, _ severity: Diagnostic.Severity = .error) {
        diagnostics.append(Diagnostic(severity, fact, at: .span(span)))
    }

    /// A role or party by name; reports an unknown one.
    mutating func role(_ attribute: MarkupAttribute) -> RoleID? {
        let name = attribute.value.string
        if let index = program.roles.firstIndex(where: { $0.identity.name == name }) { return RoleID(index) }
        let suggestion = Suggestion.nearest(to: name, among: program.roles.map(\.identity.name))
        report(.unknownRole(name, suggestion: suggestion), attribute.valueSpan)
        return nil
    }

    mutating func textIndex(_ text: String) -> Int32 {
        texts.append(text)
        return Int32(truncatingIfNeeded: texts.count - 1)
    }

    mutating func newCounter() -> Int32 {
        counterCount += 1
        return Int32(truncatingIfNeeded: counterCount - 1)
    }

    static func text(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.appendText(text)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func attribute(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.appendAttribute(text)
        return String(decoding: bytes, as: UTF8.self)
    }
}
