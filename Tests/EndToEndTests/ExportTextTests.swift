import LoopbackServer
import Manuscript
import Platform
import Testing

/// A model's answer reads as intended in every export, from the outline to the files.
@Suite(.timeLimit(.minutes(5))) struct ExportTextTests {
    /// Makes a post with these titles and bodies in one run, and exports it in every format; what `:check` says of it.
    private func post(_ topic: String, _ titles: [String], body: @escaping @Sendable (Int) -> String = { _ in "" })
        async throws -> (place: Place, session: Session, check: String)
    {
        let place = try Place()
        let server = try await LoopbackServer.start { request in
            if request.isChat, let format = request.json?["response_format"], format.compact.contains("\"sections\"") {
                let sections = titles.map { title -> JSONValue in
                    ["title": .string(title), "brief": "What is told.", "points": ["one", "two"], "subsections": []]
                }
                return .stream([JSONValue.object(["sections": .array(sections)]).compact])
            }
            guard let number = request.number.flatMap({ Int($0) }), let json = request.json else {
                return Author().reply(to: request)
            }
            return .stream([Author.text(for: json), body(number)])
        }
        let outcome = try await place.run(
            "-x", topic, "-x", ":set lengthRetry off", "-x", ":outline --words 600", "-x", ":write", "-x",
            ":export t.md", "-x", ":export t.html", "-x", ":export t.txt", "-x", ":export t.json", "-x", ":check",
            "--base-url", server.baseURL)
        #expect(outcome.output.contains("headings"), "\(outcome)")
        await server.stop()
        let session = try place.session()
        #expect(session.outline.sections.map(\.title) == titles && session.missing.isEmpty, "\(outcome)")
        return (place, session, outcome.output)
    }

    private func escaped(_ title: String) -> String {
        title.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    // MARK: - Titles

    /// No title is read as markup, and no check says that one is missing.
    @Test(arguments: [
        [
            "Option<T> and Result<T, E>", "The __init__ method", "Why <div> is not enough", "Using *args and **kwargs",
            "a_b_c and d_e",
        ],
        ["C# and F#", "[x] is an index", "The &amp; and the &", "Where `code` ends", "A [link](of) no place"],
        ["Footnotes such as [^1]", "~/.profile and ~~", "5 * 3 * 2", "\\n and \\\\", "<!-- what is left out -->"],
        ["#hash and # alone", "<me at home> \"quoted\"", "a | b", "$x_1$ and $y_2$", "日本*語*です"],
    ]) func titlesArePlainText(titles: [String]) async throws {
        let topic = "Python & Rust: __main__ and Vec<T>"
        let (place, session, check) = try await post(topic, titles)
        #expect(session.topic == topic)
        #expect(check.contains(/headings +100 % +100 % +ok/), "\(check)")
        let plain = try place.text(of: "t.txt")
        // Without the anchors of the headings, and the spans that keep formulas whole.
        let page = try place.text(of: "t.html").replacing(/<a class="anchor".*?<\/a>/, with: "")
            .replacing(/(<h[12]) id="[^"]*"/) { String($0.output.1) }
            .replacing(/<span class="math">(.*?)<\/span>/) { String($0.output.1) }
        #expect(page.contains("<h1>\(escaped(topic))</h1>") && plain.contains(topic))
        for title in titles {
            #expect(page.contains("<h2>\(escaped(title))</h2>"), "\(title) \(page.matches(of: /<h2>.*/).map(\.0))")
            #expect(plain.contains(title), "\(title)")
        }
        let json = try JSONValue(parsing: try place.text(of: "t.json"))
        #expect(json["sections"]?.array?.compactMap { $0["title"]?.string } == titles)
        // The Markdown is read back by the program itself, as any other file.
        let outline = try place.write(titles.map { "- \($0)\n" }.joined(), to: "outline.txt")
        let read = try await place.run("check", "t.md", "--outline", outline)
        #expect(read.output.contains(/headings +100 % +100 % +ok/), "\(read)")
    }

    // MARK: - Labels

    /// Links and notes of two sections that have the same label lead where each of them says.
    @Test func labelsAreEachSectionsOwn() async throws {
        let names = ["Alpha", "Beta", "Gamma"]
        let (place, session, _) = try await post("What is a lighthouse?", names) { number in
            let name = names[number - 1].lowercased()
            return """


                Read [the source][src] first, and [Src] again; mind the note.[^1] `[src]` is code.

                [src]: https://example.org/\(name) "Of \(name)"
                [^1]: This is a note on \(name).
                """
        }
        for number in ["1", "2", "3"] { #expect(session.text(number)?.contains("[^1]: This is a note on") == true) }
        let (markdown, page) = (try place.text(of: "t.md"), try place.text(of: "t.html"))
        for name in names.map({ $0.lowercased() }) {
            let links = page.matches(of: try Regex("<a href=\"https://example.org/\(name)\""))
            #expect(links.count == 2, "\(page)")
            #expect(page.contains("This is a note on \(name).") && markdown.contains("This is a note on \(name)."))
        }
        #expect(!page.contains("[^") && page.contains("class=\"footnotes\""))
        #expect(page.matches(of: /<code>\[src\]<\/code>/).count == 3)
        for label in ["[src]: ", "[^1]: ", "[src-2]: ", "[^2]: ", "[src-3]: ", "[^3]: "] {
            #expect(markdown.split(separator: "\n").count { $0.hasPrefix(label) } == 1, "\(label) \(markdown)")
        }
        let plain = try place.text(of: "t.txt")
        for note in ["[^1]: This is a note on alpha.", "[^3]: This is a note on gamma."] {
            #expect(plain.contains(note), "\(plain)")
        }
    }
}
