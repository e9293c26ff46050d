import Testing

@testable import Terminal

/// Sequences of terminals: those that are keys, and those that are nothing.
@Suite struct ReportedKeyTests {
    private func events(_ pieces: [[UInt8]], bound: Set<[UInt8]> = []) -> [KeyReader.Event] {
        var decoder = KeyDecoder(bound: bound)
        var rest = pieces[...]
        var events: [KeyReader.Event] = []
        while true {
            while let event = decoder.next(waiting: { _ in rest.popFirst() }) { events.append(event) }
            guard let piece = rest.popFirst() else { return events }
            decoder.feed(piece)
        }
    }

    private func characters(_ text: String) -> [KeyReader.Event] { text.unicodeScalars.map { .character($0) } }

    /// One of each kind, from what terminals are known to send.
    static let unknown = [
        // Function keys of xterm, rxvt, the Linux console and SS3; with modifiers; editing keys.
        "\u{1B}[15~", "\u{1B}[2~", "\u{1B}[3;5~", "\u{1B}[1;2C", "\u{1B}[1;6A", "\u{1B}[Z", "\u{1B}[E", "\u{1B}[[A",
        "\u{1B}OP", "\u{1B}OS", "\u{1B}O5P", "\u{1B}O1;5Q", "\u{1B}Op", "\u{1B}[1;5P", "\u{1B}[11^", "\u{1B}[23@",
        "\u{1B}[29~",
        // The mouse, in three ways, and a drag.
        "\u{1B}[<64;1;1M", "\u{1B}[<0;120;40m", "\u{1B}[M !!", "\u{1B}[M\u{7F}\u{1}\u{1B}", "\u{1B}[96;12;7M",
        // Reports: cursor, attributes, focus, modes, windows, colours, versions, clipboard, capabilities, graphics.
        "\u{1B}[12;40R", "\u{1B}[?12;40R", "\u{1B}[?62;22c", "\u{1B}[>41;354;0c", "\u{1B}[I", "\u{1B}[O", "\u{1B}[0n",
        "\u{1B}[?2004;1$y", "\u{1B}[8;24;80t", "\u{1B}[?997;1n", "\u{1B}[?5u", "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\",
        "\u{1B}]10;rgb:ffff/ffff/ffff\u{7}", "\u{1B}]52;c;4oCcaGk=\u{1B}\\", "\u{1B}P>|xterm(390)\u{1B}\\",
        "\u{1B}P1$r0m\u{1B}\\", "\u{1B}P!|00000000\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}^private\u{1B}\\",
        "\u{1B}Xstring\u{1B}\\", "\u{1B}]0;“quoted” 日本\u{7}", "\u{1B}]lname\u{9C}",
        // Keys that are let go, keys without a character, and modifiers alone.
        "\u{1B}[97;1:3u", "\u{1B}[13;1:3u", "\u{1B}[1;1:3A", "\u{1B}[57441;2u", "\u{1B}[57376u", "\u{1B}[13;5u",
        "\u{1B}[9;2u",
        "\u{1B}[57358u", "\u{1B}[27;5;13~", "\u{1B}[27;1:3u", "\u{1B}[99999999999u", "\u{1B}[;;;u",
        // The same in controls of eight bits, as UTF-8, and controls that introduce nothing.
        "\u{9B}15~", "\u{8F}P", "\u{9D}11;rgb:0/0/0\u{9C}", "\u{90}1$r0m\u{9C}", "\u{9F}Gi=1\u{1B}\\",
        "\u{80}\u{85}\u{99}",
    ]

    @Test(arguments: unknown) func unknownKeysAreIgnored(sequence: String) {
        let bytes = Array("q\(sequence)z".utf8)
        #expect(events([bytes]) == characters("qz"))
        for cut in 1..<bytes.count {
            #expect(events([Array(bytes[..<cut]), Array(bytes[cut...])]) == characters("qz"), "cut at \(cut)")
        }
        #expect(events(bytes.map { [$0] }) == characters("qz"), "byte by byte")
        #expect(events([Array("\(sequence)\(sequence)é".utf8)]) == characters("é"), "twice")
    }

    @Test(arguments: [
        ("\u{1B}[13;2u", "\n"), ("\u{1B}[27;2;13~", "\n"), ("\u{1B}[13;3u", "\n"), ("\u{1B}\r", "\n"),
        ("\u{1B}\n", "\n"),
        ("\u{1B}[13;66u", "\n"), ("\u{1B}[13;2:1u", "\n"), ("\u{1B}[13;2:2u", "\n"), ("\u{1B}[106;5u", "\n"),
    ]) func newLines(sequence: String, text: String) {
        #expect(events([Array(sequence.utf8)]) == [.insertion(text)])
    }

    @Test(arguments: [
        ("13u", "\r"), ("57414u", "\r"), ("9u", "\t"), ("27u", "\u{1B}"), ("127u", "\u{7F}"), ("127;2u", "\u{7F}"),
        ("97u", "a"), ("97;2u", "A"),
        ("97:65;2u", "A"), ("97;2;65u", "A"), ("49:33;2u", "!"), ("228u", "ä"), ("228;2u", "Ä"), ("97;65u", "a"),
        ("97;129u", "a"), ("114;5u", "\u{12}"), ("97;5u", "\u{1}"), ("27;5;97~", "\u{1}"), ("32;5u", "\u{0}"),
        ("47;5u", "\u{1F}"), ("91;5u", "\u{1B}"), ("98;3u", "\u{1B}b"), ("127;3u", "\u{1B}\u{7F}"),
        ("57400u", "1"), ("97;1:2u", "a"), ("26085u", "日"), ("122;5u", "\u{1A}"),
    ]) func keysWithACharacter(sequence: String, text: String) {
        #expect(events([Array("\u{1B}[\(sequence)".utf8)]) == characters(text))
        #expect(events([Array("\u{9B}\(sequence)".utf8)]) == characters(text))
    }

    @Test(arguments: [
        ("[1;1A", KeyReader.Key.up), ("[1;129B", .down), ("[1;65D", .left), ("[1;5C", .nextWord),
        ("[1;3D", .previousWord),
        ("[3;1~", .delete), ("[5;129~", .pageUp), ("[1;1:2H", .home), ("[57423u", .home), ("[57419;1u", .up),
        ("OA", .up),
    ]) func keysWithAName(sequence: String, key: KeyReader.Key) {
        let known = events([[0x1B] + Array(sequence.utf8)])
        guard case .key(let found, let sent)? = known.first, known.count == 1 else {
            Issue.record("\(known)")
            return
        }
        #expect(found == key && KeyDecoder.keys.contains { $0.sequence == sent && $0.key == key })
    }

    @Test func ctrlCInterruptsInBothForms() {
        #expect(events([Array("\u{1B}[99;5u".utf8)]) == [.interrupt])
        #expect(events([Array("\u{1B}[27;5;99~".utf8)]) == [.interrupt])
        #expect(events([Array("\u{1B}[99;5:3u".utf8)]) == [], "it is let go")
    }

    /// A string that never ends is no trap: Enter, Ctrl-D, another sequence or a pause ends it.
    @Test func aStringThatNeverEndsIsLeft() {
        #expect(events([Array("\u{1B}]11;rgb\rx".utf8)]) == characters("\rx"))
        #expect(events([Array("\u{1B}P1$r\u{4}".utf8)]) == characters("\u{4}"))
        #expect(events([Array("\u{1B}]11;\u{1B}[Ax".utf8)]) == [.key(.up, [0x1B, 0x5B, 0x41]), .character("x")])
        #expect(
            events([Array("\u{1B}]52;c;\(String(repeating: "QUJD", count: 50_000))\u{7}x".utf8)]) == characters("x"))
        var decoder = KeyDecoder()
        decoder.feed(Array("\u{1B}]11;".utf8))
        #expect(decoder.next { _ in nil } == nil)
        decoder.feed([0x61])
        #expect(decoder.next { _ in nil } == .character("a"))
    }

    /// Alt and a key that also begins a string is that key, where nothing follows at once.
    @Test func altAndAKey() {
        for letter in "PX]^_Oq." {
            var decoder = KeyDecoder()
            decoder.feed(Array("\u{1B}\(letter)".utf8))
            #expect(decoder.next { _ in nil } == .character("\u{1B}"))
            #expect(decoder.next { _ in nil } == .character(letter.unicodeScalars.first ?? " "))
        }
    }

    /// Generated sequences (ECMA-48, 5.4): whatever they are, the text around them stands, and nothing of them.
    @Test func generatedSequencesTypeNothing() {
        var state: UInt64 = 13
        func number(_ range: ClosedRange<UInt8>) -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + UInt8((state >> 33) % UInt64(range.upperBound - range.lowerBound + 1))
        }
        for _ in 0..<4_000 {
            var bytes: [UInt8] = [0x1B]
            if number(0...2) > 0 {
                bytes.append(UInt8(ascii: "["))
                bytes += (0..<number(0...6)).map { _ in number(0x30...0x3F) }
                bytes += (0..<number(0...1)).map { _ in number(0x20...0x2F) }
                bytes.append(number(0x40...0x7E))
            } else {
                bytes.append([0x50, 0x58, 0x5D, 0x5E, 0x5F][Int(number(0...4))])
                bytes += (0..<number(1...9)).map { _ in number(0x20...0x7E) } + [0x1B, 0x5C]
            }
            let whole = String(decoding: bytes, as: UTF8.self)
            // Those that are keys, or have more behind them, have tests of their own.
            guard ReportedKey(bytes)?.events.isEmpty != false, !whole.hasPrefix("\u{1B}[M"),
                !whole.hasPrefix("\u{1B}[[")
            else {
                continue
            }
            #expect(events([[0x71] + bytes + [0x7A]]) == characters("qz"), "\(whole.debugDescription)")
            #expect(events(([0x71] + bytes + [0x7A]).map { [$0] }) == characters("qz"), "\(whole.debugDescription)")
        }
    }

    @Test func brokenBytesDoNotCrash() {
        let bytes: [UInt8] = [0xE2, 0x9B, 0x68, 0x1B, 0x5B, 0xFF, 0x78, 0x9B, 0x79, 0xC2, 0x1B, 0x5B, 0x41]
        #expect(
            events([bytes]) == characters("\u{FFFD}\u{FFFD}h\u{FFFD}x\u{FFFD}y\u{FFFD}") + [
                .key(.up, [0x1B, 0x5B, 0x41])
            ])
    }
}

@Suite struct EscapePrefixTests {
    private func joined(_ events: KeyReader.Event...) -> [KeyReader.Event] {
        var prefix = EscapePrefix()
        return events.compactMap { prefix.joined($0) }
    }

    @Test func anEscWaitsForItsKey() {
        #expect(joined(.character("\u{1B}")) == [])
        #expect(joined(.character("\u{1B}"), .character("b")) == [.bound([0x1B, 0x62])])
        #expect(joined(.character("\u{1B}"), .character("\r")) == [.insertion("\n")])
        #expect(joined(.character("\u{1B}"), .character("\u{1B}"), .character("é")) == [.bound([0x1B, 0xC3, 0xA9])])
        #expect(joined(.character("\u{1B}"), .notice, .character("b")) == [.notice, .bound([0x1B, 0x62])])
        let up = KeyReader.Event.key(.up, [0x1B, 0x5B, 0x41])
        #expect(joined(.character("\u{1B}"), up, .character("b")) == [up, .character("b")])
        #expect(joined(.character("\u{1B}"), .interrupt, .character("b")) == [.interrupt, .character("b")])
    }
}
