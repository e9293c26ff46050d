import Testing

/// A start without arguments reads no command line, so every option must be given its default by hand.
///
/// The argument parser ends the program when an option is read that has no value.
struct DefaultsTests {
    /// Returns the names of the options that a type declares.
    static func options(in text: String) -> [String] {
        text.matches(of: /@(?:Option|Flag|OptionGroup)\b[^@]*?\bvar (\w+)/).map { String($0.1) }
    }

    @Test(arguments: ["Galley", "CommonOptions", "SessionOptions", "SourceOptions"])
    func everyOptionHasADefaultWithoutArguments(type: String) throws {
        let defaults = try Repository.file("Sources/galley/Galley+Defaults.swift").text
        let options = Self.options(in: try Repository.file("Sources/galley/\(type).swift").text)
        #expect(!options.isEmpty)
        for option in options { #expect(defaults.contains(try Regex(#"\.\#(option)\b"#)), "\(option)") }
    }

    @Test func theRuleCanFail() {
        let text = """
            @OptionGroup var common: CommonOptions
            @Option(
                name: [.customShort("x")], help: "Run a line.")
            var lines: [String] = []
            var other = 1
            """
        #expect(Self.options(in: text) == ["common", "lines"])
    }
}
