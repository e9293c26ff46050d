import Manuscript
import Platform
import Testing

/// `galley import`.
@Suite(.timeLimit(.minutes(5))) struct ImportFileTests {
    private let place: Place

    init() throws { place = try Place() }

    @Test func aFileGoesInAndOutUnchanged() async throws {
        let text = "---\ntitle: Bread\n---\n\n# Bread\r\n\nLead.\n\nHow\n---\n```\n# code\n```\n## Why\ntext"
        try place.write(text, to: "in.md")
        let run = try await place.run("import", "in.md", "-s", "bread")
        #expect(run.status == 0 && run.errors.contains("Imported in.md as “bread”: 3 sections"), "\(run)")
        #expect(try await place.run("export", "bread", "-o", "out.md").status == 0)
        #expect(try Files.read("\(place.work)/out.md") == Array(text.utf8))
        try place.write(text.replacing("Lead", with: "Led"), to: "out.md")
        let refused = try await place.run("import", "out.md", "-s", "bread")
        refused.expectSentence(
            "out.md would make 1 change, and no one could be asked, so nothing was changed. Add --yes.")
        #expect(try await place.run("import", "out.md", "-s", "bread", "-y").status == 0)
        let piped = try await place.shell(
            "printf '## A\\n\\ntext\\n' | galley import - -s piped && galley export piped")
        #expect(piped.status == 0 && piped.output == "## A\n\ntext\n", "\(piped)")
    }

    @Test func aMissingFileIsOneSentence() async throws {
        try await place.run("import", "gone.md").expectSentence(
            "gone.md cannot be read: there is no such file or folder.")
        #expect(try place.files().keys.contains { $0.hasSuffix(".json") } == false)
    }
}
