import Manuscript
import Platform

/// An error about a session file other than a fault in its contents.
package enum SessionError: PlainError, Equatable {
    case noSuchSession(String, nearest: String?)
    case noSessions(folder: String)
    case several(String, [String])
    case badName(String)
    case nameTaken(String)
    case open(String, process: Int?)
    case readOnly(String, ReadOnly)
    case changedElsewhere(String, file: String)
    case beingSaved(file: String)
    case damaged(SessionDamage)
    case whole(String)
    case nothingToSalvage(SessionDamage)
    case noCopy(SessionDamage)
    case isOpenHere(String)
    case notAsked(String, what: String)
    /// The text of a source is missing or was changed.
    case noSourceText(Int, file: String)

    package var sentence: String {
        switch self {
        case .noSuchSession(let name, let nearest?):
            "There is no session \"\(name)\"; did you mean \"\(nearest)\"? `:sessions` lists them."
        case .noSuchSession(let name, nil): "There is no session \"\(name)\". `:sessions` lists them."
        case .several(let typed, let names):
            "Several sessions have “\(typed)” in their name: \(names.prefix(6).joined(separator: ", "))\(names.count > 6 ? ", …" : ""). Give more of one."
        case .noSessions(let folder): "There is no session yet in \(folder). `:new TOPIC` begins one."
        case .badName(let name):
            "\"\(name)\" cannot be the name of a session. Use letters (of one script in a word), digits, - and _, at most 80 characters."
        case .nameTaken(let name): "There is a session \"\(name)\" already. Choose another name, or `:open \(name)`."
        case .open(let name, let process):
            "\"\(name)\" is open in another galley\(process.map { " (process \($0))" } ?? ""). `:open --read-only \(name)` shows it, `:fork \(name) NAME` continues with a copy."
        case .readOnly(let name, let reason): reason.refusal(of: name)
        case .changedElsewhere(let name, let file):
            "\(file) was changed by another program since it was opened, so nothing was saved over it. `:fork NAME` keeps your version, `:open \(name)` loads the other one."
        case .beingSaved(let file):
            "\(file) is being saved by another program, so nothing was saved over it. Try again; if no other program is running, remove \(file).saving."
        case .damaged(let damage): damage.sentence
        case .whole(let name):
            "The file of \"\(name)\" is not damaged. `:open \(name)` opens it, `:undo` takes turns back."
        case .nothingToSalvage(let damage): "Nothing of \(damage.file) can be read: \(damage.reason). \(damage.offers)"
        case .noCopy(let damage): "There is no earlier copy of \(damage.file) that can be read. \(damage.offers)"
        case .isOpenHere(let name): "\"\(name)\" is open here. `:open` or begin another session first."
        case .noSourceText(let number, let file):
            "The text of source \(number) is not in \(file) as it was read. `:source refresh \(number)` reads it again, `:source remove \(number)` removes it."
        case .notAsked(let name, let what): "This deletes \(what) for good. `:delete --yes \(name)` does it."
        }
    }
}

/// The reason a session is open read-only.
package enum ReadOnly: Sendable, Equatable {
    /// The user asked for it.
    case asked
    /// The file has a format that this release does not know.
    case newer(version: Int)
    /// The file is a symbolic link; writing would replace the link, or write outside the folder.
    case link
    /// The folder is not writable.
    case folder(String)

    /// The message shown when the session is opened.
    package var remark: String {
        switch self {
        case .asked: "Open for reading only."
        case .newer(let version):
            "Open for reading only: it was written by a newer Galley (file version \(version), this one writes \(Session.newestVersion))."
        case .link: "Open for reading only: its file is a symbolic link. `:fork` continues with a copy."
        case .folder(let path): "Open for reading only: \(path) cannot be written."
        }
    }

    /// Returns the message shown instead of changing the session.
    func refusal(of name: String) -> String {
        switch self {
        case .asked:
            "\"\(name)\" is open for reading only, so nothing was changed. `:open \(name)` opens it for writing, `:fork` continues with a copy."
        case .newer(let version):
            "\"\(name)\" was written by a newer Galley (file version \(version)) and is open for reading only, so nothing was changed. Update Galley, or `:fork` continues with a copy in this Galley's format."
        case .link:
            "The file of \"\(name)\" is a symbolic link and is open for reading only, so nothing was changed. `:fork` continues with a copy."
        case .folder(let path):
            "\"\(name)\" is open for reading only, because \(path) cannot be written, so nothing was changed. Change its permissions and `:open \(name)` again, or use --sessions-dir."
        }
    }
}
