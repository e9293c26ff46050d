import Manuscript
import Testing

struct StringCapitalTests {
    @Test(arguments: [
        ("the built-in model", "The built-in model"), ("Groq", "Groq"), ("", ""), ("über", "Über"), ("ß", "SS"),
        ("e\u{301}t\u{e9}", "E\u{301}t\u{e9}"), ("3 loaves", "3 loaves"), ("パン", "パン"),
        ("iOS and macOS", "IOS and macOS"),
    ])
    func onlyTheFirstCharacterChanges(text: String, expected: String) { #expect(text.capitalizedFirst == expected) }
}
