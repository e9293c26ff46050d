import LoopbackServer
import Manuscript
import Platform

/// A post of three first-level sections, the second with two below it; the first and 2.1 are written.
enum Posts {
    /// A session with that post.
    static func half(named name: String = "post") -> Session {
        var session = Session(
            name: name, topic: "What is a lighthouse?", at: Date(timeIntervalSince1970: 1_750_000_000), id: "half")
        let below = [
            written("Towers", "Stone towers stand in the sea."), Section(id: "lamps", title: "Lamps", words: 60),
        ]
        session.outline = Outline([
            written("Beginnings", "Fires were lit on hills."),
            Section(id: "how", title: "How it works", children: below),
            Section(id: "keepers", title: "Keepers", words: 60),
        ])
        return session
    }

    /// A session with a topic alone.
    static func bare(named name: String = "bare") -> Session {
        Session(name: name, topic: "What is a lighthouse?", at: Date(timeIntervalSince1970: 1_750_000_000))
    }

    private static func written(_ title: String, _ text: String) -> Section {
        var section = Section(id: title.lowercased(), title: title, words: 60)
        let now = Date(timeIntervalSince1970: 1_750_000_000)
        section.versions = [Version(number: 1, text: text, origin: .written, model: "test", at: now)]
        section.current = 1
        return section
    }

    /// The headings of a Markdown text, as they stand.
    static func headings(of markdown: String) -> [String] {
        markdown.split(separator: "\n").filter { $0.hasPrefix("#") }.map(String.init)
    }

    /// The headings that a session's post must have, in order.
    static func headings(of session: Session) -> [String] {
        ["# \(session.topic)"]
            + session.outline.entries.map { String(repeating: "#", count: $0.headingLevel) + " " + $0.section.title }
    }
}

extension Session {
    /// The numbers of the sections that have a text.
    var written: [String] { outline.entries.filter { $0.section.text != nil }.map(\.number) }
    /// The numbers of the sections that want one.
    var missing: [String] { outline.unwritten.map(\.number) }
    /// The numbers of all sections that have or want one.
    var wanted: [String] {
        outline.entries.filter { $0.section.text != nil || $0.section.isUnwritten }.map(\.number)
    }

    /// The text of a section by number.
    func text(_ number: String) -> String? { outline.entries.first { $0.number == number }?.section.text?.text }
    /// A section by number.
    func section(_ number: String) -> Section? { outline.entries.first { $0.number == number }?.section }
}

extension ReceivedRequest {
    /// The number of the section whose body is asked for.
    var number: String? {
        guard let task = messages("user").last, let match = task.firstMatch(of: /body of section ([0-9.]+),/) else {
            return nil
        }
        return String(match.1)
    }
}

extension LoopbackServer {
    /// The sections that were asked for, in the order of the requests.
    var numbers: [String] { chats.compactMap(\.number) }

    /// Waits until something holds at the server; false where it does not come to it.
    func eventually(seconds: Double = 20, _ holds: (LoopbackServer) -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while !holds(self), ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(20)) }
        return holds(self)
    }
}
