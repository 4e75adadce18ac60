//! Every verb's help, in one file.

use crate::common::{Sandbox, shows_file};

#[test]
fn the_reference_is_what_help_says() {
    let sandbox = Sandbox::new();
    let help = sandbox.ok(&["--help"]).stdout;
    let verbs = commands(&help);
    assert!(verbs.len() >= 11, "{verbs:?}");
    let mut reference = format!("# pikorua --help\n\n{help}");
    for verb in verbs {
        let help = sandbox.ok(&[verb, "--help"]).stdout;
        reference += &format!("\n# pikorua {verb} --help\n\n{help}");
        for below in commands(&help).into_iter().filter(|below| *below != "help") {
            let help = sandbox.ok(&[verb, below, "--help"]).stdout;
            reference += &format!("\n# pikorua {verb} {below} --help\n\n{help}");
        }
    }
    shows_file(reference, "cli-reference.txt");
}

/// The commands that a help text lists.
fn commands(help: &str) -> Vec<&str> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    lines.filter_map(|line| line.split_whitespace().next()).collect()
}

#[test]
fn a_wrong_command_line_is_exit_2() {
    let sandbox = Sandbox::new();
    for args in [&[][..], &["lst"], &["list", "--jsn"], &["set"], &["--color", "blue", "list"], &["help"]] {
        let said = sandbox.run(args);
        assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{args:?}: {said}");
    }
    let version = sandbox.ok(&["--version"]).stdout;
    assert_eq!(version, format!("pikorua {}\n", env!("CARGO_PKG_VERSION")));
}
