import Manuscript
import Testing

@Suite struct PostMetadataTests {
    @Test func lengthsAndCharactersAreChecked() {
        var metadata = PostMetadata()
        #expect(metadata.remarks == [])
        metadata.title = String(repeating: "a", count: 61)
        metadata.description = "short"
        metadata.slug = "Über uns"
        metadata.tags = (0..<9).map { "tag \($0)" } + [String(repeating: "b", count: 31)]
        #expect(metadata.remarks.count == 5)
        metadata.slug = "how-bread-rises-2"
        metadata.description = String(repeating: "a", count: 100)
        #expect(metadata.remarks.count == 3)
    }

    @Test func missingOnesAreProposed() {
        let text =
            "Yeast makes the dough rise in a warm kitchen. Bakers have known that for thousands of years. Yeast yeast."
        let metadata = PostMetadata().proposed(
            for: writtenSession([text, "Yeast and dough."], topic: "Wie Brot für alle aufgeht: Größe & Co."))
        #expect(
            metadata.title == "Wie Brot für alle aufgeht: Größe & Co."
                && metadata.slug == "wie-brot-fuer-alle-aufgeht-groesse-co")
        #expect(
            metadata.description
                == "Yeast makes the dough rise in a warm kitchen. Bakers have known that for thousands of years. Yeast yeast."
        )
        #expect(metadata.tags.contains("yeast") && metadata.remarks == [])
        var own = PostMetadata()
        own.title = "Mine"
        #expect(own.proposed(for: writtenSession([])).title == "Mine")
        #expect(PostMetadata.slug("日本語") == "" && PostMetadata.slug("C++ & C#") == "c-c")
    }

    @Test func aModelsProposalKeepsTheRules() {
        var found = PostMetadata()
        found.title = "“How **bread** rises”"
        found.description =
            "Yeast makes gas in a warm kitchen, and dough holds it. " + String(repeating: "So it goes on. ", count: 20)
        found.tags = ["#Bread", "bread", "a, b", String(repeating: "x", count: 31), "yeast", ""]
        found.slug = "How Bread Rises!"
        let session = writtenSession(["Yeast makes the dough rise in a warm kitchen at home."], topic: "Bread")
        let mended = found.mended(for: session)
        #expect(mended.title == "How bread rises" && mended.tags == ["Bread", "yeast"])
        #expect(mended.slug == "how-bread-rises" && mended.remarks == [])
        found.title = String(repeating: "long ", count: 20)
        found.description = "Short."
        (found.tags, found.slug) = ([], "日本")
        let other = found.mended(for: session)
        #expect(other == PostMetadata().proposed(for: session) && other.title == "Bread")
    }

    @Test func exportsHaveThem() {
        var session = writtenSession(["x"])
        session.metadata = PostMetadata()
        session.metadata.title = "The \"page\""
        session.metadata.description = "About <it>."
        session.metadata.tags = ["a", "b: c"]
        session.metadata.slug = "the-page"
        let text = MarkdownExport.text(of: session, as: .init(site: .hugo))
        let front = FrontMatter(of: text[...])
        #expect(front?.text("title") == "The \"page\"" && front?.text("description") == "About <it>.")
        #expect(front?.values["tags"] == ["a", "b: c"] && front?.text("slug") == "the-page")
        let page = HTMLExport.text(of: session)
        #expect(
            page.contains(
                "<title>The &quot;page&quot;</title>\n<meta name=\"description\" content=\"About &lt;it&gt;.\">\n<style>"
            ))
    }

    @Test func theFrontMatterOfAnImportedPostGivesThem() {
        let session = ImportedPosts.session("---\ntitle: A\ndescription: B\ntags: [c, d]\nslug: e\n---\n# T\n\n## S\n")
        #expect(session.topic == "T" && session.metadata.title == "A" && session.metadata.description == "B")
        #expect(session.metadata.tags == ["c", "d"] && session.metadata.slug == "e")
    }
}
