import Manuscript
import Platform
import Testing

@testable import Chains

/// A task has an origin and an instruction for the list of versions.
struct SectionTaskTests {
    private let candidate = Candidate(
        text: "Half", cause: .dropped, origin: .edited, instruction: "shorter", at: Date(timeIntervalSince1970: 0))

    @Test func theRestOfATextKeepsItsOriginAndInstruction() {
        let task = SectionTask.goOn(candidate)
        #expect(task.origin == .edited && task.instruction == "shorter" && !task.isEdit && !task.isContinued)
    }

    @Test(arguments: [
        (SectionTask.write, Origin.written, "", true), (.rewrite(instruction: "日本"), .rewritten, "日本", true),
        (.edit(instruction: ""), .edited, "", true), (.alternative(emphasis: "cases"), .alternative, "cases", false),
    ])
    func everyTaskHasItsOrigin(task: SectionTask, origin: Origin, instruction: String, isContinued: Bool) {
        #expect(task.origin == origin && task.instruction == instruction && task.isContinued == isContinued)
        #expect(task.isEdit == (origin == .edited))
    }
}
