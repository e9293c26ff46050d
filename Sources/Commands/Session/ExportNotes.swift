import Manuscript
import Platform
import Storage

extension Workspace {
    /// Keeps in the session's file what was exported while it was open for reading, where no other program has it open.
    ///
    /// The file keeps its time: an export is no reason to be the session that is gone on with. What cannot be kept is
    /// asked about at the next export.
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
