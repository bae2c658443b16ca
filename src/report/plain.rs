//! A compact reading for the terminal, safe for both directions of writing.

use super::contract::{Quote, Report};
use super::marks::Entity;
use std::fmt::Write;

/// Which escapes the terminal understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// None.
    Never,
    /// ANSI colours.
    Ansi,
}

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";
const BLUE: &str = "34";
const MAGENTA: &str = "35";

/// Writes the report as a short text with a heading a part.
#[must_use]
pub fn plain(report: &Report, color: Color) -> String {
    let page = Page { color };
    let mut out = String::new();
    let article = &report.article;
    let title = article.title.as_deref().or(report.source.path.as_deref()).unwrap_or_default();
    let _ = writeln!(out, "{}", page.paint(BOLD, &isolated(title)));
    let date = article.date.as_deref().map(|date| format!("{date}, ")).unwrap_or_default();
    let counts = format!("{date}{} words, {} sentences", article.words, article.sentences);
    let _ = writeln!(out, "{}", page.paint(DIM, &counts));
    let of_kind = |kind: &str| report.entities().filter(|e| e.kind.name() == kind).collect::<Vec<_>>();
    page.entities(&mut out, "People", RED, of_kind("person"));
    page.entities(&mut out, "Places", GREEN, of_kind("place"));
    page.entities(&mut out, "Organizations", BLUE, of_kind("organization"));
    page.dates(&mut out, report);
    page.quotes(&mut out, report);
    page.lines(&mut out, "Key phrases", report.keyphrases.iter().map(|k| isolated(&k.text)));
    page.lines(&mut out, "Summary", report.summary.iter().map(|s| isolated(&s.text)));
    out
}

/// Draws with or without colours.
#[derive(Clone, Copy)]
struct Page {
    color: Color,
}

impl Page {
    fn paint(self, code: &str, text: &str) -> String {
        match self.color {
            Color::Never => text.to_owned(),
            Color::Ansi => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }

    /// Most salient first.
    fn entities(self, out: &mut String, heading: &str, code: &str, mut entities: Vec<Entity>) {
        entities.sort_by(|a, b| b.salience.total_cmp(&a.salience));
        let lines = entities.iter().map(|entity| {
            let mut line = format!("{} {}", self.paint(code, &isolated(entity.name)), entity.count);
            for detail in [entity.country, entity.subtype, entity.wikidata].into_iter().flatten() {
                let _ = write!(line, " {}", self.paint(DIM, &isolated(detail)));
            }
            for role in entity.roles {
                let _ = write!(line, " {}", isolated(role));
            }
            line
        });
        self.lines(out, heading, lines);
    }

    fn dates(self, out: &mut String, report: &Report) {
        let lines = report.dates.iter().map(|date| {
            let value = date.value.as_deref().unwrap_or("?");
            format!("{} {}", self.paint(MAGENTA, &format!("{value:<10}")), isolated(&date.text))
        });
        self.lines(out, "Dates", lines);
    }

    fn quotes(self, out: &mut String, report: &Report) {
        let name = |quote: &Quote| {
            let id = quote.speaker.as_deref()?;
            report.entities().find(|entity| entity.id == id).map(|entity| isolated(entity.name))
        };
        let lines = report.quotes.iter().map(|quote| {
            let speaker = name(quote).unwrap_or_else(|| "?".to_owned());
            format!("{} {}", self.paint(BOLD, &speaker), isolated(&quote.text))
        });
        self.lines(out, "Quotes", lines);
    }

    fn lines(self, out: &mut String, heading: &str, lines: impl Iterator<Item = String>) {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return;
        }
        let _ = writeln!(out, "\n{}", self.paint(BOLD, heading));
        for line in lines {
            let _ = writeln!(out, "  {line}");
        }
    }
}

/// The text between a first-strong isolate and its end, on one line and without control characters: it cannot turn
/// around what stands beside it, nor move a terminal's cursor.
fn isolated(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 6);
    shown.push('\u{2068}');
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    shown.extend(text.chars().filter(|&c| !turns(c)).map(|c| if c.is_control() { ' ' } else { c }));
    shown.push('\u{2069}');
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_in_its_place() {
        assert_eq!(isolated("a\u{202E}b\u{1b}[31m\nc"), "\u{2068}ab [31m c\u{2069}");
    }
}
