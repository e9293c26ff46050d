import Manuscript
import Testing

@Suite struct MoneyTests {
    @Test(arguments: [
        ("0.50", 500_000, "0.50"), ("1", 1_000_000, "1.00"), ("12.345678", 12_345_678, "12.345678"),
        ("0.1", 100_000, "0.10"), ("0.000001", 1, "0.000001"), ("0", 0, "0.00"),
        ("999999999", 999_999_999_000_000, "999999999.00"),
    ])
    func readsDecimalNumbersExactly(text: String, micros: Int, shown: String) throws {
        let money = try #require(Money(text))
        #expect(money.micros == micros && money.text == shown)
    }

    @Test(arguments: ["", "-1", "1.", ".5", "1,5", "0.1234567", "1e3", "1 USD", "٣", "1234567890", "0x1", "1.2.3"])
    func readsNothingElse(text: String) { #expect(Money(text) == nil) }

    @Test func sumsAreExactAndNeverOverflow() {
        let tenth = Money(micros: 100_000)
        #expect((0..<10).reduce(Money.zero) { sum, _ in sum + tenth } == Money("1"))
        let most = Money(micros: .max)
        #expect(most + most == most && most > tenth)
        #expect(tenth - most == .zero)
        #expect(Money(micros: -5) == .zero)
        #expect(Money("0.5")?.text(in: "EUR") == "0.50 EUR" && Money("0.5")?.text(in: "") == "0.50")
        #expect(Money(micros: 4_101).rough.text == "0.0042")
    }
}
