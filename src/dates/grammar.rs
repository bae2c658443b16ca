//! The grammar: every rule is tried where an expression may start, and one place chooses among what they read.

use super::lexicon::{Role, Roles, Unit, Word};
use super::meaning::{Found, Parse};
use super::scan::{Atom, Kind, Scan};
use super::{rules_ago, rules_day, rules_month, rules_part, rules_portion, rules_unit, rules_year};

type Rule = fn(&Scan, usize) -> Option<Parse>;

/// The rules that can start with an atom. When two read equally far, the earlier one wins.
fn rules_for(atom: &Atom) -> &'static [Rule] {
    match atom.kind {
        Kind::Digits(..) => &[rules_day::day, rules_year::bare_year],
        Kind::Dotted(_) => &[rules_day::day],
        Kind::Word(word) => rules_for_word(word),
        Kind::Other => rules_for_role(atom.roles),
        Kind::Mark(_) => &[],
    }
}

fn rules_for_word(word: Word) -> &'static [Rule] {
    match word {
        Word::Month(..) => &[rules_month::month],
        Word::Weekday(_) | Word::DayName(_) => &[rules_day::day],
        Word::Ordinal(_) => &[rules_day::day, rules_portion::counted],
        Word::Near(_) => &[rules_day::same_day, rules_day::day],
        Word::Number(_) => &[rules_day::day, rules_unit::period, rules_portion::counted],
        Word::Unit(unit, _) => rules_for_unit(unit),
        Word::Climate(_) => &[rules_part::climate],
        Word::Demonstrative(_) => {
            &[rules_day::same_day, rules_day::day, rules_unit::relative, rules_part::climate]
        }
        Word::Decade(_) => &[rules_part::decade],
        Word::Feast(_) => &[rules_part::feast],
        Word::Modifier(_) | Word::Era(..) => &[],
    }
}

fn rules_for_unit(unit: Unit) -> &'static [Rule] {
    match unit {
        Unit::Hour => &[rules_unit::period],
        Unit::Day => &[rules_day::day, rules_part::feast, rules_unit::period, rules_portion::counted],
        Unit::Week => &[rules_unit::relative, rules_unit::period, rules_portion::part],
        Unit::Month => {
            &[rules_month::month, rules_unit::relative, rules_unit::period, rules_portion::counted]
        }
        Unit::Quarter => {
            &[rules_portion::part, rules_portion::two_quarters, rules_portion::counted, rules_unit::relative]
        }
        Unit::Third | Unit::Half => &[rules_portion::part, rules_unit::relative],
        Unit::Season => &[rules_year::headed_year, rules_unit::relative, rules_unit::period],
        Unit::Year => {
            &[rules_year::headed_year, rules_unit::relative, rules_unit::period, rules_part::decade]
        }
        Unit::Decade => {
            &[rules_unit::relative, rules_unit::period, rules_part::decade, rules_part::decade_of_century]
        }
        Unit::Century => {
            &[rules_unit::relative, rules_unit::period, rules_part::two_centuries, rules_part::century]
        }
        Unit::Millennium => &[rules_unit::relative, rules_part::millennium],
    }
}

/// A word of a role alone: «قبل», «فصل», «الـ», «نهاية», «آخر».
fn rules_for_role(roles: Roles) -> &'static [Rule] {
    if [Role::Before, Role::After, Role::Since].iter().any(|&r| roles.has(r)) {
        return &[rules_ago::ago];
    }
    if roles.has(Role::Chapter) {
        return &[rules_part::climate];
    }
    if roles.has(Role::Article) {
        return &[rules_day::day, rules_unit::period, rules_portion::counted];
    }
    if roles.has(Role::Edge) {
        return &[rules_unit::relative, rules_unit::period, rules_portion::counted];
    }
    &[]
}

/// Gives the expressions of a sentence to `take`, in order and without overlaps.
pub(super) fn expressions(tokens: &Scan, mut take: impl FnMut(Found)) {
    let mut at = tokens.range.start;
    while at < tokens.range.end {
        match tokens.at(at).and_then(|atom| longest(tokens, at, rules_for(&atom))) {
            Some(parse) if parse.next > at => {
                at = parse.next;
                parse.found.into_iter().for_each(&mut take);
            }
            _ => at += 1,
        }
    }
}

fn longest(tokens: &Scan, at: usize, rules: &[Rule]) -> Option<Parse> {
    let mut best: Option<Parse> = None;
    for rule in rules {
        if let Some(parse) = rule(tokens, at)
            && best.as_ref().is_none_or(|b| parse.next > b.next)
        {
            best = Some(parse);
        }
    }
    best
}
