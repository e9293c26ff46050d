import Configuration
import Manuscript
import Platform
import Storage
import TestSupport
import Testing

@testable import Commands

struct RemovalTests {
    private let home: TemporaryFolder
    private let environment: [String: String]
    private var data: String { "\(home.path)/.local/share/galley" }
    private var state: String { "\(home.path)/.local/state/galley" }

    /// A home folder with a file of every kind, and files of others.
    init() throws {
        home = try TemporaryFolder()
        environment = ["HOME": home.path]
        for (folder, name) in [
            (data, "model/bin/python"), (data, "models/one.gguf"), (data, ".model-installing-7-8/x"),
            (state, "history"), (state, "hosts"), ("\(home.path)/.config/galley", "config.yml"),
            ("\(home.path)/.config/galley", "kinds/tale.yml"), (data, "unknown"),
        ] {
            try Files.makeFolder(Files.folder(of: "\(folder)/\(name)"))
            try Files.replace("\(folder)/\(name)", with: Array(repeating: 65, count: 1000))
        }
        try SessionFolder(path: "\(data)/sessions").save(Session(name: "post", topic: "Bread", at: noon))
    }

    private func run(_ interface: RecordingInterface, sessions: Bool = false, isDry: Bool = false) async throws
        -> Report
    {
        try await Removal(environment, withSessions: sessions).run(on: interface, isDry: isDry)
    }

    private var left: [String] {
        ["\(data)/model", "\(data)/models", "\(data)/sessions", "\(state)/history", "\(state)/hosts"].filter(
            Files.exists
        )
        .map(Files.name)
    }

    @Test func modelsAndHistoryGoAndPostsAndSettingsStay() async throws {
        let report = try await run(RecordingInterface(isSure: true))
        #expect(report.note.hasPrefix("Removed 5 kB.") && !report.isRefused, "\(report.note)")
        #expect(left == ["sessions"])
        #expect(
            !Files.exists(state) && Files.exists("\(data)/unknown") && !Files.exists("\(data)/.model-installing-7-8"))
        #expect(Files.exists("\(home.path)/.config/galley/config.yml"))
        #expect(try SessionFolder(path: "\(data)/sessions").load("post").topic == "Bread")
    }

    @Test func postsGoOnlyIfTheyAreAskedFor() async throws {
        let interface = RecordingInterface(consent: true)
        _ = try await run(interface, sessions: true)
        #expect(left == [])
        let questions = interface.events.compactMap { if case .asked(let text) = $0 { text } else { nil } }
        #expect(questions.count == 2 && questions[1].contains("1 session"), "\(questions)")
    }

    @Test func theFilesAreListedWithTheirSizes() async throws {
        let interface = RecordingInterface(isSure: true)
        let report = try await run(interface, sessions: true, isDry: true)
        #expect(
            interface.notes.count == 6 && interface.notes.contains { $0.contains("1 kB") && $0.contains("history") })
        #expect(left.count == 5 && report.note == "Dry run: nothing was removed.")
    }

    @Test func aNoRemovesNothing() async throws {
        let report = try await run(RecordingInterface(consent: false), sessions: true)
        #expect(left.count == 5 && report.note == "Nothing was removed.")
    }

    @Test func withoutAnybodyToAskNothingIsRemoved() async throws {
        let report = try await run(RecordingInterface())
        #expect(left.count == 5 && report.isRefused && report.note.contains("--yes"))
    }

    @Test func aSessionThatIsOpenElsewhereKeepsAll() async throws {
        let lock = try SessionLock(of: "post", in: SessionFolder(path: "\(data)/sessions"))
        await #expect(throws: SessionError.self) { try await run(RecordingInterface(isSure: true), sessions: true) }
        withExtendedLifetime(lock) {}
        #expect(left.count == 5)
    }

    @Test func theTargetOfALinkStays() async throws {
        let other = try TemporaryFolder()
        try Files.replace("\(other.path)/big.gguf", with: Array(repeating: 1, count: 5000))
        try FileManager.default.removeItem(atPath: "\(data)/models")
        symlink(other.path, "\(data)/models")
        let interface = RecordingInterface(isSure: true)
        _ = try await run(interface)
        #expect(Files.exists("\(other.path)/big.gguf") && !Files.exists("\(data)/models"))
        #expect(interface.notes.contains { $0.contains("(a link; the files that it leads to stay)") })
    }

    @Test func nothingToRemoveIsSaid() async throws {
        let empty = try TemporaryFolder()
        let removal = Removal(["HOME": empty.path], withSessions: true)
        #expect(try await removal.run(on: RecordingInterface(), isDry: false).note == "Nothing to remove.")
        let homeless = Removal([:], withSessions: true)
        #expect(homeless.items == [])
    }
}
