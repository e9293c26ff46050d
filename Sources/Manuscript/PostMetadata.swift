import Markdown
import Platform

/// The words of a post for search engines and lists: title, description, tags and the last part of its address.
package struct PostMetadata: Sendable, Equatable {
    /// The title for the page, if it differs from the topic; empty if not set.
    package var title = ""
    /// A description in one or two sentences; empty if not set.
    package var description = ""
    package var tags: [String] = []
    /// The last part of the address, such as "how-bread-rises"; empty if not set.
    package var slug = ""
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes empty metadata.
    package init() {}

    /// The limits, in characters; search engines cut what is longer.
    enum Bounds {
        static let title = 60
        static let description = 50...160
        static let tags = 8
        static let tag = 30
        static let slug = 60
    }

    /// Returns sentences about everything that is too long, too short or has wrong characters.
    package var remarks: [String] {
        var remarks: [String] = []
        if title.count > Bounds.title {
            remarks.append("The title has \(title.count) characters; at most \(Bounds.title) are shown.")
        }
        let range = Bounds.description
        if !description.isEmpty, !range.contains(description.count) {
            remarks.append(
                "The description has \(description.count) characters; \(range.lowerBound) to \(range.upperBound) are best."
            )
        }
        if tags.count > Bounds.tags {
            remarks.append("There are \(tags.count) tags; at most \(Bounds.tags) are useful.")
        }
        for tag in tags where tag.count > Bounds.tag {
            remarks.append("The tag \"\(tag.prefix(40))\" is longer than \(Bounds.tag) characters.")
        }
        if !slug.isEmpty, slug.wholeMatch(of: /[a-z0-9]+(?:-[a-z0-9]+)*/) == nil {
            remarks.append("The slug may have only small letters a to z, digits and single hyphens.")
        }
        if slug.count > Bounds.slug {
            remarks.append("The slug has \(slug.count) characters; at most \(Bounds.slug) are best.")
        }
        return remarks
    }

    /// Returns metadata in which everything that is missing is proposed from the post, without a model.
    package func proposed(for session: Session) -> PostMetadata {
        var new = self
        if new.title.isEmpty { new.title = Self.cut(Prose.title(session.topic), to: Bounds.title) }
        // A note's mark says nothing outside of the text.
        let texts = session.outline.entries.compactMap { $0.section.text?.text.replacing(/\[\^[^\]\s]+\]/, with: "") }
        if new.description.isEmpty { new.description = Self.description(of: texts) }
        if new.tags.isEmpty { new.tags = Self.tags(of: session, texts) }
        if new.slug.isEmpty { new.slug = Self.slug(session.topic) }
        return new
    }

    /// Returns a model's proposal by the rules of `remarks`: what breaks them is cut, or proposed from the post by code.
    package func mended(for session: Session) -> PostMetadata {
        var new = self
        let quotes: Set<Character> = ["\"", "“", "”", "„", "'", "*", "`"]
        func plain(_ text: String) -> String {
            var rest = Prose.title(Markdown.plainText(text))[...]
            while let first = rest.first, quotes.contains(first), let last = rest.last, quotes.contains(last) {
                rest = rest.dropFirst().dropLast()
            }
            return Prose.title(String(rest))
        }
        new.title = plain(title)
        if new.title.count > Bounds.title { new.title = "" }
        new.description = Self.description(of: [plain(description)])
        if !Bounds.description.contains(new.description.count) { new.description = "" }
        var seen: Set<String> = []
        new.tags = tags.map { Prose.title(plain($0).replacing("#", with: "")) }
            .filter {
                !$0.isEmpty && $0.count <= Bounds.tag && !$0.contains(",") && seen.insert($0.lowercased()).inserted
            }
        new.tags = Array(new.tags.prefix(Bounds.tags))
        new.slug = Self.slug(slug)
        return new.proposed(for: session)
    }

    /// Returns the first sentences of the first text with prose, up to the greatest length.
    private static func description(of texts: [String]) -> String {
        var result = ""
        for sentence in texts.lazy.flatMap({ ProseSentence.all(in: $0) }).prefix(6) {
            let next = result.isEmpty ? Prose.title(sentence.text) : result + " " + Prose.title(sentence.text)
            guard next.count <= Bounds.description.upperBound else { break }
            result = next
            if result.count >= 100 { break }
        }
        let first = texts.lazy.flatMap { ProseSentence.all(in: $0) }.first.map { Prose.title($0.text) } ?? ""
        return result.isEmpty ? cut(first, to: Bounds.description.upperBound) : result
    }

    /// Returns the content words that are in most titles and texts, at most five.
    private static func tags(of session: Session, _ texts: [String]) -> [String] {
        var counts: [String: Int] = [:]
        func count(_ text: String, _ weight: Int) {
            for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) where word.count > 3 {
                // Words that carry no meaning have no stem.
                if !ContentWords.of(word).isEmpty { counts[String(word), default: 0] += weight }
            }
        }
        for title in [session.topic] + session.outline.entries.map(\.section.title) { count(title, 3) }
        for text in texts { count(text, 1) }
        let often = counts.filter { $0.value > 3 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var stems: Set<String> = []
        return often.map(\.key).filter { stems.insert(ContentWords.of($0).joined()).inserted }.prefix(5).map { $0 }
    }

    /// Returns a title as the last part of an address: small letters a to z and digits, joined by hyphens.
    package static func slug(_ title: String) -> String {
        let letters = [
            "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "ê": "e", "à": "a", "á": "a", "ç": "c",
            "ñ": "n", "ó": "o", "í": "i", "ú": "u",
        ]
        let plain = title.lowercased().map { letters[String($0)] ?? String($0) }.joined()
        let parts = plain.split { !($0.isASCII && $0.isWordPart) }
        var slug = ""
        for part in parts where slug.isEmpty || slug.count + part.count < Bounds.slug {
            slug += (slug.isEmpty ? "" : "-") + part
        }
        return String(slug.prefix(Bounds.slug))
    }

    private static func cut(_ text: String, to length: Int) -> String {
        guard text.count > length else { return text }
        let head = text.prefix(length)
        return String(head.lastIndex(of: " ").map { head[..<$0] } ?? head)
    }
}

extension PostMetadata: FieldCodable {
    static var blank: PostMetadata { PostMetadata() }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.filled("title", &title)
        try fields.filled("description", &description)
        try fields.filled("tags", &tags)
        try fields.filled("slug", &slug)
    }
}
