import Platform
import Testing

/// The screens of half an hour, cell by cell, at four widths.
///
/// With a folder in GALLEY_HALF_HOUR, each screen is written there as text and as a picture, and the files that the
/// tests compare with are written anew (`scripts/screenshot --half-hour`).
@Suite(.timeLimit(.minutes(10))) struct HalfHourTests {
    private static let folder = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Screens"
    /// Their contents depend on the machine, or belong to other tests.
    private static let others: Set = ["status", "help", "quit"]

    @Test(arguments: [50, 80, 100, 200] as [Int32]) func everyScreen(columns: Int32) async throws {
        let halfHour = try HalfHour(columns: columns)
        try await halfHour.play()
        #expect(halfHour.errors.isEmpty, "\(halfHour.errors)")
        let text = halfHour.screens.filter { !Self.others.contains($0.name) }.map { screen in
            "== \(screen.name)\n" + screen.lines.map { $0 + "\n" }.joined()
        }
        let file = "\(Self.folder)/\(columns).txt"
        if let folder = ProcessInfo.processInfo.environment["GALLEY_HALF_HOUR"], !folder.isEmpty {
            try Files.makeFolder("\(folder)/\(columns)")
            for (place, screen) in halfHour.screens.enumerated() {
                let number = place < 9 ? "0\(place + 1)" : "\(place + 1)"
                let name = "\(folder)/\(columns)/\(number)-\(screen.name.replacing(/[ ,]+/, with: "-"))"
                try Files.replace("\(name).svg", with: Array(screen.picture.utf8), mode: 0o644)
                let lines = screen.lines.map { $0 + "\n" }.joined()
                try Files.replace("\(name).txt", with: Array(lines.utf8), mode: 0o644)
            }
            try Files.replace(file, with: Array(text.joined().utf8), mode: 0o644)
        }
        let known = String(decoding: try Files.read(file), as: UTF8.self).split(
            separator: "== ", omittingEmptySubsequences: true)
        #expect(known.count == text.count)
        for (known, new) in zip(known, text) {
            #expect(
                "== \(known)" == new, "at \(columns) columns; `scripts/screenshot --half-hour` writes the screens anew")
        }
    }
}
