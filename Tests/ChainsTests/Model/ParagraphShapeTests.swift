import Chains
import Testing

struct ParagraphShapeTests {
    @Test func theDefaultHoldsNothingButTheKind() {
        let shape = ParagraphShape()
        #expect(!shape.isSingle && !shape.readsSentences && shape.longSentence == nil)
        #expect(shape.avoidedOpenings.isEmpty && shape.avoidedAtStart.isEmpty)
    }
}
