#if os(Linux)
    import LoopbackServer
    import Manuscript
    import Platform
    import Testing

    /// A key that is in memory is in no core file.
    @Suite(.timeLimit(.minutes(5))) struct CoreFileTests {
        /// The limits of the program itself, as an editor sees them of the process that started it.
        private func limit(
            _ place: Place, _ lines: String = "-x ':edit 1'"
        ) async throws -> [Substring] {
            place.environment["EDITOR"] = try place.write(
                "#!/bin/sh\ngrep 'Max core' /proc/$PPID/limits > '\(place.root)/limits'\n", to: "editor", mode: 0o755)
            try place.keep(Posts.half())
            let outcome = try await place.shell(
                "ulimit -S -c 4096; galley -r post \(lines)")
            let line = try #require(try? place.text(of: "\(place.root)/limits"), "\(outcome)")
            return line.split(separator: " ")
        }

        /// Blocks of 1024 bytes (POSIX says 512, the shells of Linux 1024 or 512).
        private func isUnchanged(_ limit: [Substring]) -> Bool {
            ["4194304", "2097152"].contains(limit[4])
        }

        @Test(arguments: ["GALLEY_API_KEY", "GROQ_API_KEY", "OPENAI_API_KEY", "WORK_SECRET"])
        func ofAVariable(name: String) async throws {
            let place = try Place()
            try place.configure("providers:\n  work: {baseURL: 'http://127.0.0.1:1/v1', apiKeyVariable: WORK_SECRET}\n")
            #expect(isUnchanged(try await limit(place)), "no key is set")
            place.environment[name] = "s3cret"
            #expect(try await limit(place)[4] == "0")
        }

        @Test func ofAFile() async throws {
            let place = try Place()
            try place.write("GROQ_API_KEY=s3cret\n", to: ".env")
            #expect(try await limit(place)[4] == "0")
            let other = try Place()
            try other.configure("providers:\n  work: {baseURL: 'http://127.0.0.1:1/v1', apiKey: s3cret}\n")
            #expect(try await limit(other)[4] == "0")
        }

        /// A command that prints a key is run when the key is first needed.
        @Test func ofACommand() async throws {
            let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
            try place.configure(
                "provider: a\nproviders:\n  a: {baseURL: '\(server.baseURL)', apiKeyCommand: echo s3cret, model: m}\n")
            #expect(isUnchanged(try await limit(place)))
            #expect(try await limit(place, "-x ':models' -x ':edit 1'")[4] == "0")
            await server.stop()
        }

        @Test func theCoreLimitIsUnchangedWithoutAKey() async throws {
            let place = try Place()
            place.environment["GROQ_API_KEY"] = "  "
            #expect(isUnchanged(try await limit(place)))
            #expect(isUnchanged(try await limit(place, "-x ':help' -x ':edit 1'")))
        }

        /// The process reads what is its own all the same: descriptors by their names, pipes, files.
        @Test func descriptorsByNameStillWork() async throws {
            let place = try Place()
            place.environment["GALLEY_API_KEY"] = "s3cret"
            try place.keep(Posts.half())
            for target in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", ">(cat)"] {
                for reader in ["cat", "cat > out; cat out"] {
                    let outcome = try await place.shell(
                        "galley export post md -o \(target) --yes | { \(reader); }; exit ${PIPESTATUS[0]}")
                    #expect(outcome.status == 0 && outcome.output.contains("# "), "\(target): \(outcome)")
                }
            }
            let read = try await place.shell(
                "galley -r post -f <(echo ':lock 1') && galley check <(printf '# A\\n\\n## B\\n\\nText.\\n')")
            #expect(read.errors.contains("is locked") && read.output.contains("headings"), "\(read)")
            let input = try await place.shell("echo ':status' | galley -r post -f /dev/stdin")
            #expect(input.status == 0 && input.output.contains("Written"), "\(input)")
        }
    }
#endif
