import Platform

@testable import Terminal

/// Every key arrives, whatever preceded it, and a line is exactly the typed and pasted text.
///
/// The first byte tells which sequences are bound. A zero byte is a pause in which nothing comes.
func fuzz(_ input: [UInt8]) {
    guard let first = input.first else { return }
    let bound: Set<[UInt8]> = first % 2 == 0 ? [] : [Array("\u{1B}[15~".utf8), Array("\u{1B}OP".utf8), [0x1B, 0x62]]
    let cuts = Cuts(Array(input.dropFirst()))
    let pauses = cuts.whole.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
    let whole = events(pauses.map { [$0] }, bound)
    hold(whole == events(pauses.map { cuts.cut($0) }, bound), "the keys are the same in pieces")

    holdArrives(cuts.whole, bound)
    let text = cuts.text.filter { $0 != "\u{1B}" && !$0.unicodeScalars.contains { (0x80..<0xA0).contains($0.value) } }
    holdIsTyped(text)
    holdIsPasted(text, cuts)
    holdIsLine(whole)
}

/// The events of bytes with a pause behind each part, the pieces of which come at once.
private func events(_ parts: [[[UInt8]]], _ bound: Set<[UInt8]>) -> [KeyReader.Event] {
    var decoder = KeyDecoder(bound: bound)
    var events: [KeyReader.Event] = []
    for part in parts {
        var rest = part[...]
        repeat {
            if let piece = rest.popFirst() { decoder.feed(piece) }
            while let event = decoder.next(waiting: { _ in rest.popFirst() }) { events.append(event) }
        } while !rest.isEmpty
    }
    return events
}

/// After a pause a key is a key again.
private func holdArrives(_ bytes: [UInt8], _ bound: Set<[UInt8]>) {
    var decoder = KeyDecoder(bound: bound)
    decoder.feed(bytes)
    while decoder.next(waiting: { _ in nil }) != nil {}
    decoder.feed(Array("q".utf8))
    var last: KeyReader.Event?
    while let event = decoder.next(waiting: { _ in nil }) { last = event }
    hold(last == .character("q"), "a key after a pause arrives")
    hold(decoder.isEmpty, "nothing is left")
}

/// Text without sequences arrives as it is.
private func holdIsTyped(_ text: String) {
    let arrived = events([[Array(text.utf8)]], []).reduce(into: String.UnicodeScalarView()) { arrived, event in
        switch event {
        case .character(let scalar): arrived.append(scalar)
        case .insertion(let text): arrived += text.unicodeScalars
        default: fatalError("It does not hold: a text is no key")
        }
    }
    hold(arrived.elementsEqual(text.unicodeScalars), "a text arrives as it is typed")
}

/// A paste is one insertion, however it comes, and what is typed behind it is no part of it.
private func holdIsPasted(_ text: String, _ cuts: Cuts) {
    let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~x".utf8)
    let arrived = events([cuts.cut(bytes)], [])
    guard arrived.count == 2, case .insertion(let pasted) = arrived[0] else {
        fatalError("It does not hold: a paste is one event")
    }
    hold(arrived[1] == .character("x"), "a key behind a paste arrives")
    // By bytes: for Swift a return and a line feed are one character.
    var lines: [UInt8] = []
    for (index, byte) in text.utf8.enumerated() {
        let isBehindReturn = index > 0 && Array(text.utf8)[index - 1] == 0x0D
        if byte == 0x0A, isBehindReturn { continue }
        lines.append(byte == 0x0D ? 0x0A : byte)
    }
    hold(pasted == PlainText.kept(String(decoding: lines, as: UTF8.self)), "a paste is the text")
}

/// A line of characters and pastes is what they were, also where they stand in it as tokens and placeholders.
///
/// Brackets outside of long pastes are left out: nobody types the words of a token by hand.
private func holdIsLine(_ events: [KeyReader.Event]) {
    var (escape, pastes) = (EscapePrefix(), Pastes())
    let placeholders = GraphemePlaceholders()
    var (line, meant) = ("", "")
    for event in events {
        guard let joined = escape.joined(event) else {
            hold(event == .character("\u{1B}"), "only Esc waits")
            continue
        }
        switch joined {
        case .character(let scalar):
            guard scalar != "[" else { continue }
            line.unicodeScalars.append(scalar)
            meant.unicodeScalars.append(scalar)
        case .insertion(let text):
            // Some are tall enough for a token.
            let isTall = text.utf8.count % 2 == 0
            let tall =
                isTall
                ? text + String(repeating: "\n", count: 9)
                : String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "[" }))
            line += placeholders.encoded(pastes.shortened(tall))
            meant += tall
        default: break
        }
    }
    hold(pastes.whole(placeholders.decoded(line)) == meant, "a line is what was typed and pasted")
}
