import Markdown
import Testing

@Suite struct MarkdownTitleTests {
    /// The usual ones have no backslash that they do not need.
    @Test(arguments: [
        ("Using *args and **kwargs", "Using *args and **kwargs"), ("a_b_c and d_e", "a_b_c and d_e"), ("AT&T", "AT&T"),
        ("The __init__ method", "The \\_\\_init\\_\\_ method"), ("Vec<T>", "Vec\\<T>"), ("a < b", "a < b"),
        ("C#", "C#"),
        ("C #", "C \\#"), ("1. First", "1. First"), ("[src]", "\\[src]"), ("&amp;", "\\&amp;"),
        ("5 * 3 * 2", "5 * 3 * 2"), ("*Q* & A", "\\*Q\\* & A"), ("&#38;", "\\&#38;"),
    ]) func onlyWhatIsMarkupIsEscaped(title: String, markdown: String) {
        #expect(Markdown.escaped(title) == markdown)
    }
}
