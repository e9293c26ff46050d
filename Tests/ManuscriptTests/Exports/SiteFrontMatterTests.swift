import Manuscript
import Testing

/// Front matter that YAML reads back, and marks of site generators that stay text.
@Suite struct SiteFrontMatterTests {
    private static let marks = [
        "{{ page.title }}", "{% raw %}", "{% endraw %} {{ x }}", "{{< figure >}}", "{{% note %}}", "{{< open",
        "{{</* shown */>}}", "a {b} {{{c}}}",
        "`{{ x }}` and\n\n```\n{% if %}\n{{< y >}}\n```",
    ]

    @Test(arguments: ["Plain", "A: \"b\" #c", "- x", "{{ y }}", "日本語 \\ 'q'"])
    func theTitleIsReadBack(topic: String) {
        for site in ExportOptions.Site.allCases where site != .bare {
            let text = MarkdownExport.text(of: writtenSession(["x"], topic: topic), as: .init(site: site))
            #expect(FrontMatter(of: text[...])?.text("title") == topic)
            #expect(text.hasSuffix("---\n\n## Part 0\n\nx\n"))
        }
        #expect(MarkdownExport.text(of: writtenSession(["x"]), as: .init(site: .bare)) == "# Topic\n\n## Part 0\n\nx\n")
    }

    @Test(arguments: marks) func liquidFindsOnlyStrings(text: String) {
        let file = MarkdownExport.text(of: writtenSession([text]), as: .init(site: .jekyll))
        let rest = file.replacing(/\{\{ "(\{\{|\{%)" \}\}/, with: "")
        #expect(!rest.contains("{{") && !rest.contains("{%"))
        #expect(SiteFrontMatter.unescaped(file).hasSuffix("\n\n\(text)\n"))
    }

    /// Kramdown reads Markdown within HTML only on request.
    @Test func jekyllReadsTheMarkdownInADetailsBlock() {
        let text =
            "<details open>\n<summary>More</summary>\n\n*Text*\n\n</details>\n\n<div>\nraw *x*\n</div>\n\n```\n<div>\n\n```"
        let file = MarkdownExport.text(of: writtenSession([text]), as: .init(site: .jekyll))
        #expect(file.hasSuffix(text.replacing("<details open>", with: "<details open markdown=\"1\">") + "\n"))
        #expect(SiteFrontMatter.unescaped(file).hasSuffix(text + "\n"))
    }

    @Test func hugoFindsOnlyShownShortcodes() {
        func hugo(_ text: String) -> String { MarkdownExport.text(of: writtenSession([text]), as: .init(site: .hugo)) }
        #expect(hugo("{{< figure >}}").hasSuffix("\n{{</* figure */>}}\n"))
        #expect(hugo("{{% note %}}").hasSuffix("\n{{%/* note */%}}\n"))
        #expect(hugo("{{< open").hasSuffix("\n{\u{200B}{< open\n"))
        #expect(hugo("{{ page.title }}").hasSuffix("\n{{ page.title }}\n"))
        #expect(SiteFrontMatter.unescaped(hugo("{{< figure >}} {{< open")).hasSuffix("\n{{< figure >}} {{< open\n"))
    }
}
