import Platform
import Testing

@testable import ModelClient

struct ModelMeterTests {
    @Test(arguments: [
        (300, 10.0, "300 bytes of 1 kB, 20 bytes a second, 35 s left"),
        (1000, 10.0, "1 kB of 1 kB, 90 bytes a second"),
        (100, 10.0, "100 bytes of 1 kB"),
        (101, 1.0, "101 bytes of 1 kB, 1 bytes a second, 15 min left"),
    ]) func `The words tell the amount, the speed and the time left`(done: Int, seconds: Double, words: String) {
        #expect(ModelMeter(from: 100, of: 1000).text(done, seconds: seconds) == words)
    }

    @Test func `Words come once a second`() {
        let start = ContinuousClock.now
        var meter = ModelMeter(from: 0, of: nil, now: start)
        #expect(meter.words(5, now: start + .milliseconds(999)) == nil)
        #expect(meter.words(5_000_000, now: start + .seconds(1)) == "5 MB, 5 MB a second")
        #expect(meter.words(6_000_000, now: start + .milliseconds(1500)) == nil)
    }

    @Test func `Sizes are read as people write them`() {
        let sizes = [5, 1500, 98_362_432, 491_400_064, 1_117_320_768, 25_000_000_000]
        #expect(sizes.map(Files.amount) == ["5 bytes", "1 kB", "98 MB", "491 MB", "1.1 GB", "25 GB"])
    }
}
