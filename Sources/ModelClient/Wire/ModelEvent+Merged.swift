import Chains

extension ModelEvent {
    /// Returns the events with adjacent ones of the same kind merged, so that consumers handle fewer events.
    static func merged(_ events: [ModelEvent]) -> [ModelEvent] {
        guard events.count > 1 else { return events }
        var result: [ModelEvent] = []
        // A separate string grows in place; a string inside an event would be copied for each event.
        var (text, reasoning) = ("", "")
        func close() {
            if !text.isEmpty { result.append(.text(text)) }
            if !reasoning.isEmpty { result.append(.reasoning(reasoning)) }
            (text, reasoning) = ("", "")
        }
        for event in events {
            switch event {
            case .text(let more):
                if !reasoning.isEmpty { close() }
                text += more
            case .reasoning(let more):
                if !text.isEmpty { close() }
                reasoning += more
            default:
                close()
                result.append(event)
            }
        }
        close()
        return result
    }
}
