import Markdown
import Platform

extension Session {
    /// Returns the part of a text that an address names; nil if the address names whole sections.
    ///
    /// Throws `ExcerptError` or `AddressError`.
    package func excerpt(at address: Address) throws -> Excerpt? {
        switch address {
        case .all, .last, .place, .below, .range, .title: return nil
        case .paragraphs(let path, let numbers):
            let entry = try section(at: .place(path))
            let count = Excerpt.paragraphs(of: entry).count
            guard let excerpt = Excerpt(entry, numbers) else {
                throw ExcerptError.noParagraph(address.text, of: entry.name, count: count)
            }
            return excerpt
        case .words(let words):
            let places = excerpts(quoting: words)
            guard let first = places.first else {
                throw ExcerptError.noSuchWords(words, nearest: nearest(to: words))
            }
            guard places.count == 1 else { throw ExcerptError.severalPlaces(words, Self.list(places)) }
            guard first.kind == .codeBlock || Quotation.isBalanced(first.text[...]) else {
                throw ExcerptError.cutsMarks(words, first.address)
            }
            return first
        }
    }

    /// Returns the meaning of a quotation where a section is asked for: its title, part of it, or words of a text.
    ///
    /// Throws `ExcerptError` if it is part of a title, but not all of it, and in a text as well.
    package func address(quoting words: String) throws -> Address {
        let wanted = words.lowercased()
        let titles = outline.entries.filter { $0.section.title.lowercased().contains(wanted) }
        guard let first = titles.first else { return .words(words) }
        guard !titles.contains(where: { $0.section.title.lowercased() == wanted }) else { return .title(words) }
        let places = excerpts(quoting: words)
        guard places.isEmpty else { throw ExcerptError.titleAndText(words, first.name, Self.list(places)) }
        return .title(words)
    }

    /// Returns the paragraph with the words of a review point; nil if they are in no single one.
    package func excerpt(of point: ReviewPoint) -> Excerpt? {
        guard let entry = outline.entry(point.section) else { return nil }
        let found = Excerpt.all(of: entry).filter { Quotation.occurs(point.quote, in: $0.text) }
        return found.count == 1 ? found[0] : nil
    }

    /// Returns the address of a review point's words: a paragraph, or else their section.
    package func place(of point: ReviewPoint) -> String {
        excerpt(of: point)?.address ?? outline.entry(point.section)?.number ?? "a section that is gone"
    }

    /// Returns the places of a quotation in the present texts.
    private func excerpts(quoting words: String) -> [Excerpt] {
        outline.entries.flatMap { entry -> [Excerpt] in
            guard let body = entry.section.text?.text, !Quotation.places(of: words, in: body).isEmpty else { return [] }
            return Excerpt.paragraphs(of: entry).enumerated().flatMap { index, block in
                let text = String(body[block.range])
                return Quotation.places(of: words, in: text).compactMap { place in
                    func moved(_ index: String.Index) -> String.Index {
                        let count = text.utf8.distance(from: text.startIndex, to: index)
                        return body.utf8.index(block.range.lowerBound, offsetBy: count)
                    }
                    return Excerpt(
                        entry, index + 1...index + 1, words: moved(place.lowerBound)..<moved(place.upperBound))
                }
            }
        }
    }

    /// Returns the paragraph with a sentence that shares most words with a quotation; nil if none shares half of them.
    private func nearest(to words: String) -> ExcerptError.Nearest? {
        func bag(_ text: String) -> Set<Substring> { Set(Quotation.plain(text).split { !$0.isLetter && !$0.isNumber }) }
        let wanted = bag(words)
        var best: (share: Double, nearest: ExcerptError.Nearest)?
        for entry in outline.entries {
            guard let body = entry.section.text?.text else { continue }
            for (index, block) in Excerpt.paragraphs(of: entry).enumerated() {
                for sentence in ProseSentence.all(in: String(body[block.range])) {
                    let own = bag(sentence.text)
                    let shared = wanted.intersection(own)
                    let share = Double(shared.count) / Double(max(1, wanted.count))
                    // Words such as "the" are near everywhere.
                    guard shared.contains(where: { $0.count > 3 }) else { continue }
                    guard wanted.count > 1, share >= 0.5, share > best?.share ?? 0 else { continue }
                    let address = Address.paragraphs(entry.path, index + 1...index + 1).text
                    best = (share, .init(address: address, start: sentence.start))
                }
            }
        }
        return best?.nearest
    }

    /// Lists addresses once, with the number of places if it has several: "2:1, 3:2 (2 times)".
    private static func list(_ places: [Excerpt]) -> String {
        var counts: [(address: String, count: Int)] = []
        for address in places.map(\.address) {
            if counts.last?.address == address {
                counts[counts.count - 1].count += 1
            } else {
                counts.append((address, 1))
            }
        }
        let shown = counts.prefix(6).map { $0.count == 1 ? $0.address : "\($0.address) (\($0.count) times)" }
        return shown.joined(separator: ", ") + (counts.count > 6 ? ", …" : "")
    }
}

/// Errors in the choice of a part of a text.
package enum ExcerptError: PlainError, Equatable {
    /// The paragraph with a like sentence.
    package struct Nearest: Sendable, Equatable {
        var address: String
        /// The first words of the sentence.
        var start: String
    }

    case noParagraph(String, of: String, count: Int)
    case noSuchWords(String, nearest: Nearest?)
    case severalPlaces(String, String)
    /// The words are in a title and in texts.
    case titleAndText(String, String, String)
    /// The words begin or end within emphasis, code or a link.
    case cutsMarks(String, String)

    package var sentence: String {
        switch self {
        case .noParagraph(_, let section, 0): "\(section) has no text yet. `:write` writes what is missing."
        case .noParagraph(let address, let section, let count):
            "There is no paragraph \(address): \(section) has \(count). Lists, tables, quotes and code blocks count as one each."
        case .noSuchWords(let words, nil):
            "The words “\(Self.short(words))” are neither in a title nor in a text. `:find` looks for words."
        case .noSuchWords(let words, let nearest?):
            "The words “\(Self.short(words))” are neither in a title nor in a text; the nearest are in \(nearest.address): “\(nearest.start)”."
        case .severalPlaces(let words, let list):
            "The words “\(Self.short(words))” are in several places: \(list). Quote more words around the right one, or give the paragraph."
        case .titleAndText(let words, let title, let list):
            "The words “\(Self.short(words))” are in the title \(title) and in the text of \(list). Give the number of the section or the paragraph."
        case .cutsMarks(let words, let address):
            "The words “\(Self.short(words))” in \(address) begin or end within emphasis, code or a link. Quote all of it, or give \(address)."
        }
    }

    private static func short(_ words: String) -> String { words.count > 60 ? words.prefix(59) + "…" : words }
}
