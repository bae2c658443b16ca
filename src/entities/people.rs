//! Which mentions of people name one person.
//!
//! Full names come first: two names of two units or more are one person's when one is the other with units left out and
//! they share the first or the last unit. Then the short mentions, in order of text, each go to a person whose name has
//! that unit. When several have it, the article's focus decides: who has been called so before, who is named in headline
//! or lead, how often, and only then how near. When that leaves two people equal, the mention stays on its own.

use super::forms::{Form, is_part, same_unit};

/// Persons as lists of mention numbers, in order of their first mention.
pub(super) fn merge(forms: &[Form], mentions: &[usize]) -> Vec<Vec<usize>> {
    let mut people: Vec<Person> = Vec::new();
    for &mention in mentions.iter().filter(|&&m| forms[m].units.len() > 1) {
        let found =
            people.iter().position(|p| p.names.iter().any(|&n| same_person(&forms[n], &forms[mention])));
        match found {
            Some(index) => people[index].add(mention),
            None => people.push(Person::new(mention)),
        }
    }
    for &mention in mentions.iter().filter(|&&m| forms[m].units.len() <= 1) {
        match choose(&people, forms, mention) {
            Some(index) => people[index].add_short(mention),
            None => people.push(Person::new(mention)),
        }
    }
    let mut groups: Vec<Vec<usize>> = people.into_iter().map(Person::all).collect();
    groups.sort_unstable_by_key(|g| g.first().copied());
    groups
}

struct Person {
    /// Mentions of two units or more; of one unit when no longer one is known.
    names: Vec<usize>,
    short: Vec<usize>,
}

impl Person {
    fn new(mention: usize) -> Self {
        Self { names: vec![mention], short: Vec::new() }
    }

    fn add(&mut self, mention: usize) {
        self.names.push(mention);
    }

    fn add_short(&mut self, mention: usize) {
        self.short.push(mention);
    }

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
fn choose(people: &[Person], forms: &[Form], mention: usize) -> Option<usize> {
    let form = &forms[mention];
    let mut candidates: Vec<(usize, f32)> = Vec::new();
    for (index, person) in people.iter().enumerate() {
        if person.names.iter().any(|&n| has_unit(&forms[n], form.last())) {
            candidates.push((index, focus(person, forms, mention)));
        }
    }
    // Somebody introduced later is meant only when nobody was introduced before.
    let introduced = |&(index, _): &(usize, f32)| people[index].names[0] < mention;
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
    let before = |m: &&usize| **m < mention;
    let called_so =
        person.short.iter().filter(before).any(|&m| same_unit(forms[m].last(), forms[mention].last()));
    let count = person.names.iter().chain(&person.short).filter(before).count();
    let in_lead = forms[person.names[0]].sentence <= 2;
    let last = person.names.iter().chain(&person.short).filter(before).map(|&m| forms[m].sentence).max();
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
