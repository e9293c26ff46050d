import Chains
import Testing

@testable import ModelClient

@Suite struct ServerErrorBodyTests {
    @Test(
        arguments: [
            (#"{"error":{"message":"no","code":"bad","type":"t"}}"#, "no", "bad"),
            (
                #"{"error":{"message":"no","code":400,"type":"exceed_context_size_error"}}"#, "no",
                "exceed_context_size_error"
            ),
            (#"{"error":"no"}"#, "no", nil), (#"[{"error":{"message":"no"}}]"#, "no", nil),
            (#"{"object":"error","message":"no","type":"t","code":404}"#, "no", "t"), (#"{"detail":"no"}"#, "no", nil),
            (#"{"detail":[{"msg":"no"},{"msg":"never"}]}"#, "no; never", nil), ("no", "no", nil), ("", "", nil),
            ("<html><title>502 Bad Gateway</title>", "502 Bad Gateway", nil), ("{}", "", nil),
        ] as [(String, String, String?)]) func `Every shape of a complaint is read`(
            body: String, message: String, code: String?
        )
    {
        let complaint = ServerErrorBody(body: Array(body.utf8))
        #expect(complaint.message == message)
        #expect(complaint.code == code)
    }

    @Test func `The shown message is one short line without the key`() {
        let body = "bad\u{1B}[31m\r\nkey sk-abc " + String(repeating: "x", count: 500)
        let error = ServerErrorBody(body: Array(body.utf8)).error(
            server: "S", status: 400, retryAfter: nil, secret: "sk-abc")
        guard case .rejected(_, _, _, let message, _) = error else { return #expect(Bool(false)) }
        #expect(message.hasPrefix("bad [31m key [key] x"))
        #expect(message.count <= 200)
        #expect(message.hasSuffix("…"))
    }
}
