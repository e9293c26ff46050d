import Manuscript
import Testing

@testable import Chains

/// The contract names what each section covers.
struct ContractTests {
    @Test func theContractNamesBudgetsBriefsAndPoints() {
        #expect(
            Contract.text(of: Posts.session()) == """
                THE POST: Sourdough at altitude
                Its sections, each with what it alone covers:
                1 Why Bother [about 60 words]
                2 The Starter
                  What lives in the jar.
                  2.1 Feeding Times [about 180 words]
                    When to feed.
                    - twice a day
                    - warm water
                  2.2 Signs of Trouble [about 90 words]
                3 Thin Air [about 120 words]
                  What pressure does.
                4 The Oven [about 120 words]
                5 Next Loaves [about 60 words]
                """)
    }

    @Test func theContractDoesNotChangeWhenTextsCome() {
        let texts = Dictionary(uniqueKeysWithValues: Posts.session().outline.entries.map { ($0.section.id, "Text.") })
        #expect(Contract.text(of: Posts.session(written: texts)) == Contract.text(of: Posts.session()))
    }
}
