//! Which mentions of places name one place.

use super::forms::{Form, same_unit, sound};
use std::collections::HashMap;

/// Places as lists of mention numbers, in order of their first mention: equal names, spellings of one name, and names that
/// the lists give to one thing (`number`: the decided record of a mention). A capital and its country are two things.
pub(super) fn merge(
    forms: &[Form],
    mentions: &[usize],
    number: &dyn Fn(usize) -> Option<u32>,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Vec<usize>, Option<u32>)> = Vec::new();
    let mut by_number: HashMap<u32, usize> = HashMap::new();
    let mut by_sound: HashMap<String, Vec<usize>> = HashMap::new();
    for &mention in mentions {
        let own = number(mention);
        let sounds = by_sound.entry(forms[mention].units.iter().map(|u| sound(u)).collect()).or_default();
        let by_list = own.and_then(|n| by_number.get(&n)).copied();
        let by_name = sounds.iter().copied().filter(|&index| {
            let (members, known) = &groups[index];
            // Two names of which the lists know just one are one place only when they are spelled alike.
            (known.is_none() || own.is_none())
                && members.iter().any(|&m| same_name(&forms[m], &forms[mention]))
        });
        let index = by_list.into_iter().chain(by_name).min().unwrap_or(groups.len());
        match groups.get_mut(index) {
            Some((members, known)) => {
                members.push(mention);
                *known = known.or(own);
            }
            None => groups.push((vec![mention], own)),
        }
        if let Some(number) = own {
            by_number.entry(number).or_insert(index);
        }
        if !sounds.contains(&index) {
            sounds.push(index);
        }
    }
    groups.into_iter().map(|(members, _)| members).collect()
}

fn same_name(a: &Form, b: &Form) -> bool {
    a.units.len() == b.units.len() && a.units.iter().zip(&b.units).all(|(x, y)| same_unit(x, y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::NameType;

    #[test]
    fn names_of_one_record_and_spellings_are_one_place() {
        let form = |name: &str| Form {
            units: name.split(' ').map(String::from).collect(),
            key: name.into(),
            sentence: 0,
            kind: NameType::Place,
        };
        let forms = [form("امريكا"), form("الولايات المتحده"), form("واشنطن"), form("ابوظبي"), form("ابوظبي")];
        let number = |m: usize| [Some(7), Some(7), Some(8), None, Some(9)][m];
        assert_eq!(merge(&forms, &[0, 1, 2, 3, 4], &number), [vec![0, 1], vec![2], vec![3, 4]]);
    }
}
