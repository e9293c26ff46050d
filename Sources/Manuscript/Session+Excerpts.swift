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
            if let excerpt = Excerpt(entry, numbers) { return excerpt }
            guard entry.section.takesText else {
                throw ExcerptError.onlyHeading(entry.name, texts: texts(below: entry))
            }
            guard entry.section.text != nil else { throw ExcerptError.noText(entry.name) }
            let count = Excerpt.paragraphs(of: entry).count
            throw ExcerptError.noParagraph(address.text, of: entry.name, count: count)
        case .words(let words):
            let places = excerpts(quoting: words)
            guard let first = places.first else {
                if let address = paragraphs(spannedBy: words) { throw ExcerptError.severalParagraphs(words, address) }
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

    /// Returns the address of the paragraphs over which a quotation runs; nil if it is in no text.
    private func paragraphs(spannedBy words: String) -> String? {
        for entry in outline.entries {
            guard let body = entry.section.text?.text, let place = Quotation.places(of: words, in: body).first else {
                continue
            }
            let blocks = Excerpt.paragraphs(of: entry).enumerated().filter { $0.element.range.overlaps(place) }
            guard let first = blocks.first?.offset, let last = blocks.last?.offset else { continue }
            return Address.paragraphs(entry.path, first + 1...last + 1).text
        }
        return nil
    }

    /// Returns the numbers of the sections below one that hold texts: "3.1", "3.1 to 3.4".
    private func texts(below entry: Outline.Entry) -> String {
        let numbers = outline.entries.filter { $0.path.starts(with: entry.path) && $0.section.takesText }.map(\.number)
        guard let first = numbers.first, let last = numbers.last, first != last else { return numbers.joined() }
        return "\(first) to \(last)"
    }

    /// Returns the paragraph with a sentence that shares most words with a quotation; nil if none shares half of them.
    private func nearest(to words: String) -> ExcerptError.Nearest? {
        func bag(_ text: String) -> Set<Substring> { Set(Quotation.plain(text).split { !$0.isWordPart }) }
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
    case noText(String)
    /// The section is a heading without a text; `texts` names those below it.
    case onlyHeading(String, texts: String)
    case noSuchWords(String, nearest: Nearest?)
    case severalPlaces(String, String)
    /// The words begin in one paragraph and end in another.
    case severalParagraphs(String, String)
    /// The paragraphs are the whole text of the section.
    case wholeText(String, of: String, number: String)
    /// Without the paragraphs, the blocks beside them would become one.
    case runsTogether(String, number: String)
    /// The words are in a title and in texts.
    case titleAndText(String, String, String)
    /// The words begin or end within emphasis, code or a link.
    case cutsMarks(String, String)

    package var sentence: String {
        switch self {
        case .noText(let section): "\(section) has no text yet. `:write` writes what is missing."
        case .onlyHeading(let section, let texts):
            "\(section) is only a heading, without paragraphs. The texts below it are in \(texts)."
        case .noParagraph(let address, let section, 0):
            "There is no paragraph \(address): \(section) has none."
        case .noParagraph(let address, let section, let count):
            "There is no paragraph \(address): \(section) has \(count). Lists, tables, quotes and code blocks count as one each."
        case .noSuchWords(let words, nil):
            "The words “\(Self.short(words))” are neither in a title nor in a text. `:find` looks for words."
        case .noSuchWords(let words, let nearest?):
            "The words “\(Self.short(words))” are neither in a title nor in a text; the nearest are in \(nearest.address): “\(nearest.start)”."
        case .severalPlaces(let words, let list):
            "The words “\(Self.short(words))” are in several places: \(list). Quote more words around the right one, or give the paragraph."
        case .severalParagraphs(let words, let address):
            "The words “\(Self.short(words))” run over several paragraphs. Give \(address), or quote words of one paragraph."
        case .wholeText(let address, let section, let number):
            "\(address) is the whole text of \(section), so nothing was removed. `:remove \(number)` removes the section."
        case .runsTogether(let address, let number):
            "Without \(address), the blocks around it would run together, so nothing was removed. `:edit \(number)` opens the section in your editor."
        case .titleAndText(let words, let title, let list):
            "The words “\(Self.short(words))” are in the title \(title) and in the text of \(list). Give the number of the section or the paragraph."
        case .cutsMarks(let words, let address):
            "The words “\(Self.short(words))” in \(address) begin or end within emphasis, code or a link. Quote all of it, or give \(address)."
        }
    }

    private static func short(_ words: String) -> String { words.count > 60 ? words.prefix(59) + "…" : words }
}
