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
            code = TextLanguage.of(([session.topic] + texts).joined(separator: "\n"))?.code
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
        return TextLanguage.named(String(plain))?.code
    }
}
