import Chains
import Manuscript
import Platform

/// Text that is still streaming, kept in `<name>.json.partial` until its section is saved.
///
/// One JSON object a line, only ever appended: `begin` with what a candidate needs, `text`, `restart`, `whole` (a second text follows),
/// `end`. Pieces are
/// gathered for half a second, since a write for every token costs as much as showing it, and then go to the disk itself.
/// A file that cannot be written is no reason to stop writing: then there is no journal.
final class Journal: Sendable {
    private let path: String
    private let jobs: [WritingPlan.Job]
    private let model: String
    private let state: Guarded<State>

    private struct State {
        var file: Int32 = -1
        /// The sections whose text is in the file and not in the session.
        var open: Set<Int> = []
        /// Text that is not in the file yet, in the order in which it came.
        var waiting: [(index: Int, text: String)] = []
        var isScheduled = false
    }

    /// How long text waits for the disk; the design allows a second.
    private static let patience = Duration.milliseconds(500)

    /// Makes a journal for a run; the file is made with the first text.
    init(of name: String, in folder: SessionFolder, jobs: [WritingPlan.Job], model: String) {
        path = folder.partial(name)
        self.jobs = jobs
        self.model = model
        state = Guarded(State())
    }

    deinit { close() }

    /// Takes what a run tells its view; any thread may call.
    func take(_ live: Writing.Live) {
        guard case .section(let index, let event) = live else { return }
        switch event {
        case .text(let text): add(text, index)
        case .restart: state.withLock { if $0.open.contains(index) { write(["restart": id(index)], &$0) } }
        case .again: state.withLock { if $0.open.contains(index) { write(["whole": id(index)], &$0) } }
        default: break
        }
    }

    /// The section is in the session's file now, finished or as a candidate.
    func ended(_ index: Int) {
        state.withLock { state in
            guard state.open.remove(index) != nil else { return }
            write(["end": id(index)], &state)
        }
    }

    /// Ends the journal; the file stays where it holds what could not be saved.
    func close() {
        state.withLock { state in
            guard state.file >= 0 else { return }
            write(nil, &state)
            if state.open.isEmpty { unlink(path) }
            Platform.close(state.file)
            state.file = -1
        }
    }

    private func id(_ index: Int) -> JSONValue { .string(jobs[index].entry.section.id) }

    private func add(_ text: String, _ index: Int) {
        state.withLock { state in
            if state.file < 0 { state.file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600) }
            if state.open.insert(index).inserted {
                let job = jobs[index]
                write(
                    [
                        "begin": id(index), "origin": .string(job.task.origin.rawValue), "model": .string(model),
                        "instruction": .string(job.task.instruction),
                        "versions": .int(job.entry.section.nextVersionNumber),
                    ], &state)
            }
            if state.waiting.last?.index == index {
                state.waiting[state.waiting.count - 1].text += text
            } else {
                state.waiting.append((index, text))
            }
            schedule(&state)
        }
    }

    /// Writes a line behind everything that waits.
    private func write(_ line: JSONValue?, _ state: inout State) {
        let lines =
            state.waiting.map { ["section": id($0.index), "text": .string($0.text)] } + (line.map { [$0] } ?? [])
        state.waiting = []
        guard state.file >= 0, !lines.isEmpty else { return }
        try? Files.write(Array(lines.map { $0.compact + "\n" }.joined().utf8), to: state.file, path: path)
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
        let file = state.withLock { state in
            state.isScheduled = false
            write(nil, &state)
            return state.file >= 0 ? dup(state.file) : -1
        }
        guard file >= 0 else { return }
        // Without the lock: a slow disk must not hold up what is streaming.
        fsync(file)
        Platform.close(file)
    }
}

/// What a journal holds that its session does not.
struct JournalReading {
    private var drafts: [Section.ID: (text: String, head: JSONValue)] = [:]
    /// Texts that were whole when a second one was asked for: they count whatever became of that.
    private var whole: [Section.ID: String] = [:]

    /// Reads a journal's bytes; a line that broke off is left out.
    init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let line = try? JSONValue(parsing: String(decoding: line, as: UTF8.self)) else { continue }
            if let id = line["begin"]?.string {
                drafts[id] = ("", line)
                whole[id] = nil
            } else if let id = line["section"]?.string {
                drafts[id]?.text += line["text"]?.string ?? ""
            } else if let id = line["restart"]?.string {
                drafts[id]?.text = ""
            } else if let id = line["whole"]?.string {
                whole[id] = drafts[id]?.text
                drafts[id]?.text = ""
            } else if let id = line["end"]?.string {
                drafts[id] = nil
                whole[id] = nil
            }
        }
    }

    /// The edits that put the unfinished texts into a session; a section that has a newer version needs none.
    func edits(of session: Session, at now: Date) -> [Edit] {
        session.outline.entries.compactMap { entry in
            guard let draft = drafts[entry.section.id],
                draft.head["versions"]?.int == entry.section.nextVersionNumber
            else { return nil }
            let text = Prose.body(whole[entry.section.id] ?? draft.text)
            // A text that was gone on with, and got no further than it was, is there already.
            guard !text.isEmpty, entry.section.candidate?.text.hasPrefix(text) != true else { return nil }
            let candidate = Candidate(
                text: text, cause: .interrupted,
                origin: draft.head["origin"]?.string.map(Origin.init(rawValue:)) ?? .written,
                instruction: draft.head["instruction"]?.string ?? "", model: draft.head["model"]?.string, at: now)
            return .setCandidate(entry.section.id, candidate)
        }
    }
}
