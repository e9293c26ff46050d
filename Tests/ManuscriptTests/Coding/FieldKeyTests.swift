import Manuscript
import Platform
import Testing

@Suite struct FieldKeyTests {
    @Test func aKeyIsItsText() {
        #expect(FieldKey(stringValue: "a b").stringValue == "a b")
        #expect(FieldKey(stringValue: "1").intValue == nil)
        #expect(FieldKey(intValue: 1) == nil)
    }

    @Test func fieldsKeepTheirNamesWithAnyValue() throws {
        var style = Style()
        style.unknown = ["": 1, "a.b": 2, "é": 3, "\"": 4, "0": 5]
        let back = try JSONDecoder().decode(Style.self, from: JSONEncoder().encode(style))
        #expect(back == style)
    }

    @Test func anotherTypeIsRefusedAndNotKept() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Style.self, from: Data(#"{"tone": ["a"]}"#.utf8))
        }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Style.self, from: Data("[]".utf8)) }
    }
}
