import Testing

/// Tasks return named types: optimised builds lose values of tuples (`OptimiserTests` shows how).
struct TaskResultTests {
    /// Lines that make a task or a group of tasks with a tuple for a result, by their number.
    static func tuples(in file: Repository.File) -> [Int] {
        file.lines.enumerated().filter { _, line in
            line.contains(/TaskGroup\(of: *\(/)
                || line.contains(/\bTask(?:\.detached)? *(?:\([^)]*\) *)?\{[^}]*->\s*\(\w+,/)
                || line.contains(/\bTask<\(/)
        }.map { $0.offset + 1 }
    }

    @Test func tasksReturnNamedTypes() throws {
        for file in try Repository.sources() { #expect(Self.tuples(in: file) == [], "\(file.path)") }
        let bad = Repository.File(
            path: "a",
            text: """
                await withTaskGroup(of: (Int, String).self) { group in
                try await withThrowingTaskGroup(of: (Int32, String)?.self) { group in
                let (a, b) = await Task { () -> (Int, String) in
                var running: Task<(Int, String), Never>
                await withTaskGroup(of: Draw.self) { group in
                Task { () -> Int in
                """)
        #expect(Self.tuples(in: bad) == [1, 2, 3, 4])
    }
}
