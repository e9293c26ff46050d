import Manuscript
import Platform
import Testing

/// Settings that are not understood are kept.
struct SettingsTests {
    @Test func unknownValuesSurviveTheFile() throws {
        let settings = Settings(["": 1, "later": ["a": .null], "日本": "語", "seed": .int(.max)])
        #expect(try JSONDecoder().decode(Settings.self, from: JSONEncoder().encode(settings)) == settings)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Settings.self, from: Data("[]".utf8)) }
    }
}
