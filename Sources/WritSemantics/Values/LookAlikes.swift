/// Names that differ and that a reader takes for one: by case, width, spacing or letters of another script.
package enum LookAlikes {
    /// Every two names that follow each other among those that look alike. Linear in the length of the names.
    package static func pairs(_ names: [PersonName]) -> [(PersonName, PersonName)] {
        guard names.count > 1 else { return [] }
        var pairs: [(PersonName, PersonName)] = []
        var lastOfShape: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            var earlier: Int?
            for shape in Set([folded(name.key), drawn(name.key)]) {
                if let last = lastOfShape[shape], earlier.map({ $0 < last }) ?? true { earlier = last }
                lastOfShape[shape] = index
            }
            if let earlier { pairs.append((names[earlier], name)) }
        }
        return pairs
    }

    /// Without case, width, spaces and the script of a letter.
    private static func folded(_ text: String) -> String {
        var result = "="
        for scalar in text.unicodeScalars where scalar != " " {
            result += plain(scalar).properties.lowercaseMapping
        }
        return result
    }

    /// As it is drawn: letters and digits that many a typeface does not tell apart are one.
    private static func drawn(_ text: String) -> String {
        var result = "~"
        for scalar in text.unicodeScalars where scalar != " " {
            switch plain(scalar) {
            case "I", "l", "1", "|": result.unicodeScalars.append("l")
            case "O", "0": result.unicodeScalars.append("O")
            case let other: result.unicodeScalars.append(other)
            }
        }
        return result
    }

    /// The letter that a reader sees.
    static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0...0x7F, 0x4E00...0x9FFF: return scalar
        // Full width.
        case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        // Letters of mathematics: alphabets of 26 capital and 26 small letters each.
        case 0x1D400...0x1D6A3:
            let place = (scalar.value - 0x1D400) % 52
            return Unicode.Scalar(place < 26 ? 0x41 + place : 0x61 + place - 26) ?? scalar
        default: return twins[scalar] ?? scalar
        }
    }

    private static let twins: [Unicode.Scalar: Unicode.Scalar] = {
        let rows: [(String, String)] = [
            // Cyrillic, Greek and Armenian letters as Latin ones.
            ("АВЕЅІЈКМНОРСТУХԚԜӀаеорсухѕіјԛԝһԁӏ", "ABESIJKMHOPCTYXQWIaeopcyxsijqwhdl"),
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυχϲ", "ABEZHIKMNOPTYXovpuxc"),
            ("ՕՍհոսցօ", "OUhnugo"),
            // Points between the parts of a name, and dashes.
            ("•‧∙⋅・･·", "·······"), ("‐‑‒–—―−", "-------"),
            // Radicals of the dictionary as the characters that they are.
            ("⼀⼁⼄⼆⼈⼉⼊⼋⼏⼑⼒⼔⼗⼘⼝⼟⼠⼤⼥⼦⼨⼩⼫⼭⼯⼰⼲⼴⼸", "一丨乙二人儿入八几刀力匕十卜口土士大女子寸小尸山工己干广弓"),
            ("⼼⼽⼾⼿⽂⽃⽄⽅⽇⽉⽊⽌⽐⽑⽒⽔⽕⽗⽚⽛⽜⽟⽠⽡⽢⽣⽤⽥", "心戈戶手文斗斤方日月木止比毛氏水火父片牙牛玉瓜瓦甘生用田"),
            ("⽩⽪⽫⽬⽭⽮⽯⽰⽲⽳⽴⽵⽶⽺⽻⽼⽽⾁⾃⾆⾈⾊⾍⾎⾏⾐⾓⾔⾖", "白皮皿目矛矢石示禾穴立竹米羊羽老而肉自舌舟色虫血行衣角言豆"),
            ("⾚⾛⾜⾝⾟⾠⾢⾥⾦⾨⾩⾬⾮⾯⾰⾳⾸⾹⿊⿎⿐", "赤走足身辛辰邑里金門阜雨非面革音首香黑鼓鼻"), ("〇", "○"),
        ]
        var twins: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (others, plain) in rows {
            for (other, letter) in zip(others.unicodeScalars, plain.unicodeScalars) { twins[other] = letter }
        }
        return twins
    }()
}
