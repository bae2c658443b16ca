//! The columns of `lexicon.tsv`: from the names of classes and values to what they mean.

use super::Calendar;
use super::lexicon::{Demonstrative, Era, Feast, Form, Modifier, Role, Unit, Word};
use super::value::Season;

/// What a row's class and value say; `None` for a class that only gives a role.
pub(super) fn word_of(class: &str, value: &str) -> Option<Word> {
    Some(match class {
        "month" => {
            let (value, weak) = value.strip_suffix('?').map_or((value, false), |v| (v, true));
            Word::Month(calendar_of(value)?, value.get(1..)?.parse().ok()?, weak)
        }
        "weekday" => Word::Weekday(value.parse().ok()?),
        "near" => Word::Near(value.parse().ok()?),
        "unit" => {
            let (unit, form) = value.split_once('.')?;
            Word::Unit(unit_of(unit)?, form_of(form)?)
        }
        "climate" => Word::Climate(Season::of(value.parse().ok()?)),
        "mod" => Word::Modifier(modifier_of(value)?),
        "dem" => Word::Demonstrative(match value {
            "this" => Demonstrative::This,
            "same" => Demonstrative::Same,
            _ => Demonstrative::That,
        }),
        "number" => Word::Number(value.parse().ok()?),
        "ordinal" => Word::Ordinal(value.parse().ok()?),
        "firstday" => Word::DayName(value.parse().ok()?),
        "decade" => Word::Decade(value.parse().ok()?),
        "era" => {
            let (value, weak) = value.strip_suffix('?').map_or((value, false), |v| (v, true));
            Word::Era(era_of(value)?, weak)
        }
        "feast" => Word::Feast(feast_of(value)?),
        _ => return None,
    })
}

fn calendar_of(value: &str) -> Option<Calendar> {
    Some(match value.get(..1)? {
        "g" => Calendar::Gregorian,
        "h" => Calendar::Hijri,
        "p" => Calendar::Persian,
        "c" => Calendar::Coptic,
        "z" => Calendar::Amazigh,
        _ => return None,
    })
}

fn unit_of(name: &str) -> Option<Unit> {
    Some(match name {
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "third" => Unit::Third,
        "half" => Unit::Half,
        "season" => Unit::Season,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        "millennium" => Unit::Millennium,
        _ => return None,
    })
}

fn form_of(name: &str) -> Option<Form> {
    Some(match name {
        "s" => Form::Indefinite,
        "d" => Form::Definite,
        "c" => Form::ConstructDual,
        "t" => Form::Dual,
        "u" => Form::DefiniteDual,
        "p" => Form::Plural,
        "q" => Form::DefinitePlural,
        _ => return None,
    })
}

fn modifier_of(name: &str) -> Option<Modifier> {
    Some(match name {
        "past" => Modifier::Past,
        "last" => Modifier::Last,
        "past2" => Modifier::BeforePast,
        "next" => Modifier::Next,
        "next2" => Modifier::AfterNext,
        "this" => Modifier::This,
        "new" => Modifier::New,
        "same" => Modifier::Same,
        "after" => Modifier::Following,
        "before" => Modifier::Preceding,
        _ => return None,
    })
}

fn era_of(name: &str) -> Option<Era> {
    Some(match name {
        "ad" => Era::Common,
        "bc" => Era::BeforeCommon,
        "ah" => Era::Hijri,
        "sh" => Era::Persian,
        "am" => Era::Coptic,
        "az" => Era::Amazigh,
        _ => return None,
    })
}

fn feast_of(value: &str) -> Option<Feast> {
    if value == "eid" {
        return Some(Feast::Eid);
    }
    let rest = value.get(1..)?;
    Some(match value.get(..1)? {
        "w" => Feast::WesternEaster(rest.parse().ok()?),
        "e" => Feast::EasternEaster(rest.parse().ok()?),
        _ => {
            let (month, day) = rest.split_once('-')?;
            Feast::Fixed(calendar_of(value)?, month.parse().ok()?, day.parse().ok()?)
        }
    })
}

/// The role that a row's class gives.
pub(super) fn role_of(class: &str) -> Option<Role> {
    Some(match class {
        "chapter" => Role::Chapter,
        "school" => Role::School,
        "fiscal" => Role::Fiscal,
        "sport" => Role::Sport,
        "approx" => Role::Approx,
        "from" => Role::From,
        "to" => Role::To,
        "or" => Role::Or,
        "in" => Role::In,
        "and" => Role::And,
        "al" => Role::Article,
        "edge" => Role::Edge,
        "festive" => Role::Festive,
        "general" => Role::General,
        "once" => Role::Once,
        "attack" => Role::Attack,
        "before" => Role::Before,
        "after" => Role::After,
        "since" => Role::Since,
        "between" => Role::Between,
        "every" => Role::Every,
        "age" => Role::Age,
        "verse" => Role::Numbered,
        "corresponding" => Role::Corresponding,
        "contract" => Role::Contract,
        "firsts" => Role::First,
        "block" => Role::Block,
        "prayer" => Role::Prayer,
        "daily" => Role::Daily,
        "future" => Role::Future,
        "past" => Role::Past,
        "counted" => Role::Counted,
        "event" => Role::Event,
        _ => return None,
    })
}
