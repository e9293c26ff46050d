/// The places of a text in other texts, in any case, each with some words around it.
struct TextPlaces {
    private let wanted: [String]

    init(of text: String) { wanted = text.map { $0.lowercased() } }

    /// The characters that are shown on each side of a place.
    private static let margin = 30

    /// Returns true if another text has this one.
    func occurs(in whole: String) -> Bool { !places(in: whole).isEmpty }

    /// Returns each place with the words around it.
    func passages(in whole: String) -> [String] {
        let body = Array(whole)
        return places(in: whole).map { place in
            let start = max(0, place - Self.margin)
            let end = min(body.count, place + wanted.count + Self.margin)
            var words = String(body[start..<end]).split(whereSeparator: \.isWhitespace).map(String.init)
            // Words at the edges may be cut.
            if start > 0, words.count > 2, place > start, !body[start - 1].isWhitespace { words.removeFirst() }
            if end < body.count, words.count > 2, !body[end].isWhitespace { words.removeLast() }
            return (start > 0 ? "… " : "") + words.joined(separator: " ") + (end < body.count ? " …" : "")
        }
    }

    /// Returns the places in characters.
    private func places(in whole: String) -> [Int] {
        let body = whole.map { $0.lowercased() }
        guard let first = wanted.first, body.count >= wanted.count else { return [] }
        return (0...(body.count - wanted.count)).filter { place in
            body[place] == first && body[place..<(place + wanted.count)].elementsEqual(wanted)
        }
    }
}
