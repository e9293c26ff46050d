import Manuscript
import Testing

@Suite struct AddressTests {
    @Test(arguments: [
        ("all", Address.all), ("ALL", .all), ("*", .all), ("last", .last), ("Last", .last), ("2", .place([2])),
        (" 2.3 ", .place([2, 3])), ("2.", .place([2])), ("0", .place([0])), ("10.11.12", .place([10, 11, 12])),
        ("2.*", .below([2])), ("2.3.*", .below([2, 3])), ("2-4", .range([2], [4])), ("2–4", .range([2], [4])),
        ("2..4", .range([2], [4])), ("2.1-2.3", .range([2, 1], [2, 3])), ("4-2", .range([4], [2])),
        ("batch", .title("batch")), ("\"2\"", .title("2")), ("“all”", .title("all")), ("\"a\"b\"", .title("a\"b")),
        ("-2", .title("-2")), ("+2", .title("+2")), (".2", .title(".2")), ("2..", .title("2..")), ("\"", .title("\"")),
        ("2.x", .title("2.x")), ("2-", .title("2-")), ("٢", .title("٢")), ("1234567", .title("1234567")),
        ("2.3:4", .paragraphs([2, 3], 4...4)), ("2:1-3", .paragraphs([2], 1...3)),
        ("2.:1–3", .paragraphs([2], 1...3)), ("2:0", .title("2:0")), ("2:3-1", .title("2:3-1")),
        ("2:1.2", .title("2:1.2")), ("2:", .title("2:")),
        ("2:1-", .title("2:1-")), ("2:-1", .title("2:-1")), (":2", .title(":2")), ("2:1-2-3", .title("2:1-2-3")),
        ("1.2.3.4.5.6.7.8", .place([1, 2, 3, 4, 5, 6, 7, 8])), ("1.2.3.4.5.6.7.8.9", .title("1.2.3.4.5.6.7.8.9")),
    ])
    func reads(text: String, address: Address) {
        #expect(Address(text) == address)
    }

    @Test(arguments: ["", "  ", "\n\t", "\"\"", "“”"])
    func anEmptyTextIsNotAnAddress(text: String) {
        #expect(Address(text) == nil)
    }

    @Test func aWrittenAddressReadsBack() {
        let addresses: [Address] = [
            .all, .last, .place([2]), .place([2, 3]), .below([2]), .range([2], [4]), .range([2, 1], [2, 3]),
            .paragraphs([2, 3], 4...4), .paragraphs([2], 1...3), .title("batch"), .title("2.3"), .title("all"),
            .title("a \"b\""), .title(" x "),
        ]
        for address in addresses { #expect(Address(address.text) == address) }
        #expect(addresses.map(\.text).prefix(7) == ["all", "last", "2", "2.3", "2.*", "2-4", "2.1-2.3"])
    }

    @Test func randomTextsNeverCrash() {
        var making = RandomSessions(seed: 3)
        let parts = ["2", ".", "-", "*", "..", "–", ":", "\"", "all", " ", "99999", "x"]
        for _ in 0..<2000 {
            let text = (0..<making.number(0...8)).map { _ in parts[making.number(0...(parts.count - 1))] }.joined()
            guard let address = Address(text) else { continue }
            #expect(Address(address.text) == address, "\(text)")
        }
    }

    @Test func trimmedTakesWhiteSpaceOfEveryKind() {
        #expect("\u{A0}\r\n a b\t\u{2003}".trimmed == "a b")
        #expect(" \n".trimmed.isEmpty)
    }
}
