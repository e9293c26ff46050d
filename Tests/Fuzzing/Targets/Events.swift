@testable import ModelClient

/// An event stream gives the same events however it is cut.
func fuzz(_ input: [UInt8]) {
    let cuts = Cuts(input)
    func events(_ pieces: [[UInt8]]) -> [ServerEvent] {
        var decoder = EventStreamDecoder()
        var events: [ServerEvent] = []
        for piece in pieces { events += decoder.feed(piece) }
        return events + decoder.end()
    }
    hold(events([cuts.whole]) == events(cuts.pieces), "the events are the same in pieces")
}
