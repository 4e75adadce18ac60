//! Sentences about nobody, and names that nobody bears.

/// Sentences of the kind that stand in a record.
pub(super) const SENTENCES: [&str; 28] = [
    "Joins in when the task is shown before it is told",
    "Builds things that hold, and explains how",
    "Looks for something else to do when the reading begins",
    "Helps younger children find their place at the table",
    "Starts well and stops when the page is full of words",
    "Mornings go well; after lunch it takes longer to settle",
    "The class reads aloud in pairs for ten minutes each day",
    "A picture plan on the desk shows what comes next",
    "Whānau read together at home on most evenings",
    "The kaiako waits a little longer before asking again",
    "Three adults said the same thing in their own words",
    "Works beside a friend and finishes more than alone",
    "Two short breaks outside made the second hour easier",
    "Counts with the hands first, and then with the numbers",
    "Sings every verse, and knows which one comes next",
    "Asks for help with a card when words are hard to find",
    "The room is quieter since the tables were moved",
    "Everyone on duty uses the same three questions",
    "Tells long stories, and would like to write them down",
    "Goes to the library corner when it is loud, and comes back",
    "The routine at the door begins the day in the same way",
    "Listens best when standing, or with something in the hand",
    "Was proud of the talk in front of the whole class",
    "The teacher aide steps back once the first line is written",
    "Remembers what was agreed when it is drawn beside the words",
    "Plays well in threes, and finds larger groups hard",
    "The senior class taught the game to the junior class",
    "Knows the names of all the trees on the way to school",
];

/// First and family names.
const NAMES: ([&str; 12], [&str; 12]) = (
    ["Ari", "Mere", "Tane", "Lupe", "Sione", "Ana", "Wiremu", "Kiri", "Noa", "Ella", "Jack", "Ravi"],
    [
        "Exampleton",
        "Samplely",
        "Te Tauira",
        "Demowai",
        "Fale",
        "Inventi",
        "Madeup",
        "Whakaari",
        "Placehold",
        "Nobody",
        "Teststone",
        "Figment",
    ],
);

/// A few words for lists.
pub(super) const TITLES: [&str; 8] = [
    "Joining in at reading time",
    "Settling after the breaks",
    "Words for asking",
    "Getting started on writing",
    "Friends at lunchtime",
    "Moving between rooms",
    "One way of putting things right",
    "Numbers in the hands",
];

/// One of these, with every so often a number behind it, so that texts differ.
pub(super) fn sentence(chance: &mut fastrand::Rng) -> String {
    let words = SENTENCES[chance.usize(..SENTENCES.len())];
    format!("{words} ({})", chance.u16(1..400))
}

/// A name of nobody.
pub(super) fn name(chance: &mut fastrand::Rng) -> String {
    let (first, family) = NAMES;
    format!("{} {}", first[chance.usize(..first.len())], family[chance.usize(..family.len())])
}

/// `awa-school` as people read it: `Awa School`.
pub(super) fn title(id: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    id.split('-').map(capital).collect::<Vec<_>>().join(" ")
}
