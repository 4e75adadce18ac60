//! What comes back from a prompt: an answer, or a mark instead of one.

/// What comes back from a prompt.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply<T> {
    /// An answer.
    Got(T),
    /// A mark instead of an answer.
    Mark(Mark),
    /// Ctrl-C.
    Interrupted,
    /// No more input.
    End,
}

/// A mark that may be given instead of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `<`: to the question before.
    Back,
    /// `-`: later.
    Later,
    /// `!`: not needed.
    NotNeeded,
    /// `?`: explain.
    Explain,
    /// `q`: stop.
    Stop,
    /// `e`, for a long text only: write it in the editor.
    Editor,
}

impl Mark {
    /// The marks that every question takes.
    pub const ALL: [Mark; 5] = [Mark::Back, Mark::Later, Mark::NotNeeded, Mark::Explain, Mark::Stop];

    /// The mark that a whole answer is, if it is one.
    pub fn of(answer: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|mark| mark.typed() == answer.trim())
    }

    /// What is typed for it.
    pub fn typed(self) -> &'static str {
        match self {
            Mark::Back => "<",
            Mark::Later => "-",
            Mark::NotNeeded => "!",
            Mark::Explain => "?",
            Mark::Stop => "q",
            Mark::Editor => "e",
        }
    }

    /// What it means, in a word or two.
    pub fn means(self) -> &'static str {
        match self {
            Mark::Back => "back",
            Mark::Later => "later",
            Mark::NotNeeded => "not needed",
            Mark::Explain => "explain",
            Mark::Stop => "stop",
            Mark::Editor => "write it in the editor",
        }
    }
}

/// A whole answer: a mark, or a text in which `\-` stands for `-`.
pub(super) fn reply(answer: String) -> Reply<String> {
    if let Some(mark) = Mark::of(&answer) {
        return Reply::Mark(mark);
    }
    let escaped = answer
        .trim()
        .strip_prefix('\\')
        .filter(|rest| Mark::of(rest).is_some() || *rest == Mark::Editor.typed());
    Reply::Got(escaped.map_or(answer.clone(), Into::into))
}
