/// The language of a page for browsers and screen readers (BCP 47), if it is known, and its text direction.
struct PageLanguage: Equatable {
    let code: String?
    /// True if it is written from right to left.
    var isRightToLeft: Bool {
        let parts = (code ?? "").lowercased().split(separator: "-")
        return Self.rightToLeft.contains(parts.first.map(String.init) ?? "")
            || parts.dropFirst().contains { ["arab", "hebr", "thaa", "syrc"].contains($0) }
    }

    /// Takes the language from the style card, or else from the texts.
    init(_ session: Session) {
        if let named = Self.code(of: session.style.language) {
            code = named
        } else {
            let texts = session.outline.entries.flatMap { [$0.section.title, $0.section.text?.text ?? ""] }
            code = Self.code(ofText: ([session.topic] + texts).joined(separator: "\n"))
        }
    }

    private static let rightToLeft: Set<String> = ["ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "iw"]

    /// Returns the code for an English or native language name; codes are returned as they are; nil if it is neither.
    static func code(of language: String) -> String? {
        // A locale may name an encoding and a variant too: `de_CH.UTF-8`, `sr_RS@latin`.
        let plain = language.trimmed.prefix { $0 != "." && $0 != "@" }
        if plain.wholeMatch(of: /[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*/) != nil {
            let parts = plain.split(whereSeparator: { $0 == "-" || $0 == "_" })
            return ([parts[0].lowercased()] + parts.dropFirst().map(String.init)).joined(separator: "-")
        }
        let words = plain.lowercased().split { !$0.isLetter }.map(String.init)
        return words.lazy.compactMap { names[$0] }.first
    }

    /// Returns the code that matches the script of a text and its most common words.
    ///
    /// Nil if no language stands out: a wrong one would be read out wrongly.
    private static func code(ofText text: String) -> String? {
        let systems = WritingSystem.main(of: text)
        func has(_ letters: String) -> Bool { text.unicodeScalars.contains { letters.unicodeScalars.contains($0) } }
        if systems.contains(.kana) { return "ja" }
        switch systems.first {
        case .arabic: return has("ٹڈڑںےہ") ? "ur" : has("پچژگی") ? "fa" : "ar"
        case .cyrillic: return has("іїєґ") ? "uk" : "ru"
        case .latin: return latinCode(of: text)
        case let other?: return bySystem[other]
        case nil: return nil
        }
    }

    private static func latinCode(of text: String) -> String? {
        var hits: [String: Int] = [:]
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
            for code in commonWords[String(word)] ?? [] { hits[code, default: 0] += 1 }
        }
        let sorted = hits.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let first = sorted.first, first.value >= 3, first.value > (sorted.dropFirst().first?.value ?? 0) else {
            return nil
        }
        return first.key
    }

    /// The languages in whose texts a word is among the most common.
    private static let commonWords: [String: [String]] = {
        let table = """
            en the and of is that for with are to this it as in; de der und ist nicht das mit ein eine den die zu auf sind; fr les
            des est une dans et pour qui le la du pas en; es el los que por las del una y la en es con se; it il che di è della per
            sono gli la un non le del; pt o os que de uma não para com em do da é as um; nl de het een en van is niet dat op te
            voor zijn in; sv och att det är en som på för av inte den med i; da og at det er en som på for af ikke til med i; no og å
            det er en som på for av ikke til med i; fi ja on ei että se oli mutta ovat myös kun kuin tai; pl i w nie się na jest że z
            do to są jak o; cs a je se na v že to s jsou pro jako i do; hu a az és hogy nem egy is van meg vagy de ez; ro și este în
            că nu cu pe care din mai sunt un o; tr ve bir bu için ile olarak da de daha çok olan gibi en; vi và của là không có
            được trong một các cho những người này; id yang dan di dari ini untuk dengan dalam adalah itu pada ke
            """
        var words: [String: [String]] = [:]
        for row in table.split(separator: ";") {
            let row = row.split(whereSeparator: \.isWhitespace).map(String.init)
            for word in row.dropFirst() { words[word, default: []].append(row[0]) }
        }
        return words
    }()

    private static let bySystem: [WritingSystem: String] = [
        .greek: "el", .han: "zh", .hangul: "ko", .hebrew: "he", .devanagari: "hi", .bengali: "bn", .tamil: "ta",
        .thai: "th",
        .georgian: "ka", .armenian: "hy",
    ]

    private static let names: [String: String] = {
        let table = """
            en english; de german deutsch; fr french français; es spanish español castellano; it italian italiano; pt portuguese
            português; nl dutch nederlands; sv swedish svenska; da danish dansk; no norwegian norsk; fi finnish suomi; pl polish
            polski; cs czech čeština; sk slovak; hu hungarian magyar; ro romanian română; tr turkish türkçe; vi vietnamese; id
            indonesian; hr croatian; sl slovenian; ca catalan; la latin; et estonian; lv latvian; lt lithuanian; is icelandic;
            ga irish; cy welsh; sw swahili; ms malay; ru russian русский; uk ukrainian українська; bg bulgarian български; be
            belarusian; mk macedonian; sr serbian српски; kk kazakh; mn mongolian; el greek ελληνικά; zh chinese mandarin
            cantonese 中文 汉语 漢語; ja japanese 日本語; ko korean 한국어; ar arabic العربية; fa persian farsi فارسی; ur urdu اردو; he
            hebrew עברית; yi yiddish; ps pashto; hi hindi हिन्दी; mr marathi; ne nepali; bn bengali bangla বাংলা; ta tamil தமிழ்; th
            thai ไทย; ka georgian ქართული; hy armenian հայերեն
            """
        var names: [String: String] = [:]
        for row in table.split(separator: ";") {
            let words = row.split(whereSeparator: \.isWhitespace).map(String.init)
            // Names are matched by their letters only.
            for name in words.dropFirst() {
                for part in name.split(whereSeparator: { !$0.isLetter }) { names[String(part)] = words[0] }
            }
        }
        return names
    }()
}
