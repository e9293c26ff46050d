package import Manuscript
import Platform
import Storage

/// Posts that tests begin with.
///
/// The outline: 1 Opening (introduction), 2 Storage with 2.1 Files and 2.2 Tables, 3 Pipelines, 4 Closing (conclusion).
package enum Posts {
    /// Nothing but a topic.
    package static var begun: Session {
        var session = Session(name: "post", topic: "What is data engineering?", at: noon, id: "sessionid1")
        session.history = [
            Turn(id: "birth", at: noon, kind: .new, input: "What is data engineering?", summary: "began")
        ]
        return session
    }

    /// An outline without texts.
    package static var outlined: Session {
        var session = begun
        // The texts of these tests are some words long; `LengthTests` looks at what becomes of that.
        session.settings["lengthRetry"] = false
        let files = Section(id: "files", title: "Files and folders", brief: "Formats.", words: 100)
        let tables = Section(id: "tables", title: "Tables", brief: "Rows.", words: 120)
        session.outline = Outline([
            Section(id: "opening", title: "Opening", words: 60, role: .introduction),
            Section(id: "storage", title: "Storage", children: [files, tables]),
            Section(id: "pipelines", title: "Pipelines that run", brief: "Steps.", points: ["order"], words: 200),
            Section(id: "closing", title: "Closing", words: 60, role: .conclusion),
        ])
        return session
    }

    /// Every section written but 3.
    package static var written: Session {
        var session = outlined
        let texts = [
            "opening": "Data has to come from somewhere.", "files": "A file is a run of bytes.",
            "tables": "A table has rows.", "closing": "That is all there is.",
        ]
        for entry in session.outline.entries {
            guard let text = texts[entry.section.id] else { continue }
            let version = Version(number: 1, text: text, origin: .written, model: "scripted-1", at: noon)
            if let changed = try? session.applying(.addVersion(entry.section.id, version)) { session = changed.session }
        }
        return session
    }

    /// As `written`, without any setting.
    package static var unset: Session {
        var session = written
        session.settings = Settings()
        return session
    }

    /// As `written`, with an unfinished text of 3.
    package static var broken: Session {
        let candidate = Candidate(
            text: "A pipeline has steps", cause: .interrupted, origin: .written, model: "scripted-1", at: noon)
        return (try? written.applying(.setCandidate("pipelines", candidate)))?.session ?? written
    }
}

extension Session {
    /// Every section but some, without its children: what must not change when those are worked on.
    package func sections(without ids: Set<Section.ID>) -> [Section] {
        outline.entries.map(\.section).filter { !ids.contains($0.id) }.map { section in
            var bare = section
            bare.children = []
            return bare
        }
    }

    /// The text of a section that counts.
    package func text(_ id: Section.ID) -> String? { outline[id]?.text?.text }
}
