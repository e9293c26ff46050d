import Manuscript
import Testing

/// Quotations are found by their words.
struct QuotationTests {
    @Test func quotationsAreComparedByTheirWords() {
        let text = "It’s *not* a “simple”\nmatter — or is it?"
        for quote in ["it's not a \"simple\" matter", "“It’s not a…”", "matter - or is it", "...simple\" matter..."] {
            #expect(Quotation.occurs(quote, in: text), "\(quote)")
        }
        for quote in ["it is not", "", "…", "matters"] { #expect(!Quotation.occurs(quote, in: text), "\(quote)") }
    }
}
