//! brat standoff: text-bound annotations, references to Wikidata, equivalence of mentions, relations.

use super::contract::{RelationKind, Report};
use std::collections::HashMap;
use std::fmt::Write;

/// Writes the `.ann` file of `text`. The report's offsets have to be code points, as brat counts.
#[must_use]
pub fn brat(report: &Report, text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut lines = String::new();
    let mut mentions: HashMap<&str, Vec<String>> = HashMap::new();
    let mut notes = 0;
    for (index, mark) in report.marks().iter().enumerate() {
        let label = format!("T{}", index + 1);
        let name = mark.kind.name();
        let (first, rest) = name.split_at(1);
        let fragments = fragments(&characters, mark.start, mark.end);
        let shown = mark.text.replace(['\n', '\r'], " ");
        let _ = writeln!(lines, "{label}\t{}{rest} {fragments}\t{shown}", first.to_ascii_uppercase());
        if let Some(value) = mark.value {
            notes += 1;
            let _ = writeln!(lines, "#{notes}\tAnnotatorNotes {label}\t{value}");
        }
        if let Some(entity) = mark.entity {
            mentions.entry(entity.id).or_default().push(label);
        }
    }
    write_entities(&mut lines, report, &mentions);
    lines
}

/// `start end`, one pair a line that the mention covers: brat takes no line end inside a fragment.
fn fragments(characters: &[char], start: usize, end: usize) -> String {
    let mut fragments = Vec::new();
    let mut from = start;
    for at in start..=end {
        let breaks = at == end || characters.get(at).is_some_and(|&c| c == '\n' || c == '\r');
        if breaks {
            if from < at {
                fragments.push(format!("{from} {at}"));
            }
            from = at + 1;
        }
    }
    fragments.join(";")
}

fn write_entities(lines: &mut String, report: &Report, mentions: &HashMap<&str, Vec<String>>) {
    let first = |id: &str| mentions.get(id).and_then(|labels| labels.first());
    let mut references = 0;
    for entity in report.entities() {
        if let (Some(label), Some(wikidata)) = (first(entity.id), entity.wikidata) {
            references += 1;
            let name = entity.name.replace(['\n', '\r', '\t'], " ");
            let _ = writeln!(lines, "N{references}\tReference {label} Wikidata:{wikidata}\t{name}");
        }
        if let Some(labels) = mentions.get(entity.id).filter(|labels| labels.len() > 1) {
            let _ = writeln!(lines, "*\tEquiv {}", labels.join(" "));
        }
    }
    for (index, relation) in report.relations.iter().enumerate() {
        if let (Some(from), Some(to)) = (first(&relation.from), first(&relation.to)) {
            let name = relation_name(relation.kind);
            let _ = writeln!(lines, "R{}\t{name} Arg1:{from} Arg2:{to}", index + 1);
        }
    }
}

fn relation_name(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::RoleAt => "Role-at",
        RelationKind::InCountry => "In-country",
        RelationKind::BasedIn => "Based-in",
        RelationKind::Met => "Met",
        RelationKind::Signed => "Signed",
        RelationKind::AcronymOf => "Acronym-of",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_over_a_line_end_has_two_fragments() {
        let characters: Vec<char> = "ab\r\ncd".chars().collect();
        assert_eq!(fragments(&characters, 0, 6), "0 2;4 6");
        assert_eq!(fragments(&characters, 4, 6), "4 6");
    }
}
