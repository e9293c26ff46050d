import Platform
import SeededRandom
import Testing

@testable import Manuscript

/// Unquoted scalars follow YAML's core schema.
struct YAMLScalarTests {
    @Test(arguments: [
        ("", JSONValue.null), ("~", .null), ("NULL", .null), ("nULL", "nULL"), ("true", .bool(true)),
        ("False", .bool(false)), ("tRUE", "tRUE"), ("yes", "yes"), ("0", 0), ("-0", 0), ("+7", 7), ("007", 7),
        ("0o17", 15), ("0o8", "0o8"), ("0xfF", 255), ("0x", "0x"), ("-0x1", "-0x1"), ("1.", .number(1)),
        (".5", .number(0.5)), (".", "."), ("1e3", .number(1000)), ("1e", "1e"), ("1e400", "1e400"), ("1 2", "1 2"),
        ("１", "１"), ("٣", "٣"), ("1\u{301}", "1\u{301}"), ("- 1", "- 1"), ("1_0", "1_0"), ("日本", "日本"),
        ("0xFFFFFFFFFFFFFFFFFF", "0xFFFFFFFFFFFFFFFFFF"),
    ])
    func aScalarHasItsType(text: String, value: JSONValue) { #expect(YAMLScalar.value(of: text) == value) }

    @Test(arguments: 0..<8) func aValueThatIsNotANumberStaysText(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let marks = Array("0123456789+-.eExo_ aF")
        for _ in 0..<500 {
            let text = String(
                (0..<Int.random(in: 1...6, using: &random)).map { _ in marks.randomElement(using: &random)! })
            switch YAMLScalar.value(of: text) {
            case .string(let same): #expect(same == text)
            case .int(let whole):
                #expect(Int(text) == whole || text.hasPrefix("0o") || text.hasPrefix("0x"), "\(text)")
            case .number(let number): #expect(Double(text) == number || text.hasSuffix("."), "\(text)")
            default: Issue.record("\(text) is neither text nor number")
            }
        }
    }
}
