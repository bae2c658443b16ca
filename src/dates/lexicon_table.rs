//! `lexicon.tsv` as its readers and writers see it: from the names of classes and values to what they mean, and from all
//! rows to the file that is compiled in. Only tests need it.

use super::Calendar;
use super::lexicon::{Demonstrative, Entry, Era, Feast, Form, Modifier, Role, Roles, Unit, Word};
use super::lexicon_code::encode;
use super::lexicon_file::{SLOTS, hash};
use super::value::Season;
use crate::text::fold_char;
use std::collections::BTreeMap;

/// Words and phrases by their folded form.
pub(super) struct Forms(BTreeMap<String, Entry>);

impl Forms {
    pub(super) fn parse(table: &str) -> Self {
        let mut forms = Self(BTreeMap::new());
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [class, value, spellings] = fields[..] else { panic!("three columns: {line}") };
            let (word, role) = (word_of(class, value), role_of(class));
            assert!(word.is_some() || role.is_some(), "says nothing: {line}");
            spellings.split('|').for_each(|spelling| forms.add(spelling, word, role));
        }
        forms
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.0.iter().map(|(form, entry)| (form.as_str(), entry))
    }

    fn add(&mut self, spelling: &str, word: Option<Word>, role: Option<Role>) {
        let mut form = String::new();
        spelling.chars().for_each(|c| fold_char(c, &mut |piece| form.push(piece)));
        if let Some((first, rest)) = form.split_once(' ') {
            let length = rest.split(' ').count() + 1;
            let entry = self.entry(first);
            entry.reach = entry.reach.max(length as u8);
        }
        let entry = self.entry(&form);
        entry.word = entry.word.or(word);
        if let Some(role) = role {
            entry.roles.0 |= 1 << role as u64;
        }
    }

    fn entry(&mut self, form: &str) -> &mut Entry {
        let empty = Entry { word: None, roles: Roles::default(), reach: 0 };
        self.0.entry(form.to_owned()).or_insert(empty)
    }
}

/// The bytes of `lexicon.bin`, see [`super::lexicon_file`].
pub(super) fn compiled(forms: &Forms) -> Vec<u8> {
    let mut slots = [0_u16; SLOTS];
    let (mut entries, mut texts) = (Vec::new(), Vec::<u8>::new());
    for (index, (form, entry)) in forms.iter().enumerate() {
        let mut slot = hash(form.as_bytes()) % SLOTS;
        while slots[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = index as u16 + 1;
        entries.extend(u16::try_from(texts.len()).expect("64 kB of forms at most").to_le_bytes());
        entries.extend([u8::try_from(form.len()).expect("short forms"), entry.reach]);
        entries.extend(entry.roles.0.to_le_bytes());
        entries.extend(encode(entry.word));
        texts.extend(form.as_bytes());
    }
    let mut file = (forms.0.len() as u16).to_le_bytes().to_vec();
    slots.iter().for_each(|slot| file.extend(slot.to_le_bytes()));
    file.extend(entries);
    file.extend(texts);
    file
}

/// What a row's class and value say; `None` for a class that only gives a role.
fn word_of(class: &str, value: &str) -> Option<Word> {
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
        "climate" => Word::Climate(season_of(value)?),
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

fn season_of(name: &str) -> Option<Season> {
    Some(match name {
        "0" => Season::Winter,
        "1" => Season::Spring,
        "2" => Season::Summer,
        "3" => Season::Autumn,
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
fn role_of(class: &str) -> Option<Role> {
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
