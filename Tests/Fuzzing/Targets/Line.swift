import Manuscript
import Platform
import Terminal

@testable import Commands
@testable import REPL
@testable import Storage

private let post: Session = {
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    func written(_ id: String, _ title: String, _ text: String) -> Section {
        var section = Section(id: id, title: title, words: 100)
        section.versions = [
            Version(number: 1, text: text, origin: .written, at: now),
            Version(number: 2, text: text + "\n\nMore of it.", origin: .rewritten, at: now),
        ]
        section.current = 2
        return section
    }
    var session = Session(name: "post", topic: "What is data engineering?", at: now)
    var pipelines = Section(id: "pipelines", title: "Pipelines that run", words: 200)
    pipelines.candidate = Candidate(text: "A pipeline has", cause: .interrupted, origin: .written, at: now)
    var locked = written("closing", "Straße 2.3", "That is all there is.")
    locked.locked = true
    session.outline = Outline([
        written("opening", "Opening", "Data has to come from somewhere.\n\nIt always did."),
        Section(
            id: "storage", title: "Storage",
            children: [
                written("files", "Files and folders", "A file is bytes."), Section(id: "tables", title: "Tables"),
            ]),
        pipelines, locked,
    ])
    return session
}()

nonisolated(unsafe) private let completer: Completer = {
    var completer = Completer(session: post)
    completer.sessions = { ["post", "other"] }
    return completer
}()

/// A line is a command, text, or refused in a sentence; an address names sections or says in a sentence why not.
func fuzz(_ input: [UInt8]) {
    let line = String(decoding: input, as: UTF8.self)
    refusesPlainly { _ = try InputLine(line).command(in: post) }
    if input.count % 8 == 0 {
        refusesPlainly { _ = try InputLine(line).command(in: Session(name: "", at: post.createdAt)) }
    }
    if case .steps(let steps) = PlainRequest(line, in: post).reading {
        for step in steps { refusesPlainly { hold(!(try step.lines(in: post)).isEmpty, "a step is a line") } }
    }
    if let address = Address(line) {
        refusesPlainly { hold(!(try post.sections(at: address)).isEmpty, "an address names sections") }
        refusesPlainly { _ = try post.section(at: address) }
        if case .title = address {} else { hold(Address(address.text) == address, "an address is read again") }
    }
    let cursor = Int(input.first ?? 0) % (line.count + 1)
    let found = completer.completion(of: line, cursor: cursor)
    hold((0...cursor).contains(found.replacing), "a completion replaces what stands before the cursor")
}

private func refusesPlainly(_ body: () throws -> Void) {
    do { try body() } catch let error as any PlainError {
        hold(!error.sentence.isEmpty, "a refusal has a sentence")
    } catch { fatalError("This is no plain error: \(error)") }
}
