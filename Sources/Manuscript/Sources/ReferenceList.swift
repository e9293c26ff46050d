import Markdown
import Platform

/// The references of a post: `[n]` in the text, in order of first use, and a list at the end.
package enum ReferenceList {
    /// Returns a session for export: its marks become numbers of references, and a last section lists them.
    ///
    /// A mark of a source that is gone is left out. The stored texts do not change. Without marks, the session is returned
    /// as it is.
    package static func applied(to session: Session) -> Session {
        let sources = Dictionary(session.references.map { ($0.number, $0) }) { first, _ in first }
        let entries = session.outline.entries.filter { $0.section.text?.text.contains("#") == true }
        guard entries.contains(where: { !CitationMarks.all(in: $0.section.text?.text ?? "").isEmpty }) else {
            return session
        }
        var session = session
        let order = order(of: session)
        for entry in entries {
            let new = CitationMarks.replaced(in: entry.section.text?.text ?? "") { addresses in
                var numbers: [Int] = []
                for address in addresses where sources[address.source] != nil {
                    let number = (order.firstIndex(of: address.source) ?? 0) + 1
                    if !numbers.contains(number) { numbers.append(number) }
                }
                return numbers.map { "[\($0)]" }.joined()
            }
            _ = session.outline.update(entry.section.id) { section in
                guard let place = section.versions.lastIndex(where: { $0.number == section.current }) else { return }
                section.versions[place].text = joined(new)
            }
        }
        guard !order.isEmpty else { return session }
        let lines = order.enumerated().compactMap { index, number in
            sources[number].map { "\(index + 1). \(line(of: $0))" }
        }
        var list = Section(id: sectionID, title: title(of: session))
        list.versions = [
            Version(number: 1, text: lines.joined(separator: "\n"), origin: .written, at: session.updatedAt)
        ]
        list.current = 1
        session.outline.sections.append(list)
        return session
    }

    /// The id of the section that lists the references.
    static let sectionID = "references"

    /// Returns the numbers of the sources in order of their first use.
    private static func order(of session: Session) -> [Int] {
        let known = Set(session.references.map(\.number))
        var order: [Int] = []
        for entry in session.outline.entries {
            for address in CitationMarks.all(in: entry.section.text?.text ?? "").flatMap(\.addresses)
            where known.contains(address.source) && !order.contains(address.source) {
                order.append(address.source)
            }
        }
        return order
    }

    /// Returns a changed text of an export with marks in place of numbers, as far as the text before them tells.
    ///
    /// `text` is the text in the session, which has the marks.
    static func restored(_ changed: String, from text: String, of session: Session) -> String {
        let order = order(of: session)
        var groups = text.matches(of: /(?:\[\d{1,7}#[\d#,; ]*\][ ]?)+/).compactMap { match -> Group? in
            let mark = match.output.reversed().drop { $0 == " " }.reversed()
            var numbers: [Int] = []
            for address in CitationMarks.all(in: String(mark)).flatMap(\.addresses) {
                guard let place = order.firstIndex(of: address.source) else { continue }
                if numbers.last != place + 1 { numbers.append(place + 1) }
            }
            let shown = numbers.map { "[\($0)]" }.joined()
            return Group(shown: shown, mark: String(mark), before: Group.words(text[..<match.range.lowerBound]))
        }
        return changed.replacing(/(?:\[\d{1,3}\])+/) { match in
            let before = Group.words(changed[..<match.range.lowerBound])
            let same = groups.indices.filter { groups[$0].shown == match.output }
            guard let found = same.first(where: { groups[$0].before == before }) ?? same.first else {
                return String(match.output)
            }
            return groups.remove(at: found).mark
        }
    }

    /// Neighbouring marks, with their form in an export and the words before them.
    private struct Group {
        var shown: String
        var mark: String
        var before: [Substring]

        static func words(_ text: Substring) -> [Substring] { Array(text.suffix(60).split(separator: " ").suffix(3)) }
    }

    /// Neighbouring marks of one source, such as `[1][1]`, become one.
    private static func joined(_ text: String) -> String {
        text.replacing(/(\[\d+\])(?:\1)+/) { $0.output.1 }
    }

    /// Returns a source as a reference: title, address and date.
    private static func line(of source: Source) -> String {
        let day = source.at.formatted(.iso8601.year().month().day())
        let title = Markdown.escaped(source.name)
        guard isWeb(source.address) else { return "\(title)." }
        return "\(title). <\(source.address)> (read \(day))."
    }

    private static func isWeb(_ address: String) -> Bool {
        (address.hasPrefix("http://") || address.hasPrefix("https://")) && !address.contains { "<> \n".contains($0) }
    }

    private static func title(of session: Session) -> String {
        let texts = session.outline.entries.prefix(12).compactMap { $0.section.text?.text }
        let named = session.style.language
        let code = TextLanguage.named(named, orCode: true)?.code ?? TextLanguage.of(texts.joined(separator: "\n"))?.code
        return titles[code ?? "en"] ?? "References"
    }

    private static let titles = [
        "en": "References", "de": "Quellen", "fr": "Sources", "es": "Referencias", "it": "Fonti", "pt": "Referências",
        "nl": "Bronnen", "sv": "Källor", "da": "Kilder", "pl": "Źródła", "ru": "Источники", "ja": "参考文献", "zh": "参考资料",
    ]
}
