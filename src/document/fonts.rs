//! The fonts that travel inside the program: pages and charts look the same on every computer, macrons included.

/// Open Sans, which has macrons; Noto Emoji, and DejaVu Sans for letters and signs that both lack.
pub(super) const ALL: [&[u8]; 6] = [
    include_bytes!("../../assets/fonts/OpenSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/OpenSans-Bold.ttf"),
    include_bytes!("../../assets/fonts/OpenSans-Italic.ttf"),
    include_bytes!("../../assets/fonts/OpenSans-BoldItalic.ttf"),
    include_bytes!("../../assets/fonts/NotoEmoji-Regular.ttf"),
    include_bytes!("../../assets/fonts/DejaVuSans.ttf"),
];
