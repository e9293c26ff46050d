import LoopbackServer
import Platform
import Testing

@testable import ModelClient

struct GGUFHeaderTests {
    private func header(_ bytes: [UInt8]) throws -> GGUFHeader {
        let folder = try BuiltInFixture.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Files.replace("\(folder)/m.gguf", with: bytes)
        return try GGUFHeader(path: "\(folder)/m.gguf")
    }

    @Test func `The window and its memory are read`() throws {
        let header = try header(FakeGGUF().bytes)
        #expect(header.architecture == "llama" && header.window == 8192)
        // 16-bit keys and values of 30 layers with 3 heads of 64.
        #expect(header.bytesPerToken == 2 * 30 * 3 * 128)
    }

    @Test func `A file cut anywhere is told from a whole one`() throws {
        let bytes = FakeGGUF().bytes
        for count in 4..<bytes.count {
            #expect(throws: GGUFFault.cutOff, "\(count) of \(bytes.count)") { try header(Array(bytes[..<count])) }
        }
        #expect(throws: GGUFFault.noMark) { try header(Array(bytes[..<3])) }
    }

    @Test func `No byte that is wrong makes it crash`() throws {
        let bytes = FakeGGUF(elements: 1).bytes
        for place in bytes.indices {
            for value: UInt8 in [0, 0x7F, 0xFF] {
                var wrong = bytes
                wrong[place] = value
                do { _ = try header(wrong) } catch { #expect(error is GGUFFault) }
            }
        }
    }

    @Test func `Models that cannot write are refused`() throws {
        #expect(throws: GGUFFault.otherKind("clip")) { try header(FakeGGUF(architecture: "clip").bytes) }
        var split = FakeGGUF()
        split.numbers["split.count"] = 3
        #expect(throws: GGUFFault.onePart) { try header(split.bytes) }
        var old = FakeGGUF()
        old.version = 1
        #expect(throws: GGUFFault.version(1)) { try header(old.bytes) }
        #expect(throws: GGUFFault.damaged) { try header(FakeGGUF(architecture: "").bytes) }
        #expect(throws: GGUFFault.noMark) { try header(Array("<html>".utf8)) }
        #expect(throws: GGUFFault.unreadable) { try GGUFHeader(path: "/nowhere/m.gguf") }
    }
}
