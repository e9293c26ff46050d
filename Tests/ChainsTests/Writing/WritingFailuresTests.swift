import Manuscript
import Testing

@testable import Chains

/// A run ends when the next section would fail as well.
struct WritingFailuresTests {
    private func failure(_ reason: any Error) throws -> SectionScheduler.Outcome {
        let entry = try Posts.session().entry("b")
        return .init(
            index: 0, job: .init(entry: entry, task: .write),
            result: .failure(SectionChain.Broken(partial: "", cause: .dropped, reason: reason)))
    }

    private func rejected(_ status: Int, code: String? = nil) -> ModelError {
        .rejected(server: "S", status: status, code: code, message: "", retryAfter: nil)
    }

    @Test func anErrorThatConcernsAllEndsTheRun() throws {
        for error in [
            rejected(401), rejected(402), rejected(404), rejected(503), .unreachable(server: "S", reason: "r"),
            .invalidSetting("x"),
        ] {
            var failures = WritingFailures()
            failures.take(try failure(error))
            #expect(failures.isEnough && failures.first as? ModelError == error)
        }
    }

    @Test func anErrorOfOneSectionEndsTheRunOnlyAfterThreeInARow() throws {
        let errors: [ModelError] = [
            rejected(413), rejected(400), rejected(422), rejected(403, code: "content_filter"), rejected(500),
            .emptyReply(server: "S"), .refused(server: "S", message: "No."), .allReasoned(server: "S"),
            .onlyReasoned(server: "S"), .notAModel(server: "S", status: 200, what: "a web page"),
        ]
        for error in errors {
            var failures = WritingFailures()
            for _ in 0..<2 { failures.take(try failure(error)) }
            #expect(!failures.isEnough)
            failures.take(try failure(error))
            #expect(failures.isEnough)
        }
        var failures = WritingFailures()
        failures.take(try failure(ChainError.emptyBody(number: "1", model: "M")))
        #expect(!failures.isEnough)
    }

    @Test func theFirstReasonStays() throws {
        var failures = WritingFailures()
        #expect(failures.first == nil)
        failures.take(try failure(rejected(500)))
        failures.stop(ChainError.noTopic)
        #expect(failures.first as? ModelError == rejected(500) && failures.isEnough)
    }

    @Test func aSectionThatSucceedsBeginsTheCountAnew() throws {
        let done = try failure(rejected(500))
        let success = SectionScheduler.Outcome(
            index: done.index, job: done.job, result: .success(.init(text: "T", usage: Usage(), seconds: 0)))
        var failures = WritingFailures()
        for outcome in [done, done, success, done, done] { failures.take(outcome) }
        #expect(!failures.isEnough)
        failures.take(done)
        #expect(failures.isEnough)
    }
}
