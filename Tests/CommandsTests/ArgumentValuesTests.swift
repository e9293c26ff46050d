import Manuscript
import TestSupport
import Testing

@testable import Commands

/// Arguments are read as a card declares them.
@Suite struct ArgumentValuesTests {
    private static let section = TypedParameter<Address>("section", .section, "which section")
    private static let count = TypedParameter<Int>("count", .number(2...5), "how many", isOptional: true)
    private static let text = TypedParameter<String>("text", .text, "the rest", isOptional: true)
    private static let length = TypedParameter<Int>("--words", .number(50...1000), "a length", label: "N")
    private static let card = CommandCard(
        name: "try",
        flags: [CommandFlag("--sure", short: "-s", "do not ask for confirmation"), CommandFlag(length)],
        parameters: [section, count, text], summary: "for tests", example: ":try 1")
    private static let short = CommandCard(
        name: "try", flags: [CommandFlag("--sure", short: "-s", "do not ask for confirmation")],
        parameters: [section, count], summary: "for tests", example: ":try 1")

    private func values(_ text: String, of card: CommandCard = Self.card) throws -> ArgumentValues {
        try ArgumentValues(
            Arguments(command: card.name, line: ":try \(text)", rest: text), of: card, in: Posts.written)
    }

    @Test func everyKindHasItsType() throws {
        let values = try values(#"--words 900 "Tables" 3 two  words --sure"#)
        #expect(try values(Self.section) == .title("Tables"))
        #expect(values[Self.count] == 3)
        // The last text takes all the rest, options included.
        #expect(values[Self.text] == "two  words --sure")
        #expect(!values.has("--sure") && values[Self.length] == 900)
        #expect(values.line == #":try --words 900 "Tables" 3 two  words --sure"#)
    }

    @Test func optionsMayFollow() throws {
        for option in ["--sure", "-s", "–sure"] {
            let values = try values("2 \(option)", of: Self.short)
            #expect(values.has("--sure") && values[Self.count] == nil)
        }
    }

    @Test(arguments: ["many", "49", "1001"]) func anOptionsValueHasItsRange(word: String) {
        #expect(throws: CommandError.badArgument("--words", takes: "a number from 50 to 1000")) {
            try values("--words \(word) 2")
        }
        #expect(throws: CommandError.missing("a number after --words", command: "try")) { try values("2 --words") }
    }

    @Test func anOptionalValueMayBeLeftOut() throws {
        let values = try values("2")
        #expect(values[Self.count] == nil && values[Self.text] == nil && values[Self.length] == nil)
    }

    @Test func aMissingValueIsNamed() throws {
        let values = try values("")
        #expect(throws: CommandError.missing("an address such as 2.3", command: "try")) { try values(Self.section) }
    }

    @Test(arguments: ["6", "1", "-3", "many", "99999999999999999999"])
    func aNumberOutsideOfItsRangeIsRefused(word: String) {
        #expect(throws: CommandError.notANumber(word, of: "a number from 2 to 5")) { try values("2 \(word)") }
    }

    /// An optional number, text or format leaves a word to the parameter behind it if the word can only be the other's.
    @Test(
        arguments: [
            ("2 3 Title", 3, "Title"), ("2 3 1999 and after", 3, "1999 and after"),
            ("2 1999 and after", nil, "1999 and after"),
            ("2 3", nil, "3"), ("2 Title 3", nil, "Title 3"), ("2 --sure 4 Title", 4, "Title"),
        ] as [(String, Int?, String)])
    func anOptionalNumberGivesWayToARequiredText(line: String, count: Int?, title: String) throws {
        let text = TypedParameter<String>("title", .text, "a title")
        let card = CommandCard(
            name: "try", flags: [CommandFlag("--sure", "do not ask")], parameters: [Self.section, Self.count, text],
            summary: "for tests", example: ":try 1")
        let values = try values(line, of: card)
        #expect(values[Self.count] == count && values[text] == title)
    }

    @Test(
        arguments: [
            ("html a.html", "html", "a.html"), ("Markdown -", "md", "-"), ("html", "html", nil),
            ("a.html", nil, "a.html"),
            ("-", nil, "-"), ("~/post", nil, "~/post"), (#""my post.md""#, nil, "my post.md"), ("", nil, nil),
        ] as [(String, String?, String?)])
    func anOptionalFormatGivesWayToAPath(line: String, format: String?, path: String?) throws {
        let (first, second) = (
            TypedParameter<String>("format", .format, "a format", isOptional: true),
            TypedParameter<String>("path", .path, "a file", isOptional: true)
        )
        let card = CommandCard(name: "try", parameters: [first, second], summary: "for tests", example: ":try")
        let values = try values(line, of: card)
        #expect(values[first] == format && values[second] == path)
        let known = Exports.all.map { $0.format }
        #expect(throws: CommandError.unknownFormat("pages", known: known)) { try self.values("pages", of: card) }
    }

    @Test(
        arguments: [
            ("words", "words", nil), ("words 900", "words", "900"), ("words=900", "words", "900"),
            ("words = 900", "words", "900"),
            (#"tone "dry, short""#, "tone", "dry, short"), ("tone dry, short", "tone", "dry, short"),
            ("words=", "words", nil),
            ("a=b=c", "a", "b=c"),
        ] as [(String, String, String?)])
    func aSettingHasItsValueInAnyForm(line: String, key: String, value: String?) throws {
        let (first, second) = (
            TypedParameter<String>("key", .setting, "a key"), TypedParameter<String>("value", .value, "a value")
        )
        let card = CommandCard(name: "try", parameters: [first, second], summary: "for tests", example: ":try")
        let values = try values(line, of: card)
        #expect(values[first] == key && values[second] == value)
    }

    @Test func extraArgumentsAreRefused() {
        #expect(throws: CommandError.tooMany("4 more", command: "try")) { try values("2 3 4 more", of: Self.short) }
    }

    @Test func anUnknownTitleIsReportedBeforeTheRest() {
        let error = #expect(throws: AddressError.self) { try values("castles in the air") }
        #expect(error?.sentence.contains("castles") == true)
    }

    @Test func choicesMayBeShortened() throws {
        let order = TypedParameter<String>("order", .choice(["up", "down"]), "which way")
        let card = CommandCard(name: "try", parameters: [order], summary: "for tests", example: ":try up")
        #expect(try values("D", of: card)(order) == "down")
        #expect(throws: CommandError.badArgument(":try", takes: "up or down")) { try values("left", of: card) }
    }
}
