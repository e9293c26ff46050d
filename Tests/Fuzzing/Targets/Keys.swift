import Platform

@testable import Terminal

/// Keys say the same however they are cut, and a paste brings nothing that steers the terminal.
func fuzz(_ input: [UInt8]) {
    let cuts = Cuts(input)
    func events(_ pieces: [[UInt8]]) -> [KeyReader.Event] {
        var decoder = KeyDecoder()
        var rest = pieces[...]
        var events: [KeyReader.Event] = []
        while true {
            while let event = decoder.next(waiting: { _ in rest.popFirst() }) { events.append(event) }
            guard let piece = rest.popFirst() else { return events }
            decoder.feed(piece)
        }
    }
    let whole = events([cuts.whole])
    hold(whole == events(cuts.pieces), "the keys are the same in pieces")
    for case .insertion(let text) in whole {
        hold(PlainText.kept(text) == text, "a paste is clean")
        hold(!text.unicodeScalars.contains("\u{1B}"), "a paste has no escape")
    }
    // The rest of the filter: any text, cut anywhere.
    var filter = PlainText()
    let pieces = cuts.texts.reduce(into: "") { $0 += filter.clean($1) }
    hold(pieces == PlainText.clean(cuts.text), "a text is cleaned the same in pieces")
    hold(!pieces.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }, "it is clean")
}
