//! One self-contained page: the article with its entities marked, a list that jumps to the mentions, the dates on a
//! line, the places on a map. Right to left, without scripts, nothing loaded from outside.

mod escape;
mod labels;
mod map;
mod side;
mod timeline;

use super::contract::Report;
use super::marks::Mark;
use crate::span::Span;
use crate::text::Document;
use escape::{push_attribute, push_text};
use std::fmt::Write;

const STYLE: &str = include_str!("style.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Writes the page. The report's offsets have to be bytes of `text`.
#[must_use]
pub fn html(report: &Report, text: &str) -> String {
    let marks = report.marks();
    let title = report.article.title.as_deref().or(report.source.path.as_deref()).unwrap_or("analyze");
    let mut page = String::with_capacity(text.len() * 3 + 16_000);
    page.push_str("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = writeln!(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>");
    push_text(&mut page, title);
    let _ =
        writeln!(page, "</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<div class=\"page\">\n<main>");
    write_article(&mut page, report, text, &marks);
    write_summary(&mut page, report);
    side::write_quotes(&mut page, report);
    timeline::write(&mut page, report);
    map::write(&mut page, report);
    page.push_str("</main>\n<aside>\n");
    side::write_lists(&mut page, report, &marks);
    page.push_str("</aside>\n</div>\n</body>\n</html>\n");
    page
}

fn write_article(page: &mut String, report: &Report, text: &str, marks: &[Mark]) {
    let document = Document::new(text);
    let mut next = 0;
    page.push_str("<article>\n");
    for &paragraph in document.paragraphs() {
        let is_title = document.title().is_some_and(|title| title.contains(paragraph));
        page.push_str(if is_title { "<h1 dir=\"auto\">" } else { "<p dir=\"auto\">" });
        write_paragraph(page, text, paragraph, marks, &mut next);
        page.push_str(if is_title { "</h1>\n" } else { "</p>\n" });
        if is_title {
            write_about(page, report);
        }
    }
    if document.title().is_none() {
        write_about(page, report);
    }
    page.push_str("</article>\n");
}

fn write_paragraph(page: &mut String, text: &str, paragraph: Span, marks: &[Mark], next: &mut usize) {
    let mut at = paragraph.start;
    while let Some(mark) = marks.get(*next).filter(|mark| mark.start < paragraph.end) {
        // A mark that overlaps the one before it keeps its anchor and loses its text.
        let start = mark.start.clamp(at, paragraph.end);
        let end = mark.end.clamp(start, paragraph.end);
        push_text(page, Span::new(at, start).of(text));
        write_mark(page, Span::new(start, end).of(text), mark, *next);
        at = end;
        *next += 1;
    }
    push_text(page, Span::new(at, paragraph.end).of(text));
}

fn write_mark(page: &mut String, text: &str, mark: &Mark, index: usize) {
    let _ = write!(page, "<mark id=\"m{index}\" class=\"{}\" title=\"", mark.kind.name());
    let label = mark.entity.map(|e| e.name).or(mark.value).unwrap_or_else(|| mark.kind.name());
    push_attribute(page, label);
    page.push_str("\">");
    match mark.entity {
        Some(entity) => {
            page.push_str("<a href=\"#");
            push_attribute(page, entity.id);
            page.push_str("\">");
            push_text(page, text);
            page.push_str("</a>");
        }
        None => push_text(page, text),
    }
    page.push_str("</mark>");
}

fn write_about(page: &mut String, report: &Report) {
    let article = &report.article;
    page.push_str("<p class=\"about\">");
    for fact in [article.date.as_deref(), report.source.path.as_deref()].into_iter().flatten() {
        page.push_str("<bdi>");
        push_text(page, fact);
        page.push_str("</bdi> \u{b7} ");
    }
    let _ = writeln!(page, "{} كلمة \u{b7} {} جملة</p>", article.words, article.sentences);
}

fn write_summary(page: &mut String, report: &Report) {
    if report.summary.is_empty() {
        return;
    }
    page.push_str("<h2>ملخص</h2>\n<ul>\n");
    for sentence in &report.summary {
        page.push_str("<li dir=\"auto\">");
        push_text(page, &sentence.text);
        page.push_str("</li>\n");
    }
    page.push_str("</ul>\n");
}
