import Manuscript
import SeededRandom

/// Posts in the shapes that people write, made for the tests: combinations of parts, and hand-written ugly ones.
enum ImportedPosts {
    /// The session that a file becomes.
    static func session(_ text: String) -> Session {
        Session(importing: MarkdownPost(text), name: "post", fallback: "Fallback", path: "", words: 900, at: time(0))
    }

    private static let fronts = [
        "", "---\ntitle: \"A post: with a colon\"\ntags: [a, b]\n---\n\n", "---\nlayout: post\ntitle: Plain\n---\n",
        "+++\ntitle = \"In TOML\"\ndate = 2024-05-01\n[extra]\nkey = 1\n+++\n\n",
        "{\n  \"title\": \"In JSON\",\n  \"tags\": [\"a\"]\n}\n\n", "---\n---\n", "---\nbad: [unclosed\n---\n\n",
        "\u{FEFF}---\ntitle: With a mark\n...\n\n",
    ]

    private static let titles = [
        "", "# A title\n\n", "A title\n=======\n", "<!-- note -->\n# Title {#top}\n", "#   *Marked* `title` ##\n\n\n",
    ]

    private static let leads = [
        "", "A lead of two lines\nabove all headings.\n\n", "{{< toc >}}\n\n", "![Cover](cover.png)\n\n> A quote.\n\n",
        "Text\n***\n",
    ]

    /// Blocks of text, some of which look like headings.
    static let blocks = [
        "A paragraph with *marks* and a [link](https://example.org/a_(b)).",
        "```sh\n# a comment, not a heading\n## another\n```", "~~~\n# tilde\n~~~", "    # indented code",
        "| a | b |\n|---|:-:|\n| 1 | `x|y` |", "A claim.[^n]\n\n[^n]: The note.\n    ## not a heading\n",
        "[ref]: https://example.org \"T\"\n",
        "<div class=\"x\">\n# in HTML\n</div>", "<details>\n<summary>More</summary>\n\nHidden **text**.\n\n</details>",
        "- item\n  # a heading in an item\n- [ ] task\n- [x] done", "> # quoted\n> text", "1. one\n2. two\n\n   more",
        "Line with two spaces  \nand a backslash\\\nbreaks.", "Trailing blanks   \t", "\\# escaped", "#no heading",
        "Math $a_b$ and $$\nx = \\\\ y\n$$", "<!--\n## commented\n-->",
        "{% highlight ruby %}\n# puts\n{% endhighlight %}", "***",
        "Text with HTML <kbd>Ctrl</kbd> and H<sub>2</sub>O &amp; &nbsp;", "日本語の段落。", "مرحبا بالعالم",
    ]

    /// Returns a heading in one of the manners; `number` is its place.
    private static func heading(_ manner: Int, level: Int, number: String, _ words: String) -> String {
        let marks = String(repeating: "#", count: level)
        return switch manner {
        case 0: "\(marks) \(words)\n\n"
        case 1: "\(marks) \(number) \(words)\n"
        case 2: level < 3 ? "\(words)\n\(level == 1 ? "===" : "-----")\n\n" : "\(marks) \(words) \(marks)\n\n"
        case 3: "  \(marks)\t\(words) {#id-\(number)}\n\n\n"
        default: "\(marks) \(number). `\(words)` *now*\n\n"
        }
    }

    /// Returns a post made of random parts.
    static func random(_ seed: UInt64) -> String {
        var random = SeededGenerator(seed: seed)
        func pick<Element>(_ list: [Element]) -> Element { list[Int.random(in: 0..<list.count, using: &random)] }
        var text = pick(fronts) + pick(titles) + pick(leads)
        let (manner, base, step) = (pick([0, 0, 1, 2, 3, 4]), pick([1, 2, 2, 2, 3]), pick([1, 1, 1, 2]))
        for top in 1...Int.random(in: 1...5, using: &random) {
            text += heading(
                manner, level: base, number: "\(top)", pick(["Same", "Costs \(top)", "Über “\(top)”", "C++ & C#"]))
            text += body(&random)
            for below in 0..<Int.random(in: 0...2, using: &random) {
                text +=
                    heading(manner, level: min(6, base + step), number: "\(top).\(below + 1)", "Part \(below)")
                    + body(&random)
            }
        }
        if pick([true, false, false]) { text = String(text.reversed().drop(while: \.isNewline).reversed()) }
        return pick([0, 0, 0, 1]) == 1 ? text.replacing("\n", with: "\r\n") : text
    }

    private static func body(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...3, using: &random)).reduce(into: "") { text, _ in
            text += blocks[Int.random(in: 0..<blocks.count, using: &random)]
            text += ["\n\n", "\n\n", "\n\n\n", "\n \n"][Int.random(in: 0...3, using: &random)]
        }
    }

    /// Ugly posts, each with a trap.
    static let ugly = [
        "# Only a title", "# Only a title\n\nand a text", "no heading at all\n", "## One\n## Two\n## Three\n",
        "##\n\ntext\n",
        "# A\n# B\n# C\n", "### Deep first\n\ntext\n\n## Then higher\n\n# And highest\n",
        "# T\n\n###### Six\n\ntext\n\n## Two\n",
        "Two\nlines of title\n===\n\ntext\n\nAnd two\nlines\n---\nend",
        "[a]: /x\nTitle\n===\n\n[b]: /y\nSecond\n---\ntext [a]\n",
        "---\n\nText after a rule.\n\n---\n\n## A\n", "---\nnot metadata\n---\n\n## A\n\ntext\n",
        "--- \ntitle: x\n---\n## A\n",
        "## A\r\n\r\ntext\r\n## B\r\nmore", "## A\rtext\r\r## B\rmore\r", "## A\n\ntext\r\nmixed\rends\n\n## B\n",
        "\n\n\n## After blanks\n\n\n\ntext\n\n\n\n", "## A #\n\n## B ##\n\n## C \\#\n\n## #\n",
        "   ## Three blanks\n\n    ## Four\n",
        "## A\n```\n## unclosed\n\n## still code\n", "## A\n\n<div>\n\n## In a block\n\n</div>\n\n## B\n",
        "<!-- open\n\n## A\n", "## Same\n\none\n\n## Same\n\ntwo\n\n### Same\n\nthree\n",
        "## A\ntext\nB\n---\nC\n***\n## D\n",
        "+++\ntitle = 'x'\n+++", "+++\nunclosed\n\n## A\n", "{ \"title\": \"one line\" }\n## A\n",
        "{{< shortcode >}}\n\n## A\n", "{% raw %}\n## A\n{% endraw %}\n",
        "import X from './x'\n\nexport const a = 1\n\n# Title\n\n<X />\n\n## A\n",
        "# T\n\n## 1. A\n\n## 2. B\n\n### 2.1. C\n\n## 3. D\n\ntext",
        "# T\n\nlead\n\n## 1 A\n\n## 2 B\n", "# T\n\n## Introduction\n\n## 1. A\n\n## 2. B\n", "## 2) B\n\n## 1) A\n",
        "## 2024\n\n## 2025\n",
        "## \u{0000}nul\n\ntext \u{0000}\n", "## a\u{2028}b\n\u{0085}text\n\n## \u{200F}rtl\n",
        "## 👩🏽‍🚀\n\n```\n👩🏽‍🚀\n```\n## e\u{0301}\n\n\u{0301}\n",
        "# T\n> ## quoted\n\n- ## listed\n\n1. ## numbered\n\n## real\n", "| a |\n|---|\n## A\n| b |\n---\n",
        "Setext with `code\n---` spanning\n---\n",
        "## A {.class}\n\n## B {: #id .x}\n\n## C {not}\n", "## [Link](x) and ![image](y)\n\n## <b>HTML</b> title\n",
        "# T #\n\n\n\n\n", "\t# tab\n\n#\ttab\n",
        "[^1]: note first\n\n## A[^1]\n\ntext\n\n[^1]: again\n", "## A\n\n[x]: /1\n\n## B\n\n[x]: /2\n\n[x] [x][]\n",
        "#hash\n##\n###x\n#### y\n",
        "## 1 A\n## 2 B\n### 2.1 C\n#### 2.1.1 D\n##### 2.1.1.1 E\n###### 2.1.1.1.1 F\n",
        "# a\n## b\n### c\n#### d\n##### e\n###### f\n# g\n",
    ]
}
