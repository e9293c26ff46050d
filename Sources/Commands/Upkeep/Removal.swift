import Configuration
import Manuscript
import Platform
import Storage

/// `galley uninstall`: removes the files that Galley left in the user's folders.
package struct Removal: Sendable {
    /// A file or folder to be removed.
    struct Item: Sendable, Equatable {
        let path: String
        let meaning: String
        let bytes: Int
        /// True if it holds posts.
        let isSessions: Bool
    }

    /// Everything that exists and can be removed, in the order of the list.
    let items: [Item]
    private let environment: [String: String]
    private let sessions: SessionFolder?

    /// Finds the files in the folders of an environment; with `withSessions`, also those of the sessions.
    package init(_ environment: [String: String], withSessions: Bool) {
        let files = LeftFile.all.filter { $0.removal == .uninstall || withSessions && $0.removal == .withSessions }
        items = files.flatMap { file in
            file.paths(environment).map {
                Item(
                    path: $0, meaning: file.meaning, bytes: Files.bytes(below: $0),
                    isSessions: file.removal == .withSessions)
            }
        }
        self.environment = environment
        sessions = items.first(where: \.isSessions).map { SessionFolder(path: $0.path) }
    }

    /// Lists the files, asks unless the answer is known, and removes them.
    ///
    /// A second question is about sessions. Throws `SessionError.open` if another program has a session open.
    @MainActor
    package func run(on interface: some UserInterface, isDry: Bool) async throws -> Report {
        guard !items.isEmpty else { return Report(note: "Nothing to remove.", data: data(removed: [])) }
        for line in lines { interface.note(line) }
        if isDry { return Report(note: "Dry run: nothing was removed.", data: data(removed: [])) }
        guard interface.isSure || interface.canAsk else {
            return Report(
                note: "Nothing was removed, because nobody can be asked here. Add --yes.", data: data(removed: []),
                isRefused: true)
        }
        var wanted: [Item] = []
        let others = items.filter { !$0.isSessions }
        if !others.isEmpty, await consents(interface, "This deletes \(Self.size(others)) for good.") {
            wanted += others
        }
        if let sessions {
            let posts = items.filter(\.isSessions)
            let count = (try? sessions.list().count) ?? 0
            let words = count == 1 ? "1 session" : "\(count) sessions"
            if await consents(interface, "This deletes \(words), \(Self.size(posts)), for good.") { wanted += posts }
        }
        return try remove(wanted)
    }

    @MainActor
    private func consents(_ interface: some UserInterface, _ question: String) async -> Bool {
        if interface.isSure { return true }
        return await interface.consents(to: question)
    }

    private func remove(_ wanted: [Item]) throws -> Report {
        // Held until all is gone, so that no other program opens one of them meanwhile.
        let locks = try wanted.contains(where: \.isSessions) ? sessions.map(locked) ?? [] : []
        var removed: [Item] = []
        var failures: [String] = []
        for item in wanted {
            do {
                try FileManager.default.removeItem(atPath: item.path)
                removed.append(item)
            } catch {
                failures.append("\(item.path) cannot be removed. Check its permissions.")
            }
        }
        withExtendedLifetime(locks) {}
        for folder in LeftFile.folders { _ = folder.path { environment[$0] }.map { rmdir($0) } }
        let words = removed.isEmpty ? "Nothing was removed." : "Removed \(Self.size(removed))."
        let rest = "The program itself stays; remove it as you installed it."
        return Report(
            note: ([words] + failures + (removed.isEmpty ? [] : [rest])).joined(separator: " "),
            data: data(removed: removed), isRefused: !failures.isEmpty)
    }

    private func locked(_ folder: SessionFolder) throws -> [SessionLock] {
        try folder.list().map { try SessionLock(of: $0.name, in: folder) }
    }

    // MARK: - Words

    private static func size(_ items: [Item]) -> String { Files.amount(items.reduce(0) { $0 + $1.bytes }) }

    /// One line for each file, with its size.
    private var lines: [String] {
        TextTable.lines(
            items.map { [Files.amount($0.bytes), $0.path, $0.meaning + Self.link($0.path)] }, rightAligned: [0])
    }

    private static func link(_ path: String) -> String {
        Files.isLink(path) ? " (a link; the files that it leads to stay)" : ""
    }

    private func data(removed: [Item]) -> JSONValue {
        [
            "files": .array(
                items.map {
                    [
                        "path": .string($0.path), "bytes": .int($0.bytes), "removed": .bool(removed.contains($0)),
                    ]
                })
        ]
    }
}
