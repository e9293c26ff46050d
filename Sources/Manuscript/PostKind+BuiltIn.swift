extension PostKind {
    /// The kinds that come with Galley.
    package static let builtIn: [PostKind] = [tutorial, comparison, caseStudy, opinion, announcement, explainer]

    private static let tutorial = PostKind(
        name: "tutorial", about: "steps that lead to a working result", tone: "friendly, exact, second person",
        parts: [
            Part(title: "The result", brief: "Show the finished result of {topic} and who these steps are for."),
            Part(title: "Before you start", brief: "Name the tools, versions and knowledge that the reader needs."),
            Part(title: "First steps", brief: "Lead the reader to the smallest result that works, one step at a time."),
            Part(
                title: "The main steps", brief: "Build the rest, with the command or code of each step and its output."),
            Part(
                title: "When something fails",
                brief: "Name the errors that beginners meet, each with its cause and fix."),
            Part(title: "Where to go next", brief: "Sum up the result and name two or three things to try."),
        ],
        questions: [
            "What did you build with it yourself, and how long did it take?",
            "Where do beginners go wrong, in your experience?",
            "Which step do you do differently from the usual guides?",
        ])

    private static let comparison = PostKind(
        name: "comparison", about: "two or more choices, measured by the same criteria",
        tone: "fair, concrete, numbers first",
        parts: [
            Part(
                title: "The choice",
                brief: "Say what is compared in {topic}, for which readers, and the answer in one sentence."),
            Part(title: "The criteria", brief: "Name the criteria, why they matter, and how each is judged."),
            Part(title: "Side by side", brief: "Compare the choices by each criterion, with a table."),
            Part(title: "Where each one wins", brief: "Describe the situation in which each choice is right."),
            Part(title: "The costs of switching", brief: "Say what it takes to move from one choice to another."),
            Part(title: "The recommendation", brief: "Recommend one choice for each kind of reader."),
        ],
        questions: [
            "Which of them have you used, and for what?",
            "What made you choose one over the other?",
            "When would you choose the other one?",
        ])

    private static let caseStudy = PostKind(
        name: "case-study", about: "one real project: the problem, the decisions, the outcome",
        tone: "plain, first person, with figures",
        parts: [
            Part(title: "The situation", brief: "Describe the people, the system and the problem behind {topic}."),
            Part(title: "The first attempts", brief: "Say what was tried first and why it was not enough."),
            Part(title: "The decision", brief: "Explain the decision, its alternatives and its reasons."),
            Part(title: "The work", brief: "Tell how it was done, in which order and by whom."),
            Part(title: "The outcome", brief: "Give the figures before and after."),
            Part(title: "The lessons", brief: "Say what you would do again and what you would not."),
        ],
        questions: [
            "What was the situation at the beginning, in figures?",
            "What did you try that did not work?",
            "What changed in the end, and how did you measure it?",
        ])

    private static let opinion = PostKind(
        name: "opinion", about: "one thesis with its reasons and the best objection",
        tone: "direct, first person, honest",
        parts: [
            Part(title: "The thesis", brief: "State the opinion on {topic} in the first sentences, and why now."),
            Part(title: "The experience behind it", brief: "Tell the experience that led to it."),
            Part(title: "The reasons", brief: "Give the two or three strongest reasons, each with an example."),
            Part(title: "The best objection", brief: "State the strongest objection fairly and answer it."),
            Part(title: "The consequence", brief: "Say what the reader should do or stop doing."),
        ],
        questions: [
            "What happened that made you hold this opinion?",
            "What is the best argument against it?",
            "What should readers do differently after reading?",
        ])

    private static let announcement = PostKind(
        name: "announcement", about: "news: the change, for whom, and how to get it",
        tone: "short, factual, no superlatives",
        parts: [
            Part(title: "The news", brief: "Say in two sentences what is new in {topic} and for whom."),
            Part(title: "The reason", brief: "Say which problem it solves and how that was known."),
            Part(title: "How it works", brief: "Show it in use, with one example."),
            Part(title: "How to get it", brief: "Give the steps, the price, the date and the limits."),
            Part(title: "The next steps", brief: "Say what is not done yet and where to send questions."),
        ],
        questions: [
            "What is new, in one sentence?",
            "What could users not do before?",
            "What is still missing, and when does it come?",
        ])

    private static let explainer = PostKind(
        name: "explainer", about: "how something works, from the familiar to the new",
        tone: "patient, concrete, one idea at a time",
        parts: [
            Part(title: "The question", brief: "Begin with a situation in which the reader meets {topic}."),
            Part(title: "The idea in short", brief: "Give the idea in one paragraph and one picture in words."),
            Part(title: "The parts", brief: "Explain each part and what it does for the whole."),
            Part(title: "An example, step by step", brief: "Follow one example from beginning to end."),
            Part(title: "The limits", brief: "Say where it does not hold and what is often misunderstood."),
            Part(title: "The point", brief: "Sum up what the reader can now see or do."),
        ],
        questions: [
            "What did you see or do yourself that the post can tell?",
            "What do people usually get wrong about it?",
            "Which example explains it best?",
        ])
}
