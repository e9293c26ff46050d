import LoopbackServer
import Platform

/// Serves `GoodPen` until it is ended: `GoodPenServer [PORT [TOKENS-PER-SECOND]]`; the base URL is the first line.
@main struct GoodPenServer {
    static func main() async throws {
        let arguments = ProcessInfo.processInfo.arguments.dropFirst()
        let pen = GoodPen(speed: arguments.dropFirst().first.flatMap { Double($0) } ?? 0)
        let port = arguments.first.flatMap { UInt16($0) } ?? 0
        let server = try await LoopbackServer.start(port: port) { pen.reply(to: $0) }
        let line = Array("\(server.baseURL)\n".utf8)
        _ = write(1, line, line.count)
        while !Task.isCancelled { try await Task.sleep(for: .seconds(3600)) }
        await server.stop()
    }
}
