import Commands
import Manuscript
import ModelClient
import Platform
import REPL
import Terminal

extension Program {
    /// Runs `body` and shuts everything down; an error is reported and gives status 1.
    ///
    /// SIGTERM and SIGHUP determine the status, except for a `service`, which they end normally.
    func run(service: Bool = false, _ body: (Program) async throws -> Int32) async -> Int32 {
        var status = Runner.Status.done
        do { status = try await body(self) } catch is CancellationError {
            status = Runner.Status.interrupted
        } catch {
            interface.complain(sentence(for: error))
            status = Runner.Status.failed
        }
        if !service, let leaving = interrupts.leavingStatus { status = leaving }
        do { try workspace.store.saveHeld() } catch {
            interface.complain(sentence(for: error) + " " + workspace.store.rescue())
            status = Runner.Status.failed
        }
        // A full disk must not look like success: `galley export … > post.md`.
        if let failure = interface.outputFailure {
            interface.complain([failure.sentence, outputAdvice].filter { !$0.isEmpty }.joined(separator: " "))
            if status == Runner.Status.done { status = Runner.Status.failed }
        }
        await wiring.close()
        return status
    }

    /// Runs an operation that Ctrl-C stops; returns the exit status and rethrows errors.
    func stoppable(_ body: @escaping @Sendable () async throws -> Void) async throws -> Int32 {
        let task = Task { try await body() }
        let result = await interrupts.watching({ _ in task.cancel() }, { await task.result })
        do { try result.get() } catch is CancellationError { return Runner.Status.interrupted }
        return Runner.Status.done
    }

    /// Reads a text that the user names and that may come slowly; a signal ends this with `CancellationError`.
    func reading<Text: Sendable>(_ body: @escaping @Sendable () throws -> Text) async throws -> Text {
        let task = Task.detached { try body() }
        return try await interrupts.watching(readsInput: true, { _ in task.cancel() }, { await task.result }).get()
    }

    /// Greets, looks for a model in the background, and runs the prompt.
    func prompt() async -> Int32 {
        if workspace.session.topic.isEmpty {
            interface.note(
                "Galley writes long posts with you. Type a topic, or `:help`; `:sessions` lists your earlier posts.")
        }
        let (wiring, post, settings) = (wiring, editor.post, workspace.session.settings)
        Task.detached {
            do { post("Model: \(try await wiring.prepare(for: settings)).") } catch { post(sentence(for: error)) }
        }
        let repl = Repl(
            workspace: workspace, interface: interface, runner: runner, interrupts: interrupts, editor: editor)
        return await repl.run()
    }
}
