/// Notices of about 5.6 kB each: a rulebook, a form, and cases as lines of JSON, the same for the same seed.
enum NoticeWorkload {
    static let rules = """
        rulebook notices "责令整改"
        source L "检查规程"
          clause 1 "责令限期整改"
        role inspector "执法人员"
        party company "被检查单位"
        enum Level "隐患等级" low "轻微" < medium "一般" < high "较大" < critical "重大"
        record Party "单位"
          name : Text "名称"
          credit-code : Text "统一社会信用代码"
          legal-rep : Text "法定代表人"
          address : Text "地址"
          phone : Text "联系电话"
          industry : Text "所属行业"
        record Inspector "执法人员"
          name : Text "姓名"
          cert : Text "证号"
        record Finding "问题"
          place : Text "部位"
          item : Text "事项"
          desc : Text "问题"
          law : Text "依据"
          measure : Text "整改要求"
          deadline : Date "期限"
          penalty : Money "拟处罚款"
        record Opinion "意见"
          role : Text "环节"
          name : Text "姓名"
          opinion : Text "意见"
          date : Date "日期"
        case Notice "责令整改"
          doc-no : Text "文号"
          agency : Text "机关"
          agency-phone : Text "联系电话"
          company-data : Party "被检查单位"
          inspected-on : Date "检查日期"
          inspectors : list of Inspector "执法人员"
          level : Level "隐患等级"
          repeated : Boolean "再次发现"
          stop-work : Boolean "停止作业"
          findings : list of Finding "问题"
          total-penalty : Money "合计"
          appeal-days : Integer "复议期限"
          attachments-listed : list of Text "附件"
          opinions : list of Opinion "意见"
        rule order "责令限期整改"
          for Notice
          basis L 1
          when count findings > 0
          issue notice to company
        """

    static let form = """
        <form xmlns="urn:writ:form:1" id="notice" for="Notice" title="责令限期整改指令书">
          <issuer><value of="agency"/></issuer>
          <subtitle>文号：<value of="doc-no"/></subtitle>
          <body>
            <fields columns="2">
              <field label="被检查单位" of="company-data.name" span="2"/>
              <field of="company-data.credit-code"/><field of="company-data.legal-rep"/>
              <field of="company-data.address"/><field of="company-data.phone"/>
              <field of="company-data.industry"/><field of="level"/>
            </fields>
            <p>经本机关执法人员<list each="i in inspectors"><value of="i.name"/>（证号：<value of="i.cert"/>）</list>于<value of="inspected-on"/>对你单位进行现场检查，发现存在下列问题：</p>
            <table each="f in findings" numbered="序号">
              <column title="部位"><value of="f.place"/></column>
              <column title="问题"><b><value of="f.item"/></b>：<value of="f.desc"/></column>
              <column title="依据"><value of="f.law"/></column>
              <column title="整改要求"><value of="f.measure"/></column>
              <column title="期限"><value of="f.deadline"/></column>
              <column title="拟处罚款（元）" align="right"><value of="f.penalty" as="amount"/></column>
              <total label="合计"><value of="total-penalty" as="amount"/>（大写：<value of="total-penalty" as="money-capital"/>）</total>
            </table>
            <p>现责令你单位对上述第1项至第<value of="count findings"/>项问题按规定期限整改完毕，并于整改完成后三日内将整改情况书面报告本机关。逾期不整改或者达不到要求的，本机关将依法给予行政处罚。</p>
            <p when="stop-work">鉴于现场存在直接危及人身安全的情形，根据《中华人民共和国安全生产法》第七十条，责令你单位立即停止相关区域的作业，撤出作业人员；经本机关复查同意后方可恢复。</p>
            <p when="level = critical">本次检查发现的重大事故隐患将依法挂牌督办，并抄报上一级主管部门。</p>
            <p when="repeated">你单位曾因同类问题被责令整改，本次属于一年内再次发现，依法应当从重处理。</p>
            <p when="total-penalty >= ¥100,000">拟处罚款合计<value of="total-penalty" as="amount"/>元，属于较大数额罚款，你单位有权在收到告知之日起五日内要求举行听证。</p>
            <p>如不服本指令，可以自收到之日起<value of="appeal-days"/>日内依法申请行政复议，或者在六个月内依法向人民法院提起行政诉讼。复议、诉讼期间不停止执行。</p>
            <attachments when="count attachments-listed > 0"><attachment each="a in attachments-listed"><value of="a"/></attachment></attachments>
            <table each="o in opinions"><column title="环节"><value of="o.role"/></column><column title="姓名"><value of="o.name"/></column>
              <column title="意见"><value of="o.opinion"/></column><column title="日期"><value of="o.date"/></column></table>
            <p>联系电话：<value of="agency-phone"/></p>
            <seal/>
            <colophon><line>本指令书一式三份：一份送达被检查单位，一份存档，一份报送备案。</line></colophon>
          </body>
        </form>
        """

    /// One case a line.
    static func lines(_ count: Int) -> [[UInt8]] {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        func pick(_ choices: [String]) -> String { choices[random(choices.count)] }
        func date() -> String {
            let (month, day) = (1 + random(12), 1 + random(28))
            return "2025-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        }
        func object(_ fields: [(String, String)]) -> String {
            "{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
        }
        func text(_ value: String) -> String { "\"\(value)\"" }
        let places = ["配电房", "厂区西北角气瓶间", "二层原料仓库", "地下污水池", "三号车间东侧疏散通道"]
        let items = ["安全投入不足", "应急照明失效", "粉尘清扫不及时", "外包单位失管", "灭火器过期"]
        let details = ["线路敷设不规范，接头裸露，未设置漏电保护装置", "作业人员未佩戴防护用品，且未能出示有效的特种作业操作证"]
        let laws = ["《中华人民共和国安全生产法》第三十五条", "《特种设备安全法》第四十条第三款", "《中华人民共和国消防法》第二十八条"]
        let measures = ["停止使用该设备，经检验合格后方可恢复", "更换老化线路，加装漏电保护装置并出具检测报告"]
        let names = ["黄静芳", "李磊", "郭刚", "高远"]
        return (1...count).map { number in
            let findings = (0..<(3 + random(10))).map { _ in
                object([
                    ("place", text(pick(places))), ("item", text(pick(items))), ("desc", text(pick(details))),
                    ("law", text(pick(laws))), ("measure", text(pick(measures))), ("deadline", text(date())),
                    ("penalty", "\(random(60_000)).50"),
                ])
            }
            let people = (0..<(2 + random(2))).map { _ in
                object([("name", text(pick(names))), ("cert", text("YJ\(100_000 + random(900_000))"))])
            }
            let opinions = ["承办人", "中队负责人", "法制审核员", "分管局长"].map { role in
                object([
                    ("role", text(role)), ("name", text(pick(names))), ("opinion", text("拟同意")), ("date", text(date())),
                ])
            }
            let company = object([
                ("name", text("云岭市宏达精密机械有限公司")), ("credit-code", text("9128802077271772\(10 + random(90))")),
                ("legal-rep", text(pick(names))), ("address", text("云岭市北岭区和平路\(1 + random(999))号")),
                ("phone", text("1139164\(1000 + random(9000))")), ("industry", text("食品制造")),
            ])
            let facts = object([
                ("doc-no", text("云应急责改〔2025〕\(number)号")), ("agency", text("云岭市北岭区应急管理局")),
                ("agency-phone", text("0687-65692254")), ("company-data", company), ("inspected-on", text(date())),
                ("inspectors", "[" + people.joined(separator: ",") + "]"),
                ("level", text(pick(["low", "medium", "high", "critical"]))),
                ("repeated", random(4) == 0 ? "true" : "false"),
                ("stop-work", random(5) == 0 ? "true" : "false"),
                ("findings", "[" + findings.joined(separator: ",") + "]"),
                ("total-penalty", "\(random(300_000)).00"), ("appeal-days", "60"),
                ("attachments-listed", "[\"现场检查记录\",\"现场照片\"]"),
                ("opinions", "[" + opinions.joined(separator: ",") + "]"),
            ])
            let line = object([
                ("case", text("Notice")), ("id", text("N\(number)")), ("as-of", text("2025-06-01")), ("facts", facts),
            ])
            return Array(line.utf8)
        }
    }
}
