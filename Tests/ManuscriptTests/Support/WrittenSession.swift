import Manuscript
import Platform

/// A session with one written section for each text; nil is a section without one.
func writtenSession(_ texts: [String?], topic: String = "Topic", language: String = "") -> Session {
    var session = Session(name: "n", topic: topic, at: time(0), id: "s")
    session.style.language = language
    session.outline = Outline(
        texts.enumerated().map { index, text in
            var section = Section(id: "s\(index)", title: "Part \(index)")
            guard let text else { return section }
            section.versions = [Version(number: 1, text: text, origin: .written, at: time(0))]
            section.current = 1
            return section
        })
    return session
}
