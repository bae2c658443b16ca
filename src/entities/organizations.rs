//! Which mentions of organizations name one organization.
//!
//! Equal names; names that the lists know as one («الناتو», «حلف شمال الأطلسي»); an acronym or a foreign form in brackets
//! behind the name; a name that begins another («حزب العمال» after «حزب العمال الكوري»); a name without its type word
//! («الخارجية الروسية», «وزارة الخارجية الروسية»).

use super::forms::{Form, same_unit, sound};
use crate::names::NameMention;
use crate::text::{Document, TokenKind};
use std::collections::HashMap;

/// What merging asks of the lists about organizations.
pub(super) struct Lists<'a> {
    /// The number of the entry whose name, variant or acronym a folded name is.
    pub(super) entry: &'a dyn Fn(&str) -> Option<u32>,
    /// Whether a folded word only says what kind of organization it is («وزارة», «شركة»).
    pub(super) is_type_word: &'a dyn Fn(&str) -> bool,
}

/// Organizations as lists of mention numbers, in order of their first mention.
pub(super) fn merge(
    document: &Document,
    names: &[NameMention],
    forms: &[Form],
    mentions: &[usize],
    lists: &Lists,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_entry: HashMap<u32, usize> = HashMap::new();
    let mut by_key: HashMap<&str, usize> = HashMap::new();
    let mut of_mention: HashMap<usize, usize> = HashMap::new();
    for &mention in mentions {
        let form = &forms[mention];
        let entry = (lists.entry)(&form.key);
        let acronym_of = bracketed_after(document, names, mention);
        let known = [
            entry.and_then(|e| by_entry.get(&e)),
            by_key.get(form.key.as_str()),
            acronym_of.and_then(|m| of_mention.get(&m)),
        ];
        let index = known.into_iter().flatten().min().copied().unwrap_or(groups.len());
        if let Some(group) = groups.get_mut(index) {
            group.members.push(mention);
        } else {
            groups.push(Group { members: vec![mention] });
            if let Some(entry) = entry {
                by_entry.entry(entry).or_insert(index);
            }
        }
        by_key.entry(&form.key).or_insert(index);
        of_mention.insert(mention, index);
    }
    join_short_names(&mut groups, forms, lists);
    let mut all: Vec<Vec<usize>> = groups.into_iter().map(|g| g.members).filter(|m| !m.is_empty()).collect();
    for members in &mut all {
        members.sort_unstable();
    }
    all.sort_unstable_by_key(|m| m.first().copied());
    all
}

struct Group {
    members: Vec<usize>,
}

/// The organization directly before `mention`, when `mention` stands in brackets behind it: «… (KCNA)», «… "ناتو"».
pub(super) fn bracketed_after(document: &Document, names: &[NameMention], mention: usize) -> Option<usize> {
    let range = &names[mention].tokens;
    let open = range.start.checked_sub(1)?;
    let tokens = document.tokens();
    let mark = tokens.get(open)?;
    let opens = mark.kind == TokenKind::Punctuation && matches!(mark.span.of(document.text()), "(" | "[");
    let closes = tokens.get(range.end).is_some_and(|t| matches!(t.span.of(document.text()), ")" | "]"));
    if !(opens && closes) {
        return None;
    }
    // A nationality may stand between the name and its acronym, hardly more.
    let before = mention.checked_sub(1)?;
    let name = &names[before];
    let near = name.tokens.end <= open && open - name.tokens.end <= 1;
    (near && name.kind == names[mention].kind).then_some(before)
}

/// Joins a group whose name is a shortened form of exactly one other group's name.
fn join_short_names(groups: &mut [Group], forms: &[Form], lists: &Lists) {
    // A longer name begins with the short one, or has a type word before it: it is found by its first two words.
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, group) in groups.iter().enumerate() {
        for unit in group.members.iter().flat_map(|&m| forms[m].units.iter().take(2)) {
            let known = by_word.entry(sound(unit)).or_default();
            if known.last() != Some(&index) {
                known.push(index);
            }
        }
    }
    for short in 0..groups.len() {
        let first = groups[short].members.first().and_then(|&m| forms[m].units.first());
        let candidates = first.and_then(|unit| by_word.get(&sound(unit))).map_or(&[][..], Vec::as_slice);
        let is_long = |long: usize| {
            let is_named =
                |&s: &usize| groups[long].members.iter().any(|&l| is_short_for(&forms[s], &forms[l], lists));
            long != short && !groups[long].members.is_empty() && groups[short].members.iter().all(is_named)
        };
        let mut longer = candidates.iter().copied().filter(|&long| is_long(long));
        if let (Some(long), None) = (longer.next(), longer.next()) {
            let members = std::mem::take(&mut groups[short].members);
            groups[long].members.extend(members);
        }
    }
}

/// «حزب العمال» for «حزب العمال الكوري»; «الخارجية الروسية» and «النهضة» for the same with a type word before it.
fn is_short_for(short: &Form, long: &Form, lists: &Lists) -> bool {
    let (s, l) = (&short.units, &long.units);
    if s.is_empty() || s.len() >= l.len() {
        return false;
    }
    let equal = |a: &[String], b: &[String]| a.iter().zip(b).all(|(x, y)| same_unit(x, y));
    let begins = s.len() >= 2 && equal(s, l);
    let without_type = l.len() == s.len() + 1 && (lists.is_type_word)(&l[0]) && equal(s, &l[1..]);
    begins || without_type
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::NameType;

    fn groups(text: &str, spans: &[(usize, usize)]) -> Vec<Vec<usize>> {
        let document = Document::new(text);
        let names: Vec<NameMention> = spans
            .iter()
            .map(|&(start, end)| NameMention {
                span: document.mention_span(start..end),
                tokens: start..end,
                kind: NameType::Organization,
                confidence: 1.0,
            })
            .collect();
        let forms: Vec<Form> = names.iter().map(|n| Form::new(&document, n)).collect();
        let lists = Lists { entry: &|_| None, is_type_word: &|word| word == "وزاره" };
        merge(&document, &names, &forms, &(0..names.len()).collect::<Vec<_>>(), &lists)
    }

    #[test]
    fn an_acronym_in_brackets_joins_its_organization() {
        assert_eq!(groups("هيئة المسح البحري (MSA) قالت MSA", &[(0, 3), (4, 5), (7, 8)]), [vec![0, 1, 2]]);
    }

    #[test]
    fn shortened_names_join_the_only_longer_one() {
        let text = "وزارة الخارجية المصرية ثم الخارجية المصرية ثم وزارة الخارجية";
        assert_eq!(groups(text, &[(0, 3), (4, 6), (7, 9)]), [vec![0, 1, 2]]);
    }

    #[test]
    fn a_shortened_name_of_two_stays_apart() {
        let text = "وزارة الخارجية المصرية و وزارة الخارجية السودانية ثم وزارة الخارجية";
        assert_eq!(groups(text, &[(0, 3), (4, 7), (8, 10)]), [vec![0], vec![1], vec![2]]);
    }
}
