//! Which mentions of people name one person.
//!
//! Full names come first: two names of two units or more are one person's when one is the other with units left out and
//! they share the first or the last unit. Then the short mentions, in order of text, each go to a person whose name has
//! that unit. When several have it, the article's focus decides: who has been called so before, who is named in headline
//! or lead, how often, and only then how near. When that leaves two people equal, the mention stays on its own.

use super::forms::{Form, is_part, same_unit, sound};
use std::collections::HashMap;

/// Persons as lists of mention numbers, in order of their first mention.
pub(super) fn merge(forms: &[Form], mentions: &[usize]) -> Vec<Vec<usize>> {
    let mut people = People::default();
    for &mention in mentions.iter().filter(|&&m| forms[m].units.len() > 1) {
        let is_one =
            |&p: &usize| people.all[p].names.iter().any(|&n| same_person(&forms[n], &forms[mention]));
        let found = people.sharing_units(&forms[mention].units).into_iter().find(is_one);
        people.add(found, mention, forms);
    }
    for &mention in mentions.iter().filter(|&&m| forms[m].units.len() <= 1) {
        match choose(&people, forms, mention) {
            Some(index) => people.all[index].short.push(mention),
            None => people.add(None, mention, forms),
        }
    }
    let mut groups: Vec<Vec<usize>> = people.all.into_iter().map(Person::all).collect();
    groups.sort_unstable_by_key(|g| g.first().copied());
    groups
}

/// The people so far, found by the units of their names.
#[derive(Default)]
struct People {
    all: Vec<Person>,
    by_sound: HashMap<String, Vec<usize>>,
}

impl People {
    /// Who has a unit in common with these, in order of the first mention.
    fn sharing_units(&self, units: &[String]) -> Vec<usize> {
        let mut found: Vec<usize> =
            units.iter().filter_map(|u| self.by_sound.get(&sound(u))).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Gives a name to a known person, or to a new one.
    fn add(&mut self, person: Option<usize>, mention: usize, forms: &[Form]) {
        let index = person.unwrap_or(self.all.len());
        match self.all.get_mut(index) {
            Some(known) => known.names.push(mention),
            None => self.all.push(Person { names: vec![mention], short: Vec::new() }),
        }
        for unit in &forms[mention].units {
            let known = self.by_sound.entry(sound(unit)).or_default();
            if !known.contains(&index) {
                known.push(index);
            }
        }
    }
}

struct Person {
    /// Mentions of two units or more; of one unit when no longer one is known.
    names: Vec<usize>,
    short: Vec<usize>,
}

impl Person {
    fn all(self) -> Vec<usize> {
        let mut all = self.names;
        all.extend(self.short);
        all.sort_unstable();
        all
    }
}

fn same_person(a: &Form, b: &Form) -> bool {
    let (short, long) = if a.units.len() <= b.units.len() { (a, b) } else { (b, a) };
    let shares_end = same_unit(&short.units[0], &long.units[0]) || same_unit(short.last(), long.last());
    shares_end && is_part(&short.units, &long.units)
}

/// How much better the first candidate must be than the second.
const MARGIN: f32 = 0.25;

/// The person that a mention of one unit names.
fn choose(people: &People, forms: &[Form], mention: usize) -> Option<usize> {
    let form = &forms[mention];
    let mut candidates: Vec<(usize, f32)> = Vec::new();
    for index in people.sharing_units(&form.units) {
        let person = &people.all[index];
        if person.names.iter().any(|&n| has_unit(&forms[n], form.last())) {
            candidates.push((index, focus(person, forms, mention)));
        }
    }
    // Somebody introduced later is meant only when nobody was introduced before.
    let introduced = |&(index, _): &(usize, f32)| people.all[index].names[0] < mention;
    if candidates.iter().any(introduced) {
        candidates.retain(introduced);
    }
    candidates.sort_by(|a, b| b.1.total_cmp(&a.1));
    match candidates[..] {
        [] => None,
        [(only, _)] => Some(only),
        [(first, score), (_, next), ..] => (score - next >= MARGIN).then_some(first),
    }
}

fn has_unit(name: &Form, unit: &str) -> bool {
    let plain = unit.strip_prefix("ال").unwrap_or(unit);
    name.units.iter().any(|u| same_unit(u, unit) || u.strip_prefix("ال") == Some(plain))
}

/// How much the article is about a person where `mention` stands.
fn focus(person: &Person, forms: &[Form], mention: usize) -> f32 {
    let here = forms[mention].sentence;
    // Both lists are in order of text.
    let before = |list: &[usize]| list.partition_point(|&m| m < mention);
    let (names, short) = (&person.names[..before(&person.names)], &person.short[..before(&person.short)]);
    let called_so = short.iter().rev().any(|&m| same_unit(forms[m].last(), forms[mention].last()));
    let count = names.len() + short.len();
    let in_lead = forms[person.names[0]].sentence <= 2;
    let last = names.last().max(short.last()).map(|&m| forms[m].sentence);
    let distance = here.saturating_sub(last.unwrap_or(0)).min(20);
    let called = if called_so { 1.5 } else { 0.0 };
    let lead = if in_lead { 0.75 } else { 0.0 };
    called + lead + (count as f32 + 1.0).log2() + 1.0 / (1.0 + distance as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::NameType;

    fn groups(mentions: &[(&str, usize)]) -> Vec<Vec<usize>> {
        let forms: Vec<Form> = mentions
            .iter()
            .map(|(name, sentence)| Form {
                units: name.split(' ').map(String::from).collect(),
                key: (*name).to_owned(),
                sentence: *sentence,
                kind: NameType::Person,
            })
            .collect();
        merge(&forms, &(0..forms.len()).collect::<Vec<_>>())
    }

    #[test]
    fn a_short_mention_joins_the_full_name() {
        assert_eq!(groups(&[("سامي الحداد", 0), ("الحداد", 1), ("هاني الحداد", 2)]), [vec![0, 1], vec![2]]);
        assert_eq!(groups(&[("الحداد", 0), ("سامي الحداد", 1)]), [vec![0, 1]]);
    }

    #[test]
    fn the_focus_decides_between_two() {
        let mentions = [("هاني مراد", 1), ("مراد", 2), ("سعاد مراد", 5), ("مراد", 6)];
        assert_eq!(groups(&mentions), [vec![0, 1, 3], vec![2]]);
    }

    #[test]
    fn when_nothing_decides_they_stay_apart() {
        let mentions = [("هاني مراد", 1), ("سعاد مراد", 1), ("مراد", 2)];
        assert_eq!(groups(&mentions), [vec![0], vec![1], vec![2]]);
    }

    #[test]
    fn no_mention_is_lost() {
        let mentions = [("ا ب", 0), ("ب", 0), ("ج", 1), ("ا ب ج", 2), ("ج", 3)];
        let mut all: Vec<usize> = groups(&mentions).concat();
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3, 4]);
    }
}
