import Platform
import Subprocess

/// The child process of a server, and the pipe that keeps it running.
final class ServerProcess: Sendable {
    private struct State {
        var input: StandardInputWriter?
        var process: pid_t?
        var isStopping = false
        var hasEnded = false
    }

    private let state: Guarded<State>
    private let lines: AsyncStream<String>
    private let life: Task<Void, Never>

    /// Starts `python script` and sends it `line`, its settings.
    init(python: String, script: String, environment: ChildEnvironment, line: String) {
        let state = Guarded(State())
        let (lines, said) = AsyncStream<String>.makeStream()
        self.state = state
        self.lines = lines
        life = Task.detached {
            do {
                _ = try await Subprocess.run(
                    Tool.executable(python), arguments: ["-I", script], environment: environment.ofChild,
                    platformOptions: Tool.ownSession, input: .inputWriter, output: .sequence, error: .combinedWithOutput
                ) { execution in
                    let input = execution.standardInputWriter
                    let process = execution.processIdentifier.value
                    let isStopping = state.withLock {
                        $0.input = input
                        $0.process = process
                        return $0.isStopping
                    }
                    if isStopping { return }
                    _ = try? await input.write(line)
                    for try await text in execution.standardOutput.strings() { said.yield(text) }
                }
            } catch {
                said.yield("\(error)")
            }
            state.withLock {
                $0.hasEnded = true
                $0.input = nil
            }
            said.finish()
        }
    }

    /// True until the child has ended.
    var isRunning: Bool { state.withLock { !$0.hasEnded } }

    /// The child's process id, once it has one.
    var processID: pid_t? { state.withLock { $0.process } }

    /// Waits for the child's report; if it ends without one, returns its last output as the error, or nil.
    ///
    /// Call this only once. Returns nil if the task is cancelled.
    func report() async -> ServerReport? {
        var last: String?
        for await line in lines {
            if let report = try? JSONDecoder().decode(ServerReport.self, from: Data(line.utf8)) { return report }
            if !line.trimmed.isEmpty { last = line.trimmed }
        }
        return last.map { ServerReport(error: $0) }
    }

    /// Waits until the child has ended.
    func waitForEnd() async { await life.value }

    /// Closes the child's standard input, which makes it exit; kills it if it is still running after `patience`.
    ///
    /// Returns true if it was killed.
    @discardableResult
    func stop(patience: Duration = .seconds(2)) async -> Bool {
        let input = state.withLock {
            $0.isStopping = true
            return $0.input
        }
        let killer = Task.detached { [state] in
            guard (try? await Task.sleep(for: patience)) != nil,
                let process = state.withLock({ $0.hasEnded ? nil : $0.process })
            else { return false }
            kill(process, SIGKILL)
            return true
        }
        try? await input?.finish()
        await life.value
        killer.cancel()
        return await killer.value
    }
}
