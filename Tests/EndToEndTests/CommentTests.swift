import Manuscript
import Platform
import Testing

/// Comments and CriticMarkup through the built program.
@Suite(.timeLimit(.minutes(5))) struct CommentTests {
    @Test func commentsGoInAndOut() async throws {
        let place = try Place()
        let text =
            "# Bread\n\n## Flour\n\nRye is {~~dark~>black~~}.{>>Is it?<<}\n\n```\n{++code++}\n```\n\n<!-- more -->\n"
        try place.write(text, to: "in.md")
        let run = try await place.run("import", "in.md", "-s", "bread")
        #expect(run.status == 0 && run.errors.contains("1 comment is in `:review list`."), "\(run)")
        let plain = "# Bread\n\n## Flour\n\nRye is black.\n\n```\n{++code++}\n```\n\n<!-- more -->\n"
        #expect(try await place.run("export", "bread").output == plain)
        let critic = try await place.run("export", "bread", "critic")
        #expect(critic.output == plain.replacing("Rye is black.", with: "{==Rye is black.==}{>>Is it?<<}"), "\(critic)")
        let edited = critic.output.replacing("{++code", with: "{++ code").replacing("black", with: "grey")
        try place.write(edited, to: "back.md")
        let back = try await place.run("import", "back.md", "-s", "bread", "-y")
        #expect(back.status == 0, "\(back)")
        #expect(try await place.run("export", "bread").output.contains("Rye is grey.\n\n```\n{++ code"))
    }
}
