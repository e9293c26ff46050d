import Manuscript
import Platform
import Testing

@Suite struct StyleTests {
    @Test func anEmptyCardIsAnEmptyObject() throws {
        #expect(String(decoding: try JSONEncoder().encode(Style()), as: UTF8.self) == "{}")
        #expect(try JSONDecoder().decode(Style.self, from: Data("{}".utf8)) == Style())
    }

    @Test func everyFieldReadsBack() throws {
        var style = Style()
        style.audience = "a"
        style.tone = "t"
        style.person = "p"
        style.language = "l"
        style.words = 5
        style.rules = ["r"]
        style.sample = "s"
        style.lists = "few"
        style.banned = ["b"]
        style.note = "n"
        style.unknown = ["x": .null]
        let data = try JSONEncoder().encode(style)
        #expect(try JSONDecoder().decode(Style.self, from: data) == style)
        #expect(try JSONValue(parsing: String(decoding: data, as: UTF8.self)).object?.count == 11)
    }
}
