import Platform
import Testing

/// How errors are worded.
struct ErrorTests {
    private struct Worded: PlainError {
        let sentence = "The page is torn."
    }

    private enum Bare: Error { case broken(Int) }

    @Test(arguments: [
        (ENOENT, "there is no such file or folder"),
        (EACCES, "permission denied; choose another place or change its permissions"),
        (EPERM, "permission denied; choose another place or change its permissions"),
        (EISDIR, "it is a folder; name a file"), (ENOTDIR, "a part of the path is a file, not a folder"),
        (EEXIST, "it exists already"), (ENOSPC, "the disk is full; make room and try again"),
        (EDQUOT, "the disk is full; make room and try again"),
        (EROFS, "the disk is read-only; choose another place"), (ENAMETOOLONG, "the name is too long"),
        (ELOOP, "it is a symbolic link that is not followed here, or that leads back to itself"),
    ])
    func usualReasonsSayWhatToDo(code: Int32, reason: String) {
        let error = SystemError("written", "notes.md", code: code)
        #expect(error.reason == reason)
        #expect(error.sentence == "notes.md cannot be written: \(reason).")
    }

    @Test func anyCodeMakesOneSentence() {
        for code in Int32(1)...133 {
            let sentence = SystemError("read", "p", code: code).sentence
            #expect(sentence.hasPrefix("p cannot be read: "))
            #expect(sentence.hasSuffix(".") && !sentence.hasSuffix(".."))
            #expect(!sentence.contains("\n"))
            #expect(sentence.count > "p cannot be read: .".count)
        }
    }

    @Test func theCodeIsThatOfTheLastCallUnlessGiven() {
        #expect(open("", O_RDONLY) == -1)
        #expect(SystemError("read", "").code == ENOENT)
        #expect(SystemError("read", "", code: EIO).code == EIO)
    }

    @Test func anErrorSaysItsOwnSentence() {
        #expect(sentence(for: Worded()) == "The page is torn.")
        #expect("\(Worded())" == "The page is torn.")
        #expect(sentence(for: SystemError("read", "a", code: ENOENT)).hasPrefix("a cannot be read"))
    }

    @Test func anErrorWithoutASentenceGetsANeutralOne() {
        #expect(sentence(for: Bare.broken(3)) == "Something unexpected happened: broken(3).")
        #expect(sentence(for: CancellationError()).hasPrefix("Something unexpected happened: "))
    }
}
