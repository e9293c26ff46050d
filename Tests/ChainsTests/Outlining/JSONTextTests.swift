import Chains
import Manuscript
import Testing

/// JSON is found in what a model says.
struct JSONTextTests {
    @Test(arguments: [
        (#"{"a":1}"#, #"{"a":1}"#), ("[1, 2]", "[1,2]"), ("```json\n{\"a\": [1]}\n```", #"{"a":[1]}"#),
        ("Look {here}: {\"a\":\"}\"} and [more]", #"{"a":"}"}"#), (#"say "{" then {"a":"\"]"}"#, #"{"a":"\"]"}"#),
        ("The list [see below]:\n[\"é\", \"漢\"]", #"["é","漢"]"#), ("{\"a\":1}{\"b\":2}", #"{"a":1}"#), ("{}", "{}"),
    ])
    func theFirstWholeValueIsFound(text: String, expected: String) {
        #expect(JSONText.value(in: text)?.compact == expected)
    }

    @Test(arguments: [
        "", "none", "\"text\"", "12", "null", "{", "[", "{\"a\":", "[{\"a\":1},", "{\"a\":[\"b\"", "{a:1}", "}{", "]",
        "text {\"a\":{\"b\":1}", "[\"cut off \\", "{\"a\":\"\\",
    ])
    func whatIsCutOffOrNoneIsNotTaken(text: String) { #expect(JSONText.value(in: text) == nil) }

    @Test func everyCutOfAnAnswerIsNothing() {
        let whole = #"{"sections":[{"title":"A \"b\" [c]","points":["p","q"]},{"title":"D","points":[]}]}"#
        #expect(JSONText.value(in: whole) != nil)
        for length in 0..<whole.count { #expect(JSONText.value(in: String(whole.prefix(length))) == nil) }
    }
}
