//! The program: run, and return the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    pikorua::cli::run(std::env::args_os())
}
