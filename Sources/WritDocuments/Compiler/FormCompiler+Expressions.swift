import WritLanguage
import WritSemantics

extension FormCompiler {
    /// An expression of an attribute, typed under the conditions around it; nil where it is wrong, which is reported.
    mutating func expression(_ attribute: MarkupAttribute) -> Expression? {
        guard hasCase(attribute) else { return nil }
        let (syntax, problems) = Parser.parseExpression(
            attribute.value.bytes, offsets: attribute.value.offsets, file: file)
        diagnostics += problems
        guard !problems.contains(where: { $0.severity == .error }) else { return nil }
        return check(syntax)
    }

    /// An attribute that is not empty, in a form that has a case type; both are reported elsewhere, once.
    private mutating func hasCase(_ attribute: MarkupAttribute) -> Bool {
        if attribute.value.bytes.allSatisfy({ $0 == UInt8(ascii: " ") }) { return false }
        if subject != nil { return true }
        if !namesCase { report(.needsCase(attribute.name), attribute.nameSpan) }
        return false
    }

    private mutating func check(_ syntax: ExpressionSyntax) -> Expression? {
        let (checked, problems) = checker.check(
            syntax, subject: subject, locals: locals.map { ($0.name, $0.type) }, form: form, assuming: guards)
        diagnostics += problems
        return checked.type == .error || problems.contains(where: { $0.severity == .error }) ? nil : checked
    }

    mutating func condition(_ attribute: MarkupAttribute) -> Expression? {
        guard let checked = expression(attribute) else { return nil }
        guard checked.type == .boolean else {
            report(.notACondition(type: name(of: checked.type)), attribute.valueSpan)
            return nil
        }
        return checked
    }

    static func negated(_ condition: Expression) -> Expression {
        Expression(.not(condition), type: .boolean, span: condition.span)
    }

    // MARK: - Conditions around parts

    /// How a part whose condition is not known is marked, so that the mark fits where the part would stand.
    enum Mark {
        case block, inline, item
        /// In the record only.
        case record
        case row(columns: Int)
        case field
    }

    /// What stands around the words in the view, and behind them in the record.
    private func markup(_ mark: Mark) -> (xmlEnd: String, html: String, htmlEnd: String) {
        switch mark {
        case .block: ("\n", "<p class=\"undecided\">", "</p>\n")
        case .record: ("\n", "", "")
        case .inline: ("", "<span class=\"undecided\">", "</span>")
        case .item: ("\n", "<div role=\"listitem\" class=\"undecided\">", "</div>\n")
        case .row(let columns): ("\n", "<tr class=\"undecided\"><td colspan=\"\(columns)\">", "</td></tr>\n")
        case .field: ("\n", "<div class=\"undecided\"><dt>—</dt><dd>", "</dd></div>\n")
        }
    }

    private mutating func undecided(_ attribute: MarkupAttribute, _ mark: Mark) -> UndecidedMark {
        let (xmlEnd, html, htmlEnd) = markup(mark)
        let isRow = if case .row = mark { true } else { false }
        return UndecidedMark(
            before: emitter.apart(
                xml: "<undecided \(attribute.name)=\"\(Self.attribute(attribute.value.string))\">", html: html),
            behind: emitter.apart(xml: "</undecided>" + xmlEnd, html: htmlEnd), isRow: isRow)
    }

    /// Compiles a part under its `when`, where it has one.
    mutating func under(_ element: MarkupElement, _ mark: Mark, _ part: (inout FormCompiler) -> Void) {
        guard let attribute = element.attribute("when"), let condition = condition(attribute) else {
            return part(&self)
        }
        let slot = addCondition(attribute, condition, mark)
        guards.append(condition)
        part(&self)
        guards.removeLast()
        let end = emitter.here()
        conditions[Int(slot)].otherwise = end
        conditions[Int(slot)].undecided = end
    }

    /// Adds a test whose targets are set later.
    mutating func addCondition(_ attribute: MarkupAttribute, _ checked: Expression, _ mark: Mark) -> Int32 {
        let mark = undecided(attribute, mark)
        conditions.append(
            ConditionSlot(
                source: source(of: checked), path: path(of: checked) ?? [], otherwise: 0, undecided: 0,
                mark: mark))
        let slot = Int32(truncatingIfNeeded: conditions.count - 1)
        emitter.add(.test(slot))
        return slot
    }

    // MARK: - Repetition

    /// Compiles a part once for each element of `each`; returns the loop, or nil where it is wrong.
    @discardableResult
    mutating func each(
        _ attribute: MarkupAttribute, _ mark: Mark, blankRounds: Int, _ part: (inout FormCompiler, Int32?) -> Void
    ) -> Int32? {
        guard hasCase(attribute) else { return nil }
        let (parsed, problems) = Parser.parseForEach(
            attribute.value.bytes, offsets: attribute.value.offsets, file: file)
        diagnostics += problems
        guard let parsed else { return nil }
        let (checked, element, found) = checker.checkForEach(
            parsed, subject: subject, locals: locals.map { ($0.name, $0.type) }, form: form, assuming: guards)
        diagnostics += found
        if element == .error || found.contains(where: { $0.severity == .error }) { return nil }
        let loop = Int32(truncatingIfNeeded: loops.count)
        let mark = undecided(attribute, mark)
        let listPath = path(of: checked.list)
        if mark.isRow, checked.condition != nil, let listPath { sums?.showsSome(of: listPath) }
        let listSource = source(of: checked.list)
        let elementPath = listPath.map { $0 + [.text("["), .position(loop: loop), .text("]")] }
        locals.append(Local(name: checked.name, type: element, path: elementPath))
        localCount = max(localCount, locals.count)
        loops.append(
            LoopSlot(
                list: listSource, path: listPath ?? [], condition: checked.condition.map { source(of: $0) },
                conditionPath: checked.condition.flatMap { path(of: $0) } ?? [],
                local: Int32(truncatingIfNeeded: locals.count), blankRounds: Int32(truncatingIfNeeded: blankRounds),
                body: 0, end: 0, mark: mark))
        if let condition = checked.condition { guards.append(condition) }
        emitter.add(.loop(loop))
        loops[Int(loop)].body = emitter.here()
        part(&self, loop)
        emitter.add(.next(loop))
        loops[Int(loop)].end = emitter.here()
        if checked.condition != nil { guards.removeLast() }
        locals.removeLast()
        return loop
    }

    /// A part that may have `each`, `when`, or both: the condition is asked for each element.
    mutating func repeated(_ element: MarkupElement, _ mark: Mark, _ part: (inout FormCompiler) -> Void) {
        if let attribute = element.attribute("each") {
            each(attribute, mark, blankRounds: 2) { compiler, _ in
                compiler.under(element, mark, part)
            }
        } else {
            under(element, mark, part)
        }
    }

    // MARK: - Where values come from

    mutating func source(of expression: Expression) -> ValueSource {
        switch expression.kind {
        case .asOf: return .asOf
        case .local(let local) where local > 0: return .local(Int32(truncatingIfNeeded: local))
        case .argument(let form, let index) where form == self.form: return .argument(Int32(truncatingIfNeeded: index))
        default: break
        }
        if let fields = fields(of: expression) {
            if let field = fields.fields.first, fields.fields.count == 1 {
                return fields.local == 0 ? .fact(field) : .localField(fields.local, field)
            }
            if fields.fields.count > 1 {
                paths.append(fields)
                return .nested(Int32(truncatingIfNeeded: paths.count - 1))
            }
        }
        expressions.append(expression)
        return .expression(
            Int32(truncatingIfNeeded: expressions.count - 1), locals: Int32(truncatingIfNeeded: locals.count))
    }

    /// An expression that does nothing but follow fields.
    private func fields(of expression: Expression) -> FieldPath? {
        switch expression.kind {
        case .local(let local): return FieldPath(local: Int32(truncatingIfNeeded: local), fields: [])
        case .field(let of, let index):
            // A group's members are no fields of a record, and other cases are looked up.
            guard let declared = field(of.type, index), !declared.isLookedUp, let outer = fields(of: of) else {
                return nil
            }
            return FieldPath(local: outer.local, fields: outer.fields + [Int32(truncatingIfNeeded: index)])
        default: return nil
        }
    }

    /// The path into the case that an expression is, such as `violations[` 1 `].kind`; nil where it computes something.
    func path(of expression: Expression) -> [PathPart]? {
        switch expression.kind {
        case .asOf: return [.text("as-of")]
        case .local(let local):
            guard local > 0 else { return [] }
            return locals.indices.contains(local - 1) ? locals[local - 1].path : nil
        case .field(let of, let index):
            guard let field = field(of.type, index) else { return nil }
            return path(of: of).map { step($0, field.name) }
        case .definition(let of, let id):
            return path(of: of).map { step($0, program.definitions[id.index].identity.name) }
        case .parameter(let id): return [.text(program.parameters[id.index].identity.name)]
        case .argument(let form, let index) where form == self.form && summary.arguments.indices.contains(index):
            return [.text(summary.arguments[index].name)]
        case .widened(let inner), .rounded(let inner): return path(of: inner)
        default: return nil
        }
    }

    private func step(_ path: [PathPart], _ name: String) -> [PathPart] {
        path.isEmpty ? [.text(name)] : path + [.text("." + name)]
    }

    private func field(_ type: ValueType, _ index: Int) -> RecordType.Field? {
        switch type {
        case .optional(let wrapped): return field(wrapped, index)
        case .record(let id):
            let fields = program.records[id.index].fields
            return fields.indices.contains(index) ? fields[index] : nil
        default: return nil
        }
    }

    /// The title for people that a value brings along, as the label of a field.
    func title(of expression: Expression) -> String? {
        switch expression.kind {
        case .field(let of, let index): field(of.type, index)?.title
        case .definition(_, let id): program.definitions[id.index].identity.title
        case .parameter(let id): program.parameters[id.index].identity.title
        case .widened(let inner), .rounded(let inner): title(of: inner)
        default: nil
        }
    }

    /// A type as the rule language writes it.
    func name(of type: ValueType) -> String { checker.describe(type) }
}
