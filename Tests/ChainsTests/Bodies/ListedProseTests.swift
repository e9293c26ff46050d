import Testing

@testable import Chains

/// Lists where prose is wanted.
struct ListedProseTests {
    @Test(arguments: [
        ("Plain prose.\n\nMore of it.", 0), ("- one\n- two\n\nprose\nprose", 0.5), ("1. one\n2) two", 1),
        ("```\n- no item\n- in code\n```\n\nprose", 0), ("", 0), ("A dash - within a line.", 0), ("**Bold** line", 0),
        ("-5 degrees", 0), ("* a\n  * b\ntext\ntext", 0.5),
    ])
    func theShareIsThatOfLinesWithAMark(text: String, share: Double) {
        #expect(ListedProse.share(of: text) == share)
    }

    @Test(arguments: [
        (
            "Three things matter.\n\n1. **Yeast**: It eats the sugar and makes gas.\n2. **Heat**: Warm rooms make it work faster.",
            "Three things matter.\n\nYeast: It eats the sugar and makes gas. Heat: Warm rooms make it work faster."
        ),
        // A loose list, with a line that goes on.
        (
            "- The first lamp burned whale oil\n  for thirty years.\n\n- The second one burned colza oil instead.\n\nThen gas came.",
            "The first lamp burned whale oil for thirty years. The second one burned colza oil instead.\n\nThen gas came."
        ),
        // A short imperative among longer ones.
        (
            "- Ensure they have a balanced diet of pollen.\n- Keep the hive clean and organized.\n- Be patient and persistent.",
            "Ensure they have a balanced diet of pollen. Keep the hive clean and organized. Be patient and persistent."
        ),
        ("- Be patient.\n- Be kind.", "- Be patient.\n- Be kind."),
        // Items that are no sentences, a list within a list, and code stay as they are.
        ("- flour\n- water\n- salt", "- flour\n- water\n- salt"),
        (
            "- It eats the sugar in the dough.\n  - It also makes gas out of it.",
            "- It eats the sugar in the dough.\n  - It also makes gas out of it."
        ),
        ("```\n- It eats the sugar in the dough.\n```", "```\n- It eats the sugar in the dough.\n```"),
        ("No list at all.", "No list at all."), ("", ""),
    ])
    func aListOfSentencesBecomesAParagraph(text: String, prose: String) {
        #expect(ListedProse.asParagraphs(text) == prose)
    }
}
