/// Kinds of edits to `SignOffRulebook`, each with exactly the items whose sign-offs must lapse.
struct SignOffEdit: Sendable, CustomStringConvertible {
    enum Change: Sendable {
        /// The first place where it stands.
        case replace(String, with: String)
        case replaceInForm(String, with: String)
        /// A declaration, up to the next one, moves to a file of its own.
        case move(String)
        case add(String)
    }
    let description: String
    let changes: [Change]
    let lapses: Set<String>

    private init(_ description: String, _ changes: [Change], _ lapses: Set<String>) {
        self.description = description
        self.changes = changes
        self.lapses = lapses
    }

    private static func rule(_ description: String, _ old: String, _ new: String, _ lapses: Set<String>) -> SignOffEdit
    {
        SignOffEdit(description, [.replace(old, with: new)], lapses)
    }

    // What rests on what.
    private static let clause1: Set = ["clause M 1"]
    private static let clause2: Set = ["clause M 2"]
    private static let clause3: Set = ["clause M 3"]
    private static let clause4: Set = ["clause M 4"]
    private static let act = clause2.union(["rule act"])
    private static let tell = clause3.union(["rule tell"])
    private static let enter = clause1.union(["rule enter"])
    private static let stop = clause3.union(["rule stop"])
    private static let relief = clause4.union(["rule relief"])
    private static let summary = clause1.union(["duty summary"])
    private static let release = tell.union(["chain release"])
    private static let grave = act.union(["define grave of Matter"])
    private static let total = release.union(relief).union(["define total of Matter"])
    private static let costly = tell.union(["define costly of Item"])
    private static let copies = tell.union(["table copies", "form letter"])
    private static let letter = tell.union(["form letter"])
    private static let period = act.union(["parameter period"])
    private static let limit = release.union(["parameter limit"])
    private static let unused = clause3.union(["parameter unused"])
    private static let kinds = grave.union(copies)
    private static let ways = relief.union(tell)
    private static let dated = act.union(release).union(summary)
    private static let office = dated.union(["calendar office", "organisation one"])
    private static let shop = dated.union(["calendar shop", "organisation two"])
    private static let matter = enter.union(grave).union(total).union(copies).union(stop)

    /// Layout, comments, prose, moves, keywords and what nothing rests on.
    static let harmless: [SignOffEdit] = [
        rule("more blanks", "  when grave\n", "  when    grave\n", []),
        rule("a line break", "  when grave\n", "  when\n    grave\n", []),
        rule("a comment", "  when grave\n", "  when grave -- 说明\n", []),
        rule("documentation of a rule", "rule act", "--- 说明\nrule act", []),
        rule("documentation of a parameter", "parameter period", "--- 说明\nparameter period", []),
        rule("documentation of a field", "  amount : Money", "  --- 说明\n  amount : Money", []),
        rule("a keyword of another language", "  when grave\n", "  当 grave\n", []),
        rule("lines of a table without blanks", "| major | < 60  || 3                   |", "|major|< 60||3|", []),
        SignOffEdit("a rule in another file", [.move("rule enter")], []),
        SignOffEdit("a rule that overrides in another file", [.move("rule relief")], []),
        SignOffEdit("a definition in another file", [.move("define grave")], []),
        SignOffEdit("a parameter in another file", [.move("parameter period")], []),
        SignOffEdit("a table in another file", [.move("table copies")], []),
        SignOffEdit("a chain in another file", [.move("chain release")], []),
        SignOffEdit("a calendar in another file", [.move("calendar office")], []),
        SignOffEdit("a firm in another file", [.move("organisation one")], []),
        SignOffEdit("an enumeration in another file", [.move("enum Kind")], []),
        SignOffEdit("a role in another file", [.move("role clerk")], []),
        SignOffEdit("a duty in another file", [.move("duty summary")], []),
        SignOffEdit("a case type in another file", [.move("case Matter")], []),
        SignOffEdit("a comment in a form", [.replaceInForm("<body>", with: "<body><!-- 说明 -->")], []),
        SignOffEdit("layout of a form", [.replaceInForm("<body>", with: "<body>\n\n")], []),
        SignOffEdit("a role that nobody asks", [.add("role visitor \"访客\"")], []),
        rule("a clause that nothing carries", "  clause 9", "  clause 8 \"附则\" prose\n  clause 9", []),
        rule("a field that nothing asks", "  urgent : Boolean", "  extra : Integer \"另\"\n  urgent : Boolean", []),
    ]

    static let harmful: [SignOffEdit] = [
        // Types
        rule("the order of values", "minor \"一般\" < major \"重大\"", "major \"重大\" < minor \"一般\"", kinds),
        rule("the title of a value", "major \"重大\"", "major \"严重\"", kinds),
        rule("a further value", "letter \"来信\"", "letter \"来信\" | mail \"邮件\"", ways),
        rule("the title of a field", "\"金额\"", "\"数额\"", total),
        rule("the bounds of a field", "from 0 to 100", "from 0 to 90", copies),
        rule(
            "the law of another day", "case Matter \"事项\"", "case Matter governed by received \"事项\"",
            matter.union(["define costly of Item"])),
        rule("the title of a case type", "case Matter \"事项\"", "case Matter \"事务\"", matter),
        rule("the title of an optional field", "\"办结日期\"", "\"办结之日\"", enter),
        // Parameters
        rule("a figure", "is 3 days", "is 5 days", period),
        rule("a figure from a day on", "is 3 days", "is 3 days\n  is 5 days from 2026-06-01", period),
        rule("a figure that firms may set", "is ¥1,000", "is ¥2,000", limit),
        rule("a figure that a firm sets", "with limit = ¥500", "with limit = ¥600", limit.union(["organisation one"])),
        rule("a firm's figure taken away", "  with limit = ¥500\n", "", limit.union(["organisation one"])),
        rule(
            "a figure that nothing uses", "\"备用\" : Integer\n  basis M 3\n  is 1",
            "\"备用\" : Integer\n  basis M 3\n  is 2", unused),
        rule("the title of a parameter", "\"限额\"", "\"额度\"", limit.union(["organisation one"])),
        rule(
            "the clause of a parameter", "\"备用\" : Integer\n  basis M 3", "\"备用\" : Integer\n  basis M 2",
            unused.union(clause2)),
        // Definitions and tables
        rule("the condition of a branch", "is true when kind = major", "is true when kind >= minor", grave),
        rule("the value of a branch", "is false otherwise", "is true otherwise", grave),
        SignOffEdit(
            "a new amendment", [.add("amend grave of Matter\n  except is true when amount > ¥900 basis M 4")],
            grave.union(clause4)),
        rule("a sum", "is amount + (sum", "is amount - (sum", total),
        rule("a definition of elements", "is cost > ¥100", "is cost > ¥99", costly),
        rule("the title of a definition", "\"合计\"\n", "\"总额\"\n", total),
        rule(
            "the clause of a definition", "\"高额\"\n  basis M 3", "\"高额\"\n  basis M 2", costly.union(clause2)),
        rule(
            "a definition that is in force from a day on", "\"高额\"\n  basis M 3",
            "\"高额\"\n  basis M 3\n  valid from 2026-01-01", costly),
        rule("a cell", "| major | < 60  || 3", "| major | < 50  || 3", copies),
        rule("an output", "|| 1  ", "|| 0  ", copies),
        rule("a policy", "\"份数\"\n  basis M 3", "\"份数\"\n  basis M 3\n  policy first", copies),
        rule("the title of a table", "\"份数\"", "\"文书份数\"", copies),
        // Chains, firms, calendars
        rule("the limit of a step", "within 2 working days", "within 3 working days", release),
        rule("who signs a step", "\"初审\" by clerk", "\"初审\" by director", release),
        rule("when a step is required", "when total > limit", "when total >= limit", release),
        rule("a further step", "  step second", "  step middle \"会签\" by manager\n  step second", release),
        rule("the title of a step", "\"初审\"", "\"预审\"", release),
        rule("the title of a chain", "\"审批\" for", "\"审批程序\" for", release),
        rule(
            "a post", "  clerk under director", "  manager under director\n  clerk under manager",
            release.union(["organisation two"])),
        rule(
            "who is above whom", "  clerk under manager", "  clerk under director", release.union(["organisation one"])),
        rule(
            "a substitute", "  with limit",
            "  substitute director for manager from 2026-05-01 to 2026-12-10\n  with limit",
            release.union(["organisation one"])),
        rule(
            "a post that had a duty", "  clerk under director\n", "",
            release.union(summary).union(["organisation two"])),
        rule("the calendar of a firm", "  calendar shop\n", "  calendar office\n", dated.union(["organisation two"])),
        rule("the title of a firm", "\"一公司\"", "\"第一公司\"", enter.union(["organisation one"])),
        rule("a holiday", "to 2026-10-07", "to 2026-10-08", office),
        rule("whether deadlines move", "  deadlines roll forward\n", "", office),
        rule("a zone", "  deadlines roll forward\n", "  deadlines roll forward\n  zone +08:00\n", office),
        rule("the days off of another firm", "  weekend Sunday\n", "  weekend Saturday Sunday\n", shop),
        rule(
            "the days that are covered", "\"门店日历\"\n  weekend Sunday\n  covers 2020",
            "\"门店日历\"\n  weekend Sunday\n  covers 2021", shop),
        // Rules
        rule("the condition of a rule", "  when grave\n", "  when grave and urgent\n", act),
        rule("a deadline", "due period after received", "due 4 days after received", act),
        rule("whether a deadline moves", "due period after received", "due period after received rolling not", act),
        rule("a time of day", "due period after received", "due period after received by 12:00", act),
        rule("who does a task", "require \"查办\" by clerk", "require \"查办\" by manager", act),
        rule("the words of a task", "require \"查办\"", "require \"立即查办\"", act),
        rule("the title of a rule", "\"重大的，查办\"", "\"重大事项查办\"", act),
        rule(
            "the clause of a rule", "查办\"\n  for Matter\n  basis M 2", "查办\"\n  for Matter\n  basis M 1",
            act.union(clause1)),
        rule("from when a rule is in force", "  when grave\n", "  valid from 2026-01-01\n  when grave\n", act),
        rule("at which firms", "  when grave\n", "  at two\n  when grave\n", act),
        rule("everywhere", "  at one\n", "", enter),
        rule("what a hold waits for", "letter is approved", "letter is delivered", stop),
        rule("an addressee", "to owner with", "to owner, clerk with", tell),
        rule("what a document is given", "with sum = total", "with sum = amount", tell),
        rule("an approval", " approval release", "", tell),
        rule(
            "the clause of a hold", "付款\"\n  for Matter\n  basis M 3", "付款\"\n  for Matter\n  basis M 4",
            stop.union(clause4)),
        // Rules that win over others
        rule("the condition of an exception", "way = phone", "way = letter", ways),
        rule("an exception taken away", "  overrides tell\n", "", ways),
        rule("an exception to one more rule", "overrides tell\n", "overrides tell, enter\n", relief.union(enter)),
        SignOffEdit(
            "a new rule that overrides",
            [
                .add(
                    "rule spare \"免查办\"\n  for Matter\n  basis M 4\n  when urgent\n  overrides act\n  notify clerk \"免\""
                )
            ],
            act.union(clause4)),
        rule("what else an exception brings about", "notify owner \"合计", "notify clerk \"合计", relief),
        rule("the words of an exception", "\"合计 {total}\"", "\"共 {total}\"", relief),
        rule("the title of an exception", "\"加急的，不另告知\"", "\"加急免告知\"", ways),
        SignOffEdit(
            "a rule deleted",
            [
                .replace(
                    "rule stop \"暂停付款\"\n  for Matter\n  basis M 3\n  hold payment until letter is approved\n", with: ""
                )
            ],
            stop),
        SignOffEdit(
            "a new rule", [.add("rule more \"另\"\n  for Matter\n  basis M 1\n  notify clerk \"另\"")], clause1),
        // Forms, sources, duties, roles, actions
        rule(
            "the title of a source", "source M \"规程\"", "source M \"规程汇编\"",
            matter.union(act).union(tell).union(relief).union(summary).union(release).union(costly).union(period).union(
                limit
            ).union(unused).union(["clause M 9"])),
        SignOffEdit("the words of a form", [.replaceInForm("类别 <", with: "级别 <")], letter),
        SignOffEdit("a value of a form", [.replaceInForm("\"number-of\"", with: "\"amount\"")], letter),
        SignOffEdit("the title of a form", [.replaceInForm("告知函", with: "告知书")], letter.union(stop)),
        rule("what a clause says", "重大的，五日内查办", "重大的，三日内查办", grave.union(period)),
        rule(
            "what a clause of much says", "大额的，经理复核", "大额的，主任复核",
            total.union(copies).union(costly).union(stop).union(limit).union(unused)),
        rule("the title of a clause", "clause 1 \"登记\"", "clause 1 \"登记受理\"", enter.union(summary)),
        rule("the disposition of a clause", "clause 9 \"总则\" prose", "clause 9 \"总则\" rejected \"不用\"", ["clause M 9"]),
        rule("the day of a duty", "every Monday", "every Friday", summary),
        rule("who has a duty", "every Monday by clerk", "every Monday by manager", summary),
        rule(
            "the title of a role", "role clerk \"经办人\"", "role clerk \"专员\"",
            act.union(enter).union(release).union(summary).union(["organisation one", "organisation two"])),
        rule("the title of a party", "\"业主\"", "\"住户\"", tell.union(relief)),
        rule("the title of an action", "action payment \"支付\"", "action payment \"付款\"", stop),
    ]
}
