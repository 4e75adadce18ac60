//! One file a verb: its arguments (whose doc comment is the help), what it calls, what it prints.

mod change_lines;
mod check;
mod collided;
mod correct;
mod demo;
mod diff;
mod dispose;
mod doctor;
mod documents;
mod due;
mod edit;
mod export;
mod filtered;
mod guides;
mod handing;
mod import;
mod init;
mod list;
mod log;
mod near;
mod new;
mod open;
mod print;
mod report;
mod rows;
mod seen;
mod set;
mod share;
mod show;
mod sync;
mod then;
mod undo;
mod walk;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::error::{Error, ErrorKind, Result};
use crate::history::History;
use crate::ui::{Color, Ui};

/// Case records, plans and reviews for a learning support cluster, walked through He Pikorua and kept in plain files.
#[derive(Parser, Debug)]
#[command(name = "pikorua", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(
    after_help = "A case is meant by the beginning of its id or by a name in it that only one case has.\n\n\
Exit codes: 0 done, 1 not done or something is wrong with the records, 2 wrong command line, \
3 refused by consent or privacy, 4 a decision is needed, 5 somebody else is writing, 70 a fault, 130 interrupted."
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    verb: Verb,
}

/// What every verb takes.
#[derive(Args, Debug)]
pub(crate) struct Global {
    /// The cluster's folder [default: the nearest one upward]
    #[arg(
        id = "in-folder",
        short = 'C',
        long = "folder",
        value_name = "FOLDER",
        global = true,
        env = "PIKORUA_FOLDER"
    )]
    folder: Option<PathBuf>,
    /// Who is at the keyboard: an id, a login or a name from people.yaml
    #[arg(long, value_name = "PERSON", global = true, env = "PIKORUA_USER")]
    user: Option<String>,
    /// Never ask; say which answer is missing instead
    #[arg(long, global = true)]
    no_input: bool,
    /// When to use colour
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    color: Color,
    /// Say only what must be said
    #[arg(short, long, global = true)]
    quiet: bool,
    // where something may have been recorded
    #[arg(skip)]
    changed: std::cell::OnceCell<PathBuf>,
}

#[derive(Subcommand, Debug)]
enum Verb {
    Demo(demo::Demo),
    Init(init::Init),
    New(new::New),
    Walk(walk::Walk),
    Edit(edit::Edit),
    Set(set::Set),
    List(list::List),
    Show(show::Show),
    Due(due::Due),
    Report(report::Report),
    Export(export::Export),
    Check(check::Check),
    Log(log::Log),
    Diff(diff::Diff),
    Undo(undo::Undo),
    Doctor(doctor::Doctor),
    Print(print::Print),
    Share(share::Share),
    Correct(correct::Correct),
    Sync(sync::Sync),
    Dispose(dispose::Dispose),
    Guides(guides::Guides),
    Documents(documents::Documents),
    Import(import::Import),
}

impl Verb {
    fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        match self {
            Verb::Demo(verb) => verb.run(global, ui),
            Verb::Init(verb) => verb.run(global, ui),
            Verb::New(verb) => verb.run(global, ui),
            Verb::Walk(verb) => verb.run(global, ui),
            Verb::Edit(verb) => verb.run(global, ui),
            Verb::Set(verb) => verb.run(global, ui),
            Verb::List(verb) => verb.run(global, ui),
            Verb::Show(verb) => verb.run(global, ui),
            Verb::Due(verb) => verb.run(global, ui),
            Verb::Report(verb) => verb.run(global, ui),
            Verb::Export(verb) => verb.run(global, ui),
            Verb::Check(verb) => verb.run(global, ui),
            Verb::Log(verb) => verb.run(global, ui),
            Verb::Diff(verb) => verb.run(global, ui),
            Verb::Undo(verb) => verb.run(global, ui),
            Verb::Doctor(verb) => verb.run(global, ui),
            Verb::Print(verb) => verb.run(global, ui),
            Verb::Share(verb) => verb.run(global, ui),
            Verb::Correct(verb) => verb.run(global, ui),
            Verb::Sync(verb) => verb.run(global, ui),
            Verb::Dispose(verb) => verb.run(global, ui),
            Verb::Guides(verb) => verb.run(global, ui),
            Verb::Documents(verb) => verb.run(global, ui),
            Verb::Import(verb) => verb.run(global, ui),
        }
    }
}

/// Runs the program with these arguments and gives its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // help and version are results; everything else is a wrong command line
            let code = if error.use_stderr() { ErrorKind::Usage.code() } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    History::hold_little();
    let mut ui = Ui::new(cli.global.color, cli.global.quiet, cli.global.no_input);
    let done = cli.verb.run(&cli.global, &mut ui);
    cli.global.tidy();
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if !error.message.is_empty() {
                ui.error(&error);
            }
            ExitCode::from(error.kind.code())
        }
    }
}

/// The end of a verb that said all there was to say and did not do everything.
fn not_all() -> Error {
    Error::new(ErrorKind::Request, "")
}
