import Platform
import Testing

@testable import Library

@Suite struct PageErrorTests {
    @Test func aProgramWithoutTheWebSaysSo() async {
        await #expect(throws: PageError.unavailable(url: "https://a.b")) { try await NoPages().page(at: "https://a.b") }
    }

    @Test func everySentenceNamesTheAddress() {
        let errors: [PageError] = [
            .badAddress("u"), .refused(url: "u", status: 401), .refused(url: "u", status: 500),
            .unreachable(url: "u", reason: "r"), .tooLarge(url: "u", limit: 1 << 20), .tooSlow(url: "u", seconds: 1),
            .redirectLoop(url: "u"), .badRedirect(url: "u"), .privateNetwork(url: "u"), .wrongType(url: "u", type: "t"),
        ]
        for error in errors { #expect(error.sentence.hasPrefix("u ") && error.sentence.hasSuffix("."), "\(error)") }
    }
}
