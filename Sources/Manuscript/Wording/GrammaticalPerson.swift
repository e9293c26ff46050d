/// The grammatical person of a text, judged by its pronouns.
///
/// English, German, French, Spanish and Italian are supported; texts in other languages are not judged.
package enum GrammaticalPerson: String, Sendable, CaseIterable {
    case i = "first person singular"
    case we = "first person plural"
    case you = "second person"

    /// The supported languages.
    package enum Language: String, Sendable, CaseIterable { case english, german, french, spanish, italian }

    /// Returns the persons that a style card allows (none for the third person); nil if the card names no person.
    package static func allowed(by card: String) -> Set<GrammaticalPerson>? {
        let words = Set(
            card.lowercased().split { !$0.isLetter && $0 != "3" && $0 != "2" && $0 != "1" }.map(String.init))
        func has(_ list: String...) -> Bool { !words.isDisjoint(with: list) }
        // "Third person for the example, second for advice" allows both.
        var allowed: Set<GrammaticalPerson> = []
        let isThird = has("third", "3rd", "3", "impersonal", "dritte", "troisième", "tercera", "terza")
        if has("second", "2nd", "2", "you", "du", "sie", "zweite", "tu", "vous", "deuxième", "segunda", "seconda") {
            allowed.insert(.you)
        }
        if has("we", "wir", "nous") { allowed.insert(.we) }
        if has("i", "ich", "je") { allowed.insert(.i) }
        if has("first", "1st", "1", "erste", "première", "primera", "prima") {
            let isPlural = has("plural", "we", "wir", "nous")
            let isSingular = has("singular", "i", "ich", "je")
            if isPlural || !isSingular { allowed.insert(.we) }
            if isSingular || !isPlural { allowed.insert(.i) }
        }
        return allowed.isEmpty && !isThird ? nil : allowed
    }

    /// Counts each person in prose, outside code and quotations.
    package static func counts(in text: String, language: Language) -> [GrammaticalPerson: Int] {
        var counts: [GrammaticalPerson: Int] = [:]
        let pronouns = pronouns[language] ?? [:]
        var startsSentence = true
        for token in spoken(text).split(whereSeparator: \.isWhitespace) {
            for word in token.split(whereSeparator: { !$0.isLetter }) {
                let plain = word.lowercased()
                // The German polite form differs from "they" only by its capital, so it is not recognized at the start
                // of a sentence.
                let isPolite =
                    language == .german && !startsSentence
                    && ["Sie", "Ihnen", "Ihr", "Ihre", "Ihren"].contains(String(word))
                // A lower-case "i" is a Roman numeral, a variable or an axis.
                let isLetter = language == .english && word == "i"
                if isPolite {
                    counts[.you, default: 0] += 1
                } else if !isLetter, let person = pronouns[plain] {
                    counts[person, default: 0] += 1
                }
                startsSentence = false
            }
            if token.last.map({ ".!?:…".contains($0) }) == true { startsSentence = true }
        }
        return counts
    }

    /// Detects the language of a text by its most common small words; returns nil if no supported language stands out.
    package static func language(of text: String) -> Language? {
        TextLanguage.byWords(of: text).flatMap { Language(rawValue: $0.name.lowercased()) }
    }

    /// Returns only the prose: without fenced code, code spans and text in quotation marks.
    private static func spoken(_ text: String) -> String {
        let prose = RetoldParagraphs.prose(of: text).filter { !$0.hasPrefix(">") }.joined(separator: "\n\n")
        var result = ""
        var closer: Character?
        for character in prose {
            if let open = closer {
                // A quotation mark that is not closed within its paragraph did not begin a quotation.
                if character == open || character == "\n" { closer = nil }
                continue
            }
            if let end = marks[character] {
                closer = end
                result += " "
            } else {
                result.append(character)
            }
        }
        return result
    }

    private static let marks: [Character: Character] = ["\"": "\"", "“": "”", "„": "“", "«": "»", "`": "`"]

    private static let pronouns: [Language: [String: GrammaticalPerson]] = [
        .english: table(
            "i me my mine myself", "we us our ours ourselves", "you your yours yourself yourselves"),
        .german: table(
            "ich mich mir mein meine meinen meinem meiner", "wir uns unser unsere unseren unserem unserer",
            "du dich dir dein deine deinen deinem deiner euch euer eure"),
        .french: table("je j moi mon ma mes", "nous notre nos", "vous votre vos tu toi ton ta tes"),
        .spanish: table(
            "yo me mi mis", "nosotros nosotras nos nuestro nuestra nuestros nuestras",
            "tú tu tus te ti usted ustedes vosotros vosotras os"),
        .italian: table(
            "io mi mio mia miei mie", "noi nostro nostra nostri nostre", "tu ti te tuo tua tuoi tue voi vostro vostra"),
    ]

    private static func table(_ i: String, _ we: String, _ you: String) -> [String: GrammaticalPerson] {
        var table: [String: GrammaticalPerson] = [:]
        for (words, person) in [(i, Self.i), (we, .we), (you, .you)] {
            for word in words.split(separator: " ") { table[String(word)] = person }
        }
        return table
    }
}
