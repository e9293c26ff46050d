import Manuscript

/// `:new TOPIC` begins a session; also what free text does where there is no topic yet.
struct New: Command {
    static let card = CommandCard(
        name: "new", usage: "TOPIC", summary: "begin a post on a topic, in a session of its own",
        example: ":new What is data engineering?", takes: [.text])

    private let topic: String
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        try self.init(topic: arguments.all(), line: arguments.line)
    }

    /// The same for a topic that is a value; `line` is for the history.
    init(topic: String, line: String) throws {
        self.line = line
        self.topic = Prose.title(topic)
        guard Prose.words(in: self.topic) > 0 else { throw CommandError.emptyTopic }
    }

    func perform(at desk: Desk) async throws -> Report {
        try desk.begin(topic: topic, input: line)
        return Report(
            note: "Session \(desk.session.name). `:outline` makes the outline.",
            data: ["name": .string(desk.session.name), "topic": .string(desk.session.topic)])
    }
}
