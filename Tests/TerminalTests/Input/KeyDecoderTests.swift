import Testing

@testable import Terminal

/// Keys without a terminal.
@Suite struct KeyDecoderTests {
    /// The events of pieces that come one after the other, each as soon as it is waited for.
    private func events(_ pieces: [[UInt8]]) -> [KeyReader.Event] {
        var decoder = KeyDecoder()
        var rest = pieces[...]
        var events: [KeyReader.Event] = []
        while true {
            while let event = decoder.next(waiting: { _ in rest.popFirst() }) { events.append(event) }
            guard let piece = rest.popFirst() else { return events }
            decoder.feed(piece)
        }
    }

    @Test(arguments: [
        "aé日🚢\r\t\u{7F}\n", "\u{1B}[200~a\rb\r\nc\td\u{1B}[201~e", "\u{1B}[A\u{1B}\rx", "\u{1B}[201~",
        "\u{1B}[200~\u{1B}[31mred\u{1B}]0;title\u{7}\u{1B}[201~\u{1B}[20",
    ])
    func keysAreTheSameInPieces(text: String) {
        let bytes = Array(text.utf8) + [0xFF, 0xE6, 0x97]
        let whole = events([bytes])
        #expect(!whole.isEmpty)
        for length in 1..<bytes.count {
            let pieces = stride(from: 0, to: bytes.count, by: length).map { start in
                Array(bytes[start..<min(start + length, bytes.count)])
            }
            #expect(events(pieces) == whole, "in pieces of \(length)")
        }
    }

    @Test func sequencesAreKeys() {
        let sequences: [(String, KeyReader.Key)] = [
            ("[A", .up), ("OB", .down), ("[C", .right), ("OD", .left), ("[1~", .home), ("[F", .end), ("[3~", .delete),
            ("[5~", .pageUp), ("[6~", .pageDown),
        ]
        for (sequence, key) in sequences {
            let bytes = [0x1B] + Array(sequence.utf8)
            #expect(events([bytes + [0x61]]) == [.key(key, bytes), .character("a")], "\(sequence)")
        }
        // Unknown keys are ignored, and so is the end of a paste that never began.
        #expect(events([Array("\u{1B}[2~\u{1B}[201~".utf8)]) == [])
        #expect(events([[0x1B, 0x1B, 0x5B, 0x41]]) == [.character("\u{1B}"), .key(.up, [0x1B, 0x5B, 0x41])])
    }

    @Test func aLoneEscapeWaitsOnlyBriefly() {
        var decoder = KeyDecoder()
        decoder.feed([0x1B])
        var waits: [Int32] = []
        let event = decoder.next { milliseconds in
            waits.append(milliseconds)
            return nil
        }
        #expect(event == .character("\u{1B}") && waits == [25])
        #expect(decoder.next { _ in nil } == nil)
    }

    /// Where a lone Esc is no key by itself, the rest of a sequence may come late.
    @Test func aLongerWaitKeepsASequenceTogether() {
        var decoder = KeyDecoder()
        decoder.feed([0x1B])
        var waits: [Int32] = []
        let event = decoder.next(lone: EscapeSequence.longPatience) { milliseconds in
            waits.append(milliseconds)
            return waits.count == 1 ? Array("[5~".utf8) : nil
        }
        #expect(event == .key(.pageUp, Array("\u{1B}[5~".utf8)) && waits == [500])
    }

    @Test func aPasteThatNeverEndsIsCut() {
        var decoder = KeyDecoder()
        decoder.feed(Array("\u{1B}[200~".utf8))
        var count = 0
        let event = decoder.next { _ in
            count += 1
            return [UInt8](repeating: 0x61, count: 1 << 20)
        }
        #expect(event == .insertion(String(repeating: "a", count: 4 << 20)) && count == 4)
    }
}
