import Testing

@testable import Storage

/// A text in the bytes of a file.
struct ByteSearchTests {
    @Test(arguments: [
        ("bread", "All about BREAD.", true), ("Bread", "all about bread", true), ("bread", "brea d", false),
        ("", "anything", true), ("x", "", false), ("d", "bread", true), ("bb", "abab", false), ("abc", "ababc", true),
        ("größe", "Die GRÖßE zählt", false), ("größe", "die Größe zählt", true), ("хлеб", "ХЛЕБ", true),
        ("хлеб", "Хлеб", true), ("面包", "做面包", true), ("面包", "面粉", false),
    ])
    func itIsFoundInAnyUsualCase(text: String, bytes: String, isFound: Bool) {
        #expect(ByteSearch(text).finds(in: Array(bytes.utf8)) == isFound)
    }
}
