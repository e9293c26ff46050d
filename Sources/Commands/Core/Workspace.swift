package import Chains
package import Configuration
package import Library
package import Manuscript
package import Platform
package import Storage

/// Everything that commands work on: the post, its history, the models and the user interface.
package final class Workspace {
    /// The open post and its file.
    package let store: SessionStore
    /// The history of the post.
    package let turns: TurnRecorder
    /// The changes of a dry run.
    package let rehearsal: Rehearsal
    /// The scripts that are running.
    package let scripts = ScriptStack()
    /// The source of models.
    package let models: ModelChoice
    /// The source of web pages.
    let pages: any PageSource
    /// Documents that become sources of the next post, as it begins.
    var heldSources: [SourceText] = []
    /// The destination of answers, remarks and progress.
    package let interface: any UserInterface
    /// Environment variables, such as `HOME`.
    package let environment: [String: String]
    /// The settings made outside of sessions.
    package let configuration: Configuration
    /// Returns the time, to the second.
    package let now: @Sendable () -> Date

    /// Makes a workspace with an empty, unsaved session; if it `isDry`, changes are made in memory only.
    package init(
        folder: SessionFolder, models: any ModelSupply, interface: any UserInterface, environment: [String: String],
        configuration: Configuration = Configuration(), pages: any PageSource = NoPages(), isDry: Bool = false,
        now: @escaping @Sendable () -> Date = {
            Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
        }
    ) {
        self.pages = pages
        self.interface = interface
        self.environment = environment
        self.configuration = configuration
        self.now = now
        self.models = ModelChoice(models, configuration: configuration, isDry: isDry)
        store = SessionStore(folder: folder, meter: self.models.meter, isDry: isDry, now: now)
        rehearsal = Rehearsal(of: store, isOn: isDry)
        turns = TurnRecorder(store: store, rehearsal: rehearsal, models: self.models, now: now)
    }

    /// The open post.
    package var session: Session { store.session }

    /// The session with its missing settings filled in from configuration files.
    package var filled: Session {
        configuration.filled(session, provider: models.providerName(for: session.settings))
    }

    /// The environment for editors and pagers, without API keys.
    package var childEnvironment: ChildEnvironment { ChildEnvironment(environment, without: configuration.keyNames) }

    /// Opens a session by name and recovers what an ended program left unsaved.
    ///
    /// Throws `SessionError`, `SystemError` or `SessionFileError`; the previous session then stays open.
    package func open(_ name: String, as way: Opening = .writing) throws {
        guard try store.open(name, as: way), store.readOnly == nil, !rehearsal.isOn else { return }
        Recovery(workspace: self).run()
    }

    /// Expands `~/` at the start of a typed path to the home folder.
    func path(_ typed: String) -> String {
        typed.hasPrefix("~/") ? (environment["HOME"] ?? "~") + typed.dropFirst() : typed
    }

    /// Shortens a path in the home folder to one that begins with `~/`, for people.
    func shown(_ path: String) -> String {
        guard let home = environment["HOME"], home.count > 1, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
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
