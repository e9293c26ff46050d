import Manuscript
import Platform

/// The scripts that are running, and the limits on lines that come from the working folder.
///
/// That folder may come from someone else. A line of a command that its `.galley.yml` defines may therefore change the
/// post, but needs the person's permission for anything else. `Command.reach` describes what a command does beyond the
/// post.
package final class ScriptStack {
    /// The running scripts, outermost first.
    private(set) var running: [Script] = []

    /// Makes an empty stack.
    init() {}

    /// True if the current line comes from a file of the working folder and was not typed.
    var runsForeignLines: Bool { running.contains(where: \.isProjects) }

    /// Runs `body` with a script on the stack.
    ///
    /// Throws `ScriptError.recursion` or `ScriptError.tooDeep`, and rethrows the errors of `body`.
    func run<Result>(_ script: Script, _ body: () async throws -> Result) async throws -> Result {
        guard !running.contains(where: { $0.identity == script.identity }) else {
            throw ScriptError.recursion(running.map(\.name) + [script.name])
        }
        guard running.count < Script.deepest else { throw ScriptError.tooDeep(script.name) }
        running.append(script)
        defer { running.removeLast() }
        return try await body()
    }

    /// Asks before a line from the working folder does more than change the post; `--yes` does not answer this
    /// question.
    ///
    /// Throws `ScriptError.foreign` if the person refuses or cannot be asked.
    func allow(_ command: any Command, in workspace: Workspace) async throws {
        let interface = workspace.interface
        guard let script = running.last(where: \.isProjects), let reach = command.reach(in: workspace) else { return }
        interface.note("\(script.name) comes with this folder, and \(reach).")
        guard interface.isInteractive, let answer = await interface.answer(to: "Allow it? [y/N] ", showing: .none),
            ["y", "yes"].contains(answer.trimmed.lowercased())
        else { throw ScriptError.foreign(script.name, does: reach, wasAsked: interface.isInteractive) }
    }
}
