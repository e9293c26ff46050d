import Testing

@testable import Storage

@Suite struct SessionNameTests {
    @Test(arguments: [
        "a", "data-engineering", "план-api", "console", "com10", "ελληνικά", "ひらがな漢字", "a_b", "a.b", "2", "Größe",
        "e\u{301}tude", "数据", String(repeating: "a", count: 80),
    ])
    func good(name: String) throws {
        try SessionName.check(name)
    }

    @Test(arguments: [
        "", ".", "..", ".a", "-a", "a/b", "../a", "a\\b", "a b", "a\n", "a\0", "a:b", "a*", "a~", "a.json", "a.schema",
        "🚀", "con", "NUL.notes", "com1", "pаypal", "ρost", "ａｂ", "𝐩ost", "ⓐ", "a\u{202E}b",
        String(repeating: "a", count: 81), String(repeating: "数", count: 67),
    ])
    func bad(name: String) {
        #expect(throws: SessionError.badName(String(name.prefix(60)))) { try SessionName.check(name) }
    }

    @Test(arguments: [
        ("What is data engineering?", "what-is-data-engineering"), ("C++ & you", "c-you"), ("  ", "post"),
        ("???", "post"), ("Größe: 10 %", "größe-10"), (String(repeating: "a", count: 70), "post"),
        ("数据工程", "数据工程"), ("../../etc/passwd", "etc-passwd"),
        (
            Array(repeating: "word", count: 30).joined(separator: " "),
            Array(repeating: "word", count: 12).joined(separator: "-")
        ),
    ])
    func slugs(topic: String, slug: String) throws {
        #expect(SessionName.slug(topic) == slug)
        try SessionName.check(slug)
    }

    @Test func theFirstFreeName() {
        let taken: Set<String> = ["a", "a-2", "b-2"]
        #expect(SessionName.free("a", isTaken: taken.contains) == "a-3")
        #expect(SessionName.free("b", isTaken: taken.contains) == "b")
    }
}
