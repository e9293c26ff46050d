/// What the outline of a small model rests on: examples to show it, and titles for what it cannot give.
enum OutlineTemplate {
    /// The title of the first section.
    static let opening = "Introduction"
    /// The title of the last section.
    static let closing = "Where to Go from Here"

    /// Titles that fit any topic.
    static let titles = [
        "Why This Matters", "The Basic Ideas", "How It Works in Practice", "A Worked Example", "Common Mistakes",
        "Tools and Choices", "Questions People Ask",
    ]

    /// Lists of titles for other topics, in the form in which the answer is wanted.
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
