import Manuscript
import Platform
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-7", "2.5", "\"\"", "\"a/b\"", "[]", "{}", "[null,[1,{\"a\":null}]]",
        "9223372036854775807", "\"\\\"\\\\\\n\\u0000\"",
    ])
    func compactTextReadsBack(text: String) throws {
        #expect(try JSONValue(parsing: text).compact == text)
    }

    @Test func kindsAreDistinguished() throws {
        #expect(try JSONValue(parsing: "1") == .int(1))
        #expect(try JSONValue(parsing: "true") == .bool(true))
        #expect(try JSONValue(parsing: "1.5") == .number(1.5))
        #expect(try JSONValue(parsing: "18446744073709551616") == .number(18_446_744_073_709_551_616))
        #expect(try JSONValue(parsing: "\"1\"") == .string("1"))
    }

    @Test func generatedValuesComeBack() throws {
        var making = RandomSessions(seed: 8)
        for _ in 0..<500 {
            let value = making.value(3)
            #expect(try JSONValue(parsing: value.compact) == value)
        }
    }

    @Test func keysAreSorted() {
        let value: JSONValue = ["b": 1, "a": [true, .null], "c": "x"]
        #expect(value.compact == #"{"a":[true,null],"b":1,"c":"x"}"#)
    }

    @Test(arguments: ["", "{", "nul", "'a'", "{\"a\"}", "1 2"])
    func textThatIsNotJSONThrows(text: String) {
        #expect(throws: DecodingError.self) { try JSONValue(parsing: text) }
    }

    @Test func readsWhatItIs() {
        let value: JSONValue = ["s": "x", "i": 2, "d": 2.5, "w": 3.0, "a": [1], "b": true]
        #expect(value["s"]?.string == "x")
        #expect(value["i"]?.int == 2)
        #expect(value["i"]?.double == 2)
        #expect(value["d"]?.int == nil)
        #expect(value["d"]?.double == 2.5)
        #expect(value["w"]?.int == 3)
        #expect(value["a"]?.array == [1])
        #expect(value["missing"] == Optional.none)
        #expect(JSONValue.number(.nan).int == nil && JSONValue.number(1e300).int == nil)
        #expect(JSONValue.string("x")["s"] == Optional.none)
        #expect(JSONValue.bool(true).string == nil && JSONValue.null.object == nil && JSONValue.int(1).array == nil)
    }
}
