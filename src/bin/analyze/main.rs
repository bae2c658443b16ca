//! The command `analyze`: articles in, reports out.

mod args;
mod batch;
mod eval;
mod folder;
mod inputs;
mod model;
mod name_date;
mod plan;
mod progress;
mod run;
mod save;
mod work;

use anyhow::Result;
use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use plan::Plan;
use run::End;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let ended = match cli.command {
        None => Plan::new(cli.run).and_then(run::run),
        Some(Command::Eval(options)) => eval::eval(&options).and_then(|report| print(&report)),
        Some(Command::Schema) => print(khabar::report::SCHEMA),
        Some(Command::Completions { shell }) => print(&completions(shell)),
        Some(Command::Man) => manual().and_then(|page| print(&page)),
    };
    match ended {
        Ok(End::All) => ExitCode::SUCCESS,
        Ok(End::Some) => ExitCode::from(1),
        Ok(End::None) => ExitCode::from(2),
        Err(error) => {
            eprintln!("analyze: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// A reader that went away has read enough.
fn print(text: &str) -> Result<End> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(End::All),
    }
}

fn completions(shell: clap_complete::Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "analyze", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

fn manual() -> Result<String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
