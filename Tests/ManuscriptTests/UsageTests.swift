import Manuscript
import Platform
import Testing

@Suite struct UsageTests {
    @Test func addsUp() {
        var sum = Usage(promptTokens: 1, cachedTokens: 2, completionTokens: 3, reasoningTokens: 4, calls: 5)
        sum.unknown = ["x": 1, "y": 2]
        var more = Usage(promptTokens: 10, cachedTokens: 20, completionTokens: 30, reasoningTokens: 40, calls: 50)
        more.unknown = ["x": 3, "z": 4]
        sum += more
        var expected = Usage(promptTokens: 11, cachedTokens: 22, completionTokens: 33, reasoningTokens: 44, calls: 55)
        expected.unknown = ["x": 1, "y": 2, "z": 4]
        #expect(sum == expected)
        #expect(Usage() + Usage() == Usage())
    }

    @Test func missingFieldsAreZeroAndUnknownFieldsStay() throws {
        let usage = try JSONDecoder().decode(Usage.self, from: Data(#"{"calls": 2, "later": [1]}"#.utf8))
        #expect(usage.calls == 2 && usage.promptTokens == 0)
        #expect(usage.unknown == ["later": [1]])
        #expect(try JSONDecoder().decode(Usage.self, from: JSONEncoder().encode(usage)) == usage)
    }

    @Test func theCostOfCallsIsAddedAndKept() throws {
        var priced = Usage(promptTokens: 5, calls: 2)
        (priced.cost, priced.pricedCalls) = (Money(micros: 7), 2)
        let sum = priced + Usage(promptTokens: 1, calls: 1)
        #expect(sum.cost == Money(micros: 7) && sum.pricedCalls == 2 && sum.calls == 3)
        #expect((priced + priced).cost == Money(micros: 14))
        #expect((Usage() + Usage()).cost == nil)
        #expect(try JSONDecoder().decode(Usage.self, from: JSONEncoder().encode(sum)) == sum)
        var rest = Usage(promptTokens: 1, calls: 1)
        rest.cost = .zero
        #expect(sum.exceeding(priced) == rest)
        #expect(Usage().exceeding(sum) == Usage())
    }
}
