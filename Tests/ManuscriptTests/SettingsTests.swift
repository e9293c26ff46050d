import Manuscript
import Platform
import Testing

/// Settings are read as typed values, and what is not understood is kept.
struct SettingsTests {
    @Test func withoutValuesThereAreDefaults() {
        let settings = Settings()
        #expect(settings.lengthRetry && !settings.confirmChanges && settings.confirm == .destructive)
        #expect(settings.budget == nil && settings.currency.isEmpty && settings.temperature == nil)
    }

    @Test func anotherTypeIsReadAsMissing() {
        let settings = Settings([
            "temperature": "hot", "seed": .number(1.5), "lengthRetry": "no", "confirm": "sometimes", "budget": "much",
            "currency": 5,
        ])
        #expect(settings.temperature == nil && settings.seed == nil && settings.lengthRetry)
        #expect(settings.confirm == .destructive && settings.budget == nil && settings.currency.isEmpty)
        #expect(settings["temperature"] == "hot")
    }

    @Test func aWholeNumberIsATemperature() {
        #expect(Settings(["temperature": 1]).temperature == 1)
        #expect(Settings(["temperature": .number(0.5)]).temperature == 0.5)
    }

    @Test func theFormerNameIsReadUntilTheNewOneIsSet() {
        var settings = Settings(["review": true])
        #expect(settings.confirmChanges && Settings.Key.confirmChanges.name(in: settings) == "review")
        settings["confirmChanges"] = false
        #expect(!settings.confirmChanges && Settings.Key.confirmChanges.name(in: settings) == "confirmChanges")
        #expect(Settings.Key.confirmChanges.name(in: Settings()) == "confirmChanges")
        #expect(Settings.Key.allCases.filter { $0.formerName != nil } == [.confirmChanges])
    }

    @Test func unknownValuesSurviveTheFile() throws {
        let settings = Settings(["": 1, "later": ["a": .null], "日本": "語", "seed": .int(.max)])
        #expect(try JSONDecoder().decode(Settings.self, from: JSONEncoder().encode(settings)) == settings)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Settings.self, from: Data("[]".utf8)) }
    }
}
