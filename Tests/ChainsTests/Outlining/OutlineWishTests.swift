import Testing

@testable import Chains

struct OutlineWishTests {
    @Test(arguments: [
        ("5 sections, for beginners", 5), ("in six parts", 6), ("with 12 top-level sections", 12),
        ("fünf Abschnitte, für Anfänger", 5), ("en sept parties", 7), ("tres secciones", 3), ("4 sezioni", 4),
        ("Section 2 of 4 chapters", 4),
    ])
    func `The number of sections is read`(text: String, count: Int) { #expect(OutlineWish(text).sections == count) }

    @Test(arguments: [
        ("5 sections, for beginners with no experience", "beginners with no experience"), ("für Köche.", "Köche"),
        ("for a start, 5 sections", nil), ("short", nil),
    ])
    func `The readers are read`(text: String, audience: String?) { #expect(OutlineWish(text).audience == audience) }

    @Test func `A change needs an outline`() {
        #expect(OutlineWish("add a section on costs").isChange && !OutlineWish("added value first").isChange)
    }

    @Test(arguments: [
        "", "for beginners", "short sections", "in 2026, sections on law", "99 sections", "0 parts", "1.5 parts",
    ])
    func `Other numbers are not taken for it`(text: String) { #expect(OutlineWish(text).sections == nil) }
}
