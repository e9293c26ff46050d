import Manuscript
import Platform
import Testing

/// Valid targets of an export, and files that it never replaces.
@Suite(.timeLimit(.minutes(5))) struct ExportFileTests {
    private let place: Place

    init() throws {
        place = try Place()
        try place.keep(Posts.half())
        try place.keep(Posts.half(named: "other"))
    }

    private func mode(_ path: String) -> mode_t {
        var information = stat()
        return lstat(path.hasPrefix("/") ? path : "\(place.work)/\(path)", &information) == 0 ? information.st_mode : 0
    }

    // MARK: - Files of sessions

    /// Every name of a session's file, by every way to it.
    @Test func anExportNeverReplacesASessionFile() async throws {
        try Files.replace("\(place.sessions)/other.json.bak", with: try Files.read(place.file("other")))
        try Files.replace("\(place.sessions)/gone.json.bak", with: try Files.read(place.file("other")))
        for name in ["other.json.lock", "other.json.partial", "other.json.damaged", "other.json.damaged-2"] {
            try Files.replace("\(place.sessions)/\(name)", with: [])
        }
        try place.write("", to: "other.json.lock")
        try Files.replace("\(place.work)/far.json", with: try Files.read(place.file("other")))
        symlink("\(place.sessions)/other.json", "\(place.work)/link.md")
        symlink("link.md", "\(place.work)/link2.md")
        link("\(place.sessions)/other.json", "\(place.work)/hard.md")
        symlink(place.sessions, "\(place.work)/folder")
        try Files.makeFolder("\(place.root)/drafts")
        let before = try place.files().filter { $0.key.hasPrefix(place.sessions) || $0.key.hasSuffix("far.json") }
        for path in [
            "\(place.sessions)/post.json", "\(place.sessions)/other.json", "\(place.sessions)/other.json.bak",
            "\(place.sessions)/other.json.lock", "\(place.sessions)/other.json.partial",
            "\(place.sessions)/other.json.damaged", "\(place.sessions)/other.json.damaged-2",
            "\(place.sessions)/new.json.partial", "\(place.sessions)/gone.json", "\(place.sessions)/OTHER.JSON",
            "\(place.sessions)/Other.json.BAK", "../sessions/other.json", "../drafts/../sessions/./other.json",
            "folder/other.json", "link.md", "link2.md", "hard.md", "far.json", "far.json.bak", "far.json.partial",
        ] {
            for run in [
                try await place.run("export", "post", "-o", path),
                try await place.run("export", "post", "json", "-y", "-o", path),
                try await place.run("-r", "post", "-y", "-x", ":export md \"\(path)\""),
            ] {
                run.expectSentence("so nothing was written. Give another path.")
            }
        }
        let after = try place.files().filter { before[$0.key] != nil }
        #expect(after == before)
        #expect(!Files.exists("\(place.sessions)/new.json.partial") && !Files.exists("\(place.sessions)/gone.json"))
        // A descriptor that is open on a session's file is that file.
        let shell = try await place.shell("galley export post -o /dev/fd/7 7>>\"$GALLEY_SESSIONS/other.json\"")
        #expect(shell.status == 1 && shell.errors.contains("so nothing was written"), "\(shell)")
        #expect(try Files.read(place.file("other")) == before[place.file("other")])
    }

    @Test func theUsualNameInTheSessionsFolder() async throws {
        place.environment["GALLEY_SESSIONS"] = "."
        try Files.replace("\(place.work)/post.json", with: try Files.read(place.file("post")))
        try await place.run("-r", "post", "-x", ":export json").expectSentence(
            "post.json is a file of this session \"post\", so nothing was written. Give another path.")
        try await place.run("-r", "post", "-x", ":export later.json").expectSentence(
            "later.json would be taken for a session, since it ends in .json and lies in their folder, so nothing was written. Give a path in another folder."
        )
        #expect(try await place.run("-r", "post", "-x", ":export md").status == 0)
        #expect(try await place.run("-r", "post", "-x", ":status").status == 0)
    }

    // MARK: - What is no file

    @Test func pipesAndDevicesAreWrittenTo() async throws {
        let post = try await place.run("export", "post").output
        let script = """
            mkfifo pipe; cat pipe > got.md & galley export post -o pipe; wait; cmp got.md "$1"
            galley export post -o >(cat > sub.md); galley export post -o /dev/stdout > out.md
            echo begin > more.md; galley export post -o /dev/stdout >> more.md
            galley export post -o /dev/stderr 2> err.md; galley export post -o /dev/fd/5 5> five.md
            if [ -d /proc/self/fd ]; then galley export post -o /proc/self/fd/5 5> proc.md
            { galley export post -o /proc/$BASHPID/fd/1; } | cat > pid.md; else cp five.md proc.md; cp five.md pid.md; fi
            ln -s /dev/stdout way; galley export post -o way > way.md; galley export post -o /dev/null
            for n in 1 2 3 4 5 6 7 8 9 10; do [ -s sub.md ] && break; sleep 0.1; done
            """
        let run = try await place.shell(script)
        #expect(run.status == 0, "\(run)")
        for name in ["got.md", "sub.md", "out.md", "five.md", "way.md", "proc.md", "pid.md"] {
            #expect(try place.text(of: name) == post, "\(name)")
        }
        #expect(try place.text(of: "more.md") == "begin\n" + post)
        #expect(try place.text(of: "err.md").hasPrefix(post))
        #expect(mode("pipe") & S_IFMT == S_IFIFO && mode("/dev/null") & S_IFMT == S_IFCHR)
        #expect(mode("way") & S_IFMT == S_IFLNK)
    }

    @Test func aClosedReaderIsNotAnError() async throws {
        let run = try await place.shell(
            "mkfifo pipe; head -c 1 pipe > one & galley export post -o pipe; s=$?; wait; exit $s")
        #expect(run.status == 0, "\(run)")
        let full = try await place.shell("[ -c /dev/full ] || exit 1; galley export post -o /dev/full")
        full.expectSentence("/dev/full cannot be written:")
    }

    // MARK: - Links, modes, folders

    @Test func linksAreFollowedAndModesKept() async throws {
        try place.write("", to: "real.md", mode: 0o640)
        symlink("real.md", "\(place.work)/link.md")
        symlink("\(place.work)/new.md", "\(place.work)/dangling.md")
        symlink("loop.md", "\(place.work)/loop.md")
        for name in ["link.md", "dangling.md"] {
            #expect(try await place.run("export", "post", "-o", name).status == 0)
            #expect(mode(name) & S_IFMT == S_IFLNK)
        }
        #expect(try place.text(of: "real.md") == place.text(of: "new.md"))
        #expect(mode("real.md") & 0o7777 == 0o640)
        try await place.run("export", "post", "-o", "loop.md").expectSentence("loop.md cannot be written:")
        let masked = try await place.shell("umask 077; galley export post -o private.md")
        #expect(masked.status == 0 && mode("private.md") & 0o777 == 0o600)
    }

    @Test func readOnlyFilesAndFoldersAreRefused() async throws {
        for mode in [0o400, 0o444] as [mode_t] {
            let name = "ro\(mode).md"
            try place.write("old", to: name, mode: mode)
            try await place.run("export", "post", "-y", "-o", name).expectSentence(
                "\(name) cannot be written: permission denied")
            #expect(try place.text(of: name) == "old")
        }
        for name in [".", "..", "./", "../work", "missing/", "/"] {
            #expect(try await place.run("export", "post", "-y", "-o", name).status == 1, "\(name)")
        }
        try await place.run("export", "post", "-o", "missing/post.md").expectSentence("there is no such file or folder")
        try await place.run("export", "post", "-o", "").expectSentence("cannot be written")
    }

    // MARK: - Files of the user

    @Test func aFileOfTheUserIsAskedAbout() async throws {
        try place.write("MY NOTES", to: "notes.md")
        let refused = "notes.md already exists and was not exported from this session, so it was left as it is."
        try await place.run("export", "post", "-o", "notes.md").expectSentence(refused)
        try await place.run("-r", "post", "-x", ":export notes.md").expectSentence(refused)
        #expect(try place.text(of: "notes.md") == "MY NOTES")
        for words in [
            ["--yes", "-x", ":export notes.md"], ["-x", ":export --yes notes.md"], ["-x", ":export notes.md -y"],
        ] {
            try place.write("MY NOTES", to: "notes.md")
            #expect(try await place.run(["-r", "post"] + words).status == 0)
            #expect(try place.text(of: "notes.md").hasPrefix("# What is a lighthouse?"))
        }
        // The session may replace its earlier export, by either way of exporting, through a link too.
        symlink("notes.md", "\(place.work)/link.md")
        #expect(try await place.run("-r", "post", "-x", ":rename 1 Fires", "-x", ":export link.md").status == 0)
        #expect(try await place.run("-r", "post", "-x", ":rename 1 Lights").status == 0)
        #expect(try await place.run("export", "post", "-o", "notes.md").status == 0)
        #expect(try await place.run("-r", "post", "-x", ":rename 1 Lamps", "-x", ":export notes.md").status == 0)
        try place.write(try place.text(of: "notes.md") + "A line of mine.\n", to: "notes.md")
        try await place.run("export", "post", "-o", "notes.md").expectSentence(
            "notes.md was changed since it was exported, so it was left as it is.")
        #expect(try place.text(of: "notes.md").hasSuffix("A line of mine.\n"))
        try await place.run("export", "other", "-o", "notes.md").expectSentence("was not exported from this session")
        // Nothing is lost where a file is empty, or holds the same.
        try place.write("", to: "empty.md")
        #expect(try await place.run("export", "post", "-o", "empty.md").status == 0)
        #expect(try await place.shell("galley export post > same.md && galley export post -o same.md").status == 0)
    }

    @Test func atATerminalTheQuestionIsPut() async throws {
        try place.write("MY NOTES", to: "notes.md")
        for arguments in [["export", "post", "-o", "notes.md"], ["-r", "post", "-x", ":export notes.md"]] {
            let console = try Console(arguments, at: place)
            try await console.wait(for: "Do it? [y/N] ")
            try console.enter("n")
            try await console.wait(for: "was left as it is")
            #expect(try await console.end() == 0)
            #expect(try place.text(of: "notes.md") == "MY NOTES")
        }
        let console = try Console("export", "post", "-o", "notes.md", at: place)
        try await console.wait(for: "Do it? [y/N] ")
        try console.enter("y")
        try await console.wait(for: "Wrote notes.md")
        #expect(try await console.end() == 0)
    }

    /// An export is no reason to be the session that is gone on with.
    @Test func anExportLeavesTheOrderOfTheSessions() async throws {
        let before = FileStamp(place.file("post"))
        #expect(try await place.run("export", "post", "-o", "post.md").status == 0)
        #expect(try place.session("post").exports.count == 1)
        let after = FileStamp(place.file("post"))
        #expect(after?.seconds == before?.seconds && after?.nanoseconds == before?.nanoseconds)
    }

    // MARK: - Paths are values

    @Test(arguments: [
        "a\"b.md", "two words.md", "a\\b.md", "line\nfeed.md", "-o.md", "--yes", ":x.md", "🚀.md", "“q”.md", "$HOME.md",
        "'.md",
        " .md", "a;b.md", "#.md", "*.md", "md", "none",
    ])
    func anyNameIsAName(name: String) async throws {
        let run = try await place.run("export", "post", "--output=\(name)")
        #expect(run.status == 0, "\(run)")
        #expect(try place.text(of: name).hasPrefix("# What is a lighthouse?"))
        #expect(try place.session("post").exports.last?.path.hasSuffix("/\(name)") == true)
    }
}
