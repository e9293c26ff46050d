import Manuscript
import Testing

@Suite struct FiguresTests {
    @Test(
        arguments: [
            ("12,000 loaves in 1998", [12_000, 1998]), ("3.5 million euros", [3_500_000]),
            ("1.500.000 people", [1_500_000]),
            ("3,5 percent", [3.5]), ("forty-two and two hundred and five", [42, 205]),
            ("a third, half, two thirds", [1.0 / 3, 0.5, 2.0 / 3]),
            ("a dozen eggs", [12]), ("10kg of B12", [10]), ("the first one is the second", []), ("one in ten", [10]),
            ("It costs $40.", [40]), ("three quarters", [0.75]), ("ninety thousand", [90_000]),
            ("in the 1990s", [1990]), ("It weighs 3.5", [3.5]), ("2 million, 3 thousand", [2_000_000, 3000]),
        ] as [(String, [Double])])
    func numbersAreRead(text: String, values: [Double]) {
        #expect(Figures.all(in: text).map(\.value) == values)
    }
}
