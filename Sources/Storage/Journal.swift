package import Manuscript
import Platform

/// A journal of streaming text, kept in `<name>.json.partial` until its section is saved.
///
/// The file has one JSON object per line and is only ever appended to: `begin` with the data for a candidate, `text`,
/// `restart`, `whole` (a second text follows), `end`. An answer in the conversation is one more text, with the question
/// in `asked`. Pieces are collected for half a second, since writing every token costs as much as showing it, and then
/// synced to the disk. If the file cannot be written, writing goes on: its lines wait in memory for the next attempt.
package final class Journal: Sendable {
    private let path: String
    /// The streaming texts: the id of each, and the line that begins it.
    private let texts: [(id: String, begin: JSONValue)]
    private let state: Guarded<State>

    private struct State {
        var file: Int32 = -1
        var isClosed = false
        /// True if the folder entry of a new file has not been synced yet.
        var isNew = false
        /// True if the file has lines of an earlier run, which may be missing from the session.
        var hasOlder = false
        /// The sections whose text is in the file but not in the session.
        var open: Set<Int> = []
        /// The text not yet written as a line, in order of arrival.
        var waiting: [(index: Int, text: String)] = []
        /// The bytes not yet written; a full disk may accept part of a line.
        var left: [UInt8] = []
        /// The number of bytes that this journal has written.
        var written = 0
        var isScheduled = false
    }

    /// The time that text waits before it is written; the design allows a second.
    private static let patience = Duration.milliseconds(500)

    /// Creates a journal for texts, each with its id and its first line; the file is created with the first text.
    package init(of name: String, in folder: SessionFolder, texts: [(id: String, begin: JSONValue)]) {
        path = folder.partial(name)
        self.texts = texts
        state = Guarded(State())
    }

    /// Creates a journal for the answer of a future turn; it is the text of index 0.
    package init(of name: String, in folder: SessionFolder, asked: String, turn: String, model: String) {
        path = folder.partial(name)
        texts = [(turn, ["begin": .string(turn), "asked": .string(asked), "model": .string(model)])]
        state = Guarded(State())
    }

    deinit { close() }

    /// Records that a second text of a section follows.
    package func again(_ index: Int) {
        state.withLock { if $0.open.contains(index) { line(["whole": id(index)], &$0) } }
    }

    /// Records that a text starts again, from the part of it that is still valid.
    package func restart(_ index: Int, with text: String) {
        state.withLock { if !$0.isClosed, $0.open.contains(index) { line(["restart": id(index)], &$0) } }
        if !text.isEmpty { add(text, index) }
    }

    /// Records that the section is now in the session file, finished or as a candidate.
    package func ended(_ index: Int) {
        state.withLock { state in
            guard state.open.remove(index) != nil else { return }
            line(["end": id(index)], &state)
            write(&state)
        }
    }

    /// Ends the journal; the file remains if it has text that could not be saved.
    package func close() {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.isClosed = true
            line(nil, &state)
            if !state.open.isEmpty { write(&state) }
            guard state.file >= 0 else { return }
            // Another journal of the same session may have appended to the file.
            let isAlone = Files.size(of: state.file) == state.written
            if state.open.isEmpty, !state.hasOlder, isAlone { unlink(path) } else { syncAdded(to: state.file) }
            Platform.close(state.file)
            state.file = -1
        }
    }

    private func id(_ index: Int) -> JSONValue { .string(texts[index].id) }

    /// Adds a piece of a text; may be called from any thread.
    package func add(_ text: String, _ index: Int) {
        state.withLock { state in
            guard !state.isClosed else { return }
            if state.open.insert(index).inserted { line(texts[index].begin, &state) }
            if state.waiting.last?.index == index {
                state.waiting[state.waiting.count - 1].text += text
            } else {
                state.waiting.append((index, text))
            }
            schedule(&state)
        }
    }

    /// Queues a line after all waiting text.
    private func line(_ line: JSONValue?, _ state: inout State) {
        let lines =
            state.waiting.map { ["section": id($0.index), "text": .string($0.text)] } + (line.map { [$0] } ?? [])
        state.waiting = []
        state.left += lines.flatMap { Array(($0.compact + "\n").utf8) }
    }

    /// Writes as many bytes as the file accepts; the rest stays for the next time.
    private func write(_ state: inout State) {
        if state.file < 0 { open(&state) }
        var done = 0
        while state.file >= 0, done < state.left.count {
            let count = state.left.withUnsafeBytes {
                Platform.write(state.file, $0.baseAddress?.advanced(by: done), state.left.count - done)
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            done += count
            state.written += count
        }
        state.left.removeFirst(done)
    }

    /// Opens the file for appending; a line that an earlier run left unfinished is ended with a line feed.
    private func open(_ state: inout State) {
        guard !state.left.isEmpty else { return }
        state.isNew = !Files.exists(path)
        state.file = Files.openOwn(path, O_WRONLY | O_APPEND)
        guard state.file >= 0, !state.isNew else { return }
        state.hasOlder = true
        state.left.insert(UInt8(ascii: "\n"), at: 0)
    }

    private func schedule(_ state: inout State) {
        guard !state.isScheduled else { return }
        state.isScheduled = true
        Task.detached { [weak self] in
            try? await Task.sleep(for: Self.patience)
            self?.flush()
        }
    }

    /// Writes and syncs all waiting text.
    func flush() {
        let (file, isNew) = state.withLock { state in
            state.isScheduled = false
            guard !state.isClosed else { return (Int32(-1), false) }
            line(nil, &state)
            write(&state)
            defer { state.isNew = false }
            return (state.file >= 0 ? dup(state.file) : -1, state.isNew)
        }
        guard file >= 0 else { return }
        // The lock is not held here, so that a slow disk does not delay streaming.
        syncAdded(to: file)
        if isNew { Files.syncFolder(Files.folder(of: path)) }
        Platform.close(file)
    }
}
