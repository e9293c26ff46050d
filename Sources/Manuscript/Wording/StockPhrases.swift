import Platform

/// Phrases that models write far more often than people do: "in today's …", "plays a crucial role", "delve into".
///
/// English only. The list was made for Galley, from the posts of local models and a reader's patience.
package enum StockPhrases {
    /// Returns the phrases in a sentence, in order, as the sentence has them but in lower case.
    package static func all(in sentence: String) -> [String] {
        let words = words(of: sentence)
        var found: [String] = []
        var place = 0
        while place < words.count {
            let rest = words[place...]
            let length = (patterns[key(words[place])] ?? []).compactMap { self.length(of: $0, in: rest) }.max()
            if let length { found.append(words[place..<place + length].joined(separator: " ")) }
            place += length ?? 1
        }
        return found
    }

    /// The phrases that a capable model is told to avoid: those that it would otherwise write most.
    package static let told = [
        "delve", "tapestry", "testament to", "in today's", "landscape of", "realm of", "seamless", "robust", "leverage",
        "unlock the", "game-changer", "it's important to note", "plays a crucial role", "not just X but Y",
        "whether you're X or Y", "in conclusion",
    ]

    /// One word of a pattern.
    private enum Token {
        case word(String)
        /// A word that begins so.
        case start(String)
        /// One to four words.
        case gap
    }

    /// The patterns by the first letters of their first word.
    private static let patterns: [String: [[Token]]] = {
        let all = list.split(whereSeparator: \.isNewline).flatMap { $0.split(separator: ",") }.map { pattern in
            pattern.split(separator: " ").map { word -> Token in
                if word == "…" { return .gap }
                return word.last == "~" ? .start(String(word.dropLast())) : .word(String(word))
            }
        }
        return Dictionary(grouping: all) { pattern in
            switch pattern.first {
            case .word(let word)?, .start(let word)?: key(word)
            case .gap?, nil: ""
            }
        }
    }()

    private static func key(_ word: String) -> String { String(word.prefix(2)) }

    private static func words(of sentence: String) -> [String] {
        sentence.lowercased().replacing("’", with: "'").split { !$0.isWordPart && $0 != "'" && $0 != "-" }
            .map(String.init)
    }

    /// Returns the number of words at the start that a pattern matches; nil if it does not match.
    private static func length(of pattern: [Token], in words: ArraySlice<String>) -> Int? {
        guard let token = pattern.first else { return 0 }
        let rest = Array(pattern.dropFirst())
        switch token {
        case .word(let word):
            guard words.first == word else { return nil }
        case .start(let start):
            guard words.first?.hasPrefix(start) == true else { return nil }
        case .gap:
            let most = min(longestGap, words.count)
            guard most > 0 else { return nil }
            return (1...most).lazy.compactMap { count in
                length(of: rest, in: words.dropFirst(count)).map { $0 + count }
            }.first
        }
        return length(of: rest, in: words.dropFirst()).map { $0 + 1 }
    }

    private static let longestGap = 4

    /// The patterns: "~" stands for any ending of a word, "…" for one to four words.
    private static let list = """
        delve~,tapestry,testament to,in today's,in the realm of,within the realm of,in the world of,in an era of
        ever-evolving,ever-changing,ever-growing,ever-expanding,rapidly evolving,robust,realm of,fast-paced,game-changer,game-changing
        digital age,digital landscape,evolving landscape,changing landscape,landscape of,modern era,golden age of
        unlock~ the,unlock~ new,unleash~,harness~ the,leverag~,seamless~,cutting-edge,state-of-the-art,groundbreaking
        transformative,pivotal,plays a … role,play a … role,played a … role,playing a … role,crucial role,vital role
        is crucial for,is crucial to,are crucial for,is essential for,are essential for,is essential to,is vital for
        is vital to,pave~ the way,when it comes to,it is important to,it's important to,it is essential to
        it's essential to,it is crucial to,it's crucial to,it is worth noting,it's worth noting,it should be noted
        important to note,important to remember,important to understand,at its core,at the heart of,not only … but
        not just … but,isn't just,is not just,more than just,about more than,whether you're,whether you are a
        look no further,dive into,dives into,deep dive,dive deep,dive deeper,embark~,the complexities of,intricate
        intricacies,multifaceted,holistic,synergy,myriad,plethora,a wide range of,wide array of,vast array of
        a wide variety of,underscore~ the,stands as a,serves as a,serve as a,rich history,vibrant,bustling,in conclusion
        in summary,to sum up,in essence,ultimately,overall,by doing so,by understanding,by leveraging,empower~,elevat~ your
        elevate the,foster~ a,fosters,revolutioni~,valuable insights,actionable insights,meaningful insights
        informed decisions,data-driven decisions,key takeaway~,the power of,the beauty of,the importance of
        significant impact,profound impact,lasting impact,significant role,delicate balance,increasingly important
        increasingly popular,in recent years,over the years,throughout history,from … to … and everything,stand the test of time
        stood the test of time,nestled,boasts,boasting,a sense of,meticulous~,enhanc~,optimiz~,streamlin~,ensuring that
        this ensures,this involves,this approach,this process,this includes,these include,by embracing,remember that
        journey of,journey into,a journey,essential skill,essential tool,essential component,fundamental aspect
        key component,crucial component,crucial aspect,various industries,driving growth,drive growth,drive innovation
        improve efficiency,effectively and,efficiently and,efficient and effective,as we navigate,as we move,as we continue
        the future of,a brighter future,endless possibilities,world of possibilities,let's explore,let's dive,we will explore
        we'll explore,this section will,this article,this guide,this blog post
        """
}
