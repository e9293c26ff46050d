import Manuscript
import Platform

/// Lines of commands that `./.galley.yml` defines.
///
/// The working folder may come from someone else. A line of such a command may therefore change the post, but needs the
/// person's permission for anything else. `Command.reach` describes what a command does beyond the post.
extension Workspace {
    /// True if the current line comes from a file of the working folder and was not typed.
    var runsForeignLines: Bool { running.contains(where: \.isProjects) }

    /// Asks before a line from the working folder does more than change the post; `--yes` does not answer this
    /// question.
    ///
    /// Throws `ScriptError.foreign` if the person refuses or cannot be asked.
    func allow(_ command: any Command) async throws {
        guard let script = running.last(where: \.isProjects), let reach = command.reach(in: self) else { return }
        interface.note("\(script.name) comes with this folder, and \(reach).")
        guard interface.isInteractive, let answer = await interface.answer(to: "Allow it? [y/N] ", showing: .none),
            ["y", "yes"].contains(answer.trimmed.lowercased())
        else { throw ScriptError.foreign(script.name, does: reach, wasAsked: interface.isInteractive) }
    }

    /// Describes a typed path that a line from the working folder may not use; nil for a visible file in that folder.
    ///
    /// Hidden files such as `.bashrc` and `.git/hooks` control other programs, and the working folder may be the home
    /// folder.
    func outside(_ typed: String) -> String? {
        guard !typed.hasPrefix("~"), !typed.contains("$"), let place = Files.inside(".", path(typed)) else {
            return "\(typed), which is outside of this folder"
        }
        let isHidden = place.split(separator: "/").contains { $0.hasPrefix(".") }
        return isHidden ? "\(typed), which is a hidden file" : nil
    }
}
