import Platform
import Testing

@testable import Terminal

@Suite("Sentences of output errors")
struct OutputErrorTests {
    @Test("A failed write names its cause; a closed pipe has a plain sentence")
    func sentences() {
        #expect(
            WriteFailure(code: ENOSPC).sentence
                == "Standard output cannot be written: the disk is full; make room and try again.")
        #expect(ClosedPipe().sentence == "The reader closed the output.")
    }
}
