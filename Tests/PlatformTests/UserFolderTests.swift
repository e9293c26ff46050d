import Testing

@testable import Platform

struct UserFolderTests {
    @Test(arguments: [
        (["HOME": "/h"], "/h/.local/share/galley"), (["HOME": "/h", "XDG_DATA_HOME": ""], "/h/.local/share/galley"),
        (["HOME": "/h", "XDG_DATA_HOME": "rel"], "/h/.local/share/galley"), (["XDG_DATA_HOME": "/d"], "/d/galley"),
        (["HOME": ""], nil), ([:], nil), (["HOME": "rel"], nil),
    ])
    func emptyAndRelativeVariablesCountAsUnset(environment: [String: String], path: String?) {
        #expect(UserFolder.data.path { environment[$0] } == path)
    }

    @Test func eachFolderHasItsVariable() {
        #expect(UserFolder.allCases.map(\.variable) == ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"])
        let paths = UserFolder.allCases.map { $0.path { $0 == "HOME" ? "/h" : nil } }
        #expect(paths == ["/h/.config/galley", "/h/.local/share/galley", "/h/.local/state/galley"])
    }

    @Test func theBytesBelowAFolderCountEachFileOnce() throws {
        let folder =
            "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/galley-bytes-\(UInt32.random(in: 0...9_999_999))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Files.makeFolder("\(folder)/a")
        try Files.replace("\(folder)/a/one", with: Array(repeating: 1, count: 1000))
        try Files.replace("\(folder)/two", with: Array(repeating: 1, count: 24))
        #expect(Files.bytes(below: folder) == 1024)
        symlink("/usr", "\(folder)/link")
        #expect(Files.bytes(below: folder) == 1024 + 4)
        #expect(Files.bytes(below: "\(folder)/nonesuch") == 0)
        #expect((Files.room(at: folder) ?? 0) > 0 && Files.room(at: "\(folder)/nonesuch") == nil)
    }
}
