import Manuscript
import Platform

/// `:preview` writes the post as a page to a private file and opens it in the browser.
struct PreviewPost: Command {
    static let card = CommandCard(
        name: "preview",
        flags: [CommandFlag("--watch", "rewrite the page after each change; the page reloads itself")],
        summary: "show the post as a page in the browser; with --watch, it follows each change",
        example: ":preview --watch")

    private let watches: Bool

    init(_ arguments: Arguments, session: Session) throws {
        watches = try ArgumentValues(arguments, of: Self.card, in: session).has("--watch")
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
    }

    func reach(in workspace: Workspace) -> String? { "opens the browser" }

    func perform(in workspace: Workspace) async throws -> Report {
        if workspace.rehearsal.isOn { return Report(note: "Dry run: this would write a page and open it.") }
        let folder = workspace.childEnvironment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let preview = PreviewPage(folder: "\(folder)/galley-preview-\(Identifier.random())", watches: watches)
        try preview.write(workspace.session)
        if watches { workspace.store.onSave = { try? preview.write($0) } }
        let opened = workspace.interface.isInteractive ? await open(preview.path, in: workspace) : false
        let more = watches ? " It follows each change while Galley runs." : ""
        return Report(
            note: opened ? "Opened \(preview.path).\(more)" : "The page is in \(preview.path).\(more)",
            data: ["path": .string(preview.path), "opened": .bool(opened)])
    }

    /// Opens a file in the browser; returns false if no program for that is found.
    private func open(_ path: String, in workspace: Workspace) async -> Bool {
        let environment = workspace.childEnvironment
        let browser = environment["BROWSER"].map { $0.split(separator: ":").first.map(String.init) ?? "" }
        for name in [browser, "xdg-open", "open", "wslview"] {
            guard let program = ForegroundProgram(name), program.isInstalled(in: environment) else { continue }
            let status = await workspace.interface.lendTerminal { await program.run([path], in: environment) }
            if status == 0 { return true }
        }
        return false
    }
}

/// The page of a preview in a private folder, and the stamp by which an open page sees that it changed.
struct PreviewPage: Sendable {
    private let folder: String
    private let watches: Bool

    /// The path of the page.
    var path: String { "\(folder)/post.html" }

    init(folder: String, watches: Bool) { (self.folder, self.watches) = (folder, watches) }

    /// Writes the page, and then the stamp; throws `SystemError`.
    func write(_ session: Session) throws {
        if !Files.exists(folder) { try Files.makeFolder(folder) }
        let page = HTMLExport.text(of: session)
        guard watches else {
            try Files.replace(path, with: Array(page.utf8))
            return
        }
        let stamp = ExportRecord.digest(of: Array(page.utf8))
        let watched = page.replacing("</body>\n</html>", with: Self.script(stamp) + "</body>\n</html>")
        try Files.replace(path, with: Array(watched.utf8))
        try Files.replace("\(folder)/stamp.js", with: Array("window.galleyStamp = \"\(stamp)\";\n".utf8))
    }

    /// A page from a file cannot read files, but it can run a script again.
    private static func script(_ stamp: String) -> String {
        """
        <script>
        setInterval(() => {
          const check = document.createElement("script");
          check.src = "stamp.js?" + Date.now();
          check.onload = () => { check.remove(); if (window.galleyStamp !== "\(stamp)") location.reload(); };
          check.onerror = () => check.remove();
          document.head.append(check);
        }, 1000);
        </script>

        """
    }
}
