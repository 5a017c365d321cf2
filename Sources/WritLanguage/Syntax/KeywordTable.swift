/// How one language spells the words of the grammar. Languages are data: the parser knows keywords only.
package struct KeywordTable: Sendable {
    /// Indexed by `Keyword.rawValue`.
    package let spellings: [String]

    package func spelling(of keyword: Keyword) -> String {
        let index = Int(keyword.rawValue)
        return index < spellings.count ? spellings[index] : ""
    }

    package func callAsFunction(_ keyword: Keyword) -> String { spelling(of: keyword) }

    /// A piece of rules that messages quote, such as `is VALUE when CONDITION`: written with English keywords, shown with
    /// those of the table.
    package func callAsFunction(_ code: String) -> String {
        self.isEnglish
            ? code
            : code.split(separator: " ", omittingEmptySubsequences: false).map(word).joined(separator: " ")
    }

    /// A word of such a piece; a type may have a question mark behind it.
    private func word(_ english: Substring) -> String {
        let bare = english.last == "?" ? english.dropLast() : english
        // `a` stands for any name in what messages quote.
        guard bare != "a", let index = KeywordTable.english.spellings.firstIndex(of: String(bare)) else {
            return String(english)
        }
        return spellings[index] + english[bare.endIndex...]
    }

    private var isEnglish: Bool { spellings.first == KeywordTable.english.spellings.first }

    /// A table from words in the order of `Keyword.allCases`, separated by white space.
    init(words: String) {
        spellings = words.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    package static let english = KeywordTable(
        words: """
            rulebook source role party action organisation calendar enum record case parameter define
            amend table rule chain duty obligation judgement columns report stages example log
            clause prose rejected basis at valid from to under with substitute for weekend holiday
            workday deadlines roll forward backward covers is not stated when otherwise except of policy
            unique first collect issue due approval require by until refuse hold notify each in where
            overrides step all any line within escalate after apart distinct persons restart every day
            month year on as given history expect no open missing refused column activity submitted
            approved returned ignored number issued delivered signed overdue named
            says text edition about rolling least most once twice times week quarter half-year shift
            this governed zone currency other rows stage
            act must be followed preceded accompanied happen directly its own exactly kept
            broken
            repeated pass delegable withdrawn passed-on countersigner-added copied
            or and if then else some satisfies known count sum min max last before group true false
            date delivery signing working days months hours hour as-of
            weeks quarters half-years years weekday time next previous sorted contains starts ends
            round places half-up half-even up down floor ceiling length a
            list Boolean Integer Decimal Money Percent Text Date DateTime
            Monday Tuesday Wednesday Thursday Friday Saturday Sunday
            """)

    package static let simplifiedChinese = KeywordTable(
        words: """
            规则手册 来源 岗位 当事人 行为 公司 日历 枚举 记录 案件 参数 定义 修订 决策表 规则 审批链
            职责 义务 判断 列对照 报表 各阶段 示例 日志 条款 叙述 否决 依据 在 有效 自 至 隶属 带 代替 对 周末 假日 补班 期限
            顺延 向后 向前 涵盖 为 非 载明 当 否则 例外 之 策略 唯一 首个 汇集 出具 限期 审批 要求
            由 直至 不予 暂缓 通知 每个 属于 其中 优先于 步骤 全体 任意 逐级 时限 上报 之后 回避
            不同 人员 重走 每 日 月 年 逢 截至 已知 历史 预期 无 待定 缺失 被拒 列 活动 已提交 已批准
            已退回 忽略 文号 已出具 已送达 已签收 已逾期 名为
            内容 全文 版本 关于 遇假日 至少 至多 一次 两次 次 周 季度 半年 班次 本 适用 时区 货币 其他 分行 阶段
            事项 应当 被 接续 先行 伴随 发生 紧接 其 专属 恰好 已遵守
            已违反
            重复 自动通过 可转办 已撤回 已转办 已加签 已抄送
            或 且 若 则 不然 有 满足 已填 计数 合计
            最小 最大 末个 之前 分组 真 假 日期 送达 签收 工作 天 个月 小时 时 基准日
            个星期 个季度 个半年 周年 星期几 时间 下个 上个 排序 包含 开头 结尾
            舍入 位小数 四舍五入 四舍六入 进位 舍去 下取整 上取整 字数 个 列表 是否 整数
            小数 金额 百分比 文本 日期型 时刻 星期一 星期二 星期三 星期四 星期五 星期六 星期日
            """)

    package static let traditionalChinese = KeywordTable(
        words: """
            規則手冊 來源 崗位 當事人 行為 公司 日曆 枚舉 記錄 案件 參數 定義 修訂 決策表 規則 審批鏈
            職責 義務 判斷 列對照 報表 各階段 示例 日誌 條款 敘述 否決 依據 在 有效 自 至 隸屬 帶 代替 對 週末 假日 補班 期限
            順延 向後 向前 涵蓋 為 非 載明 當 否則 例外 之 策略 唯一 首個 匯集 出具 限期 審批 要求
            由 直至 不予 暫緩 通知 每個 屬於 其中 優先於 步驟 全體 任意 逐級 時限 上報 之後 迴避
            不同 人員 重走 每 日 月 年 逢 截至 已知 歷史 預期 無 待定 缺失 被拒 列 活動 已提交 已批准
            已退回 忽略 文號 已出具 已送達 已簽收 已逾期 名為
            內容 全文 版本 關於 遇假日 至少 至多 一次 兩次 次 週 季度 半年 班次 本 適用 時區 貨幣 其他 分行 階段
            事項 應當 被 接續 先行 伴隨 發生 緊接 其 專屬 恰好 已遵守
            已違反
            重複 自動通過 可轉辦 已撤回 已轉辦 已加簽 已抄送
            或 且 若 則 不然 有 滿足 已填 計數 合計
            最小 最大 末個 之前 分組 真 假 日期 送達 簽收 工作 天 個月 小時 時 基準日
            個星期 個季度 個半年 週年 星期幾 時間 下個 上個 排序 包含 開頭 結尾
            捨入 位小數 四捨五入 四捨六入 進位 捨去 下取整 上取整 字數 個 列表 是否 整數
            小數 金額 百分比 文本 日期型 時刻 星期一 星期二 星期三 星期四 星期五 星期六 星期日
            """)

    /// Every table that a file may draw on.
    package static let all: [KeywordTable] = [english, simplifiedChinese, traditionalChinese]

    package static func table(_ language: MessageLanguage) -> KeywordTable {
        switch language {
        case .en: english
        case .zhHans: simplifiedChinese
        case .zhHant: traditionalChinese
        }
    }
}

/// Finds the keyword that some bytes spell, in any table.
struct KeywordIndex: Sendable {
    private let slots: [UInt8]
    private let spellings: [(bytes: [UInt8], keyword: Keyword)]
    private let mask: Int

    static let shared = KeywordIndex(tables: KeywordTable.all)

    init(tables: [KeywordTable]) {
        let size = 2048
        mask = size - 1
        var entries: [(bytes: [UInt8], keyword: Keyword)] = []
        // Two bytes a slot: the number of the entry, counted from 1.
        var slots = [UInt8](repeating: 0, count: size * 2)
        for table in tables {
            for keyword in Keyword.allCases {
                let bytes = Array(table.spelling(of: keyword).utf8)
                if bytes.isEmpty { continue }
                var slot = Self.hash(bytes[...]) & mask
                while let number = Self.number(slot, in: slots), entries[number - 1].bytes != bytes {
                    slot = (slot + 1) & mask
                }
                // What several languages spell alike is the same keyword in all of them.
                if Self.number(slot, in: slots) != nil { continue }
                entries.append((bytes, keyword))
                slots[slot * 2] = UInt8(entries.count & 0xFF)
                slots[slot * 2 + 1] = UInt8(entries.count >> 8)
            }
        }
        spellings = entries
        self.slots = slots
    }

    /// The number of the entry that a slot holds; nil where it is free.
    private static func number(_ slot: Int, in slots: [UInt8]) -> Int? {
        let number = Int(slots[slot * 2]) | Int(slots[slot * 2 + 1]) << 8
        return number == 0 ? nil : number
    }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: value >> 20)
    }

    func keyword(_ bytes: ArraySlice<UInt8>) -> Keyword? {
        if bytes.count > 24 { return nil }
        var slot = Self.hash(bytes) & mask
        while let number = Self.number(slot, in: slots) {
            let entry = spellings[number - 1]
            if entry.bytes.elementsEqual(bytes) { return entry.keyword }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
