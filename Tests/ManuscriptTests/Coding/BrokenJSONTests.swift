import Manuscript
import Platform
import Testing

@Suite struct BrokenJSONTests {
    private func read(_ text: String) -> BrokenJSON { BrokenJSON(Array(text.utf8)) }

    @Test(arguments: (0..<4).map { UInt64($0) })
    func intactJSONIsReadUnchanged(seed: UInt64) throws {
        var making = RandomSessions(seed: 500 + seed)
        for _ in 0..<25 {
            let bytes = try SessionFile.encode(making.session())
            let broken = BrokenJSON(bytes)
            #expect(broken.faults == [])
            #expect(broken.value == (try JSONValue(parsing: String(decoding: bytes, as: UTF8.self))))
        }
    }

    @Test(arguments: [
        ("", "it is empty at line 1, byte 1"), ("{", "it ends too early at line 1, byte 2"),
        ("{\n\"a\": 1", "it ends too early at line 2, byte 9"),
        ("{\"a\": \"x", "it ends inside a string at line 1, byte 9"),
        ("{\"a\" 1}", "a colon is missing at line 1, byte 6"),
        ("{\"a\": 1 \"b\": 2}", "a comma is missing at line 1, byte 9"),
        ("{\"a\": 1,, \"b\": 2}", "there is an extra comma at line 1, byte 9"),
        ("{\"a\": tru}", "a value is missing at line 1, byte 7"),
        ("{a: 1}", "a name is missing at line 1, byte 2"), ("[1]", "it does not begin with { at line 1, byte 1"),
        ("{} x", "there is text after the end at line 1, byte 4"),
        ("{\"a\": \"x\u{0}y\"}", "a string contains a control character at line 1, byte 9"),
        ("{\"a\": \"\\q\"}", "an escape sequence is unknown at line 1, byte 8"),
    ])
    func faultsNameTheirKindAndPlace(text: String, words: String) {
        #expect(read(text).faults.first?.words == words)
    }

    /// The values read from a damaged file read back the same after a save.
    @Test(arguments: ["90.", "90.0", "9e1", "-0.0", "1.5", "1e300", "9223372036854775808"])
    func numbersComeBack(number: String) throws {
        let value = read("{\"a\": \(number)}").value
        #expect(try JSONValue(parsing: value.compact) == value)
    }

    @Test func invalidUTF8IsReplacedAndNoted() {
        let broken = BrokenJSON(Array("{\"a\": \"x".utf8) + [0xFF] + Array("y\"}".utf8))
        #expect(broken.value == ["a": "x\u{FFFD}y"])
        #expect(broken.faults.map(\.what) == ["a string is not UTF-8"])
    }

    @Test func aTornTextIsKeptApart() {
        #expect(read("{\"a\": \"half of").value == ["a (torn)": "half of"])
        #expect(read("{\n  \"a\": \"x\u{0}\u{0}y\",\n  \"b\": 1}").value == ["a (torn)": "x", "b": 1])
        #expect(read("{\"a\": [\"one\", \"tw").value == ["a": ["one"]])
    }

    /// Behind damage it goes on at the next line that says by its indentation where it belongs.
    @Test func fieldsAfterTheDamageAreRead() {
        let text = """
            {
              "list" : [
                {
                  "id" : "a",
                  "title" : #### 1,
                  "words" : 5
                },
                {
                  "id" : "b"
                }
              ],
              "topic" : "T"
            }
            """
        let expected: JSONValue = ["list": [["id": "a", "words": 5], ["id": "b"]], "topic": "T"]
        #expect(read(text).value == expected)
    }

    @Test func aHoleOverTheEndOfAnObjectMakesNoMixture() {
        let text = """
            {
              "list" : [
                {
                  "id" : "a",
                  "title" : "A",
                  "versi
                  "title" : "B"
                },
                {
                  "id" : "c"
                }
              ]
            }
            """
        #expect(read(text).value == ["list": [["id": "a", "title": "A"], ["title": "B"], ["id": "c"]]])
    }

    @Test func depthIsBounded() {
        let deep = read("{\"a\":" + String(repeating: "[", count: 100_000))
        #expect(deep.faults.first?.what == "it is nested too deeply")
        let lines = (0..<5000).map { String(repeating: " ", count: $0 % 600) + "[{\"a\" :" }
        #expect(!read("{" + lines.joined(separator: "\n")).faults.isEmpty)
    }

    @Test(
        arguments: [
            ("{\"a\": \"x\\ny\", \"b\": 'it\\'s'}", ["a": "x\ny", "b": "it's"]),
            ("{\"a\": [“one”, 'two', three]}", .null), ("{\"a\": [“one”, 'two']}", ["a": ["one", "two"]]),
        ] as [(String, JSONValue)])
    func anAnswerMayQuoteAndEscapeInEveryWay(text: String, value: JSONValue) {
        #expect(BrokenJSON(Array(text.utf8), as: .answer).value == value)
    }

    @Test(arguments: [("{\"a\": {\"b\": [1}}", false), ("{\"a\": {\"b\": [1}", true)])
    func aBracketClosesWhatIsOpenWithinItsOwnAndNoMore(text: String, lacksEnd: Bool) {
        let answer = BrokenJSON(Array(text.utf8), as: .answer)
        #expect(answer.value == ["a": ["b": [1]]] && answer.faults.isEmpty && answer.lacksEnd == lacksEnd)
    }
}
