//! The grammar: every rule is tried where an expression may start, and one place chooses among what they read.

use super::meaning::{Found, Parse};
use super::scan::Scan;
use super::{rules_day, rules_month, rules_part, rules_unit, rules_year};

type Rule = fn(&Scan, usize) -> Option<Parse>;

/// The rules. When two read equally far, the earlier one wins.
const RULES: [Rule; 15] = [
    rules_day::same_day,
    rules_day::day,
    rules_part::feast,
    rules_month::month,
    rules_unit::relative,
    rules_unit::period,
    rules_unit::ago,
    rules_year::headed_year,
    rules_part::quarter,
    rules_part::climate,
    rules_part::decade,
    rules_part::two_centuries,
    rules_part::century,
    rules_part::millennium,
    rules_year::bare_year,
];

/// The expressions of a sentence, in order and without overlaps.
pub(super) fn expressions(tokens: &Scan) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = tokens.range.start;
    while at < tokens.range.end {
        match tokens.may_start(at).then(|| longest(tokens, at)).flatten() {
            Some(parse) if parse.next > at => {
                at = parse.next;
                found.extend(parse.found);
            }
            _ => at += 1,
        }
    }
    found
}

fn longest(tokens: &Scan, at: usize) -> Option<Parse> {
    let mut best: Option<Parse> = None;
    for rule in RULES {
        if let Some(parse) = rule(tokens, at)
            && best.as_ref().is_none_or(|b| parse.next > b.next)
        {
            best = Some(parse);
        }
    }
    best
}
