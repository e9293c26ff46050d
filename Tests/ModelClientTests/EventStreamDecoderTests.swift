import ModelClient
import Testing

@Suite struct EventStreamDecoderTests {
    private func decode(_ pieces: [[UInt8]]) -> [ServerEvent] {
        var decoder = EventStreamDecoder()
        return pieces.flatMap { decoder.feed($0) } + decoder.end()
    }

    private func decode(_ text: String) -> [ServerEvent] { decode([Array(text.utf8)]) }

    private func event(_ data: String, name: String = "message") -> ServerEvent {
        ServerEvent(name: name, data: Array(data.utf8))
    }

    @Test(arguments: ["\n", "\r", "\r\n"]) func `Every line end of the standard ends a line`(end: String) {
        let text = ["data: one", "", ": a comment", "data:two", "data", "data:  three", "", ""]
        #expect(decode(text.joined(separator: end)) == [event("one"), event("two\n\n three")])
    }

    @Test func `A byte order mark is passed over`() {
        #expect(decode("\u{FEFF}data: x\n\n") == [event("x")])
    }

    @Test func `Events have names, and other fields are ignored`() {
        #expect(
            decode("event: ping\nid: 4\nretry: 5\nfoo: bar\ndata: {}\n\ndata: y\n\n")
                == [event("{}", name: "ping"), event("y")])
    }

    @Test func `A name without data makes no event`() {
        #expect(decode("event: ping\n\ndata: z\n\n") == [event("z")])
    }

    @Test func `An error field is an event named error`() {
        #expect(decode("error: {\"code\":500}\n\n") == [event("{\"code\":500}", name: "error")])
    }

    @Test(arguments: ["data: end", "data: end\n", "data: end\n\n"])
    func `An event without its last empty line counts`(text: String) {
        #expect(decode(text) == [event("end")])
    }

    @Test func `A line of a megabyte is a line`() {
        let long = String(repeating: "x", count: 1_000_000)
        let bytes = Array("data: \(long)\n\n".utf8)
        #expect(
            decode(stride(from: 0, to: bytes.count, by: 4096).map { Array(bytes[$0..<min($0 + 4096, bytes.count)]) })
                == [event(long)])
    }

    @Test(arguments: 0..<200) func `Any cutting of the same bytes gives the same events`(round: Int) {
        let lines = [
            "data: naïve 🙂 文", "data:", "", ":ping", "event: e", "data: x: y", "error: z", "bad", "\u{FEFF}data: q",
        ]
        let ends = ["\n", "\r", "\r\n", "\n\n", "\r\r", "\r\n\r\n"]
        var text = ""
        for _ in 0..<Int.random(in: 1...20) { text += (lines.randomElement() ?? "") + (ends.randomElement() ?? "") }
        let bytes = Array(text.utf8)
        let whole = decode([bytes])
        #expect(decode(pieces(bytes, longest: 7)) == whole)
        #expect(decode(bytes.map { [$0] }) == whole)
    }
}
