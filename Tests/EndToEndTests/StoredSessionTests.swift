import Manuscript
import Platform
import Testing

/// Sessions as earlier releases stored them: opened, upgraded by the first change, and exported without a loss.
///
/// `StoredSessions` has a file for each format. Files are added to it and never changed.
@Suite(.timeLimit(.minutes(2))) struct StoredSessionTests {
    private static let folder =
        #filePath.split(separator: "/").dropLast(1).reduce("") { "\($0)/\($1)" } + "/StoredSessions"

    /// The names of the stored files.
    static var names: [String] {
        ((try? Files.names(in: folder)) ?? []).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// All strings of a value with their number, apart from the times of the session itself and its version.
    private static func strings(_ value: JSONValue) -> [String: Int] {
        switch value {
        case .string(let text): [text: 1]
        case .array(let values): values.map(strings).reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        case .object(let fields):
            fields.filter { $0.key != "updatedAt" }.values.map(strings).reduce(into: [:]) {
                $0.merge($1, uniquingKeysWith: +)
            }
        default: [:]
        }
    }

    @Test func everyFormatHasAFile() throws {
        let versions = try Self.names.map { name in
            try JSONValue(parsing: String(decoding: Files.read("\(Self.folder)/\(name).json"), as: UTF8.self))[
                "version"]
        }
        for version in Migration.all.oldest...Session.newestVersion { #expect(versions.contains(.int(version))) }
    }

    @Test(arguments: names) func nothingIsLost(name: String) async throws {
        let place = try Place()
        let stored = try Files.read("\(Self.folder)/\(name).json")
        try Files.replace(place.file(name), with: stored)
        var old = try #require(try JSONValue(parsing: String(decoding: stored, as: UTF8.self)).object)
        // A session has the name of its file.
        old["name"] = nil

        // Reading changes nothing.
        #expect(try await place.run("-r", name, "--read-only", "-x", ":show").status == 0)
        #expect(try Files.read(place.file(name)) == stored)

        let changed = try await place.run("-r", name, "-x", ":set words 700")
        #expect(changed.status == 0, "\(changed)")
        let new = try JSONValue(parsing: try place.text(of: place.file(name)))
        #expect(new["version"] == .int(Session.newestVersion))
        let kept = Self.strings(new)
        for (text, count) in Self.strings(.object(old)) {
            #expect(kept[text, default: 0] >= count, "\(text.debugDescription.prefix(80))")
        }
        // The copy from before the change is the stored file, byte for byte.
        let copies = try Files.names(in: place.sessions).filter { $0.hasPrefix("\(name).json.") }
        #expect(try copies.contains { try Files.read("\(place.sessions)/\($0)") == stored }, "\(copies)")

        let exported = try await place.run("export", name, "markdown")
        #expect(exported.status == 0)
        let session = try place.session(name)
        for entry in session.outline.entries {
            #expect(exported.output.contains(entry.section.title))
            let lines = (entry.section.text?.text ?? "").split(separator: "\n")
            for line in lines { #expect(exported.output.contains(line), "\(line)") }
        }
        #expect(try await place.run("-r", name, "-x", ":undo").status == 0)
    }
}
