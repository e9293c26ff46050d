import Terminal
import Testing

@testable import REPL

@MainActor struct AskerTests {
    @Test(arguments: [("", 0), ("y", 0), (" YES ", 0), ("1", 0), ("3", 2)])
    func `An answer chooses an option`(line: String, place: Int) {
        #expect(Asker.place(in: line, of: 3) == .some(.some(place)))
    }

    @Test(arguments: [(false, false), (true, false), (false, true)])
    func `Without a user, only a yes given before takes the first option`(takesFirst: Bool, isSure: Bool) async {
        let interface = TerminalInterface(
            environment: [:], isInteractive: false, speech: .silent, noColor: true, isSure: isSure,
            interrupts: Interrupts())
        let place = await Asker(takesFirst: takesFirst).choice(of: ["a", "b"], for: "Which?", on: interface)
        #expect(place == (takesFirst || isSure ? 0 : nil))
    }

    @Test func `No chooses none, and anything else is asked again`() {
        #expect(Asker.place(in: "n", of: 3) == .some(.none))
        #expect(Asker.place(in: "No", of: 3) == .some(.none))
        for line in ["0", "4", "-1", "two", ":quit"] { #expect(Asker.place(in: line, of: 3) == .none) }
    }
}
