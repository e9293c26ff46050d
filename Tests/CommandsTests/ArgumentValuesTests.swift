import Manuscript
import TestSupport
import Testing

@testable import Commands

/// Arguments are read as a card declares them.
@Suite struct ArgumentValuesTests {
    private static let section = TypedParameter<Address>("section", .section, "which section")
    private static let count = TypedParameter<Int>("count", .number(2...5), "how many", isOptional: true)
    private static let text = TypedParameter<String>("text", .text, "the rest", isOptional: true)
    private static let card = CommandCard(
        name: "try",
        flags: [CommandFlag("--sure", "do not ask for confirmation"), CommandFlag("--words", takes: "N", "a length")],
        parameters: [section, count, text], summary: "for tests", example: ":try 1")
    private static let short = CommandCard(
        name: "try", flags: [CommandFlag("--sure", "do not ask for confirmation")], parameters: [section, count],
        summary: "for tests",
        example: ":try 1")

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
        #expect(!values.has("--sure") && values.option("--words") == "900")
        #expect(values.line == #":try --words 900 "Tables" 3 two  words --sure"#)
    }

    @Test func optionsMayFollow() throws {
        let values = try values("2 --sure", of: Self.short)
        #expect(values.has("--sure") && values[Self.count] == nil)
    }

    @Test func anOptionalValueMayBeLeftOut() throws {
        let values = try values("2")
        #expect(values[Self.count] == nil && values[Self.text] == nil && values.option("--words") == nil)
    }

    @Test func aMissingValueIsNamed() throws {
        let values = try values("")
        #expect(throws: CommandError.missing("an address such as 2.3", command: "try")) { try values(Self.section) }
    }

    @Test(arguments: ["6", "1", "-3", "many", "99999999999999999999"])
    func aNumberOutsideOfItsRangeIsRefused(word: String) {
        #expect(throws: CommandError.notANumber(word, of: "a number from 2 to 5")) { try values("2 \(word)") }
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
