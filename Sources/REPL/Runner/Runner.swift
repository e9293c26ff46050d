package import Commands
import Configuration
import Manuscript
package import Terminal

/// Runs lines on a user interface, watches for Ctrl-C meanwhile, and gives their answers.
@MainActor
package struct Runner {
    private let workspace: Workspace
    private let interface: TerminalInterface
    private let interrupts: Interrupts
    private let isJSON: Bool

    /// Exit statuses.
    package enum Status {
        /// All was done.
        package static let done: Int32 = 0
        /// A command failed.
        package static let failed: Int32 = 1
        /// The person stopped it: 128 and the number of the signal, as shells count.
        package static let interrupted: Int32 = 130
        /// The terminal is gone: 128 and SIGHUP.
        package static let hungUp: Int32 = 129
    }

    /// Makes a runner; with `isJSON` every command gives one JSON object on a line.
    package init(workspace: Workspace, interface: TerminalInterface, interrupts: Interrupts, isJSON: Bool = false) {
        self.workspace = workspace
        self.interface = interface
        self.interrupts = interrupts
        self.isJSON = isJSON
    }

    /// Runs one line and gives its answer, or `quietly` only its remarks and errors.
    package func run(_ line: String, quietly: Bool = false) async -> Interpreter.Ending {
        await run(line, quietly: quietly) { await Interpreter.run(line, in: $0) }
    }

    /// Runs a command whose arguments are values, as a line is run; an error of what is `optional` is a remark.
    package func run(_ call: Call, quietly: Bool = false, optional: Bool = false) async -> Interpreter.Ending {
        await run(call.line, quietly: quietly, optional: optional) { await Interpreter.run(call, in: $0) }
    }

    /// Runs one call as a program of its own does; returns the exit status.
    package func run(only call: Call) async -> Int32 { Self.status(await run(call)) ?? Status.done }

    private func run(
        _ line: String, quietly: Bool, optional: Bool = false,
        _ body: @escaping @MainActor (Workspace) async -> Interpreter.Ending
    ) async -> Interpreter.Ending {
        let workspace = workspace
        let task = Task { @MainActor in await body(workspace) }
        let ending = await interrupts.watching({ _ in task.cancel() }, { await task.value })
        if isJSON, !quietly {
            if let value = Self.json(line, ending) { interface.say(value) }
        } else if optional, case .failed(let sentence) = ending {
            interface.note("\(line) was left out, which the post can do without. \(sentence)")
        } else {
            await show(ending, quietly: quietly)
        }
        return ending
    }

    /// Gives what was found without a session, as a command's answer is given; `name` is what `--json` calls it.
    package func give(_ report: Report, of name: String) async {
        if isJSON {
            if let value = Self.json(name, .done(report)) { interface.say(value) }
        } else {
            await show(.done(report), quietly: false)
        }
    }

    /// Runs lines until the first that fails, `:quit`, or a reader that is gone; returns the exit status.
    package func run(_ lines: some Sequence<String>) async -> Int32 {
        for line in lines {
            if let status = Self.status(await run(line)) { return status }
            if !interface.isOpen { return Status.done }
        }
        return Status.done
    }

    /// The exit status where nothing may follow a line that ended so; nil where the next one may.
    private static func status(_ ending: Interpreter.Ending) -> Int32? {
        switch ending {
        case .nothing: nil
        case .done(let report): report.isRefused ? Status.failed : report.isLast ? Status.done : nil
        case .failed: Status.failed
        case .stopped: Status.interrupted
        }
    }

    private func show(_ ending: Interpreter.Ending, quietly: Bool) async {
        switch ending {
        case .nothing: break
        case .done(let report):
            if !quietly { await give(report.answer, through: report.isLong ? pager : nil) }
            if report.isRefused { interface.complain(report.note) } else { interface.note(report.note) }
        case .failed(let sentence): interface.complain(sentence)
        case .stopped: interface.note("Stopped. What was finished is saved.")
        }
    }

    /// Gives an answer; a pager ends as soon as the program is asked to leave.
    private func give(_ answer: Report.Answer, through pager: Pager?) async {
        guard let pager else { return interface.give(answer) }
        let interface = interface
        let task = Task { await interface.give(answer, through: pager) }
        await interrupts.watching({ wish in if wish == .leave { task.cancel() } }, { await task.value })
    }

    private var pager: Pager? {
        let key = SettingKey.exactly("pager")
        let value = key.flatMap { workspace.configuration.value(of: $0, in: workspace.session) }?.value.string
        return Pager(environment: workspace.childEnvironment, isWanted: value != "off")
    }

    private static func json(_ line: String, _ ending: Interpreter.Ending) -> JSONValue? {
        switch ending {
        case .nothing: nil
        case .done(let report) where report.isRefused:
            ["command": .string(line), "ok": false, "error": .string(report.note), "result": report.data]
        case .done(let report):
            ["command": .string(line), "ok": true, "result": report.data, "note": .string(report.note)]
        case .failed(let sentence): ["command": .string(line), "ok": false, "error": .string(sentence)]
        case .stopped: ["command": .string(line), "ok": false, "error": "Stopped. What was finished is saved."]
        }
    }
}
