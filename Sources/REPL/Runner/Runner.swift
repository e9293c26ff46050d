package import Commands
import Configuration
import Manuscript
import Platform
package import Terminal

/// Runs lines, watches for Ctrl-C meanwhile, and shows the answers on a user interface.
@MainActor
package struct Runner {
    private let workspace: Workspace
    private let interface: TerminalInterface
    private let interrupts: Interrupts
    private let isJSON: Bool

    /// Makes a runner; with `isJSON`, every command prints one JSON object on a line.
    package init(workspace: Workspace, interface: TerminalInterface, interrupts: Interrupts, isJSON: Bool = false) {
        self.workspace = workspace
        self.interface = interface
        self.interrupts = interrupts
        self.isJSON = isJSON
    }

    /// Runs one line and shows its answer; with `quietly`, only its notes and errors.
    package func run(_ line: String, quietly: Bool = false) async -> Interpreter.Ending {
        await run(line, quietly: quietly) { await Interpreter.run(line, in: $0) }
    }

    /// Runs a call as if it were a line; with `optional`, an error is only a note.
    package func run(_ call: Call, quietly: Bool = false, optional: Bool = false) async -> Interpreter.Ending {
        await run(call.line, quietly: quietly, optional: optional) { await Interpreter.run(call, in: $0) }
    }

    /// Runs a single call as a whole program would; returns the exit status.
    package func run(only call: Call) async -> Int32 { Self.status(await run(call)) ?? Status.done }

    /// Runs `body`; a signal that comes meanwhile sets `wish` and cancels it.
    private func run(
        _ line: String, quietly: Bool, optional: Bool = false, at place: String? = nil,
        wish: Guarded<Bool> = Guarded(false),
        _ body: @escaping @MainActor (Workspace) async -> Interpreter.Ending
    ) async -> Interpreter.Ending {
        let workspace = workspace
        let task = Task { @MainActor in await body(workspace) }
        let ending = await interrupts.watching(
            { _ in
                wish.withLock { $0 = true }
                task.cancel()
            }, { await task.value })
        if isJSON, !quietly {
            if let value = Self.json(line, ending) { interface.say(value) }
        } else if optional, case .failed(let sentence) = ending {
            interface.note("Skipped \(line), which is optional. \(sentence)")
        } else {
            await show(ending, quietly: quietly, at: place)
        }
        return ending
    }

    /// Shows a report that did not come from a command line; `name` is its name in JSON output.
    package func give(_ report: Report, of name: String) async {
        if isJSON {
            if let value = Self.json(name, .done(report)) { interface.say(value) }
        } else {
            await show(.done(report), quietly: false)
        }
    }

    /// Runs lines until one fails, `:quit`, a signal, or the reader of the output has gone; returns the exit status.
    package func run(_ lines: some Sequence<ScriptInput.Line>) async -> Int32 {
        let wish = Guarded(false)
        for line in lines {
            // A command that never waits finishes in spite of a signal; the line behind it does not begin.
            if wish.withLock({ $0 }) {
                await show(.stopped, quietly: false)
                return Status.interrupted
            }
            let ending = await run(line.text, quietly: false, at: line.place, wish: wish) {
                await Interpreter.run(line.text, in: $0)
            }
            if let status = Self.status(ending) { return status }
            if !interface.isOpen { return Status.done }
        }
        return Status.done
    }

    /// Returns the exit status if no line may follow after this ending; nil if the next line may run.
    private static func status(_ ending: Interpreter.Ending) -> Int32? {
        switch ending {
        case .nothing: nil
        case .done(let report): report.isRefused ? Status.failed : report.isLast ? Status.done : nil
        case .failed: Status.failed
        case .stopped: Status.interrupted
        }
    }

    private func show(_ ending: Interpreter.Ending, quietly: Bool, at place: String? = nil) async {
        let head = place.map { "\($0): " } ?? ""
        switch ending {
        case .nothing: break
        case .done(let report):
            if !quietly { await give(report.answer, through: report.isLong ? pager : nil) }
            if report.isRefused { interface.complain(head + report.note) } else { interface.note(report.note) }
        case .failed(let sentence): interface.complain(head + sentence)
        case .stopped: interface.note("Stopped. Everything finished is saved.")
        }
    }

    /// Shows an answer; ends the pager as soon as the program is asked to exit.
    private func give(_ answer: Report.Answer, through pager: Pager?) async {
        guard let pager else { return interface.give(answer) }
        let interface = interface
        let task = Task { await interface.give(answer, through: pager) }
        await interrupts.watching({ wish in if wish == .leave { task.cancel() } }, { await task.value })
    }

    private var pager: Pager? {
        Pager(environment: workspace.childEnvironment, isWanted: workspace.filled.settings[\.pager] == .auto)
    }

    /// Returns the object that a line prints with `--json`; nil if it did nothing.
    static func json(_ line: String, _ ending: Interpreter.Ending) -> JSONValue? {
        switch ending {
        case .nothing: nil
        case .done(let report) where report.isRefused:
            ["command": .string(line), "ok": false, "error": .string(report.note), "result": report.data]
        case .done(let report):
            ["command": .string(line), "ok": true, "result": report.data, "note": .string(report.note)]
        case .failed(let sentence): ["command": .string(line), "ok": false, "error": .string(sentence)]
        case .stopped: ["command": .string(line), "ok": false, "error": "Stopped. Everything finished is saved."]
        }
    }
}
