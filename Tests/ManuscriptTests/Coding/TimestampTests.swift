import Platform
import SeededRandom
import Testing

@testable import Manuscript

/// Times are read by RFC 3339, and times that do not exist are refused.
struct TimestampTests {
    private func seconds(_ text: String) -> Int? { Timestamp.date(text).map { Int($0.timeIntervalSince1970) } }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2000-02-29T12:00:00Z", 951_825_600),
        ("2026-10-05T08:12:40+02:00", 1_791_180_760), ("2026-10-05T08:12:40.999Z", 1_791_187_960),
        ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("1970-01-01T00:00:00-23:59", 86_340),
    ])
    func aTimeIsRead(text: String, expected: Int) { #expect(seconds(text) == expected) }

    @Test(arguments: [
        "", "2026-10-05", "2026-10-05T08:12:40", "2026-10-05 08:12:40Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+0100", "2026-01-01T00:00:00Z ", "２０26-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z", "-026-01-01T00:00:00Z", "2026-01-01t00:00:00z",
    ])
    func textThatIsNotATimeIsRefused(text: String) { #expect(Timestamp.date(text) == nil) }

    /// Foundation counts by the Julian calendar before 15 October 1582, so the comparison begins in 1600.
    @Test(arguments: 0..<8) func everySecondComesBack(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let whole = Int.random(in: -11_676_096_000...253_402_300_799, using: &random)
            let text = Date(timeIntervalSince1970: Double(whole)).formatted(.iso8601)
            #expect(seconds(text) == whole, "\(text)")
        }
    }
}
