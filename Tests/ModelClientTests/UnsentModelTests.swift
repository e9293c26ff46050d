import Chains
import LoopbackServer
import Manuscript
import ModelClient
import Platform
import Testing

@Suite(.timeLimit(.minutes(2))) struct UnsentModelTests {
    private let request = ModelRequest(
        messages: [.init(.system, "be brief"), .init(.user, "hello")], sampling: .init(temperature: 0.5), maxTokens: 90)

    private func model(_ server: LoopbackServer, window: Int? = nil) throws -> UnsentModel {
        let endpoint = try Endpoint(baseURL: server.baseURL, apiKey: "s3cret", service: "here", model: "m")
        let profile = ModelProfile(model: "m", service: "here", contextWindow: window)
        return UnsentModel(
            for: ChatClient(endpoint: endpoint, profile: profile, engine: TransferEngine(environment: [:])))
    }

    @Test func anUnsentRequestShowsItsBody() async throws {
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let model = try model(server)
        let unsent = try await #require(throws: UnsentRequest.self) { try await model.reply(to: request) }
        #expect(unsent.url == "\(server.baseURL)/chat/completions" && unsent.model == "m" && unsent.service == "here")
        #expect(unsent.request == request)
        #expect(unsent.body?["temperature"] == .number(0.5) && unsent.body?["max_tokens"] == 90)
        #expect(unsent.body?["messages"]?.array?.count == 2)
        #expect(!"\(unsent)".contains("s3cret") && unsent.body?.compact.contains("s3cret") == false)
        let list = try await #require(throws: UnsentRequest.self) { try await model.models() }
        #expect(list.url == "\(server.baseURL)/models" && list.body == nil)
        #expect(server.requests.isEmpty)
        await server.stop()
    }

    @Test func refusesWhatWouldBeRefused() async throws {
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let model = try model(server, window: 20)
        await #expect(throws: ModelError.self) { try await model.reply(to: request) }
        #expect(server.requests.isEmpty)
        await server.stop()
    }
}
