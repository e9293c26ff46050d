import Manuscript
import Platform

/// Lines of commands that `./.galley.yml` defines.
///
/// Somebody else may have made the working folder, so a line of such a command may work on the post, and no further
/// without the person's leave. `Command.reach` says what a command does beyond the post.
extension Workspace {
    /// Whether what is done now stands in a file of the working folder, and not in what the person typed.
    var runsForeignLines: Bool { running.contains(where: \.isProjects) }

    /// Asks about a command of a foreign line that does more than work on the post; `--yes` is no answer to this.
    ///
    /// Throws `ScriptError.foreign` where the person does not allow it, or where nobody is there to be asked.
    func allow(_ command: any Command) async throws {
        guard let script = running.last(where: \.isProjects), let reach = command.reach(in: self) else { return }
        interface.note("\(script.name) comes with this folder, and \(reach).")
        guard interface.isInteractive, let answer = await interface.answer(to: "Allow it? [y/N] ", showing: .none),
            ["y", "yes"].contains(answer.trimmed.lowercased())
        else { throw ScriptError.foreign(script.name, does: reach, wasAsked: interface.isInteractive) }
    }

    /// Where a typed path leads, where that is no place for a foreign line; nil where it is an open file of the folder.
    ///
    /// Hidden files steer other programs (`.bashrc`, `.git/hooks`), also where the working folder is the home folder.
    func outside(_ typed: String) -> String? {
        guard !typed.hasPrefix("~"), !typed.contains("$"), let place = Files.inside(".", path(typed)) else {
            return "\(typed), which is outside of this folder"
        }
        let isHidden = place.split(separator: "/").contains { $0.hasPrefix(".") }
        return isHidden ? "\(typed), which is a hidden file" : nil
    }
}
