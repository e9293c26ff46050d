import Manuscript

/// The basis of a small model's outline: examples for its prompt, and sections to complement its own.
enum OutlineTemplate {
    /// The first section.
    static let opening = OutlineDraft.Node(
        title: "Introduction", brief: "What the subject is and why it matters.",
        points: ["what it is about", "why it matters to people"])
    /// The last section.
    static let closing = OutlineDraft.Node(
        title: "Where to Go from Here", brief: "What to remember and what to do next.",
        points: ["the one thing that is worth remembering", "what an interested person can do next"])

    /// Returns at most `count` sections that suit a topic, each with points unique to it.
    ///
    /// The first is the one a reader needs first; the seed selects among the others, which keep their order.
    static func sections(for topic: String, count: Int, seed: Int) -> [OutlineDraft.Node] {
        let fitting = fitting(topic)
        guard count > 0 else { return [] }
        var chosen = Array(fitting.indices.dropFirst())
        // A linear congruential generator with Knuth's MMIX constants; the high bits of its state are the random ones.
        var state = UInt64(bitPattern: Int64(seed)) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        while chosen.count > count - 1 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            chosen.remove(at: Int(state >> 33) % chosen.count)
        }
        let sections = ([0] + chosen).map { fitting[$0] }
        // A very long outline also takes sections of the other kinds.
        var titles = Set(sections.map(\.title))
        let others = [general, craft, cause].flatMap { $0 }.filter { titles.insert($0.title).inserted }
        return sections + others.prefix(max(0, count - sections.count))
    }

    /// Returns a section with the model's title; every point includes the title, so that it is unique to the section.
    static func node(titled title: String) -> OutlineDraft.Node {
        OutlineDraft.Node(
            title: title, brief: "What it has to do with the subject, with an example.",
            points: [
                "what \"\(title)\" has to do with it", "why \"\(title)\" matters", "an example of \"\(title)\"",
            ])
    }

    private static func fitting(_ topic: String) -> [OutlineDraft.Node] {
        let words = topic.lowercased().split { !$0.isLetter }
        if words.starts(with: ["how", "to"]) { return craft }
        return words.first == "why" ? cause : general
    }

    private static func list(_ rows: [(String, String, [String])]) -> [OutlineDraft.Node] {
        rows.map { .init(title: $0.0, brief: $0.1, points: $0.2) }
    }

    /// Sections for topics that readers want to understand.
    private static let general = list([
        (
            "The Basic Ideas", "What it is and which parts it has.",
            ["what it is, in plain words", "which parts it has", "how it differs from what people take it for"]
        ),
        (
            "A Short History", "How it began and how it has changed.",
            ["how it began, long ago", "how it has changed over the years", "what has stayed the same"]
        ),
        (
            "How It Works", "The steps of the work, one after the other.",
            ["how it works, step by step", "what is needed for it to work well", "what goes on behind the scenes"]
        ),
        (
            "The People Involved", "Who the people are and what they do.",
            ["who the people involved are", "which skills these people need", "how these people work together"]
        ),
        (
            "Tools and Methods", "Which tools and methods are used.",
            ["which tools are used", "which methods have proved themselves", "how people choose a tool"]
        ),
        (
            "Effects on Everyday Life", "What it changes in everyday life.",
            ["how it affects everyday life at home", "how it affects work and school", "whom it helps most"]
        ),
        (
            "Costs and Benefits", "What it costs and what the benefits are.",
            ["what it costs", "what the benefits are", "who pays for it"]
        ),
        (
            "Problems and Limits", "Which problems it has and where its limits are.",
            ["which problems it has", "where its limits are", "how people try to solve the problems"]
        ),
        (
            "The Future", "How it may change in the future.",
            ["how it may change in the future", "which new ideas people try", "what will be hard to change"]
        ),
    ])

    /// Sections for tasks that readers want to carry out.
    private static let craft = list([
        (
            "What It Takes to Begin", "The equipment, place and time that a beginner needs.",
            ["which equipment a beginner needs", "which place is right for it", "how much time it takes"]
        ),
        (
            "The First Steps", "What a beginner does first.",
            ["what a beginner does first", "what comes after the first steps", "how to practise"]
        ),
        (
            "The Daily Work", "What the work of a day is.",
            ["what the daily work is", "what changes with the season", "how to make the work easier"]
        ),
        (
            "Costs and Savings", "What it costs and where money can be saved.",
            ["what it costs at the start", "where money can be saved", "what is worth its price"]
        ),
        (
            "Common Mistakes", "Which mistakes beginners make.",
            ["a mistake that beginners make", "how to notice a mistake early", "how to put a mistake right"]
        ),
        (
            "Safety", "Which dangers there are and how to stay safe.",
            ["which dangers there are", "how to stay safe", "what to do after an accident"]
        ),
        (
            "Signs of Success", "By which signs success can be seen.",
            ["by which signs success can be seen", "what to do with the results", "how to get even better"]
        ),
        (
            "Learning from Others", "Where others can help and teach.",
            ["who can help and teach", "what books and clubs offer", "how neighbours can take part"]
        ),
        (
            "Health and Nature", "What it does for health and nature.",
            ["what it does for nature", "what it does for health", "how to do no harm"]
        ),
    ])

    /// Sections for phenomena whose causes readers want to know.
    private static let cause = list([
        (
            "The Basic Ideas", "What it is and what can be seen of it.",
            ["what it is, in plain words", "what can be seen of it", "which words people use for it"]
        ),
        (
            "The Main Causes", "Which causes there are.",
            ["the most important cause", "which other causes there are", "how the causes work together"]
        ),
        (
            "How It Happens", "The process from the beginning to the end.",
            ["how the process begins", "how the process goes on, step by step", "how long the process takes"]
        ),
        (
            "Where It Can Be Seen", "In which places it can be seen.",
            ["a place where it can be seen", "how it differs from place to place", "what a visitor sees there"]
        ),
        (
            "What It Means for People", "How people use it and live with it.",
            ["how people use it", "what harm it can do to people", "how people live with it"]
        ),
        (
            "What It Means for Nature", "What plants and animals have of it.",
            ["what it means for plants", "what it means for animals", "what it does to the land"]
        ),
        (
            "How It Is Studied", "How scientists study it.",
            ["how scientists study it", "what scientists measure", "how children can study it at school"]
        ),
        (
            "Common Mistakes", "What people often get wrong about it.",
            ["what people often get wrong about it", "why that mistake is so common", "what is true instead"]
        ),
        (
            "The Future", "How it may change in the future.",
            ["how it may change in the future", "what could speed it up", "what could slow it down"]
        ),
    ])

    /// Example lists of titles for other topics, in the required form.
    static let examples: [ModelRequest.Message] = [
        .init(.user, "Blog post: How to bake sourdough bread. List 5 section titles."),
        .init(
            .assistant,
            #"{"titles": ["Why Sourdough Tastes Different", "Feeding a Starter", "Mixing and Folding the Dough", "Baking in a Hot Pot", "When the Loaf Stays Flat"]}"#
        ),
        .init(.user, "Blog post: What is a city library for? List 5 section titles."),
        .init(
            .assistant,
            #"{"titles": ["More Than Shelves of Books", "Who Walks Through the Door", "How the Shelves Are Filled", "What It Costs a City", "Your First Visit"]}"#
        ),
    ]
}
