import Platform
import Testing

/// Files are short and finished.
struct FileTests {
    /// The longest that a file may be, in lines.
    static let longest = 300

    @Test func filesAreShort() throws {
        for file in try Repository.swiftFiles(below: "Sources") + Repository.swiftFiles(below: "Tests") {
            let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).count - 1
            #expect(lines <= Self.longest, "\(file) has \(lines) lines")
        }
    }

    @Test func nothingIsLeftForLater() throws {
        let marks = ["TO" + "DO", "FIX" + "ME", "fatal" + "Error("]
        for file in try Repository.swiftFiles(below: "Sources") {
            let text = try Repository.text(file)
            for mark in marks { #expect(!text.contains(mark), "\(file) holds \(mark)") }
        }
    }
}
