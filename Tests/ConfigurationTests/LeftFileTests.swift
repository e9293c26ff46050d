import Platform
import TestSupport
import Testing

@testable import Configuration

struct LeftFileTests {
    @Test func aStarStandsForTheRestOfAName() throws {
        let draft = try #require(LeftFile.all.first { $0.name.hasSuffix("*") && $0.folder != nil })
        #expect(draft.matches(".model-installing-1-2") && !draft.matches("model"))
        let model = try #require(LeftFile.all.first { $0.name == "model" })
        #expect(model.matches("model") && !model.matches("models"))
    }

    @Test func onlyExistingPathsAreReturned() throws {
        let home = try TemporaryFolder()
        let environment = ["HOME": home.path]
        #expect(LeftFile.all.flatMap { $0.paths(environment) } == [])
        try Files.makeFolder("\(home.path)/.local/state/galley/history")
        #expect(LeftFile.all.flatMap { $0.paths(environment) } == ["\(home.path)/.local/state/galley/history"])
    }

    @Test func everyFolderIsUsed() { #expect(LeftFile.folders == UserFolder.allCases) }

    @Test func theUsersOwnFilesAreNeverRemoved() {
        for file in LeftFile.all where file.folder == .config || file.folder == nil { #expect(file.removal == .never) }
    }
}
