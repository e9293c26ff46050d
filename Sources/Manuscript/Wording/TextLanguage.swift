/// A language of texts: its code, its names, its scripts and its commonest words.
struct TextLanguage: Sendable, Equatable {
    /// The code in BCP 47.
    let code: String
    /// The names in lower case, the English one first.
    let names: [String]
    /// The scripts in which it is written, the main one first.
    let systems: [WritingSystem]
    /// The words by which its texts are recognized; empty if its script shows the language.
    let words: [String]

    /// The English name.
    var name: String { (names.first ?? code).capitalizedFirst }

    /// Returns the language that a text such as "British English" names; codes are read only with `orCode`.
    static func named(_ text: String, orCode: Bool = false) -> TextLanguage? {
        text.lowercased().split { !$0.isLetter }.lazy.compactMap { word in
            byName[String(word)] ?? (orCode ? byCode[String(word)] : nil)
        }.first
    }

    /// Returns the language of a text by its script and its most common words.
    ///
    /// Nil if no language stands out: a wrong one would be read out wrongly.
    static func of(_ text: String) -> TextLanguage? {
        let systems = WritingSystem.main(of: text)
        func has(_ letters: String) -> Bool { text.unicodeScalars.contains { letters.unicodeScalars.contains($0) } }
        if systems.contains(.kana) { return byCode["ja"] }
        switch systems.first {
        case .arabic: return byCode[has("ٹڈڑںےہ") ? "ur" : has("پچژگی") ? "fa" : "ar"]
        case .cyrillic: return byCode[has("іїєґ") ? "uk" : "ru"]
        case .latin: return byWords(of: text)
        case let other: return all.first { $0.systems.first == other }
        }
    }

    /// Returns the language whose common words a text uses most, at least three times.
    static func byWords(of text: String) -> TextLanguage? {
        var hits: [String: Int] = [:]
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
            for code in codesByWord[String(word)] ?? [] { hits[code, default: 0] += 1 }
        }
        let sorted = hits.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let first = sorted.first, first.value >= 3, first.value > (sorted.dropFirst().first?.value ?? 0) else {
            return nil
        }
        return byCode[first.key]
    }

    /// All languages; the first one of a script stands for it if nothing tells its languages apart.
    static let all: [TextLanguage] = table.flatMap { systems, rows in
        rows.split(whereSeparator: { $0 == ";" || $0 == "\n" }).map { row in
            let parts = row.split(separator: ":").map { $0.split(separator: " ").map(String.init) }
            return TextLanguage(
                code: parts[0][0], names: Array(parts[0].dropFirst()), systems: systems,
                words: parts.dropFirst().first ?? [])
        }
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
    private static let byName = Dictionary(
        all.flatMap { language in
            // A name is matched by its letters alone, so that one with other signs is in parts.
            language.names.flatMap { $0.split { !$0.isLetter } }.map { (String($0), language) }
        }, uniquingKeysWith: { first, _ in first })
    private static let codesByWord = Dictionary(
        grouping: all.flatMap { language in language.words.map { (word: $0, code: language.code) } }, by: \.word
    ).mapValues { $0.map(\.code) }

    /// Rows by scripts: the code, the names, and the common words behind a colon.
    private static let table: [([WritingSystem], String)] = [
        (
            [.latin],
            """
            en english: the and of is that for with are to this it as in a
            de german deutsch: der und ist nicht das mit ein eine den die zu auf sind
            fr french français: les des est une dans et pour qui le la du pas en
            es spanish español castellano: el los que por las del una y la en es con se
            it italian italiano: il che di è della per sono gli la un non le del
            pt portuguese português: o os que de uma não para com em do da é as um
            nl dutch nederlands: de het een en van is niet dat op te voor zijn in
            sv swedish svenska: och att det är en som på för av inte den med i
            da danish dansk: og at det er en som på for af ikke til med i
            no norwegian norsk: og å det er en som på for av ikke til med i
            fi finnish suomi: ja on ei että se oli mutta ovat myös kun kuin tai
            pl polish polski: i w nie się na jest że z do to są jak o
            cs czech čeština: a je se na v že to s jsou pro jako i do
            hu hungarian magyar: a az és hogy nem egy is van meg vagy de ez
            ro romanian română: și este în că nu cu pe care din mai sunt un o
            tr turkish türkçe: ve bir bu için ile olarak da de daha çok olan gibi en
            vi vietnamese: và của là không có được trong một các cho những người này
            id indonesian: yang dan di dari ini untuk dengan dalam adalah itu pada ke
            sk slovak; hr croatian; sl slovenian; ca catalan; la latin; et estonian; lv latvian; lt lithuanian
            is icelandic; ga irish; cy welsh; sw swahili; ms malay
            """
        ),
        (
            [.cyrillic],
            """
            ru russian русский; uk ukrainian українська; bg bulgarian български; be belarusian; mk macedonian
            sr serbian српски; kk kazakh; mn mongolian
            """
        ),
        ([.greek], "el greek ελληνικά"), ([.han], "zh chinese mandarin cantonese 中文 汉语 漢語"),
        ([.kana, .han], "ja japanese 日本語"), ([.hangul, .han], "ko korean 한국어"),
        ([.arabic], "ar arabic العربية; fa persian farsi فارسی; ur urdu اردو; ps pashto"),
        ([.hebrew], "he hebrew עברית; yi yiddish"),
        ([.devanagari], "hi hindi हिन्दी; mr marathi; ne nepali"), ([.bengali], "bn bengali bangla বাংলা"),
        ([.tamil], "ta tamil தமிழ்"),
        ([.thai], "th thai ไทย"), ([.georgian], "ka georgian ქართული"), ([.armenian], "hy armenian հայերեն"),
    ]
}
