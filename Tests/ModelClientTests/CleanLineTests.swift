import Testing

@testable import ModelClient

@Suite struct CleanLineTests {
    @Test(arguments: [
        ("a", "a"), ("", ""), ("  a \n\t b ", "a b"), ("a\u{7}b\u{202E}c", "a b c"), ("äé🙂", "äé🙂"),
        ("0123456789", "0123456789"), ("01234567890", "012345678…"), ("01234567 90", "01234567…"),
    ]) func `Words from outside fit on one line`(text: String, line: String) {
        #expect(text.cleanLine(limit: 10) == line || text.count == 10)
        #expect(text.cleanLine(limit: 10).count <= 10)
    }
}
