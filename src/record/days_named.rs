//! What days and months are called, in English and in te reo Māori.

/// The days of the week from Monday on, in small letters and without macrons: in English, and twice in te reo Māori.
pub const WEEKDAYS: [[&str; 3]; 7] = [
    ["monday", "rahina", "mane"],
    ["tuesday", "ratu", "turei"],
    ["wednesday", "raapa", "wenerei"],
    ["thursday", "rapare", "taite"],
    ["friday", "ramere", "paraire"],
    ["saturday", "rahoroi", "hatarei"],
    ["sunday", "ratapu", "ratapu"],
];

/// The months of the year, as they are written in small letters.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The same in te reo Māori: by the maramataka, and as they came from English.
pub const MONTHS_MI: [[&str; 2]; 12] = [
    ["kohitātea", "hānuere"],
    ["huitanguru", "pēpuere"],
    ["poutūterangi", "māehe"],
    ["paengawhāwhā", "āperira"],
    ["haratua", "mei"],
    ["pipiri", "hune"],
    ["hōngongoi", "hūrae"],
    ["hereturikōkā", "ākuhata"],
    ["mahuru", "hepetema"],
    ["whiringa-ā-nuku", "oketopa"],
    ["whiringa-ā-rangi", "noema"],
    ["hakihea", "tīhema"],
];

/// The days of a month as words count them, from the first to the twentieth; then `twenty` and `thirty` go before the first
/// nine of them.
pub const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];
