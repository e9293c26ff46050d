import Manuscript
import Testing

@Suite struct PassageTests {
    @Test(arguments: ["2#5", "1#1", "12#3456"]) func anAddressReadsAsItIsWritten(text: String) {
        #expect(Passage.Address(text)?.description == text)
    }

    @Test(arguments: ["", "2", "#", "2#", "#5", "0#1", "1#0", "2#5#6", "a#1", "+1#2", "12345678#1", "٢#٥"])
    func otherTextIsRejected(text: String) {
        #expect(Passage.Address(text) == nil)
    }

    @Test func addressesAreInOrder() {
        #expect(Passage.Address(source: 1, number: 12) < Passage.Address(source: 2, number: 1))
        #expect(Passage.Address(source: 2, number: 3) < Passage.Address(source: 2, number: 12))
    }
}
