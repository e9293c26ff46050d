import Manuscript
import Platform
import TestSupport
import Testing

@testable import Storage

@Suite struct SourceFilesTests {
    private func source(_ digest: String) -> Source {
        Source(number: 1, title: "A", address: "", kind: "text", at: noon, digest: digest)
    }

    @Test func textsArePrivateAndFoundByTheirDigest() throws {
        let temporary = try TemporaryFolder()
        let folder = SessionFolder(path: temporary.path)
        let files = SourceFiles(of: "post", in: folder)
        let digest = try files.keep("It rose.")
        #expect(try files.keep("It rose.") == digest && files.text(of: source(digest)) == "It rose.")
        var information = stat()
        #expect(stat(files.folder, &information) == 0 && information.st_mode & 0o777 == 0o700)
        #expect(stat("\(files.folder)/\(digest).md", &information) == 0 && information.st_mode & 0o777 == 0o600)
        #expect(files.folder == "\(temporary.path)/post.sources")
    }

    @Test func aChangedOrMissingTextIsAnError() throws {
        let temporary = try TemporaryFolder()
        let files = SourceFiles(of: "post", in: SessionFolder(path: temporary.path))
        let digest = try files.keep("It rose.")
        let path = "\(files.folder)/\(digest).md"
        try Files.replace(path, with: Array("It fell.".utf8))
        #expect(throws: SessionError.noSourceText(1, file: path)) { try files.text(of: source(digest)) }
        unlink(path)
        #expect(throws: SessionError.noSourceText(1, file: path)) { try files.text(of: source(digest)) }
    }

    @Test func copiesAndDeletionLeaveOtherFilesAlone() throws {
        let temporary = try TemporaryFolder()
        let folder = SessionFolder(path: temporary.path)
        let (files, copy) = (SourceFiles(of: "post", in: folder), SourceFiles(of: "copy", in: folder))
        let digest = try files.keep("It rose.")
        try copy.copy(from: files)
        try files.delete()
        #expect(!Files.exists(files.folder))
        #expect(try copy.text(of: source(digest)) == "It rose.")
        try Files.replace("\(copy.folder)/mine.txt", with: [1])
        try copy.delete()
        #expect(try Files.names(in: copy.folder) == ["mine.txt"])
        try SourceFiles(of: "none", in: folder).delete()
        try SourceFiles(of: "none", in: folder).copy(from: SourceFiles(of: "nothing", in: folder))
        #expect(!Files.exists("\(temporary.path)/none.sources"))
    }
}
