import Manuscript
import Testing

/// Titles are compared by their words, and numbers are stripped.
struct TitleMatchTests {
    @Test(arguments: [
        ("## 2.3 Baking Bread", "baking bread"), ("**Baking Bread:**", "baking bread"),
        ("> Baking  Bread!", "baking bread"),
        ("Section 2: Baking Bread", "baking bread"), ("Chapter 12. Baking Bread", "baking bread"),
        ("Title: Baking Bread", "baking bread"), ("2) Baking Bread", "baking bread"), ("BAKING-BREAD", "baking bread"),
        ("Section Headings", "section headings"), ("Part of the Whole", "part of the whole"),
        ("1984 Reread", "1984 reread"), ("3 Ways to Bake", "3 ways to bake"), ("3. Ways to Bake", "ways to bake"),
        ("C", "c"), ("C++", "c++"), ("C#", "c#"), ("Größe & Maß", "größe maß"), ("数据", "数据"), ("---", ""), ("", ""),
        ("## 7", "7"),
    ])
    func aTitleIsComparedByItsWords(line: String, key: String) { #expect(TitleMatch.key(line) == key) }

    @Test(arguments: [
        ("2.3 Bread", "Bread"), ("2. Bread", "Bread"), ("2) Bread", "Bread"), ("2: Bread", "Bread"),
        ("**2.** Bread", "Bread"),
        ("2 Breads", "2 Breads"), ("2026. A Year", "2026. A Year"), ("2.5x Faster", "2.5x Faster"),
        (".5 Loaves", ".5 Loaves"),
        ("Bread", "Bread"), ("10.2.1. Bread", "Bread"), ("", ""),
    ])
    func aNumberIsStripped(title: String, bare: String) { #expect(TitleMatch.stripNumber(title[...]) == bare[...]) }
}
