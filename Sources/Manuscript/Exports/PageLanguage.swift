/// The language of a page for browsers and screen readers (BCP 47), and its text direction.
struct PageLanguage: Equatable {
    let code: String
    /// True if it is written from right to left.
    var isRightToLeft: Bool {
        let parts = code.lowercased().split(separator: "-")
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
        let plain = language.trimmed
        if plain.wholeMatch(of: /[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*/) != nil {
            let parts = plain.split(whereSeparator: { $0 == "-" || $0 == "_" })
            return ([parts[0].lowercased()] + parts.dropFirst().map(String.init)).joined(separator: "-")
        }
        let words = plain.lowercased().split { !$0.isLetter }.map(String.init)
        return words.lazy.compactMap { names[$0] }.first
    }

    /// Returns the code that matches the script of a text and its most common words.
    private static func code(ofText text: String) -> String {
        let systems = WritingSystem.main(of: text)
        func has(_ letters: String) -> Bool { text.unicodeScalars.contains { letters.unicodeScalars.contains($0) } }
        if systems.contains(.kana) { return "ja" }
        switch systems.first {
        case .arabic: return has("ٹڈڑںےہ") ? "ur" : has("پچژگی") ? "fa" : "ar"
        case .cyrillic: return has("іїєґ") ? "uk" : "ru"
        case .latin:
            let known: [GrammaticalPerson.Language: String] = [
                .german: "de", .french: "fr", .spanish: "es", .italian: "it",
            ]
            return GrammaticalPerson.language(of: text).flatMap { known[$0] } ?? "en"
        case let other?: return bySystem[other] ?? "en"
        case nil: return "en"
        }
    }

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
