import Chains

extension [ModelRequest.Message] {
    /// The same messages without a system role, and with alternating roles.
    ///
    /// System texts are put before the first user message; adjacent messages of one role are merged. Tool results and
    /// messages with tool calls stay unchanged.
    var withoutSystem: [ModelRequest.Message] {
        let system = filter { $0.role == .system }.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n\n")
        var rest = filter { $0.role != .system }
        if !system.isEmpty {
            if let first = rest.firstIndex(where: { $0.role == .user }), first == 0 {
                rest[0].text = rest[0].text.isEmpty ? system : "\(system)\n\n\(rest[0].text)"
            } else {
                rest.insert(.init(.user, system), at: 0)
            }
        }
        var merged: [ModelRequest.Message] = []
        for message in rest {
            if let last = merged.last, last.canJoin(message) {
                merged[merged.count - 1].text += "\n\n\(message.text)"
            } else {
                merged.append(message)
            }
        }
        return merged
    }
}

extension ModelRequest.Message {
    fileprivate func canJoin(_ next: Self) -> Bool {
        role == next.role && (role == .user || role == .assistant) && calls.isEmpty && next.calls.isEmpty
    }
}
