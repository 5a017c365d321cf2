import Testing
import WritLanguage

import WritSemantics

/// The expressions of forms.
@Suite struct ExpressionCheckerTests {
    private static let rules = """
        party owner "业主"
        enum Severity "等级" minor "一般" < major "重大"
        record Item "事项"
          cost  : Money "费用"
          fixed : Date? "整改日期"
        case Matter "案件"
          unit     : Text "房号"
          total    : Text "合计"
          severity : Severity "等级"
          closed   : Date? "办结日期"
          items    : list of Item "明细"
        rule r "规则"
          for Matter
          issue form-a to owner with total = ¥5
        """

    private func program() throws -> Program {
        let rulebook = RulebookText(ExpressionCheckerTests.rules)
        return try #require(rulebook.program, "\(rulebook.messages)")
    }

    private func parse(_ text: String) -> ExpressionSyntax {
        let bytes = Array(text.utf8)
        return Parser.parseExpression(bytes, offsets: (0...bytes.count).map { Int32($0) }, file: FileID(7)).0
    }

    @Test func argumentsWinOverFieldsAndLocalsOverArguments() throws {
        let checker = ExpressionChecker(program: try program())
        let subject = RecordID(1)
        let argument = checker.check(parse("total"), subject: subject, locals: [], form: FormID(0))
        #expect(argument.diagnostics.isEmpty)
        #expect(argument.expression.type == .money)
        guard case .argument(FormID(0), 0) = argument.expression.kind else {
            Issue.record("\(argument.expression)")
            return
        }
        let field = checker.check(parse("total"), subject: subject, locals: [], form: nil)
        #expect(field.expression.type == .text)
        let local = checker.check(
            parse("total.cost"), subject: subject, locals: [("total", .record(RecordID(0)))], form: FormID(0))
        #expect(local.expression.type == .money)
    }

    @Test func localsAreNumberedAfterThoseAround() throws {
        let checker = ExpressionChecker(program: try program())
        let checked = checker.check(
            parse("some i in items satisfies i.cost > v.cost"), subject: RecordID(1),
            locals: [("v", .record(RecordID(0)))], form: FormID(0))
        #expect(checked.diagnostics.isEmpty)
        guard case .some(local: 2, in: _, _) = checked.expression.kind else {
            Issue.record("\(checked.expression)")
            return
        }
    }

    @Test func testsAroundAPartCount() throws {
        let checker = ExpressionChecker(program: try program())
        let subject = RecordID(1)
        let test = checker.check(parse("closed is known"), subject: subject, locals: [], form: FormID(0)).expression
        let value = parse("3 days after closed")
        #expect(checker.check(value, subject: subject, locals: [], form: FormID(0)).diagnostics.count == 1)
        let under = checker.check(value, subject: subject, locals: [], form: FormID(0), assuming: [test])
        #expect(under.diagnostics.isEmpty)
        let bytes = Array("v in items where v.fixed is known".utf8)
        let (syntax, _) = Parser.parseForEach(bytes, offsets: (0...bytes.count).map { Int32($0) }, file: FileID(7))
        let each = checker.checkForEach(try #require(syntax), subject: subject, locals: [], form: FormID(0))
        #expect(each.diagnostics.isEmpty)
        #expect(each.forEach.local == 1)
        let condition = try #require(each.forEach.condition)
        let inner = checker.check(
            parse("3 days after v.fixed"), subject: subject, locals: [("v", each.element)], form: FormID(0),
            assuming: [condition])
        #expect(inner.diagnostics.isEmpty)
    }

    @Test func aWrongPlaceholderIsToldAtItsPlaceInTheForm() throws {
        let checker = ExpressionChecker(program: try program())
        let checked = checker.check(
            parse("unit = severty"), subject: RecordID(1), locals: [], form: FormID(0))
        #expect(checked.diagnostics.map(\.fact.id) == ["fact.unknown-name"])
        #expect(checked.diagnostics.map(\.place) == [.span(Span(file: FileID(7), start: 7, end: 14))])
    }
}
