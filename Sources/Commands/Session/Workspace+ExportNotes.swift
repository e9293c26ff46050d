import Manuscript
import Platform
import Storage

extension Workspace {
    /// Records the exports of a read-only session in its file, unless another program has it open.
    ///
    /// The file keeps its modification time, since an export does not make it the latest session. If an export cannot
    /// be recorded, the next one asks before it replaces the file.
    package func keepExports() {
        guard !isDry, readOnly == .asked, !session.exports.isEmpty,
            let (file, saved) = try? OpenFile.open(session.name, in: folder, as: .writing, held: nil, at: now()),
            file.readOnly == nil
        else { return }
        var new = saved
        for record in session.exports where !saved.exports.contains(record) { new.note(record) }
        let (path, time) = (folder.file(saved.name), FileStamp(folder.file(saved.name)))
        guard new != saved, (try? file.save(new)) != nil, let time else { return }
        Files.setChanged(path, as: time)
    }
}
