import Platform

/// The outcome of a run of the program through pipes.
struct Outcome {
    var status: Int32
    var output: String
    var errors: String

    /// The lines of standard error.
    var remarks: [String] { errors.split(separator: "\n").map(String.init) }
    /// The lines that complain.
    var complaints: [String] { remarks.filter { $0.hasPrefix("galley: ") } }
}

extension Place {
    /// Runs the program through pipes to its end.
    func run(_ arguments: String..., input: [UInt8] = [], seconds: Double = 60) async throws -> Outcome {
        try await run(arguments, input: input, seconds: seconds)
    }

    /// Runs the program through pipes to its end.
    func run(_ arguments: [String], input: [UInt8] = [], seconds: Double = 60) async throws -> Outcome {
        let child = try start(arguments, input: input)
        let status = try await child.end(seconds: seconds)
        return child.outcome(status)
    }

    /// Runs a shell script, in which `galley` is the program, to its end.
    func shell(_ script: String) async throws -> Outcome {
        let program = try Child.program()
        let child = try start(["-c", "galley() { \"\(program)\" \"$@\"; }\n\(script)"], program: "/bin/bash")
        let status = try await child.end()
        return child.outcome(status)
    }

    /// Starts the program, or another one, on pipes; `isHeard` false closes the far end of its standard output at once.
    func start(
        _ arguments: [String], program: String? = nil, input: [UInt8] = [], isHeard: Bool = true
    ) throws -> Child {
        let (given, output, errors) = (try Pipe(), try Pipe(), try Pipe())
        defer { for end in [given.reading, output.writing, errors.writing] { close(end) } }
        try Files.write(input, to: given.writing, path: "the pipe")
        close(given.writing)
        for end in [output.reading, errors.reading] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        if !isHeard { close(output.reading) }
        return try Child(
            arguments, at: self, program: program, streams: [given.reading, output.writing, errors.writing],
            reading: (isHeard ? output.reading : -1, errors.reading))
    }
}

extension Child {
    /// The output so far, as text.
    func outcome(_ status: Int32) -> Outcome {
        Outcome(
            status: status, output: String(decoding: output, as: UTF8.self),
            errors: String(decoding: errors, as: UTF8.self))
    }
}

/// A pipe that no other child inherits and that is read without waiting.
private struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("made", "a pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }
}
