import Manuscript
import Platform
import Testing

/// A point of a critique is settled when its quotation is gone.
struct ReviewPointTests {
    private func point(_ quote: String, section: String = "s0") -> ReviewPoint {
        ReviewPoint(number: 1, section: section, kind: .gap, quote: quote, problem: "p", at: time(0))
    }

    @Test(arguments: [
        ("raw files", false), ("“Raw *files*…”", false), ("tables", true), ("", true),
    ])
    func aQuotationThatIsGoneSettlesAPoint(quote: String, isSettled: Bool) {
        #expect(point(quote).isSettled(in: writtenSession(["Lakes hold raw\nfiles."])) == isSettled)
    }

    @Test func aSectionThatIsGoneSettlesAPoint() {
        #expect(point("raw", section: "gone").isSettled(in: writtenSession(["raw"])))
        #expect(point("raw").isSettled(in: writtenSession([nil])))
    }

    @Test func onlyAnOpenPointCanBeSettled() {
        var point = point("tables")
        point.status = .dismissed
        #expect(!point.isSettled(in: writtenSession(["raw"])))
    }

    @Test func missingFieldsHaveTheirDefault() throws {
        let text = #"{"number": 2, "section": "a", "quote": "q", "at": 0, "kind": "later"}"#
        let point = try JSONDecoder().decode(ReviewPoint.self, from: Data(text.utf8))
        #expect(point.kind.rawValue == "later" && point.status == .open && point.fix.isEmpty)
        #expect(try JSONDecoder().decode(ReviewPoint.self, from: JSONEncoder().encode(point)) == point)
    }

    @Test(arguments: ["0", "-1", "1000000001", "1.5", "\"1\"", "null"]) func aNumberOutOfRangeIsRefused(number: String)
    {
        let text = #"{"number": \#(number), "section": "a", "quote": "q", "at": 0}"#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(ReviewPoint.self, from: Data(text.utf8)) }
    }
}
