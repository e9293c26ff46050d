import Manuscript

/// The sections that a model or a bulk command may change: those that are not locked.
struct LockFilter {
    let entries: [Outline.Entry]
    private let locked: [Outline.Entry]

    /// Throws `CommandError.locked` if all sections are locked.
    init(_ entries: [Outline.Entry]) throws {
        self.entries = entries.filter { !$0.section.locked }
        locked = entries.filter(\.section.locked)
        guard self.entries.isEmpty, !locked.isEmpty else { return }
        throw CommandError.locked(locked.map(\.name))
    }

    /// A remark on the locked sections; empty if there are none.
    var remark: String { Self.remark(on: locked) }

    /// Returns a remark on the given locked sections; empty if there are none.
    static func remark(on locked: [Outline.Entry]) -> String {
        guard !locked.isEmpty else { return "" }
        let names = locked.map(\.name).joined(separator: ", ")
        return locked.count == 1
            ? "\(names) is locked and stays unchanged." : "\(names) are locked and stay unchanged."
    }
}
