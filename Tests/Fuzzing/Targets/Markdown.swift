import Chains
import Commands
import Manuscript
import Markdown

/// `galley check FILE --outline FILE` on a random file, and exports of a random text.
func fuzz(_ input: [UInt8]) {
    guard let text = String(validating: input, as: UTF8.self) else { return }
    let post = CheckedPost(markdown: text)
    let report = CheckReport(of: post).report
    hold(report.answer != .none, "a check has an answer")
    let outline = OutlineLines.items(in: text).map { item in
        CheckedPost.Heading(title: item.title, level: min(item.depth + 1, 6))
    }
    _ = CheckReport(of: CheckedPost(markdown: text, outline: outline))
    let page = MarkdownPage(text).html.lowercased()
    hold(!page.contains("<script") && !page.contains("href=\"javascript:"), "a page brings no script")
    _ = Markdown.plainText(text)
}
