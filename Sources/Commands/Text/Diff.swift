import Manuscript

/// `:diff [ADDRESS] [A] [B]` shows the changes of the last turn, or between two texts of a section, word by word.
struct Diff: Command {
    private static let address = TypedParameter<Address>(
        "address", .address, "which sections; by default, those of the last turn", isOptional: true)
    private static let old = TypedParameter<String>(
        "old", .word, "a version by its number, or candidate", label: "A", isOptional: true)
    private static let new = TypedParameter<String>(
        "new", .word, "the text to compare it with", label: "B", isOptional: true)
    static let card = CommandCard(
        name: "diff",
        parameters: [address, old, new],
        summary:
            "show word by word what the last turn changed, or how two texts of a section differ (a number, or candidate)",
        example: ":diff 2.3 1 candidate")

    private let list: ChangeList
    private let data: JSONValue

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        guard let address = values[Self.address] else {
            var before = session
            guard session.newestChange?.kind != .new, let turn = try? before.undo(at: session.updatedAt) else {
                throw CommandError.nothingToUndo
            }
            list = ChangeList(of: turn, from: before, to: session)
            data = list.value
            return
        }
        let (first, second) = (values[Self.old], values[Self.new])
        let pairs: [TextPair]
        if first == nil {
            pairs = try session.sections(at: address).compactMap(TextPair.init(latestOf:))
            guard !pairs.isEmpty else { throw CommandError.nothingToCompare("Section \(address.text)") }
        } else {
            pairs = [try TextPair(of: try session.section(at: address), first ?? "", second)]
        }
        var list = ChangeList()
        for pair in pairs { list.add(pair.diff, heading: pair.heading) }
        self.list = list
        data = list.value
    }

    func perform(in workspace: Workspace) async throws -> Report { Report(.changes(list), data: data) }
}
