import Platform
import Testing

@testable import Library

@Suite struct SourceReaderTests {
    private let reader = SourceReader(environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])

    private func document(_ text: String, _ name: String, type: String? = nil) async throws -> SourceText {
        try await reader.document(Array(text.utf8), name: name, type: type)
    }

    @Test func markdownGivesItsTitle() async throws {
        let read = try await document("---\ntitle: \"Old\"\ndate: x\n---\n\n# New\n\nIt rose.\n", "a.md")
        #expect(read == SourceText(title: "Old", address: "", kind: "markdown", text: "# New\n\nIt rose."))
        #expect(try await document("# New\n\nIt rose.", "a.md").title == "New")
        #expect(try await document("It rose.", "a.txt").title == "a.txt")
    }

    @Test(arguments: [
        ("<!DOCTYPE html><p>It rose.</p>", "a.txt", String?.none, "html"),
        ("<p>It rose.</p>", "a", "text/html; charset=utf-8", "html"),
        ("It < rose.", "a", "text/plain", "text"), ("It rose.", "a.markdown", nil, "markdown"),
    ])
    func theKindShowsInTheBytesAndTheEnding(text: String, name: String, type: String?, kind: String) async throws {
        #expect(try await document(text, name, type: type).kind == kind)
    }

    @Test(arguments: [
        ([UInt8](), SourceError.empty("a.txt")), (Array("  \n\n".utf8), .empty("a.txt")),
        ([1, 2, 3, 0, 4, 5], .notText("a.txt")),
        (Array(repeating: 0x01, count: 400), .notText("a.txt")),
    ])
    func badBytesGiveOneSentence(bytes: [UInt8], error: SourceError) async {
        await #expect(throws: error) { try await reader.document(bytes, name: "a.txt") }
    }

    @Test func aLoginPageIsRecognized() async {
        let page = "<html><title>Sign in</title><form><p>Please sign in</p><input type=PASSWORD></form></html>"
        await #expect(throws: SourceError.loginPage("a.html")) { try await document(page, "a.html") }
    }

    @Test(
        arguments: [
            ([0x43, 0x61, 0x66, 0xE9, 0x20, 0x93, 0x78, 0x94], String?.none, "Café “x”"),
            ([0xFF, 0xFE, 0x43, 0, 0xE9, 0], nil, "Cé"),
            ([0x43, 0x61, 0x66, 0xC3, 0xA9], nil, "Café"), ([0x43, 0xE9], "text/plain; charset=ISO-8859-1", "Cé"),
            ([0xEF, 0xBB, 0xBF, 0x43], nil, "C"), (Array("Hello".utf16).flatMap { [UInt8($0), 0] }, nil, "Hello"),
        ] as [([UInt8], String?, String)])
    func encodingsAreDetected(bytes: [UInt8], type: String?, expected: String) async throws {
        #expect(try await reader.document(bytes, name: "a.txt", type: type).text == expected)
    }

    @Test func anUnknownEncodingIsNamed() async {
        await #expect(throws: SourceError.unknownEncoding("a.txt", encoding: "koi8-r")) {
            try await reader.document([0xC3, 0xC4], name: "a.txt", type: "text/plain; charset=koi8-r")
        }
    }

    @Test func foldersAndPatternsAreRead() async throws {
        let folder = "/tmp/galley-library-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Files.makeFolder("\(folder)/in")
        for name in ["b.md", "a.txt", "in/c.html", ".hidden.md", "picture.png"] {
            try Files.replace("\(folder)/\(name)", with: Array("<p>It rose</p>".utf8))
        }
        #expect(try await reader.read(path: folder).map { Files.name(of: $0.address) } == ["a.txt", "b.md", "c.html"])
        #expect(try await reader.read(path: "\(folder)/*.md").map { Files.name(of: $0.address) } == ["b.md"])
        await #expect(throws: SourceError.nothingMatches("\(folder)/*.pdf")) {
            try await reader.read(path: "\(folder)/*.pdf")
        }
        try Files.makeFolder("\(folder)/empty")
        await #expect(throws: SourceError.noReadableFile("\(folder)/empty")) {
            try await reader.read(path: "\(folder)/empty")
        }
        await #expect(throws: SystemError.self) { try await reader.read(path: "\(folder)/missing.md") }
    }

    @Test func headingsAloneAreRefused() async throws {
        await #expect(throws: SourceError.empty("a.md")) {
            try await reader.document(Array("# Bread\n\n## Rye\n".utf8), name: "a.md")
        }
    }

    @Test func aTextWithoutANameIsNamedAfterItself() throws {
        for (text, title) in [
            ("Notes.\n\n## The *oven*\n\nHot.", "The oven"), ("Salt is white.\nIt melts.", "Salt is white."),
            ("- one two three four five six seven eight nine", "one two three four five six seven eight …"),
        ] {
            #expect(SourceText(title: "", address: "", kind: "text", text: text).ownTitle == title)
        }
    }

    @Test func aProgramThatIsMissingIsNamed() async {
        let reader = SourceReader(environment: ["PATH": "/nowhere"])
        await #expect(throws: SourceError.noProgram("a.pdf", program: "pdftotext", package: "poppler-utils")) {
            try await reader.document(Array("%PDF-1.4 x".utf8), name: "a.pdf")
        }
        await #expect(throws: SourceError.noProgram("a.docx", program: "pandoc", package: "pandoc")) {
            try await reader.document(Array("PK\u{3}\u{4}xx".utf8), name: "a.docx")
        }
    }

    @Test(.enabled(if: access("/usr/bin/pdftotext", X_OK) == 0)) func aPDFIsReadThroughItsProgram() async throws {
        await #expect(throws: SourceError.conversionFailed("a.pdf", program: "pdftotext")) {
            try await reader.document(Array("%PDF-1.4 nothing".utf8), name: "a.pdf")
        }
        let read = try await reader.document(Array(Self.pdf.utf8), name: "a.pdf")
        #expect(read.kind == "pdf" && read.text == "It rose for 3 hours.")
    }

    /// A page with one line; readers rebuild the table of its objects, which is not given.
    private static let pdf = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
        4 0 obj<</Length 44>>stream
        BT /F 12 Tf 9 50 Td (It rose for 3 hours.) Tj ET
        endstream endobj
        5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
        trailer<</Root 1 0 R>>
        %%EOF
        """
}
