import Manuscript
import Platform

extension Workspace {
    /// Saves a session elsewhere if it cannot be saved in its folder; returns a sentence that names the file.
    package func rescue() -> String {
        let folder = FileManager.default.temporaryDirectory.path
        let path = "\(folder)/\(session.name).\(getpid()).json"
        guard let bytes = try? SessionFile.encode(session), (try? Files.replace(path, with: bytes)) != nil
        else {
            return "The last changes are lost."
        }
        return "The session with the last changes is in \(path)."
    }
}
