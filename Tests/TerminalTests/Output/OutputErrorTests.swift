import Platform
import Testing

@testable import Terminal

@Suite("What an output error says")
struct OutputErrorTests {
    @Test("A failed write names its cause; a closed pipe is plain")
    func sentences() {
        #expect(
            WriteFailure(code: ENOSPC).sentence
                == "Standard output cannot be written: the disk is full; make room and try again.")
        #expect(ClosedPipe().sentence == "The reader closed the output.")
    }
}
