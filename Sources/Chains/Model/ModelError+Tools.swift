extension ModelError {
    /// True if the answer ended without any text.
    var isSilence: Bool {
        switch self {
        case .emptyReply, .allReasoned: true
        default: false
        }
    }

    /// True if the server may have refused the call because of its tools, or could not parse the model's tool call.
    var isAboutTools: Bool {
        guard case .rejected(_, let status, let code, let message, _) = self,
            [400, 404, 405, 422, 500, 501].contains(status)
        else { return false }
        if code == "tool_use_failed" { return true }
        let said = message.lowercased()
        guard code != "context_length_exceeded", code != "exceed_context_size_error" else { return false }
        // Some servers refuse without a reason.
        let isBare = [400, 405].contains(status) && ["", "bad request", "method not allowed"].contains(said)
        return isBare || ["tool", "function", "工具", "函数"].contains(where: said.contains)
            || (status == 422 && !said.contains("context"))
    }
}
