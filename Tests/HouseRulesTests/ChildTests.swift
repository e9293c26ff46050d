import Testing

/// Programs are started in one way, with an environment that `ChildEnvironment` made: it holds no key.
struct ChildTests {
    /// Calls that start a program in another way or pass on the whole environment.
    private static let ways = [
        "posix_spawn", "execv", "execl", "popen(", "vfork", "fork()", "Process()", ".inherit", " system(\"",
    ]

    /// The lines of a file that start programs in a forbidden way.
    static func faults(in file: Repository.File) -> [String] {
        let calls = file.text.ranges(
            of: /[^A-Za-z_]run\(\s*(?:\.path|\.name|[A-Za-z.]*[eE]xecutable|program,|configuration)/
        )
        .map { $0.lowerBound }
        let bare = calls.filter { call in
            !Self.call(at: call, in: file.text).contains(".ofChild")
        }
        return Self.ways.filter(file.text.contains) + bare.map { String(file.text[$0...].prefix(40)) }
    }

    /// The text of a call up to the parenthesis that closes it.
    private static func call(at start: String.Index, in text: String) -> Substring {
        var depth = 0
        let end = text[start...].firstIndex { character in
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            return character == ")" && depth == 0
        }
        return text[start..<(end ?? text.endIndex)]
    }

    @Test func everyChildHasAnEnvironmentWithoutKeys() throws {
        let sources = try Repository.sources()
        for file in sources { #expect(Self.faults(in: file) == [], "\(file.path)") }
        let starters = sources.filter { $0.text.contains("Subprocess.run(") }
        #expect(starters.count >= 4, "the pattern finds nothing")
        for file in starters { #expect(file.text.contains(".ofChild"), "\(file.path)") }
    }

    @Test(arguments: [
        ("try await Subprocess.run(.path(\"/bin/sh\"), environment: child.ofChild, output: .discarded)", 0),
        ("try await Subprocess.run(\n    .path(\"/bin/sh\"), output: .discarded)\nlet x = child.ofChild", 1),
        ("try await run(.name(\"git\"), output: .discarded)", 1),
        ("Subprocess.run(program, environment: .custom(all))", 1),
        ("Subprocess.run(Tool.executable(path), environment: .inherit)", 2),
        ("posix_spawn(&id, path, nil, nil, words, environ)", 1), ("let status = await runner.run(line)", 0),
    ])
    func theRuleCanFail(text: String, count: Int) {
        #expect(Self.faults(in: .init(path: "Sources/Commands/X.swift", text: text)).count == count, "\(text)")
    }
}
