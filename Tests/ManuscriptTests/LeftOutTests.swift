import Manuscript
import Platform
import Testing

/// Removed text comes back from the file as it was.
struct LeftOutTests {
    @Test(arguments: ["", "a\r\nb\u{0}\u{2028}", "e\u{301}", "日本語 👩🏽‍🚀", "مرحبا"])
    func theWholeAnswerIsKept(text: String) throws {
        var left = LeftOut(what: text, whole: text)
        left.unknown = ["later": .null]
        let back = try JSONDecoder().decode(LeftOut.self, from: JSONEncoder().encode(left))
        #expect(back == left)
        #expect(back.whole.utf8.elementsEqual(text.utf8))
    }

    @Test(arguments: [#"{"what": "a"}"#, #"{"whole": "a"}"#, #"{"what": 1, "whole": "a"}"#, "[]"])
    func bothFieldsAreRequired(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(LeftOut.self, from: Data(text.utf8)) }
    }
}
