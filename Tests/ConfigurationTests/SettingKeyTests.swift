import Manuscript
import TestSupport
import Testing

@testable import Configuration

@Suite struct SettingKeyTests {
    private let session = Posts.begun

    @Test(arguments: [
        ("model", "openai/gpt-oss-120b", JSONValue.string("openai/gpt-oss-120b")),
        ("baseURL", "https://example.org/v1", .string("https://example.org/v1")),
        ("temperature", "0", .number(0)), ("temperature", "2", .number(2)), ("temperature", "1e-1", .number(0.1)),
        ("reasoningEffort", "HIGH", .string("high")), ("parallel", "1", .int(1)), ("parallel", "32", .int(32)),
        ("tier", "Small", .string("small")), ("contextWindow", "512", .int(512)), ("longestWait", "0", .int(0)),
        ("seed", "2147483647", .int(2_147_483_647)), ("timeout", "3600", .int(3600)), ("sections", "40", .int(40)),
        ("lengthRetry", "On", .bool(true)), ("lengthRetry", "off", .bool(false)),
    ])
    func takes(name: String, text: String, value: JSONValue) throws {
        let edit = try SettingKey.named(name).edit(text, session)
        #expect(edit == .setSetting(key: name, value: value))
    }

    @Test(arguments: [
        ("model", "a b"), ("baseURL", "ftp://example.org"), ("baseURL", "http://a b"), ("temperature", "-0.1"),
        ("temperature", "2.01"), ("temperature", "nan"), ("temperature", "inf"), ("temperature", "1,5"),
        ("reasoningEffort", "max"), ("parallel", "0"), ("tier", "tiny"), ("longestWait", "3601"),
        ("contextWindow", "511"), ("parallel", "33"),
        ("parallel", "1.5"), ("seed", "-1"),
        ("seed", "2147483648"), ("timeout", "0"), ("timeout", "3601"), ("sections", "41"), ("words", "49"),
        ("words", "100001"), ("words", "many"), ("lengthRetry", "maybe"),
    ])
    func refuses(name: String, text: String) throws {
        let key = try SettingKey.named(name)
        #expect(throws: SettingError.badValue(name, takes: key.takes)) { try key.edit(text, session) }
    }

    /// Sessions of earlier releases hold the key `review`.
    @Test func formerNamesAreRead() throws {
        let key = try SettingKey.named("review")
        #expect(key.name == "confirmChanges")
        var session = session
        session.settings["review"] = true
        #expect(session.settings[\.confirmChanges] && key.value(in: session) == "on")
        let off = try session.applying(key.edit("off", session)).session
        #expect(!off.settings[\.confirmChanges] && off.settings.values.count == session.settings.values.count)
        let reset = try session.applying(key.edit("default", session)).session
        #expect(key.value(in: reset) == nil && reset.settings.values["review"] == nil)
        #expect(SettingKey.exactly("review")?.name == "confirmChanges")
    }

    /// Returns a text that a setting takes.
    static func sample(of key: SettingKey) -> String {
        let texts = key.choices + ["1", "600", "http://a", "word"]
        return texts.first { key.value(from: .string($0)) != nil } ?? ""
    }

    @Test(arguments: SettingKey.all.map(\.name), ["default", "None", "-"])
    func everySettingCanBeTakenAway(name: String, word: String) throws {
        var session = session
        for key in SettingKey.all {
            session = try session.applying(key.edit(Self.sample(of: key), session)).session
        }
        let key = try SettingKey.named(name)
        #expect(key.value(in: session) != nil)
        let reset = try session.applying(key.edit(word, session)).session
        #expect(key.value(in: reset) == nil)
        for other in SettingKey.all where other.name != name {
            #expect(other.value(in: reset) == other.value(in: session))
        }
    }

    @Test func valuesAreWords() throws {
        var session = session
        #expect(SettingKey.all.allSatisfy { $0.value(in: session) == nil })
        session.settings["temperature"] = .number(0.7)
        session.settings["parallel"] = 3
        session.settings["model"] = "m"
        session.style.words = 900
        session.style.tone = "plain, concrete"
        let values = try ["temperature", "parallel", "model", "words", "tone"].map {
            try SettingKey.named($0).value(in: session)
        }
        #expect(values == ["0.7", "3", "m", "900", "plain, concrete"])
    }

    @Test func namesAreUniqueAndFoundInAnyCase() throws {
        #expect(Set(SettingKey.all.map { $0.name.lowercased() }).count == SettingKey.all.count)
        #expect(try SettingKey.named("BASEurl").name == "baseURL")
        #expect(throws: SettingError.unknown("baseUlr", nearest: "baseURL")) { try SettingKey.named("baseUlr") }
        #expect(throws: SettingError.unknown("x", nearest: nil)) { try SettingKey.named("x") }
    }

    /// Nothing that is given here may be a key, since the file is shown to others.
    @Test func noSettingHoldsAKey() {
        #expect(SettingKey.all.allSatisfy { !$0.name.lowercased().contains("key") })
    }
}
