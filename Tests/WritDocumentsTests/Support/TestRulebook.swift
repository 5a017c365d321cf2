import WritLanguage
import WritSemantics

/// A small rulebook with a field of every type, for the tests of forms.
enum TestRulebook {
    static let text = """
        rulebook test "报修"
        source M "维修手册"
          clause 1 "受理"
        role steward "管理员"
        role manager "经理"
        party owner "业主"
        organisation office "物业管理处"
          manager
          steward under manager
        enum Kind "类别" wall "墙体" | facade "外立面" | other "其他"
        record Item "事项"
          kind  : Kind "类别"
          place : Text "部位"
          sum   : Money "金额"
          done  : Date? "完成日期"
        case Repair "报修"
          unit       : Text "房号"
          owner-name : Text "业主姓名"
          phone      : Text? "电话"
          received   : Date "受理日期"
          closed     : Date? "办结日期"
          called     : DateTime "来电时间"
          urgent     : Boolean "加急"
          visits     : Integer "上门次数"
          area       : Decimal "面积"
          rate       : Percent "费率"
          kind       : Kind "类别"
          kinds      : list of Kind "涉及类别"
          items      : list of Item "事项"
        parameter limit "整改期限" : days
          is 7 days from 2020-01-01
        parameter fee "手续费" : Money is not stated
        define total of Repair : Money "合计"
          is sum of i.sum for i in items
        define dear of Item : Boolean "大额"
          is sum > ¥1,000
        chain sign "审批"
          basis M 1
          step first "初审" by steward
          step last  "复审" by manager
        rule remind "催告"
          for Repair
          basis M 1
          when total > ¥0
          issue reminder to owner with amount = total due limit after as-of approval sign
        """

    /// The forms that the rules mention.
    static let otherForms: [FormHeader] = {
        let nowhere = Span(file: FileID(9), start: 0, end: 0)
        return [
            FormHeader(
                name: "reminder", title: "催告书", subjects: [Name(text: "Repair", span: nowhere)], nameSpan: nowhere,
                span: nowhere)
        ]
    }()

    /// The smallest form that the rules can issue.
    static let reminder = """
        <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="催告书"><body/></form>
        """
}
