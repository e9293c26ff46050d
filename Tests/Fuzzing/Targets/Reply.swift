import Chains

@testable import ModelClient

/// An answer says the same however it is cut.
func fuzz(_ input: [UInt8]) {
    let cuts = Cuts(input)
    func reply(_ pieces: [[UInt8]]) -> (events: [ModelEvent], failure: ModelError?) {
        var decoder = ReplyDecoder(server: "The server", secret: "secret")
        var events: [ModelEvent] = []
        for piece in pieces { events += decoder.feed(piece) }
        events += decoder.end()
        return (events.merged, decoder.failure)
    }
    let (whole, inPieces) = (reply([cuts.whole]), reply(cuts.pieces))
    hold(whole.failure == inPieces.failure, "the failure is the same in pieces")
    hold(whole.events == inPieces.events, "the events are the same in pieces")
    if let failure = whole.failure { hold(!failure.sentence.isEmpty, "a failure has a sentence") }
}
