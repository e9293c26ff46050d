import Testing

/// Everything that other rooms see says what it is.
///
/// Three kinds of declarations may go without a comment of their own:
/// - witnesses of a protocol whose requirement is documented (`witnesses`), since they would only repeat it;
/// - stored properties of an instance, where the comment of the type and the name say it;
/// - the named values of a `RawRepresentable` struct and its `init(rawValue:)`, which are the cases of an open enum.
struct DocumentationTests {
    /// The beginnings of such witnesses, without attributes and access.
    static let witnesses = [
        "init(from decoder: any Decoder)", "func encode(to encoder: any Encoder)", "init(rawValue: ",
        "init(stringLiteral ", "init(integerLiteral ", "init(floatLiteral ", "init(booleanLiteral ",
        "init(arrayLiteral ",
        "init(dictionaryLiteral ", "init(stringValue: ", "init?(intValue: ", "var intValue: ", "var sentence: String",
        "var description: String", "var debugDescription: String", "var customMirror: Mirror",
        "static func text(of session: Session",
        "static let writer: String?", "static func verdict(on post: CheckedPost)", "static let format = ",
        "static let summary = ", "static let aliases = ",
        "static let configuration = ", "func note(_ text: String)", "func consents(to question: String)",
        "func waiting<Result>(", "func view(of plan: ",
        "func lendTerminal<Result>(", "func hash(into ", "static func == (", "static func < (",
    ]

    /// Lines of `package` and `public` declarations that say nothing of themselves, by their number.
    static func undocumented(in file: Repository.File) -> [Int] {
        let lines = file.lines.map { $0.drop { $0 == " " } }
        var found: [Int] = []
        for (index, line) in lines.enumerated() where line.contains("package") || line.contains("public") {
            let pattern =
                /^(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:final|static|nonisolated|indirect|mutating|override)\s+)*(?:package|public)(?:\(set\))?\s+(?!import\b)(.*)$/
            guard let match = String(line).firstMatch(of: pattern) else { continue }
            let rest = match.output.1.replacing(/^(?:private\(set\)|final|override|mutating|nonisolated)\s+/, with: "")
            if isExempt(String(rest)) { continue }
            var above = index - 1
            while above >= 0, lines[above].hasPrefix("@") { above -= 1 }
            if above < 0 || !lines[above].hasPrefix("///") { found.append(index + 1) }
        }
        return found
    }

    private static func isExempt(_ declaration: String) -> Bool {
        if witnesses.contains(where: { declaration.hasPrefix($0) }) { return true }
        if declaration.contains(/^static let \w+ = \w+\(rawValue:/) { return true }
        // Stored: a variable or constant of an instance without a body.
        return declaration.contains(/^(?:let|var) \w+(?:: [^{]*| = [^{]*)$/)
    }

    @Test func sharedDeclarationsAreDocumented() throws {
        for file in try Repository.sources() { #expect(Self.undocumented(in: file) == [], "\(file.path)") }
    }

    @Test func summariesAreOneSentence() throws {
        for file in try Repository.sources() { #expect(Self.longSummaries(in: file) == [], "\(file.path)") }
        let bad = Repository.File(
            path: "a", text: "/// One.\n/// Two.\nvar a: Int\n/// One.\n///\n/// Two.\nvar b: Int")
        #expect(Self.longSummaries(in: bad) == [1])
    }

    /// Comments whose first paragraph has more than a sentence on lines of their own, by the number of the first line.
    static func longSummaries(in file: Repository.File) -> [Int] {
        let lines = file.lines.map { String($0.drop { $0 == " " }) } + [""]
        return lines.indices.dropLast().filter { index in
            let isFirst = lines[index].hasPrefix("/// ") && (index == 0 || !lines[index - 1].hasPrefix("///"))
            return isFirst && lines[index].hasSuffix(".") && lines[index + 1].hasPrefix("/// ")
                && !lines[index].hasSuffix("…")
        }.map { $0 + 1 }
    }

    @Test(arguments: [
        ("package struct A {\n}", [1]),
        ("/// A.\npackage struct A {\n    package init() {}\n}", [3]),
        ("/// A.\n@MainActor\n@frozen\npackage struct A {}", []),
        ("/// A.\n\npackage struct A {}", [3]),
        ("    @discardableResult package func work() -> Int { 1 }", [1]),
        ("    package static let done: Int32 = 0", [1]),
        ("    package let name: String\n    package var age = 3", []),
        ("    package var name: String { \"x\" }", [1]),
        ("    package private(set) var session: Session", []),
        ("    package init(from decoder: any Decoder) throws {", []),
        ("package import Manuscript\npublic import Glibc", []),
        ("    package static let stop = Cause(rawValue: \"stop\")", []),
        ("func inside() {}\nstruct Inside {}", []),
    ])
    func theRuleCanFail(text: String, expected: [Int]) {
        #expect(Self.undocumented(in: .init(path: "a", text: text)) == expected)
    }
}
