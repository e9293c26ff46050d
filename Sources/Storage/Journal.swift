package import Manuscript
import Platform

/// Text that is still streaming, kept in `<name>.json.partial` until its section is saved.
///
/// One JSON object a line, only ever appended: `begin` with what a candidate needs, `text`, `restart`, `whole` (a second text follows),
/// `end`; an answer in the conversation stands there as one more text, with what was `asked`. Pieces are gathered for half a second, since a write for every token costs as much as showing it, and then go to the disk itself.
/// A file that cannot be written is no reason to stop writing: its lines wait in memory for the next try.
package final class Journal: Sendable {
    private let path: String
    /// What is streaming: its id, and the line that begins it.
    private let texts: [(id: String, begin: JSONValue)]
    private let state: Guarded<State>

    private struct State {
        var file: Int32 = -1
        var isClosed = false
        /// Whether the folder has to learn of the file.
        var isNew = false
        /// Whether an earlier run left something in the file that is not in the session perhaps.
        var hasOlder = false
        /// The sections whose text is in the file and not in the session.
        var open: Set<Int> = []
        /// Text that is in no line yet, in the order in which it came.
        var waiting: [(index: Int, text: String)] = []
        /// Bytes that the file has not taken; a full disk may take a part of a line.
        var left: [UInt8] = []
        /// How many bytes of the file are of this journal.
        var written = 0
        var isScheduled = false
    }

    /// How long text waits for the disk; the design allows a second.
    private static let patience = Duration.milliseconds(500)

    /// Makes a journal for texts, each with its id and the line that begins it; the file is made with the first text.
    package init(of name: String, in folder: SessionFolder, texts: [(id: String, begin: JSONValue)]) {
        path = folder.partial(name)
        self.texts = texts
        state = Guarded(State())
    }

    /// Makes a journal for an answer that will be of a turn; it is the text of index 0.
    package init(of name: String, in folder: SessionFolder, asked: String, turn: String, model: String) {
        path = folder.partial(name)
        texts = [(turn, ["begin": .string(turn), "asked": .string(asked), "model": .string(model)])]
        state = Guarded(State())
    }

    deinit { close() }

    /// A second text of a section follows.
    package func again(_ index: Int) {
        state.withLock { if $0.open.contains(index) { line(["whole": id(index)], &$0) } }
    }

    /// A text begins again, with what still counts of it.
    package func restart(_ index: Int, with text: String) {
        state.withLock { if !$0.isClosed, $0.open.contains(index) { line(["restart": id(index)], &$0) } }
        if !text.isEmpty { add(text, index) }
    }

    /// The section is in the session's file now, finished or as a candidate.
    package func ended(_ index: Int) {
        state.withLock { state in
            guard state.open.remove(index) != nil else { return }
            line(["end": id(index)], &state)
            write(&state)
        }
    }

    /// Ends the journal; the file stays where it holds what could not be saved.
    package func close() {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.isClosed = true
            line(nil, &state)
            if !state.open.isEmpty { write(&state) }
            guard state.file >= 0 else { return }
            // Another journal of the same session may have put something behind this one's.
            let isAlone = Files.size(of: state.file) == state.written
            if state.open.isEmpty, !state.hasOlder, isAlone { unlink(path) } else { syncAdded(to: state.file) }
            Platform.close(state.file)
            state.file = -1
        }
    }

    private func id(_ index: Int) -> JSONValue { .string(texts[index].id) }

    /// Takes a piece of a text; any thread may call.
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

    /// Puts a line behind everything that waits.
    private func line(_ line: JSONValue?, _ state: inout State) {
        let lines =
            state.waiting.map { ["section": id($0.index), "text": .string($0.text)] } + (line.map { [$0] } ?? [])
        state.waiting = []
        state.left += lines.flatMap { Array(($0.compact + "\n").utf8) }
    }

    /// Gives the file as many bytes as it takes; the others stay for the next time.
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

    /// Opens the file; what an earlier run left in it stays, and a line that broke off there ends here.
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

    /// Brings what waits to the disk.
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
        // Without the lock: a slow disk must not hold up what is streaming.
        syncAdded(to: file)
        if isNew { Files.syncFolder(Files.folder(of: path)) }
        Platform.close(file)
    }
}
