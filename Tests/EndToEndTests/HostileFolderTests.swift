import CTestSupport
import LoopbackServer
import Manuscript
import Platform
import Testing

/// A working folder that somebody else made: what lies in it neither hangs the program nor reaches beyond the folder.
@Suite(.timeLimit(.minutes(5))) struct HostileFolderTests {
    /// Objects in the place of an expected file.
    enum Trap: String, CaseIterable, Sendable {
        case pipe, device, folder, holes

        func put(at path: String) throws {
            unlink(path)
            switch self {
            case .pipe: guard mkfifo(path, 0o600) == 0 else { throw SystemError("made", path) }
            case .device: guard symlink("/dev/zero", path) == 0 else { throw SystemError("made", path) }
            case .folder: try Files.makeFolder(path)
            case .holes:
                try Files.replace(path, with: [])
                guard truncate(path, 10 << 30) == 0 else { throw SystemError("made", path) }
            }
        }

        var words: String {
            switch self {
            case .pipe: "it is a pipe, not a regular file"
            case .device: "it is a device, not a regular file"
            case .folder: "it is a folder"
            case .holes: "it is longer than"
            }
        }
    }

    @Test(arguments: Trap.allCases)
    func insteadOfSettings(trap: Trap) async throws {
        let place = try Place()
        try place.keep(Posts.half())
        try trap.put(at: "\(place.work)/.env")
        let outcome = try await place.run("-r", "post", "-x", ":status", seconds: 20)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.errors.contains(".env cannot be read: \(trap.words)"), "\(outcome)")
        try trap.put(at: "\(place.work)/.galley.yml")
        let configured = try await place.run("-r", "post", "-x", ":status", seconds: 20)
        #expect(configured.status == 64, "\(configured)")
        #expect(configured.complaints.count == 1 && configured.complaints[0].contains("it is "), "\(configured)")
    }

    @Test(arguments: Trap.allCases)
    func insteadOfASession(trap: Trap) async throws {
        let place = try Place()
        try trap.put(at: place.file("post"))
        for arguments in [
            ["-r", "post", "-x", ":status"], ["-r", "post", "--read-only", "-x", ":status"],
            ["export", "post"], ["check", "post"], ["-s", "post", "-x", ":status"],
            ["-x", ":open --salvage post"], ["-x", ":open --backup post"],
        ] {
            let outcome = try await place.run(arguments, seconds: 20)
            #expect(outcome.status == 1 && outcome.complaints.count == 1, "\(arguments): \(outcome)")
        }
        #expect(try await place.run("sessions", seconds: 20).status == 0)
        #expect(try await place.run("-x", ":sessions", seconds: 20).status == 0)
    }

    /// Any files may lie beside a session; it still opens and is saved.
    @Test(arguments: Trap.allCases)
    func besideASession(trap: Trap) async throws {
        let place = try Place()
        for name in ["partial", "bak"] {
            try place.keep(Posts.half())
            try trap.put(at: "\(place.file("post")).\(name)")
            let outcome = try await place.run("-r", "post", "-x", ":lock 1", "-x", ":unlock 1", seconds: 20)
            #expect(outcome.status == 0, "\(name): \(outcome)")
            rmdir("\(place.file("post")).\(name)")
        }
        try trap.put(at: "\(place.file("post")).lock")
        let locked = try await place.run("-r", "post", "-x", ":status", seconds: 20)
        #expect(locked.status == (trap == .holes ? 0 : 1) || locked.errors.contains("read"), "\(locked)")
    }

    @Test(arguments: Trap.allCases)
    func insteadOfTheHistory(trap: Trap) async throws {
        let place = try Place()
        try place.keep(Posts.half())
        try Files.makeFolder("\(place.root)/state/galley")
        try trap.put(at: "\(place.root)/state/galley/history")
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        try await console.enter(":lock 1", until: "is locked")
        #expect(try await console.leave() == 0)
    }

    /// A file named by the person may be a pipe, with a limit on its size.
    @Test func filesNamedByThePersonAreRead() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let lines = try await place.shell("galley -r post -f <(echo ':lock 1'; echo ':status')")
        #expect(lines.status == 0, "\(lines)")
        let checked = try await place.shell("galley check <(printf '# A\\n\\n## B\\n\\nText.\\n')")
        #expect(checked.output.contains("headings"), "\(checked)")
        let outlined = try await place.shell(
            "printf '# A\\n\\n## B\\n\\nText.\\n' | galley check - --outline <(echo '- B')")
        #expect(outlined.output.contains("headings"), "\(outlined)")
        for command in ["galley -r post -f /dev/zero", "galley check /dev/zero", "galley check - < /dev/zero"] {
            let endless = try await place.shell(command)
            #expect(endless.status == 1 && endless.errors.contains("cannot be read: it is longer than 64 MB"))
        }
        let folder = try await place.run("-r", "post", "-x", ":run /tmp", "-x", ":status", seconds: 20)
        #expect(folder.status == 1 && folder.errors.contains("it is a folder"))
    }

    @Test func dotEnvSetsModelsAndKeysOnly() async throws {
        let place = try Place()
        let elsewhere = "\(place.root)/elsewhere"
        place.environment["GALLEY_SESSIONS"] = nil
        try place.write(
            "GALLEY_SESSIONS=\(elsewhere)\nGALLEY_MODEL=of-dotenv\nEDITOR=/bin/false\nGALLEY_BACKGROUND=light\n",
            to: ".env")
        let outcome = try await place.run("-x", "A topic", "-x", ":set model")
        #expect(outcome.status == 0 && outcome.output.contains("of-dotenv"), "\(outcome)")
        #expect(!Files.exists(elsewhere))
        #expect(outcome.errors.contains("GALLEY_SESSIONS in ./.env is ignored"), "\(outcome)")
        #expect(!outcome.errors.contains("EDITOR"))
        let shown = try await place.run("config")
        #expect(!shown.output.contains(elsewhere))
    }

    @Test func sessionsOfTheFolderStayInIt() async throws {
        for path in ["../out", "/tmp/galley-out", "~/out", "link", "link/deeper", "in/../../out", "gone"] {
            let place = try Place()
            place.environment["GALLEY_SESSIONS"] = nil
            try Files.makeFolder("\(place.work)/in")
            try Files.makeFolder("\(place.root)/away")
            symlink("\(place.root)/away", "\(place.work)/link")
            symlink("\(place.root)/nowhere", "\(place.work)/gone")
            try place.write("sessionsDir: \(path)\n", to: ".galley.yml")
            let outcome = try await place.run("-x", "A topic")
            #expect(outcome.status == 0, "\(path): \(outcome)")
            #expect(outcome.errors.contains("sessionsDir is ignored, because \(path) lies outside of this folder"))
            #expect(try Files.names(in: "\(place.root)/data/galley/sessions").contains("a-topic.json"), "\(path)")
            #expect(try Files.names(in: "\(place.root)/away").isEmpty)
        }
        for path in ["in", "./new", "new/er", ".hidden", "."] {
            let place = try Place()
            place.environment["GALLEY_SESSIONS"] = nil
            try Files.makeFolder("\(place.work)/in")
            try place.write("sessionsDir: \(path)\n", to: ".galley.yml")
            let outcome = try await place.run("-x", "A topic")
            #expect(outcome.status == 0 && Files.exists("\(place.work)/\(path)/a-topic.json"), "\(path): \(outcome)")
        }
    }
}
