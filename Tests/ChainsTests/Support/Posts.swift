import Manuscript
import Platform

/// Posts to write.
enum Posts {
    static let topic = "Sourdough at altitude"

    /// A post with an introduction, a section over two others, two plain ones and a conclusion; every title once.
    static func session() -> Session {
        var session = Session(name: "post", topic: topic, at: Date(timeIntervalSince1970: 1_700_000_000), id: "session")
        session.outline = Outline([
            Section(id: "in", title: "Why Bother", words: 60, role: .introduction),
            Section(
                id: "a", title: "The Starter", brief: "What lives in the jar.",
                children: [
                    Section(
                        id: "a1", title: "Feeding Times", brief: "When to feed.",
                        points: ["twice a day", "warm water"],
                        words: 180),
                    Section(id: "a2", title: "Signs of Trouble", words: 90),
                ]),
            Section(id: "b", title: "Thin Air", brief: "What pressure does.", words: 120),
            Section(id: "c", title: "The Oven", words: 120),
            Section(id: "out", title: "Next Loaves", words: 60, role: .conclusion),
        ])
        return session
    }

    /// The post with texts in some sections.
    static func session(written: [String: String]) -> Session {
        var session = session()
        func filled(_ section: Section) -> Section {
            var section = section
            section.children = section.children.map(filled)
            guard let text = written[section.id] else { return section }
            section.versions = [Version(number: 1, text: text, origin: .written, at: session.createdAt)]
            section.current = 1
            return section
        }
        session.outline.sections = session.outline.sections.map(filled)
        return session
    }
}

extension Session {
    /// The section with this id and its place.
    func entry(_ id: String) throws -> Outline.Entry {
        struct Missing: Error {}
        guard let entry = outline.entry(id) else { throw Missing() }
        return entry
    }
}
