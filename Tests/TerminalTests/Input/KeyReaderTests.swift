import Platform
import Testing

@testable import Terminal

/// Keys as a terminal sends them, through a pipe.
@Suite(.serialized, .timeLimit(.minutes(5))) struct KeyReaderTests {
    /// A keyboard: what is typed on it, the reader reads.
    private final class Keyboard {
        var reader: KeyReader
        let notices = NoticeBoard()
        private(set) var ends: [Int32] = [-1, -1]
        private(set) var signals: [Int32] = [-1, -1]

        init() {
            pipe(&ends)
            pipe(&signals)
            _ = fcntl(signals[0], F_SETFL, O_NONBLOCK)
            reader = KeyReader(input: ends[0], signals: SignalPipe(readEnd: signals[0]), notices: notices.readEnd)
        }

        deinit {
            for end in signals + [ends[0]] { close(end) }
            hangUp()
        }

        func signal(_ number: Int32) {
            var byte = UInt8(number)
            _ = write(signals[1], &byte, 1)
        }

        func type(_ bytes: [UInt8]) { _ = write(ends[1], bytes, bytes.count) }
        func type(_ text: String) { type(Array(text.utf8)) }
        func hangUp() {
            if ends[1] >= 0 { close(ends[1]) }
            ends[1] = -1
        }

        /// Does something on another thread once the reader has taken what was typed.
        func onceRead(_ body: @escaping @Sendable () -> Void) {
            let end = ends[0]
            let hasStarted = DetachedThread.start {
                var wanted = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
                while poll(&wanted, 1, 0) > 0 { sched_yield() }
                body()
            }
            #expect(hasStarted)
        }

        /// The events up to the end of what was typed.
        func events() -> [KeyReader.Event] {
            hangUp()
            var events: [KeyReader.Event] = []
            while true {
                let event = reader.next()
                if event == .hangUp { return events }
                events.append(event)
            }
        }
    }

    private func events(_ text: String) -> [KeyReader.Event] {
        let keyboard = Keyboard()
        keyboard.type(text)
        return keyboard.events()
    }

    private func characters(_ text: String) -> [KeyReader.Event] { text.unicodeScalars.map { .character($0) } }

    @Test func charactersOfAllLengths() {
        #expect(events("aé日🚢\r\t\u{7F}") == characters("aé日🚢\r\t\u{7F}"))
        #expect(events("e\u{301}") == characters("e\u{301}"))
    }

    @Test func brokenBytesBecomeOneMarkEachAndTakeNothingWithThem() {
        let keyboard = Keyboard()
        keyboard.type([0xFF, 0x61, 0xC3, 0x28, 0xE6, 0x97, 0x62, 0x80])
        #expect(keyboard.events() == characters("\u{FFFD}a\u{FFFD}(\u{FFFD}\u{FFFD}b\u{FFFD}"))
    }

    @Test func aCharacterInPieces() {
        let keyboard = Keyboard()
        keyboard.type([0xE6])
        let notices = keyboard.notices
        keyboard.onceRead { notices.post("x") }
        #expect(keyboard.reader.next() == .notice, "half a character is none yet")
        _ = notices.take()
        keyboard.type([0x97, 0xA5])
        #expect(keyboard.reader.next() == .character("日"))
    }

    @Test func enterAndCtrlJAreApart() {
        #expect(
            events("a\rb\nc") == [
                .character("a"), .character("\r"), .character("b"), .insertion("\n"), .character("c"),
            ])
        #expect(events("\u{1B}\rx") == [.insertion("\n"), .character("x")], "Esc and Enter, or Alt-Enter")
    }

    @Test func sequencesAreKeysOrNothing() {
        #expect(events("\u{1B}[A") == [.key(.up, [0x1B, 0x5B, 0x41])])
        #expect(events("\u{1B}[2~x") == characters("x"), "no known key")
        #expect(events("\u{1B}") == characters("\u{1B}"))
        #expect(events("\u{1B}[20") == [], "the rest does not come")
        #expect(events("\u{1B}[201~x") == characters("x"), "the end of a paste that never began")
    }

    @Test func aBoundSequenceIsPassedOn() {
        let keyboard = Keyboard()
        keyboard.reader.handOn([Array("\u{1B}[15~".utf8)])
        keyboard.type("\u{1B}[15~\u{1B}[17~x")
        #expect(keyboard.events() == [.bound(Array("\u{1B}[15~".utf8)), .character("x")])
    }

    @Test func aPasteIsOneInsertion() {
        #expect(events("\u{1B}[200~a\rb\r\nc\nd\te\u{1B}[201~f") == [.insertion("a\nb\nc\nd\te"), .character("f")])
        #expect(events("\u{1B}[200~\u{1B}[201~x") == [.insertion(""), .character("x")])
        #expect(events("\u{1B}[200~é日🚢\u{1B}[201~") == [.insertion("é日🚢")])
    }

    @Test func aPasteBringsNoEscapes() {
        let pasted = events("\u{1B}[200~a\u{1B}[31mb\u{7}c\u{1B}[201~")
        guard case .insertion(let text)? = pasted.first, pasted.count == 1 else {
            Issue.record("\(pasted)")
            return
        }
        #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 } && text.hasPrefix("a"))
    }

    @Test func aPasteCutAnywhereIsTheSame() {
        let bytes = Array("\u{1B}[200~Größe\r日本\u{1B}[201~!".utf8)
        for cut in 6..<bytes.count {
            let keyboard = Keyboard()
            keyboard.type(Array(bytes[..<cut]))
            let (writing, rest) = (keyboard.ends[1], Array(bytes[cut...]))
            keyboard.onceRead { _ = write(writing, rest, rest.count) }
            #expect(keyboard.reader.next() == .insertion("Größe\n日本"))
            #expect(keyboard.reader.next() == .character("!"))
        }
    }

    @Test func aPasteThatNeverEndsIsTaken() {
        #expect(events("\u{1B}[200~abc") == [.insertion("abc")])
    }

    @Test func aClosedTerminalHangsUp() {
        let keyboard = Keyboard()
        keyboard.hangUp()
        #expect(keyboard.reader.next() == .hangUp)
    }

    @Test(arguments: [
        (SIGINT, KeyReader.Event.interrupt), (SIGWINCH, .resize), (SIGCONT, .resumed), (SIGTERM, .hangUp),
        (SIGHUP, .hangUp),
    ]) func signalsAreEvents(signal: Int32, event: KeyReader.Event) {
        let keyboard = Keyboard()
        keyboard.signal(signal)
        #expect(keyboard.reader.next() == event)
    }

    @Test func ctrlCDropsHalfACharacter() {
        let keyboard = Keyboard()
        keyboard.type([0xE6, 0x97])
        let signals = keyboard.signals[1]
        keyboard.onceRead {
            var byte = UInt8(SIGINT)
            _ = write(signals, &byte, 1)
        }
        #expect(keyboard.reader.next() == .interrupt)
        keyboard.type("a")
        #expect(keyboard.events() == [.character("a")])
    }

    @Test func noticesWakeTheReader() {
        let keyboard = Keyboard()
        keyboard.notices.post("one")
        keyboard.notices.post("two")
        #expect(keyboard.reader.next() == .notice)
        #expect(keyboard.notices.take() == ["one", "two"])
        keyboard.type("a")
        #expect(keyboard.reader.next() == .character("a"))
    }
}
