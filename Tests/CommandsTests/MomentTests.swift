import Platform
import TestSupport
import Testing

@testable import Commands

/// Times as people read them.
@Suite struct MomentTests {
    @Test func theTimeIsThatOfTheClockOnTheWall() {
        #expect(Moment.text(noon, offset: 0) == "2026-09-21 14:13")
        #expect(Moment.text(noon, offset: 2 * 3600) == "2026-09-21 16:13")
        #expect(Moment.text(noon, offset: -15 * 3600) == "2026-09-20 23:13")
        #expect(Moment.text(Date(timeIntervalSince1970: -1), offset: 0) == "1969-12-31 23:59")
        #expect(Moment.text(noon).count == 16)
    }

    @Test(arguments: [
        (0, "just now"), (59, "just now"), (-59, "just now"), (-61, ""), (60, "1 min ago"), (119, "1 min ago"),
        (3599, "59 min ago"), (3600, "1 h ago"), (7200, "2 h ago"), (86_399, "23 h ago"), (86_400, "1 day ago"),
        (13 * 86_400, "13 days ago"), (14 * 86_400, "2 weeks ago"), (60 * 86_400, "2 months ago"),
        (400 * 86_400, "13 months ago"), (730 * 86_400, "2 years ago"),
    ])
    func howLongAgo(seconds: Int, expected: String) {
        #expect(Moment.ago(noon.addingTimeInterval(-Double(seconds)), at: noon) == expected)
    }
}
