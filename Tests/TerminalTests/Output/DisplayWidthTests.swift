import Platform
import Testing

@testable import Terminal

@Suite("The display width of a text")
struct DisplayWidthTests {
    @Test(
        "Wide, combining and emoji",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("本", 2), ("ｆ", 2), ("한글", 4), ("한", 2),
            ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("a\u{200B}b", 2),
            ("—…“”", 4), ("\u{1B}[1;34mab\u{1B}[0m", 2), ("नि", 2), ("क्षि", 2),
        ])
    func width(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test("It agrees with the system's table for characters that both know")
    func system() throws {
        let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "wcwidth"))
        let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> CInt).self)
        let locale = try #require(
            newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) ?? newlocale(LC_CTYPE_MASK, "en_US.UTF-8", nil))
        let former = uselocale(locale)
        defer {
            uselocale(former)
            freelocale(locale)
        }
        let blocks = [
            0x20...0x24F, 0x370...0x52F, 0x2010...0x2027, 0x2100...0x214F, 0x2500...0x257F, 0x3041...0x4DB5,
            0x4E00...0x9FA5, 0xAC00...0xD7A3, 0xFF01...0xFF60, 0x1_F600...0x1_F64F, 0x2_0000...0x2_A6D6,
        ]
        let differing = blocks.joined().compactMap(Unicode.Scalar.init).filter {
            let known = wcwidth(wchar_t($0.value))
            return known > 0 && Int(known) != $0.displayWidth && $0.properties.generalCategory != .format
        }
        #expect(differing.isEmpty, "\(differing.map { String($0.value, radix: 16) })")
    }

    @Test("It cuts with an ellipsis and keeps the colours")
    func truncated() {
        #expect("abcdef".truncated(to: 6) == "abcdef")
        #expect("abcdef".truncated(to: 4) == "abc…")
        #expect("本本本".truncated(to: 4) == "本…")
        #expect("本".truncated(to: 1) == "…")
        #expect("abc".truncated(to: 0) == "")
        #expect("what-is-a-lighthouse".shortened(to: 14) == "what-is…thouse")
        #expect("abcdef".shortened(to: 6) == "abcdef" && "abcdef".shortened(to: 5) == "ab…ef")
        #expect("本日本日本".shortened(to: 7) == "本日…本" && "abc".shortened(to: 1) == "…")
        #expect("\u{1B}[2mabcdef\u{1B}[22m".truncated(to: 3) == "\u{1B}[2mab…\u{1B}[22m")
    }

    @Test("It wraps at words and between ideographs, and cuts longer words")
    func wrapped() {
        #expect("one two three".wrapped(width: 7) == ["one two", "three"])
        #expect("one two\n\nthree".wrapped(width: 40) == ["one two", "", "three"])
        #expect("abcdefgh ij".wrapped(width: 3) == ["abc", "def", "gh", "ij"])
        #expect("日本語、テキスト".wrapped(width: 6) == ["日本", "語、テ", "キスト"])
        #expect("  indented text".wrapped(width: 10) == ["  indented", "text"])
        #expect("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧".wrapped(width: 5) == ["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"])
        #expect("".wrapped(width: 5) == [""])
    }

    @Test("No line is too wide and no character is lost", arguments: 0..<200 as Range<UInt64>)
    func property(seed: UInt64) {
        var random = Seeded(state: seed)
        let text = random.text(
            of: ["a", "word", "é", "本", "、", "👩‍👩‍👧", "🇩🇪", " ", "  ", "e\u{301}", "longer-word"], count: 50)
        for width in [2, 5, 13, 40] {
            let lines = text.wrapped(width: width)
            #expect(lines.allSatisfy { $0.displayWidth <= width })
            let kept = text.filter { $0 != " " }
            #expect(lines.joined().filter { $0 != " " } == kept)
        }
    }

    @Test("Rows that are too wide break between words, indented, without gaps")
    func fitting() {
        #expect("short   row\n\nb\n".fitted(to: 20) == "short   row\n\nb\n")
        #expect(":new TOPIC         begin a post on it".fitted(to: 24) == ":new TOPIC  begin a\n    post on it")
        #expect("name    some words on it and more".fitted(to: 24) == "name    some words on it\n        and more")
        #expect("    k  a b c d e f g h i j".fitted(to: 21) == "    k  a b c d e f g\n       h i j")
        #expect("  2.1  日本日本日本日本日本日本".fitted(to: 20).split(separator: "\n").allSatisfy { $0.hasPrefix("  ") })
        var random = Seeded(state: 11)
        for _ in 0..<100 {
            let text = random.text(of: ["a", "word", " ", "   ", "日本", "🚢", "\n"], count: 60)
            for width in [20, 39] {
                let fitted = text.fitted(to: width)
                #expect(fitted.split(separator: "\n").allSatisfy { String($0).displayWidth <= width })
                #expect(fitted.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
            }
        }
    }
}
