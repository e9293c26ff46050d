/// Pairs the start and end tags among the raw HTML of one block's children, and leaves out those without a partner.
struct TagPairing {
    /// The cleaned HTML of each piece taken; nil if the piece has no tag that is kept.
    var results: [String?] {
        pieces.map { piece in
            guard piece.isKept else { return piece.isText ? nil : "" }
            return piece.parts.map { part in
                switch part {
                case .html(let html): html
                case .tag(let index): tags[index].html
                }
            }.joined()
        }
    }

    private enum Part {
        case html(String)
        case tag(Int)
    }

    private struct Piece {
        var parts: [Part] = []
        /// True if a tag or a picture is kept.
        var isKept = false
        /// True if the piece is left to the rules for text.
        var isText = false
    }

    private struct Tag {
        let name: String
        let place: KeptHTML.Place
        var html = ""
        /// True for a `details` whose `summary` has come.
        var hasSummary = false
    }

    private var pieces: [Piece] = []
    private var tags: [Tag] = []
    /// The tags that wait for their ends.
    private var open: [(index: Int, html: String, piece: Int)] = []

    /// Takes the next piece of raw HTML.
    mutating func take(_ literal: String, isBlock: Bool) {
        pieces.append(Piece())
        let place = pieces.count - 1
        var tokens = HTMLTokens(literal)
        var isSilent = false
        var isForeign = !isBlock
        while let token = tokens.next() {
            switch token {
            case .comment: isForeign = false
            case .contents: if !isSilent { text(tokens.text) }
            case .text: text(tokens.text)
            case .unfinished: text(tokens.text)
            case .tag(let name, let isEnd, _):
                if name == "img", !isEnd {
                    keep(.html(KeptHTML.picture(tokens.text)))
                } else if name == "wbr", !isEnd {
                    keep(.html("<wbr>"))
                } else if name == "br", isBlock {
                    pieces[place].parts.append(.html("<br>"))
                } else if let kind = KeptHTML.place(of: name) {
                    isForeign = false
                    if isEnd { close(name) } else { start(name, kind, tokens.text) }
                } else {
                    if RawHTML.isElement(name), name != "br" { isForeign = false }
                    if !isEnd, let end = RawHTML.silentEnd(of: name) { (tokens.awaited, isSilent) = (end, true) }
                }
            }
        }
        // Phrases and paragraphs end with their block.
        if isBlock { open = open.filter { tags[$0.index].place == .container } }
        pieces[place].isText = isForeign || isBlock && !pieces[place].isKept
    }

    private mutating func text(_ text: String) {
        pieces[pieces.count - 1].parts.append(.html(KeptHTML.escaped(RawHTML.decoded(text))))
    }

    private mutating func keep(_ part: Part) {
        pieces[pieces.count - 1].parts.append(part)
        pieces[pieces.count - 1].isKept = true
    }

    private mutating func start(_ name: String, _ place: KeptHTML.Place, _ source: String) {
        let inner = open.last.map { tags[$0.index] }
        switch place {
        case .phrase: break
        case .container, .block:
            guard inner.map({ $0.place == .container }) ?? true else { return }
            if name == "summary" {
                guard let last = open.last, inner?.name == "details", inner?.hasSummary == false else { return }
                tags[last.index].hasSummary = true
            }
        }
        tags.append(Tag(name: name, place: place))
        pieces[pieces.count - 1].parts.append(.tag(tags.count - 1))
        open.append((tags.count - 1, KeptHTML.tag(name, source), pieces.count - 1))
    }

    /// Closes the innermost open element of a name; those within it stay without an end, and so are left out.
    private mutating func close(_ name: String) {
        guard let found = open.lastIndex(where: { tags[$0.index].name == name }) else { return }
        let start = open[found]
        open.removeSubrange(found...)
        tags[start.index].html = start.html
        if name == "details", !tags[start.index].hasSummary { tags[start.index].html += "<summary>…</summary>" }
        tags.append(Tag(name: name, place: .phrase, html: "</\(name)>"))
        keep(.tag(tags.count - 1))
        pieces[start.piece].isKept = true
    }
}
