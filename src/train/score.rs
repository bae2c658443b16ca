//! Strict scores: a mention is right when its span and its type are.

use super::gold::{Article, Mention};
use crate::Span;
use crate::names::{Scratch, Tagger};
use crate::text::Document;
use std::collections::HashSet;
use std::fmt::Write;
use std::ops::AddAssign;
use std::time::Instant;

/// Right, invented and missed mentions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found as annotated.
    pub right: usize,
    /// Found, not annotated like that.
    pub invented: usize,
    /// Annotated, not found like that.
    pub missed: usize,
}

impl Counts {
    /// Share of the found that is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.invented).max(1) as f64
    }

    /// Share of the annotated that is found.
    #[must_use]
    pub fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    /// Their harmonic mean.
    #[must_use]
    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.invented + self.missed).max(1) as f64
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.invented += other.invented;
        self.missed += other.missed;
    }
}

/// What went wrong with a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// Nothing was found there.
    Missed,
    /// Nothing is there.
    Invented,
    /// Same type, other ends.
    Boundary,
    /// Same ends, other type.
    Type,
    /// Other type and other ends.
    Both,
}

/// One error.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// Its kind.
    pub fault: Fault,
    /// The article.
    pub article: String,
    /// What is annotated: type and text.
    pub gold: Option<(usize, String)>,
    /// What was found.
    pub found: Option<(usize, String)>,
    /// Some text around it.
    pub context: String,
    /// The training part has a mention with this text.
    pub seen: bool,
}

/// Scores over a set of articles.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// By type.
    pub types: Vec<Counts>,
    /// Annotated mentions whose text the training part has, and whether they were found.
    pub seen: Counts,
    /// The others.
    pub unseen: Counts,
    /// Found mentions with confidence, and whether they are right.
    pub confidences: Vec<(f32, bool)>,
    /// All errors.
    pub wrong: Vec<Wrong>,
}

impl Score {
    /// All types together.
    #[must_use]
    pub fn all(&self) -> Counts {
        self.types.iter().fold(Counts::default(), |mut sum, &counts| {
            sum += counts;
            sum
        })
    }

    /// Adds another score.
    pub fn add(&mut self, other: Self) {
        self.types.resize(self.types.len().max(other.types.len()), Counts::default());
        for (sum, counts) in self.types.iter_mut().zip(other.types) {
            *sum += counts;
        }
        self.seen += other.seen;
        self.unseen += other.unseen;
        self.confidences.extend(other.confidences);
        self.wrong.extend(other.wrong);
    }

    /// Tags `articles` and compares; `known` are the texts of the training part's mentions.
    #[must_use]
    pub fn measure(tagger: &Tagger, articles: &[&Article], known: &HashSet<&str>) -> Self {
        let mut score =
            Self { types: vec![Counts::default(); tagger.model().types().len()], ..Self::default() };
        let mut scratch = Scratch::default();
        for article in articles {
            let document = Document::new(&article.text);
            let mut found = Vec::new();
            tagger.tag_types(&document, &mut scratch, |m| {
                let span = article.as_marked(m.span);
                let mention = Mention { span, kind: m.kind };
                score.confidences.push((m.confidence, article.mentions.contains(&mention)));
                found.push(mention);
            });
            score.compare(article, &found, known);
        }
        score
    }

    fn compare(&mut self, article: &Article, found: &[Mention], known: &HashSet<&str>) {
        for gold in &article.mentions {
            let right = found.contains(gold);
            let seen = known.contains(gold.span.of(&article.text));
            let counts = Counts { right: usize::from(right), missed: usize::from(!right), invented: 0 };
            self.types[gold.kind] += counts;
            *(if seen { &mut self.seen } else { &mut self.unseen }) += counts;
            if !right {
                let other = found.iter().find(|f| f.span.overlaps(gold.span));
                self.report(article, Some(gold), other, seen);
            }
        }
        for extra in found.iter().filter(|f| !article.mentions.contains(f)) {
            self.types[extra.kind] += Counts { invented: 1, ..Counts::default() };
            if !article.mentions.iter().any(|gold| gold.span.overlaps(extra.span)) {
                self.report(article, None, Some(extra), known.contains(extra.span.of(&article.text)));
            }
        }
    }

    fn report(&mut self, article: &Article, gold: Option<&Mention>, found: Option<&Mention>, seen: bool) {
        let fault = match (gold, found) {
            (_, None) => Fault::Missed,
            (None, _) => Fault::Invented,
            (Some(g), Some(f)) if g.span == f.span => Fault::Type,
            (Some(g), Some(f)) if g.kind == f.kind => Fault::Boundary,
            _ => Fault::Both,
        };
        let about = gold.or(found).map_or(Span::default(), |m| m.span);
        let named = |m: &Mention| (m.kind, m.span.of(&article.text).to_owned());
        self.wrong.push(Wrong {
            fault,
            article: article.id.clone(),
            gold: gold.map(named),
            found: found.map(named),
            context: around(&article.text, about),
            seen,
        });
    }

    /// Expected calibration error over ten equal bins of confidence.
    #[must_use]
    pub fn calibration_error(&self) -> f64 {
        let mut bins = [(0.0_f64, 0.0_f64); 10];
        for &(p, right) in &self.confidences {
            let bin = &mut bins[((p * 10.0) as usize).min(9)];
            bin.0 += f64::from(p);
            bin.1 += f64::from(u8::from(right));
        }
        let gap: f64 = bins.iter().map(|(sum, right)| (sum - right).abs()).sum();
        gap / self.confidences.len().max(1) as f64
    }

    /// A line a type, one for all, one each for seen and unseen names, in Markdown.
    #[must_use]
    pub fn table(&self, types: &[&str]) -> String {
        let mut out = String::from("| | precision | recall | F1 | mentions |\n|---|---|---|---|---|\n");
        let mut line = |name: &str, c: Counts| {
            let (p, r, f) = (100.0 * c.precision(), 100.0 * c.recall(), 100.0 * c.f1());
            let _ = writeln!(out, "| {name} | {p:.1} | {r:.1} | {f:.1} | {} |", c.right + c.missed);
        };
        for (name, &counts) in types.iter().zip(&self.types) {
            line(name, counts);
        }
        line("all", self.all());
        for (name, counts) in [("seen names", self.seen), ("unseen names", self.unseen)] {
            let recall = 100.0 * counts.recall();
            let _ = writeln!(out, "| {name} | | {recall:.1} | | {} |", counts.right + counts.missed);
        }
        for fault in [Fault::Missed, Fault::Invented, Fault::Boundary, Fault::Type, Fault::Both] {
            let count = self.wrong.iter().filter(|w| w.fault == fault).count();
            let _ = writeln!(out, "| {fault:?} | | | | {count} |");
        }
        out
    }

    /// Every error on a line: fault, seen, annotated, found, context, article.
    #[must_use]
    pub fn errors(&self, types: &[&str]) -> String {
        let named = |m: &Option<(usize, String)>| {
            m.as_ref().map_or("-".into(), |(k, t)| format!("{}:{t}", types[*k]))
        };
        let mut out = String::new();
        for w in &self.wrong {
            let seen = if w.seen { "seen" } else { "new" };
            let (gold, found) = (named(&w.gold), named(&w.found));
            let _ = writeln!(out, "{:?}\t{seen}\t{gold}\t{found}\t{}\t{}", w.fault, w.context, w.article);
        }
        out
    }
}

/// Words (white space between them) that one thread tags in a second, tokens and sentences made before; the best of
/// five runs.
#[must_use]
pub fn speed(tagger: &Tagger, articles: &[&Article]) -> f64 {
    let documents: Vec<Document> = articles.iter().map(|article| Document::new(&article.text)).collect();
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    let mut scratch = Scratch::default();
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let started = Instant::now();
        for document in &documents {
            tagger.tag_types(document, &mut scratch, |_| {});
        }
        best = best.min(started.elapsed().as_secs_f64());
    }
    words as f64 / best
}

/// The text from 60 bytes before `span` to 60 after, on one line.
fn around(text: &str, span: Span) -> String {
    let start = text.floor_char_boundary(span.start.saturating_sub(60));
    let end = text.ceil_char_boundary((span.end + 60).min(text.len()));
    text.get(start..end).unwrap_or_default().replace(['\n', '\t', '\r'], " ")
}
