package import Commands
import Configuration
import Manuscript
import Platform
package import Terminal

/// The loop that reads and runs lines at the prompt.
@MainActor
package struct Repl {
    private let workspace: Workspace
    private let interface: TerminalInterface
    private let runner: Runner
    private let interrupts: Interrupts
    private let editor: LineEditor
    /// The maximum width of the name in the prompt, in columns; the mark takes two more.
    private static let promptWidth = 14

    /// Makes the loop.
    package init(
        workspace: Workspace, interface: TerminalInterface, runner: Runner, interrupts: Interrupts, editor: LineEditor
    ) {
        self.workspace = workspace
        self.interface = interface
        self.runner = runner
        self.interrupts = interrupts
        self.editor = editor
    }

    /// Reads and runs lines until the user leaves; returns the exit status.
    package func run() async -> Int32 { await interrupts.settling { await interface.keepingTitle { await loop() } } }

    private func loop() async -> Int32 {
        var lastInterrupt: ContinuousClock.Instant?
        var start = ""
        var lastHint: String?
        while !interrupts.isLeaving, interface.isOpen {
            // A server that is away is looked for in the background, and its countdown must not hide what is typed.
            interface.windowTitle.withLock { $0.name = name }
            interface.show(title: nil)
            interface.progress.beginPrompt()
            let reading = editor.readLine(prompt: prompt, start: start)
            interface.progress.endPrompt()
            start = ""
            switch reading {
            case .line(let line):
                lastInterrupt = nil
                var next: String? = line
                while let line = next {
                    let start = ContinuousClock.now
                    let ending = await runner.run(line)
                    announce(line, after: .now - start)
                    if case .done(let report) = ending {
                        if report.isLast { return Runner.Status.done }
                        lastHint = hint(after: line, report, unless: lastHint)
                    }
                    next = interface.takeHeld()
                }
            case .editor(let text): start = await edited(text)
            case .interrupted(let hadText):
                // A Ctrl-C that clears a line does not count towards leaving.
                guard !hadText else { continue }
                let now = ContinuousClock.now
                if let last = lastInterrupt, now - last < .seconds(2) { return Runner.Status.interrupted }
                lastInterrupt = now
                interface.note("Press Ctrl-C again or Ctrl-D to leave, or type `:quit`; everything is saved.")
            case .endOfInput: return Runner.Status.done
            case .hangUp: return interrupts.leavingStatus ?? Runner.Status.hungUp
            }
        }
        return interrupts.leavingStatus ?? Runner.Status.done
    }

    /// Signals the end of a line that took so long that the person may look elsewhere.
    private func announce(_ line: String, after time: Duration) {
        guard time >= Self.longTime, workspace.filled.settings[\.notify], !interface.isSilent else { return }
        interface.notify("\(name): \(line.prefix(40)) has ended")
    }

    private static let longTime = Duration.seconds(10)

    /// Names the likely next command, unless it is the one named last or the person does not want hints.
    ///
    /// Returns the hint that was named last.
    private func hint(after line: String, _ report: Report, unless last: String?) -> String? {
        guard workspace.filled.settings[\.hints], !interface.isSilent,
            let hint = NextStep.hint(after: line, report, in: workspace.session), hint != last
        else { return last }
        interface.note(hint)
        return hint
    }

    /// Opens a line in the user's own editor and returns the result, or the line itself if the editor fails.
    private func edited(_ line: String) async -> String {
        do {
            let external = ExternalEditor(environment: workspace.childEnvironment)
            let interface = interface
            let task = Task { try await interface.lendTerminal { try await external.edit(line, name: "line.md") } }
            return Prose.body(try await interrupts.leaving(task))
        } catch {
            interface.complain(sentence(for: error))
            return line
        }
    }

    private var name: String { workspace.session.name.isEmpty ? "galley" : workspace.session.name }

    private var prompt: String {
        let shown = workspace.filled.settings[\.prompt] ?? name
        return interface.styler.paint(.accent, PlainText.clean(shown).shortened(to: Self.promptWidth)) + "> "
    }
}
