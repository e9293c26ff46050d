import Platform
import Testing

/// The scripts of the repository on machines that lack something: one sentence each, and status 1.
@Suite(.timeLimit(.minutes(2))) struct BuildScriptTests {
    /// The tools that every system has, which the scripts use.
    private static let tools = [
        "awk", "bash", "cat", "chmod", "cut", "date", "dirname", "env", "find", "grep", "id", "mkdir", "mktemp", "mv",
        "rm",
        "sed", "tee", "touch", "uname",
    ]

    /// Runs a shell script in a copy of the scripts, with `swift` and others only as `stubs` define them.
    private func run(_ script: String, stubs: [String: String] = [:]) async throws -> Outcome {
        let place = try Place()
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
        try Files.makeFolder("\(place.work)/bin")
        try Files.makeFolder("\(place.work)/Sources")
        for (name, text) in stubs { try place.write("#!/bin/bash\n\(text)\n", to: "bin/\(name)", mode: 0o755) }
        place.environment["XDG_CONFIG_HOME"] = ""
        let child = try place.start(
            [
                "-c",
                """
                cp -r '\(root)/scripts' '\(root)/Package.swift' .
                for tool in \(Self.tools.joined(separator: " ")); do
                    [ -e bin/$tool ] || ln -s "$(command -v $tool)" bin/$tool
                done
                export PATH="$PWD/bin"
                # Nothing of the real system counts as installed or missing by chance.
                sed -i.old 's/^any_file() {/any_file() { return "${FILES:-0}"/' scripts/setup.sh 2>/dev/null || true
                \(script)
                """,
            ], program: "/bin/bash")
        return child.outcome(try await child.end())
    }

    /// The sentences of a run: its lines that begin with the program's name.
    private func expect(_ outcome: Outcome, _ words: String) {
        #expect(outcome.status == 1 && outcome.complaints.contains { $0.contains(words) }, "\(outcome)")
    }

    @Test(arguments: ["galley", "test", "package"]) func withoutSwiftTheScriptsSayWhereToGetIt(name: String)
        async throws
    {
        let stubs = ["dpkg-shlibdeps": "", "lintian": "", "python3": ""]
        let outcome = try await run("scripts/\(name)", stubs: stubs)
        expect(outcome, "There is no Swift here. Install Swift 6.3 or newer")
        #expect(outcome.remarks.count == 1, "\(outcome)")
    }

    @Test(arguments: ["galley", "test"]) func aFullDiskIsReportedBeforeTheBuild(name: String) async throws {
        let outcome = try await run(
            "scripts/\(name)",
            stubs: ["swift": "echo built >&2", "df": "echo head; echo 'disk 1000 900 100 90% /'"])
        expect(outcome, "100 MB free, and a build needs 1500 MB. Make room")
        #expect(!outcome.errors.contains("built"))
    }

    @Test(arguments: ["galley", "test"]) func withoutANetworkThePackagesCannotBeFetched(name: String) async throws {
        let outcome = try await run("scripts/\(name)", stubs: ["swift": "echo 'error: no route' >&2; exit 1"])
        expect(outcome, "could not be fetched from github.com. Check the network")
    }

    @Test func withoutAptTheMissingPackagesAreNamed() async throws {
        let outcome = try await run(
            "FILES=1 scripts/galley", stubs: ["swift": "exit 0", "df": "echo; echo 'd 9 9 99999 1% /'", "id": "echo 0"])
        expect(outcome, "These are missing, by their Debian names: libedit-dev")
    }

    @Test func withoutSudoTheCommandForRootIsNamed() async throws {
        let outcome = try await run(
            "FILES=1 scripts/galley", stubs: ["swift": "exit 0", "apt-get": "exit 1", "id": "echo 1000"])
        expect(outcome, "Run as root: apt-get install libedit-dev")
    }

    @Test func anInstallationThatFailsNamesThePackages() async throws {
        let outcome = try await run(
            "FILES=1 scripts/galley", stubs: ["swift": "exit 0", "apt-get": "exit 1", "id": "echo 0"])
        expect(outcome, "These packages could not be installed: libedit-dev")
    }

    @Test func packagesAreMadeOnLinuxOnly() async throws {
        expect(try await run("scripts/package", stubs: ["uname": "echo Darwin"]), "makes packages for Linux only")
    }

    @Test func withoutPythonAndAptThePackageNamesWhatIsMissing() async throws {
        expect(try await run("scripts/package", stubs: ["dpkg-shlibdeps": "", "lintian": ""]), "Debian names: python3")
    }

    @Test func aFailedBuildIsNotRun() async throws {
        let outcome = try await run(
            "mkdir -p .build/checkouts/swift-argument-parser; scripts/galley",
            stubs: ["swift": "echo 'error: bad line' >&2; exit 1"])
        expect(outcome, "The build failed; the lines above say why.")
        #expect(outcome.errors.contains("bad line"))
    }

    @Test func emptyVariablesDoNotReachSwift() async throws {
        let outcome = try await run(
            "export XDG_CACHE_HOME=; mkdir -p .build/checkouts/swift-argument-parser; scripts/galley",
            stubs: ["swift": "env | grep ^XDG_ >&2; exit 1"])
        #expect(outcome.errors.contains("XDG_DATA_HOME=/") && !outcome.errors.contains("XDG_CONFIG_HOME"), "\(outcome)")
        #expect(!outcome.errors.contains("XDG_CACHE_HOME"))
    }
}
