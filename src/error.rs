//! The one error at the boundary: what kind it is, what went wrong, why, and what to do.

use std::fmt;

/// A result of anything that people see.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of error it is; each has its exit code, never renumbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// It could not be done, or not all of it: the records, the answers or the request are at fault.
    Request,
    /// The command line is wrong.
    Usage,
    /// Consent or privacy does not allow it.
    Refused,
    /// Something changed meanwhile, or a question is open: a person must decide; nothing is lost.
    Decide,
    /// Somebody else is writing.
    Busy,
    /// A fault of the tool.
    Fault,
    /// Ctrl-C; what was answered is kept.
    Interrupted,
}

impl ErrorKind {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            ErrorKind::Request => 1,
            ErrorKind::Usage => 2,
            ErrorKind::Refused => 3,
            ErrorKind::Decide => 4,
            ErrorKind::Busy => 5,
            ErrorKind::Fault => 70,
            ErrorKind::Interrupted => 130,
        }
    }
}

/// An error in words a teacher can act on.
#[derive(Debug, Clone, PartialEq)]
pub struct Error {
    /// What kind it is.
    pub kind: ErrorKind,
    /// What went wrong: a fragment in lower case, no full stop.
    pub message: String,
    /// Why, outermost first.
    pub causes: Vec<String>,
    /// What to do: sentences.
    pub hints: Vec<String>,
}

impl Error {
    /// An error of a kind.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), causes: Vec::new(), hints: Vec::new() }
    }

    /// Something that the records, the answers or the request are at fault for.
    pub fn request(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Request, message)
    }

    /// A wrong command line.
    pub fn usage(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Usage, message)
    }

    /// A fault of the tool.
    pub fn fault(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Fault, message)
            .hint("This is a fault of pikorua, not yours. Nothing that was said to be done is lost.")
    }

    /// With a cause.
    pub fn because(mut self, cause: impl fmt::Display) -> Error {
        self.causes.push(cause.to_string());
        self
    }

    /// With something to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Error {
        self.hints.push(hint.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.causes.iter().try_for_each(|cause| write!(f, ": {cause}"))
    }
}

impl std::error::Error for Error {}
