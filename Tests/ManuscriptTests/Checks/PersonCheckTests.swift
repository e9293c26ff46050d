import Manuscript
import Testing

/// Each section is held to the person of the style card.
struct PersonCheckTests {
    @Test func thePersonOfEachSectionIsHeldToTheCard() throws {
        let you = "You store the data of your team, and that is the point for you."
        let we = "We store the data of our team, and that is the point for us. You know."
        let verdict = try #require(PersonCheck.verdict(on: checkedPost([you, we]) { $0.person = "second person" }))
        #expect(verdict.findings == ["Two: it is in the first person plural (3 times)"])
        #expect(PersonCheck.verdict(on: checkedPost([we, we]) { $0.person = "we" })?.holds == true)
        #expect(
            PersonCheck.verdict(
                on: checkedPost([you, "The data of the team is the point."]) { $0.person = "third person" })?
                .findings.count == 1)
        #expect(PersonCheck.verdict(on: checkedPost([you, we])) == nil)
        #expect(PersonCheck.verdict(on: checkedPost(["数据", "数据"]) { $0.person = "you" }) == nil)
    }
}
