import Commands
import Manuscript
import TestSupport
import Testing

@testable import Configuration
@testable import Storage

@Suite struct ConfigReportTests {
    private func report() throws -> ConfigReport {
        let text =
            "tone: dry\nprovider: work\nzebra: 1\nproviders:\n  work:\n    baseURL: https://me:pw@a.example/v1\n    apiKey: s3cret-key\n  other:\n    apiKeyCommand: echo s3cret-key"
        let file = try ConfigFile(Array(text.utf8), at: .init(path: "c.yml"), user: "c.yml")
        let processEnvironment = ProcessEnvironment(
            real: ["GROQ_API_KEY": "s3cret-key", "HOME": "/h"], dotEnv: ["GALLEY_MODEL": "m"])
        return ConfigReport(
            Configuration(processEnvironment: processEnvironment, files: [file]), folder: "/s",
            session: Session(name: "", at: noon))
    }

    @Test func everySettingHasARow() throws {
        let rows = try report().rows
        #expect(rows.prefix(SettingKey.all.count).map(\.key) == SettingKey.all.map(\.name))
        func row(_ key: String) -> [String]? {
            rows.first { $0.key == key }.map { [$0.value ?? "-", $0.source.words] }
        }
        #expect(row("model") == ["m", "GALLEY_MODEL in ./.env"])
        #expect(row("tone") == ["dry", "c.yml, line 1"])
        #expect(row("seed") == ["-", "default"])
        #expect(row("sessionsDir") == ["/s", "default"])
        #expect(row("GROQ_API_KEY") == ["set", "GROQ_API_KEY"])
        #expect(row("providers.work.apiKey") == ["set", "c.yml, line 7"])
        #expect(row("providers.work.baseURL") == ["https://…@a.example/v1", "c.yml, line 6"])
        #expect(row("providers.other.apiKeyCommand") == ["set", "c.yml, line 9"])
    }

    @Test func keysAreNowhere() throws {
        let report = try report().report
        let shown = (report.plain ?? "") + report.data.compact + report.note
        #expect(!shown.contains("s3cret") && !shown.contains("pw@") && shown.contains("providers.work.apiKey"))
    }

    @Test func programsGetUnknownKeysAndFiles() throws {
        let data = try report().report.data
        #expect(data["files"] == ["c.yml"])
        #expect(data["unknown"] == [["file": "c.yml", "line": 3, "key": "zebra", "suggestion": .null]])
        #expect(data["settings"]?.array?.first == ["key": "model", "value": "m", "from": "GALLEY_MODEL in ./.env"])
    }

    @Test func helpNamesEveryKey() {
        for key in ConfigReader.keys + ConfigReader.providerKeys { #expect(ConfigReport.keys.contains(key)) }
    }
}
