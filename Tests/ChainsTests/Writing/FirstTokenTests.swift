import Testing

@testable import Chains

/// Others wait until the first answer begins, or has ended without one.
@Suite(.timeLimit(.minutes(5))) struct FirstTokenTests {
    @Test func anAnswerIsSignalled() async {
        for sign in [SectionChain.Live.answering, .reasoning] {
            let first = FirstToken()
            first.notice(.began(0))
            first.notice(.section(0, sign))
            #expect(await first.arrives())
        }
    }

    @Test func anEndWithoutAnAnswerIsNone() async {
        let first = FirstToken()
        first.notice(.began(0))
        first.end()
        first.end()
        #expect(await !first.arrives())
    }
}
