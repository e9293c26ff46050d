import Testing

@testable import Chains

/// A sentence with an address that nobody gave the model is removed.
struct InventedTextTests {
    @Test(arguments: [
        (
            "Rivers carry sand. A Guide (145 words in 2 paragraphs) - https://www.y oursite.com blog/guide/ helps. Silt settles.",
            "Rivers carry sand. Silt settles.", 1
        ),
        ("Read more at www.rivers-today.org/bends. Silt settles.", "Silt settles.", 1),
        ("See [the survey](https://rivers.example/made-up) for more. Silt settles.", "Silt settles.", 1),
        ("See https://rivers.example/survey. Silt settles.", "See https://rivers.example/survey. Silt settles.", 0),
        ("- https://made.up\n\nSilt settles.", "- https://made.up\n\nSilt settles.", 0),
        ("Silt settles where the http protocol is spoken.", "Silt settles where the http protocol is spoken.", 0),
    ])
    func onlyUnknownAddressesAndInstructionsGo(text: String, rest: String, count: Int) {
        let found = InventedText.removed(from: text, known: "Cite https://rivers.example/survey in it.")
        #expect(found.text == rest && found.count == count)
    }
}
