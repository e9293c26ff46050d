import Manuscript
import Testing

@Suite struct ClaimTests {
    @Test func sentencesItemsAndRowsAreClaims() {
        let body = """
            Dough rises **slowly** [1#2]. It is *folded* twice.

            - It takes 3 hours [1#3]
            - It takes a night
              in the cold [1#4][2#1]

            | Room | Hours |
            |---|---|
            | warm | 3 [1#5] |

            ```
            let x = 1
            ```

            > Somebody else said this.
            """
        let claims = Claim.all(in: body)
        #expect(
            claims.map(\.text) == [
                "Dough rises slowly.", "It is folded twice.", "It takes 3 hours", "It takes a night in the cold",
                "Room Hours",
                "warm 3",
            ])
        #expect(claims.map { $0.addresses.map { "\($0)" } } == [["1#2"], [], ["1#3"], ["1#4", "2#1"], [], ["1#5"]])
    }
}
