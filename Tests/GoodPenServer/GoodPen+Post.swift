/// The post that `GoodPen` writes: a tool library in a small town, in nine sections.
extension GoodPen {
    /// A section: its title, brief and points, the sentences of its text, further ones, and other titles.
    struct Part: Sendable {
        var number: String
        var title: String
        var brief: String
        var points: [String]
        /// The sentences of the first draft, by paragraphs.
        var first: String
        /// The sentences that a second draft begins with.
        var second: String
        /// A sentence with a figure, for edits.
        var figure: String
        var otherTitles: [String]
    }

    /// The topic of the post.
    package static let topic = "How a small town lends tools"

    /// The titles of the first level with those below them.
    static let outline: [(title: String, below: [String])] = [
        ("Twelve minutes of drilling", []), ("Choosing the stock", ["The first forty tools", "Things better refused"]),
        ("Lending without a queue", ["Loans and due dates", "The Saturday desk"]),
        ("Keeping tools alive", ["A check in ten minutes", "Repairs and spare parts"]),
        ("Rent, insurance and fees", []), ("Neighbours who meet", []),
    ]

    static let parts: [Part] = [
        Part(
            number: "1", title: "Twelve minutes of drilling", brief: "Why owning a drill alone makes little sense.",
            points: ["a drill works for minutes in its life", "cellars hold the same tools many times"],
            first: """
                My neighbour Ruth bought a drill in 1998, made eleven holes, and has kept it in its case ever since. \
                She is no exception on our street. Last spring we opened our cellars to each other and wrote a list. \
                Twenty-three households owned nineteen drills, seven tile cutters and five wallpaper steamers. \
                Nobody had a long ladder, because nobody had room for one.
                Hire shops rent such things by the day, but the nearest one is forty kilometres away. By the time \
                the van is back, half of Saturday is gone. So people buy, use the thing once, and store it. A shelf \
                that all of us could reach seemed the cheaper answer. This is how we built one, what it cost, and \
                which of our first ideas we would not repeat.
                """,
            second: """
                Count the tools in your building before you count your own. In ours the sum was absurd: four \
                steamers for six flats, and not one of them in use since the walls were done. Each had cost more \
                than a dinner for the whole house. Put together they would have filled the workshop that none of us \
                could afford alone. That evening the idea of a common shelf stopped sounding like politics and began \
                to sound like arithmetic.
                """,
            figure: "The nineteen drills had cost 1,640 euros together and made, by their owners' count, 310 holes.",
            otherTitles: ["Nineteen drills on one street", "The drill in the cellar", "Eleven holes since 1998"]),
        Part(
            number: "2.1", title: "The first forty tools",
            brief: "Which tools to begin with, and where they come from.",
            points: ["ask what people borrowed last", "take gifts with a rule"],
            first: """
                Begin with a question on paper: which tool did you last borrow, and from whom? We asked sixty people \
                in front of the bakery and got forty-one different answers. The top of that list became our stock. \
                Ladders came first, then the tile cutter, then a pump for wet cellars.
                Most of it arrived as gifts within three weeks. We took a thing only if two people could name a use \
                for it. A planer from 1960 stayed with its owner, and so did a box of odd bits. What nobody gave we \
                bought used, at auctions of firms that had closed. Forty pieces fill one wall, and one wall is what \
                two volunteers can keep in order. The number is worth defending. At fifty we lost a jigsaw for a \
                month behind the pumps.
                """,
            second: """
                Our wall holds what the town asks for and little else. Two ladders hang at the left, since they \
                leave the house every week. The tile cutter has its hook at the height of a hip, where even a tired \
                person can lift it. Below it stand the pump and a pair of trestles that came from a theatre. \
                Everything else earned its place by being asked for twice.
                """,
            figure: "In the first year the two ladders made 188 of 612 loans, more than all electric tools together.",
            otherTitles: ["A wall of forty hooks", "What the bakery queue wanted", "Ladders first"]),
        Part(
            number: "2.2", title: "Things better refused", brief: "What not to lend, and how to say so.",
            points: ["chainsaws and welding sets", "how to decline a gift"],
            first: """
                Chainsaws are the first thing that people offer and the last thing that we would lend. Their risk \
                grows with tiredness, and nobody at a counter can see how tired a borrower is. Welding sets need a \
                trained hand and a room without shavings. Anything that burns petrol smells, leaks, and wants care \
                every month whether it is used or not.
                Declining a gift takes tact. We thank the giver, explain the limit of the wall, and name the school \
                that takes old machines for lessons. Three donors out of four were content with that. The fourth \
                brought his chainsaw again in autumn, with a helmet. He now teaches felling on Sundays in his own \
                wood, and the saw stays with him.
                """,
            second: """
                A refusal is easier when it is printed. Beside the door hangs a sheet with six lines in large type. \
                It names saws with chains, welding sets, petrol engines, scaffolds, climbing gear and anything \
                without a maker's plate. Borrowers read it while they wait, and donors read it before they unload. \
                Since it hangs there, the talk at the counter is shorter and friendlier.
                """,
            figure: "Of 97 offers in the first year we refused 31, nine of them chainsaws.",
            otherTitles: ["Six lines beside the door", "No to chainsaws", "Gifts that cost too much"]),
        Part(
            number: "3.1", title: "Loans and due dates",
            brief: "How long a loan lasts, and what happens when it is late.",
            points: ["one week for everything", "a call before a fine"],
            first: """
                Every loan lasts a week, from Saturday to Saturday. We tried shorter times for the ladders and \
                longer ones for the pump, and ended up explaining the table instead of lending. With a single span \
                nobody has to look anything up. A borrower leaves a name, a telephone number and ten euros.
                The deposit is small on purpose. It reminds people that the thing is not theirs, and it does not \
                keep out those who count coins. When something is late we call on Monday. In most cases the ladder \
                is simply still leaning against a house. A fine exists in our rules, two euros a week. We have \
                charged it four times, each time to somebody who insisted on paying.
                """,
            second: """
                The card file is a shoebox with fifty-two dividers, one for each week. A loan is a card that moves \
                from the front to the divider of its Saturday. On that day the box tells who should come, without a \
                login and without a battery. We did write a program once. It needed a password that only one of us \
                remembered, and he went on holiday.
                """,
            figure: "Of 612 loans in the first year, 571 came back on their Saturday and 37 within three days of it.",
            otherTitles: ["From Saturday to Saturday", "Ten euros and a telephone number", "A shoebox of weeks"]),
        Part(
            number: "3.2", title: "The Saturday desk", brief: "Who stands at the counter, and for how long.",
            points: ["two hours suffice", "pairs of volunteers"],
            first: """
                The door is open from ten to twelve, and those two hours carry the whole week. Two of us serve: one \
                talks, the other fetches and checks. Alone you forget either the card or the cable. Beginners stand \
                beside somebody who knows the wall, and after three mornings they know it too.
                Around half past ten a small crowd forms, which is the best part. A woman who came for the steamer \
                heard how a retired painter would do her ceiling, and she took a brush home instead. Such advice is \
                what a hire shop cannot stock. At twelve we sweep, hang the last tool on its hook and write down \
                what is missing. Whoever holds the key on Friday evening also buys the coffee.
                """,
            second: """
                Twelve names are on the rota, so everyone serves about nine mornings a year. That is little enough \
                to say yes to and often enough to stay in practice. Swaps happen in a chat group and never by \
                telephone on a Saturday at nine. When a pair cannot come at all, the door stays shut and a note says \
                so, because a tired pair makes the mistakes that close a library for good.
                """,
            figure: "On an average Saturday 14 people come, and the busiest, before Easter, had 39.",
            otherTitles: ["Two hours that carry the week", "Coffee at the counter", "Ten to twelve"]),
        Part(
            number: "4.1", title: "A check in ten minutes", brief: "How to test a tool when it comes back.",
            points: ["cable, guard, noise", "a tag that tells the date"],
            first: """
                Nothing goes back on its hook before somebody has looked at it. Start with the cable, bending it \
                along its whole length, since insulation cracks near the plug first. Then move the guard and let it \
                snap shut. Finally run the machine without load and listen. Bearings complain long before they fail.
                A green tag with the date and two initials closes the inspection. Without it the tool does not \
                leave. Once a year an electrician from the fire brigade measures the earth of everything with a \
                plug, and we pay him with a cake. What fails gets a red tag and a shelf of its own. Red tags have \
                kept two faulty grinders away from hands that would have trusted them.
                """,
            second: """
                Ten minutes sound long when people are waiting, so we moved the inspection behind the counter. The \
                returning borrower stays for it and often says what happened. "It smelled a little," said one, and \
                he was right about the motor. Honest answers are worth more than a meter, and they come only when \
                nobody is blamed.
                """,
            figure: "Last year 43 of 612 returns got a red tag, and 29 of those faults were in the cable.",
            otherTitles: ["Green tags and red tags", "Listen to the bearings", "Before it goes back on its hook"]),
        Part(
            number: "4.2", title: "Repairs and spare parts", brief: "What breaks, and who mends it.",
            points: ["brushes and cables first", "a repair evening each month"],
            first: """
                Four faults make up nearly all of our repairs: worn carbon brushes, broken switches, cut cables and \
                lost keys for the chuck. Parts for these lie in a tin under the counter. On the first Thursday of a \
                month we mend what has a red tag, with the radio on and the good lamp lit.
                Not everything is worth an evening. When a part costs more than half of the price of a used machine, \
                we strip the old one and keep what fits its sisters. Two dead sanders became one that has run for \
                three years. Borrowers who broke something are invited to these evenings. Most of them come, and \
                some have stayed.
                """,
            second: """
                Buy machines of one maker if you can. We did so by accident, when a roofing firm closed and sold its \
                shelf. Since then a single tin of brushes serves seven machines, and one battery fits four. Mending \
                has become dull, which is the highest praise that a repair can earn.
                """,
            figure: "A year of spare parts cost us 214 euros, less than the price of one new rotary hammer.",
            otherTitles: ["Thursday with the good lamp", "One tin of brushes", "What breaks first"]),
        Part(
            number: "5", title: "Rent, insurance and fees", brief: "What the library costs and who pays.",
            points: ["the insurance decides", "a yearly fee of thirty euros"],
            first: """
                Our largest bill is the insurance, at 380 euros a year. It covers a borrower who drops a ladder on a \
                car, and without it the town would not have given us the room. Rent is a symbolic euro. Heating \
                comes from the kindergarten next door, whose broken chairs we mend in return.
                Members pay thirty euros a year, or nothing if they say that they cannot. We do not ask for proof. \
                Eighty-four households have joined, which leaves us about 1,900 euros for parts, coffee and the next \
                big purchase. A grant paid for the shelves once, and writing its report took longer than building \
                them. We have not applied for another.
                """,
            second: """
                Ask the insurer before you ask for donations. Ours wanted a list of tools, a written check and the \
                names of those who do it, and these three demands shaped the library more than any plan of ours. \
                With the policy in hand the mayor found a room within a week. Money followed trust, in that order, \
                and the sums stayed small.
                """,
            figure: "Fees brought 2,310 euros last year, of which 210 came from people who paid more than they had to.",
            otherTitles: ["The insurance decides", "Thirty euros, or nothing", "A room for one euro"]),
        Part(
            number: "6", title: "Neighbours who meet", brief: "What remains besides the tools.",
            points: ["people know whom to ask", "how to begin next month"],
            first: """
                Three years on, the wall is the smaller part of what we built. People who used to nod now know who \
                can plaster, who owns a trailer and who is afraid of heights. Two of the volunteers found work \
                through a talk at the counter. The long ladder that nobody had room for has been on every street in \
                town.
                If you want to try it, do not begin with shelves. Write to twenty households and ask what they would \
                lend. Meet once, on a Saturday, and let each bring one thing. You will go home knowing whether your \
                town needs a library, and you will have borrowed something on the way.
                """,
            second: """
                Ruth gave us her drill in the first week. It has made more holes since then than in all its years in \
                the case, and she has borrowed it back twice. "Now I know where it is," she says. Start with one \
                wall, one morning and one question at the bakery. The rest can be mended as it breaks.
                """,
            figure: "Of the 84 households, 51 have lent something to each other directly, without us in between.",
            otherTitles: ["Ruth's drill, borrowed back", "One wall, one morning", "More than a wall of tools"]),
    ]
}
