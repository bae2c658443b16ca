//! The entities step against the fixture articles' gold, from the gold's own mentions: what merging, roles, statements
//! and identifiers are worth on their own.
//!
//! - roles: pairs of a person and a role's words, equal after folding.
//! - statements: exact words after folding, speaker and directness together.
//! - speakers: a statement counts when it overlaps a gold statement of the same directness and has its speaker (nobody,
//!   where the gold has nobody); each gold statement counts once. A clause that ends a few words late is the statement's
//!   fault, not the speaker's.
//! - ids: Wikidata ids of entities for which the gold has one.
//! - ROUGE-2: F1 of the summary against the hand-picked sentences, as many; the baselines are the lead, sentences drawn at
//!   random (mean of 100 draws from a fixed seed), and every run of neighbours.

use crate::baselines;
use crate::common::{self, Article, Score, articles};
use crate::{ids_by_start, marked_names};
use khabar::entities::{Entities, Memory, Settings, build};
use khabar::names::NameMention;
use khabar::text::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What is measured on a set of articles.
#[derive(Default)]
struct Scores {
    cubed_precision: (f64, f64),
    cubed_recall: (f64, f64),
    roles: Score,
    statements: Score,
    speakers: Score,
    countries: Score,
    ids: Score,
    ceaf: Score,
    rouge: [(f64, f64); 4],
    misses: Vec<String>,
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let three = |s: Score| format!("{:.3} (P {:.3} R {:.3})", s.f1(), s.precision(), s.recall());
        write!(
            f,
            "B-cubed {:.3}, CEAF {:.3}, roles {}, ",
            self.cubed_f1(),
            self.ceaf.f1(),
            three(self.roles)
        )?;
        write!(f, "statements {}, speakers {}, ", three(self.statements), three(self.speakers))?;
        write!(f, "countries of people {:.3}, ", self.countries.f1())?;
        write!(f, "ids P {:.3} R {:.3}, ", self.ids.precision(), self.ids.recall())?;
        let [own, lead, random, mean] = self.rouge.map(|(sum, n)| sum / n);
        write!(f, "ROUGE-2 {own:.3} (lead {lead:.3}, random {random:.3}, neighbours {mean:.3})")
    }
}

impl Scores {
    fn cubed_f1(&self) -> f64 {
        let (p, r) =
            (self.cubed_precision.0 / self.cubed_precision.1, self.cubed_recall.0 / self.cubed_recall.1);
        2.0 * p * r / (p + r)
    }

    /// Floors a little under what was measured when they were set; lowered only with a reason in the commit.
    fn assert_floors(&self, split: &str) {
        let [own, lead, random, _] = self.rouge.map(|(sum, n)| sum / n);
        for (what, value, floor) in [
            ("B-cubed", self.cubed_f1(), 0.975),
            ("CEAF", self.ceaf.f1(), 0.97),
            ("roles", self.roles.f1(), 0.83),
            ("statements", self.statements.f1(), 0.86),
            ("speakers", self.speakers.f1(), 0.89),
            ("countries of people", self.countries.f1(), 0.93),
            ("precision of ids", self.ids.precision(), 0.96),
            ("coverage of ids", self.ids.recall(), 0.73),
            ("ROUGE-2 over the lead's", own - lead, 0.05),
            ("ROUGE-2 over random sentences'", own - random, 0.35),
        ] {
            assert!(value >= floor, "{split}: {what} is {value:.3}, under {floor}");
        }
    }

    fn add(&mut self, article: &Article) {
        let document = Document::new(&article.text);
        let mentions = marked_names(&article.mentions, &document);
        let names: Vec<NameMention> = mentions.iter().map(|(_, n)| n.clone()).collect();
        let summary = article.gold.summary_text.len();
        let entities =
            build(&document, &names, &Settings { summary, ..Settings::default() }, &mut Memory::default());
        let ids = ids_by_start(&entities);
        self.merging(&mentions, &ids);
        self.aligned(&mentions, &ids);
        self.summary(article, &document, &entities);
        self.people(article, &entities, &mentions, &ids);
        self.statements(article, &entities, &mentions, &ids);
        self.speakers(article, &entities, &mentions, &ids);
        self.identifiers(article, &entities, &mentions);
    }

    /// B-cubed: for each mention, how much of its group is right, and how much of its entity is in it.
    fn merging(&mut self, mentions: &[(String, NameMention)], ids: &BTreeMap<usize, String>) {
        for (gold, name) in mentions {
            let own = &ids[&name.span.start];
            let group: Vec<&String> =
                mentions.iter().filter(|(_, n)| ids[&n.span.start] == *own).map(|(g, _)| g).collect();
            let entity = mentions.iter().filter(|(g, _)| g == gold).count() as f64;
            let both = group.iter().filter(|g| **g == gold).count() as f64;
            self.cubed_precision.0 += both / group.len() as f64;
            self.cubed_recall.0 += both / entity;
            self.cubed_precision.1 += 1.0;
            self.cubed_recall.1 += 1.0;
            if both < entity || both < group.len() as f64 {
                self.misses.push(format!("merge {gold} {own}"));
            }
        }
    }

    /// CEAF with the entity similarity φ4: the best one-to-one alignment of found and gold entities.
    fn aligned(&mut self, mentions: &[(String, NameMention)], ids: &BTreeMap<usize, String>) {
        let mut found: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let mut gold: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (id, name) in mentions {
            found.entry(&ids[&name.span.start]).or_default().insert(name.span.start);
            gold.entry(id).or_default().insert(name.span.start);
        }
        let phi = |a: &BTreeSet<usize>, b: &BTreeSet<usize>| {
            2.0 * a.intersection(b).count() as f64 / (a.len() + b.len()) as f64
        };
        let table: Vec<Vec<f64>> =
            found.values().map(|f| gold.values().map(|g| phi(f, g)).collect()).collect();
        self.ceaf.right += common::best_assignment(&table);
        self.ceaf.found += found.len() as f64;
        self.ceaf.gold += gold.len() as f64;
    }

    /// ROUGE-2 F1 of our summary, of the lead, of random sentences, and the mean over all runs of neighbours.
    fn summary(&mut self, article: &Article, document: &Document, entities: &Entities) {
        let wanted = article.gold.summary_text.len();
        if wanted == 0 {
            return;
        }
        let reference = folded(&article.gold.summary_text.join(" "));
        let body: Vec<&str> = document
            .sentences()
            .iter()
            .filter(|s| document.title().is_none_or(|t| !t.contains(s.span)))
            .map(|s| s.span.of(&article.text))
            .collect();
        let own: Vec<&str> = entities.summary.iter().map(|s| s.text.as_str()).collect();
        let lead = &body[..wanted.min(body.len())];
        let score = |sentences: &[&str]| common::rouge2(&folded(&sentences.join(" ")), &reference);
        let runs: Vec<f64> = body.windows(wanted.min(body.len()).max(1)).map(score).collect();
        let mean = runs.iter().sum::<f64>() / runs.len().max(1) as f64;
        let random = baselines::random_choices(body.len(), wanted)
            .map(|chosen| score(&chosen.iter().map(|&i| body[i]).collect::<Vec<_>>()))
            .collect::<Vec<_>>();
        let random = random.iter().sum::<f64>() / random.len() as f64;
        for (slot, value) in self.rouge.iter_mut().zip([score(&own), score(lead), random, mean]) {
            slot.0 += value;
            slot.1 += 1.0;
        }
    }

    fn people(
        &mut self,
        article: &Article,
        entities: &Entities,
        mentions: &[(String, NameMention)],
        ids: &BTreeMap<usize, String>,
    ) {
        let found: BTreeSet<(String, String)> = entities
            .people
            .iter()
            .flat_map(|p| p.roles.iter().map(|r| (gold_of(&p.id, mentions, ids), folded(r))))
            .collect();
        let gold: BTreeSet<(String, String)> = article
            .gold
            .entities
            .iter()
            .filter(|(id, _)| id.starts_with('p'))
            .flat_map(|(id, e)| e.roles.iter().map(|r| (id.clone(), folded(r))))
            .collect();
        self.roles.add(found.intersection(&gold).count(), found.len(), gold.len());
        let differ = found.symmetric_difference(&gold);
        self.misses.extend(
            differ.map(|d| format!("role {} {d:?}", if gold.contains(d) { "missed" } else { "invented" })),
        );
        for person in &entities.people {
            let id = gold_of(&person.id, mentions, ids);
            let stated = article.gold.entities.get(&id).and_then(|e| e.country.clone());
            if let Some(stated) = stated {
                let right = person.country.as_ref() == Some(&stated);
                self.countries.add(usize::from(right), usize::from(person.country.is_some()), 1);
            }
        }
    }

    fn statements(
        &mut self,
        article: &Article,
        entities: &Entities,
        mentions: &[(String, NameMention)],
        ids: &BTreeMap<usize, String>,
    ) {
        let speaker = |s: &Option<String>| s.as_ref().map(|id| gold_of(id, mentions, ids));
        let found: BTreeSet<(String, bool, Option<String>)> =
            entities.quotes.iter().map(|q| (folded(&q.text), q.direct, speaker(&q.speaker))).collect();
        let gold: BTreeSet<(String, bool, Option<String>)> =
            article.gold.quotes.iter().map(|q| (folded(&q.text), q.direct, q.speaker.clone())).collect();
        self.statements.add(found.intersection(&gold).count(), found.len(), gold.len());
        let differ = found.symmetric_difference(&gold);
        self.misses.extend(
            differ.map(|d| format!("said {} {d:?}", if gold.contains(d) { "missed" } else { "invented" })),
        );
    }

    /// Statements that overlap a gold one of the same directness and have its speaker.
    fn speakers(
        &mut self,
        article: &Article,
        entities: &Entities,
        mentions: &[(String, NameMention)],
        ids: &BTreeMap<usize, String>,
    ) {
        let mut from = 0;
        let mut gold: Vec<(Range<usize>, bool, Option<&str>)> = Vec::new();
        for quote in &article.gold.quotes {
            // Statements are listed in order of text, parts before or behind their whole.
            let at = article.text[from..].find(&quote.text).map(|at| at + from);
            let start =
                at.or_else(|| article.text.find(&quote.text)).expect("gold quotes are words of the text");
            from = if at.is_some() { start } else { from };
            gold.push((start..start + quote.text.len(), quote.direct, quote.speaker.as_deref()));
        }
        let all = gold.len();
        let mut right = 0;
        for quote in &entities.quotes {
            let speaker = quote.speaker.as_ref().map(|id| gold_of(id, mentions, ids));
            let fits = |(span, direct, gold_speaker): &(Range<usize>, bool, Option<&str>)| {
                let overlaps = span.start < quote.end && quote.start < span.end;
                overlaps && *direct == quote.direct && *gold_speaker == speaker.as_deref()
            };
            if let Some(index) = gold.iter().position(fits) {
                gold.swap_remove(index);
                right += 1;
            }
        }
        self.speakers.add(right, entities.quotes.len(), all);
    }

    /// Of the identifiers that are given, how many are the gold's (where the gold has one).
    fn identifiers(&mut self, article: &Article, entities: &Entities, mentions: &[(String, NameMention)]) {
        let people = entities.people.iter().map(|e| (&e.mentions, &e.wikidata));
        let places = entities.places.iter().map(|e| (&e.mentions, &e.wikidata));
        let organizations = entities.organizations.iter().map(|e| (&e.mentions, &e.wikidata));
        for (own, wikidata) in people.chain(places).chain(organizations) {
            let Some(first) = own.first() else { continue };
            let gold = mentions
                .iter()
                .find(|(_, n)| n.span.start == first.start)
                .and_then(|(g, _)| article.gold.entities.get(g));
            let wanted = gold.and_then(|g| g.wikidata.as_ref());
            if let Some(wanted) = wanted {
                let right = wikidata.as_ref() == Some(wanted);
                self.ids.add(usize::from(right), usize::from(wikidata.is_some()), 1);
                if !right {
                    self.misses.push(format!("id {} {wanted} {wikidata:?}", first.text));
                }
            }
        }
    }
}

fn folded(text: &str) -> String {
    let document = Document::new(text);
    document.tokens().iter().map(|t| document.word(t)).collect::<Vec<_>>().join(" ")
}

/// The gold entity that most mentions of the found entity `id` belong to.
fn gold_of(id: &str, mentions: &[(String, NameMention)], ids: &BTreeMap<usize, String>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (gold, name) in mentions.iter().filter(|(_, n)| ids[&n.span.start] == id) {
        let _ = name;
        *counts.entry(gold).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(_, n)| n).map(|(g, _)| g.to_owned()).unwrap_or_default()
}

#[test]
fn entities_from_gold_mentions_keep_their_scores() {
    let verbose = std::env::var_os("KHABAR_MISSES").is_some();
    for split in ["tune", "judge"] {
        let mut scores = Scores::default();
        for article in articles().iter().filter(|a| a.gold.split == split) {
            let before = scores.misses.len();
            scores.add(article);
            if verbose && split == "tune" {
                println!("== {}\n{}", article.name, scores.misses[before..].join("\n"));
            }
        }
        println!("{split}: {scores}");
        scores.assert_floors(split);
    }
}
