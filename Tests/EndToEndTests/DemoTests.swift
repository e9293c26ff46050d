import Manuscript
import Platform
import Testing
import VirtualTerminal

/// The recorded demo (`scripts/demo`), and the moving picture of it in the README.
///
/// With GALLEY_DEMO set, the picture is written anew.
@Suite(.timeLimit(.minutes(2))) struct DemoTests {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    private static let file = "\(root)/Sources/galley/galley.docc/demo.cast"
    private static let picture = "\(root)/.github/demo.svg"
    /// A screen that is shown for so long, in seconds, is a picture.
    private static let pause = 1.4
    /// How long each picture is shown, in seconds.
    private static let duration = 2.5

    /// Output of the program with its time in seconds.
    private struct Event {
        let time: Double
        let text: String
    }

    private static func events() throws -> (size: (columns: Int, rows: Int), events: [Event]) {
        let lines = String(decoding: try Files.read(file), as: UTF8.self).split(separator: "\n")
        let head = try JSONValue(parsing: String(lines[0]))
        guard head["version"] == 2, let columns = head["width"]?.int, let rows = head["height"]?.int else {
            throw Unexpected("not a cast of version 2: \(lines[0])")
        }
        let events = try lines.dropFirst().map { line in
            let parts = try JSONValue(parsing: String(line)).array ?? []
            guard parts.count == 3, let time = parts[0].double, let text = parts[2].string, parts[1] == "o" else {
                throw Unexpected("not an event: \(line)")
            }
            return Event(time: time, text: text)
        }
        return ((columns, rows), events)
    }

    @Test func theDemoShowsAPostFromTopicToFile() throws {
        let (size, events) = try Self.events()
        let length = try #require(events.last).time
        #expect((90...180).contains(length), "\(length) seconds")
        var sight = VirtualTerminal(columns: size.columns, rows: size.rows)
        var pictures: [String] = []
        for (event, next) in zip(events, events.dropFirst() + [Event(time: .infinity, text: "")]) {
            sight.feed(event.text)
            guard next.time - event.time >= Self.pause, next.time < .infinity else { continue }
            pictures.append(sight.picture(title: "Galley: from a topic to a post", screenOnly: true))
        }
        #expect(sight.errors.isEmpty, "\(sight.errors)")
        let text = sight.everything.joined(separator: "\n")
        for words in ["Started “how-a-street", "Wrote 9 sections", "Undone: ", "headings", "Wrote street.md"] {
            #expect(text.contains(words), "\(words)")
        }
        let moving = try #require(Self.moving(pictures))
        if ProcessInfo.processInfo.environment["GALLEY_DEMO"] != nil {
            try Files.replace(Self.picture, with: Array(moving.utf8), mode: 0o644)
        }
        #expect(try Files.read(Self.picture) == Array(moving.utf8), "`scripts/demo` makes the picture anew")
        #expect(moving.utf8.count < 250_000)
    }

    /// Returns a picture that shows others one after another, and the last one where nothing moves.
    private static func moving(_ pictures: [String]) -> String? {
        guard let last = pictures.last, let end = last.firstIndex(of: ">") else { return nil }
        let total = Double(pictures.count) * duration
        let share = 100 / Double(pictures.count)
        let frames = pictures.enumerated().map { index, picture in
            "<g class=\"f\" style=\"animation-delay:\(Double(index) * duration)s\">\(picture)</g>\n"
        }
        let style =
            ".f{opacity:0;animation:f \(total)s step-end infinite}@keyframes f{0%{opacity:1}\(share)%{opacity:0}}"
        return "\(last[...end])\n<style>\(style)</style>\n\(last)\(frames.joined())</svg>\n"
    }
}
