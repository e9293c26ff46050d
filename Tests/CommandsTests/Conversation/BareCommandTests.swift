import Manuscript
import TestSupport
import Testing

@testable import Commands

/// Commands typed without their colon.
@Suite struct BareCommandTests {
    @Test(arguments: [
        ("lock 2", ":lock 2"), ("Lock 2.1", ":Lock 2.1"), ("fit 2.1", ":fit 2.1"), ("fit all", ":fit all"),
        ("versions 2.1", ":versions 2.1"), ("diff 2.1 1 2", ":diff 2.1 1 2"),
        ("diff 2 2", ":diff 2 2"), ("copy 3", ":copy 3"),
        ("alt 2.1 4", ":alt 2.1 4"), ("budget 2.1 120", ":budget 2.1 120"), ("budget all -20%", ":budget all -20%"),
        ("set words 900", ":set words 900"), ("set show diff", ":set show diff"), ("set tone to dry", ":set tone dry"),
        ("write 2 --repair", ":write 2 --repair"), ("continue 3", ":continue 3"), ("history 5", ":history 5"),
        ("edit 2.1 use the word hive", ":edit 2.1 use the word hive"), ("polish 2-3", ":polish 2-3"),
        ("rewrite 2.1:1 say it without adjectives", ":rewrite 2.1:1 say it without adjectives"),
        ("rewrite 2.1 livelier, but keep the figures", ":rewrite 2.1 livelier, but keep the figures"),
        // The command itself reports the missing section.
        ("lock 9", ":lock 9"),
    ]) func aLineThatOnlyACommandReadsIsOne(text: String, line: String) {
        #expect(PlainRequest(text, in: Posts.written).reading == .line(line))
    }

    @Test(arguments: [
        "lock the door", "fit 2 kids", "check the figures in 2", "set theory", "set words many",
        "split 2 into three", "add 2 examples", "note 2 look it up", "copy that", "continue with 2 examples",
        "edit 2 if it is dull", "rewrite 2.1 unless it is good", "edit 2 and 3 more lively", "open the next chapter",
        "model railways", "fork bombs", "find 2", "edit the opening", "budget 2 as you like", "write 2 sections",
        "rewrite 2 so that it leads into 3", "lock", "lock 2?", "move 3", "history of bees", "alt 2 9",
    ]) func otherWordsAreNot(text: String) {
        #expect(BareCommand(text, in: Posts.written) == nil || text.hasSuffix("?"))
        if case .line(let line) = PlainRequest(text, in: Posts.written).reading { Issue.record("\(text): \(line)") }
    }
}
