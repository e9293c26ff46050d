import FlyingSocks
import Platform

/// A body that is sent piece by piece, each after its delay.
struct TimedBody: AsyncBufferedSequence {
    typealias Element = UInt8

    let pieces: [Reply.Piece]
    let cut: Bool
    let log: ServerLog

    func makeAsyncIterator() -> Iterator {
        Iterator(pieces: pieces[...], cut: cut, watch: Watch(log))
    }

    struct Iterator: AsyncBufferedIteratorProtocol {
        var pieces: ArraySlice<Reply.Piece>
        let cut: Bool
        let watch: Watch

        mutating func next() async throws -> UInt8? { throw Cut() }

        mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
            while let piece = pieces.popFirst() {
                if piece.delay > 0 { try await Task.sleep(for: .seconds(piece.delay)) }
                // An empty piece only waits: an empty chunk would end the body.
                if !piece.bytes.isEmpty { return piece.bytes }
            }
            watch.isWhole = true
            if cut { throw Cut() }
            return nil
        }
    }

    /// Breaks the connection off.
    struct Cut: Error {}

    /// Notices when a body is given up before its end.
    final class Watch {
        var isWhole = false
        private let log: ServerLog

        init(_ log: ServerLog) { self.log = log }
        deinit { if !isWhole { log.addBrokenOff() } }
    }
}
