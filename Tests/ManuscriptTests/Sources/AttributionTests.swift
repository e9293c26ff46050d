import Manuscript
import Testing

@Suite struct AttributionTests {
    private let passages = [
        Passage(
            address: .init(source: 1, number: 1), text: "The bakery in Lyon sold 12,000 loaves of rye bread in 1998."),
        Passage(address: .init(source: 1, number: 2), text: "In a warm room, dough rises faster."),
    ]

    @Test func aSentenceThatSaysTheSameIsCited() {
        let text = "Bread is old. In 1998 the bakery in Lyon sold 12,000 rye loaves. Dough rises faster in a warm room."
        #expect(
            Attribution.added(to: text, from: passages)
                == "Bread is old. In 1998 the bakery in Lyon sold 12,000 rye loaves [1#1]. Dough rises faster in a warm room."
        )
    }

    @Test(arguments: [
        "In 1999 the bakery in Lyon sold 12,000 rye loaves.", "In 1998 the bakery in Paris sold 12,000 rye loaves.",
        "In 1998 the bakery in Lyon sold 12,000 rye loaves [1#2].", "",
    ])
    func othersStayAsTheyAre(text: String) {
        #expect(Attribution.added(to: text, from: passages) == text)
    }
}
