//! The lists beside the article: entities with links to their mentions, dates, quotes.

use super::escape::{push_attribute, push_text};
use crate::report::contract::Report;
use crate::report::marks::{Entity, Kind, Mark};
use std::collections::HashMap;
use std::fmt::Write;

/// Entities by type, the most salient first, then the dates.
pub(super) fn write_lists(page: &mut String, report: &Report, marks: &[Mark]) {
    let mut anchors: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, mark) in marks.iter().enumerate() {
        if let Some(entity) = mark.entity {
            anchors.entry(entity.id).or_default().push(index);
        }
    }
    for (kind, heading) in [(Kind::Person, "أشخاص"), (Kind::Place, "أماكن"), (Kind::Organization, "منظمات")]
    {
        let mut entities: Vec<Entity> = report.entities().filter(|e| e.kind == kind).collect();
        entities.sort_by(|a, b| b.salience.total_cmp(&a.salience));
        if entities.is_empty() {
            continue;
        }
        let _ = writeln!(page, "<h2>{heading}</h2>\n<ul class=\"{}\">", kind.name());
        for entity in entities {
            write_entity(page, &entity, anchors.get(entity.id).map_or(&[], Vec::as_slice));
        }
        page.push_str("</ul>\n");
    }
    write_dates(page, marks);
}

fn write_entity(page: &mut String, entity: &Entity, anchors: &[usize]) {
    page.push_str("<li id=\"");
    push_attribute(page, entity.id);
    page.push_str("\"><bdi class=\"name\">");
    push_text(page, entity.name);
    page.push_str("</bdi>");
    let facts = [entity.subtype, entity.country, entity.wikidata].into_iter().flatten();
    for (index, detail) in entity.roles.iter().map(String::as_str).chain(facts).enumerate() {
        if index > 0 {
            page.push_str(" \u{b7}");
        }
        write_detail(page, detail);
    }
    page.push_str("<div class=\"jumps\">");
    for (number, anchor) in anchors.iter().enumerate() {
        let _ = write!(page, "<a href=\"#m{anchor}\">{}</a>", number + 1);
    }
    page.push_str("</div></li>\n");
}

fn write_detail(page: &mut String, detail: &str) {
    page.push_str(" <bdi class=\"more\">");
    push_text(page, detail);
    page.push_str("</bdi>");
}

fn write_dates(page: &mut String, marks: &[Mark]) {
    let mut dates = marks.iter().enumerate().filter(|(_, mark)| mark.kind == Kind::Date).peekable();
    if dates.peek().is_none() {
        return;
    }
    page.push_str("<h2>تواريخ</h2>\n<ul class=\"date\">\n");
    for (index, mark) in dates {
        page.push_str("<li><bdi class=\"name\">");
        push_text(page, mark.value.unwrap_or("؟"));
        page.push_str("</bdi>");
        write_detail(page, mark.text);
        let _ = writeln!(page, " <span class=\"jumps\"><a href=\"#m{index}\">1</a></span></li>");
    }
    page.push_str("</ul>\n");
}

/// Who said what.
pub(super) fn write_quotes(page: &mut String, report: &Report) {
    if report.quotes.is_empty() {
        return;
    }
    page.push_str("<h2>أقوال</h2>\n");
    for quote in &report.quotes {
        page.push_str("<blockquote dir=\"auto\">");
        let speaker = quote.speaker.as_deref().and_then(|id| report.entities().find(|e| e.id == id));
        if let Some(speaker) = speaker {
            let _ = write!(page, "<bdi class=\"name {}\">", speaker.kind.name());
            push_text(page, speaker.name);
            page.push_str("</bdi>: ");
        }
        push_text(page, &quote.text);
        page.push_str("</blockquote>\n");
    }
}
