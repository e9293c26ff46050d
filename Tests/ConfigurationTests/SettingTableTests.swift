import Chains
import Manuscript
import Testing

@testable import Configuration

/// A row of the table is all that a setting needs: it is listed, and its value has a type.
struct SettingTableTests {
    @Test func everyRowIsListedUnderItsOwnName() {
        let rows = Mirror(reflecting: SettingTable.rows).children
        #expect(rows.compactMap(\.label) == SettingKey.all.map(\.name))
    }

    @Test func choicesAreTypedValues() {
        let settings = Settings(["tier": "medium", "show": "diff", "pager": "off", "confirm": "never", "prompt": "g"])
        #expect(settings[\.tier] == .medium && settings[\.show] == .diff && settings[\.pager] == .off)
        #expect(settings[\.confirm] == .never && settings[\.prompt] == "g" && settings[\.hints])
        #expect(Settings()[\.tier] == nil && Settings()[\.show] == .text && Settings()[\.pager] == .auto)
    }

    @Test func withoutValuesThereAreDefaults() {
        let settings = Settings()
        #expect(settings[\.notify] && settings[\.hints])
        #expect(settings[\.lengthRetry] && !settings[\.confirmChanges] && settings[\.confirm] == .destructive)
        #expect(settings[\.budget] == nil && settings[\.currency].isEmpty && settings[\.temperature] == nil)
    }

    @Test func anotherTypeIsReadAsMissing() {
        let settings = Settings([
            "temperature": "hot", "seed": .number(1.5), "lengthRetry": "no", "confirm": "sometimes", "budget": "much",
            "currency": 5,
        ])
        #expect(settings[\.temperature] == nil && settings[\.seed] == nil && settings[\.lengthRetry])
        #expect(settings[\.confirm] == .destructive && settings[\.budget] == nil && settings[\.currency].isEmpty)
        #expect(settings["temperature"] == "hot")
    }

    @Test func aWholeNumberIsATemperature() {
        #expect(Settings(["temperature": 1])[\.temperature] == 1)
        #expect(Settings(["temperature": .number(0.5)])[\.temperature] == 0.5)
    }

    @Test func theFormerNameIsReadUntilTheNewOneIsSet() {
        let key = SettingTable.rows.confirmChanges.key
        var settings = Settings(["review": true])
        #expect(settings[\.confirmChanges] && key.storedName(in: settings) == "review")
        settings["confirmChanges"] = false
        #expect(!settings[\.confirmChanges] && key.storedName(in: settings) == "confirmChanges")
        #expect(key.storedName(in: Settings()) == "confirmChanges")
    }
}
