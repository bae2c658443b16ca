//! Paragraphs, headline, dateline.

use super::document::Sentence;
use super::tokens::{Token, TokenKind};
use crate::Span;

/// Place, agency and date that an article opens with: «القاهرة (رويترز) – ».
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dateline {
    /// The whole dateline with its dash or colon; bytes of the original.
    pub span: Span,
    /// The place's span, or the places' («القاهرة والرياض»).
    pub place: Option<Span>,
    /// The agency's or the writer's span.
    pub agency: Option<Span>,
}

/// A headline has no more words than this.
const TITLE_TOKENS: usize = 30;
/// A dateline ends within this many tokens.
const DATELINE_TOKENS: usize = 14;
/// A dateline's place has no more words than this.
const PLACE_TOKENS: usize = 4;

#[derive(Debug, Default)]
pub(super) struct Structure {
    pub(super) paragraphs: Vec<Span>,
    pub(super) title: Option<Span>,
    pub(super) dateline: Option<Dateline>,
}

impl Structure {
    /// Lines with something in them.
    pub(super) fn of_lines(text: &str) -> Self {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
            let trimmed = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
            if !trimmed.is_empty() {
                let start = at + line.find(trimmed).unwrap_or_default();
                paragraphs.push(Span::new(start, start + trimmed.len()));
            }
            at += line.len();
            at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        Self { paragraphs, title: None, dateline: None }
    }

    /// Finds headline and dateline.
    pub(super) fn complete(mut self, text: &str, tokens: &[Token], sentences: &[Sentence]) -> Self {
        let opening = sentences.first().map_or(&[] as &[Token], |s| &tokens[s.tokens.clone()]);
        self.dateline = dateline(text, opening);
        if self.dateline.is_some() {
            return self;
        }
        let one_sentence = sentences.get(1).is_some_and(|second| second.paragraph > 0);
        if one_sentence && opening.len() <= TITLE_TOKENS && !ends_with_stop(text, opening) {
            self.title = self.paragraphs.first().copied();
            let body = sentences.iter().find(|s| s.paragraph > 0);
            self.dateline = body.and_then(|s| dateline(text, &tokens[s.tokens.clone()]));
        }
        self
    }
}

fn ends_with_stop(text: &str, tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|t| t.span.of(text) == ".")
}

/// Reads a dateline at the start of a sentence: a place of few words, then an agency in brackets, quotation marks or after
/// a dash, then a dash or colon, then the sentence itself. A place alone needs a dash («بيروت – »); before a colon it needs
/// an agency, since a speaker stands there too («الوزير: »).
fn dateline(text: &str, tokens: &[Token]) -> Option<Dateline> {
    let mark = |at: usize| tokens.get(at).map_or("", |t: &Token| t.span.of(text));
    let words =
        |from: usize, to: usize| tokens.get(from..to).is_some_and(|t| !t.is_empty() && t.iter().all(is_word));
    let over = |from: usize, to: usize| Span::new(tokens[from].span.start, tokens[to - 1].span.end);

    let place_end = tokens.iter().take(PLACE_TOKENS + 1).position(|t| t.kind == TokenKind::Punctuation)?;
    if !words(0, place_end) {
        return None;
    }
    let (agency, mut at) = match mark(place_end) {
        open if closing_of(open).is_some() => {
            let close = (place_end + 1..tokens.len().min(DATELINE_TOKENS))
                .find(|&i| Some(mark(i)) == closing_of(open))?;
            (Some((place_end + 1, close)), close + 1)
        }
        _ => (None, place_end),
    };
    let mut agency = agency.filter(|&(from, to)| from < to).map(|(from, to)| over(from, to));
    if agency.is_none() {
        // «بغداد – واع: », «بغداد ـ فلان الفلاني:»
        let colon = (place_end + 2..tokens.len().min(place_end + 6)).find(|&i| mark(i) == ":");
        if let Some(colon) = colon.filter(|&i| words(place_end + 1, i)) {
            agency = Some(over(place_end + 1, colon));
            at = colon;
        }
    }
    let is_end = is_dash(mark(at))
        && tokens.get(at).is_some_and(|t| t.spaced || tokens.get(at + 1).is_some_and(|n| n.spaced));
    let ends = is_end || (agency.is_some() && mark(at) == ":");
    if !ends || at + 1 >= tokens.len() {
        return None;
    }
    Some(Dateline { span: over(0, at + 1), place: Some(over(0, place_end)), agency })
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Arabic | TokenKind::Latin)
}

fn is_dash(mark: &str) -> bool {
    let mut characters = mark.chars();
    matches!(characters.next(), Some('-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
        && characters.next().is_none()
}

fn closing_of(open: &str) -> Option<&'static str> {
    Some(match open {
        "(" => ")",
        "[" => "]",
        "\u{AB}" => "\u{BB}",
        "\"" => "\"",
        "\u{201C}" => "\u{201D}",
        "\u{201D}" => "\u{201C}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Document;

    fn parts(text: &str) -> Option<(&str, Option<&str>)> {
        let document = Document::new(text);
        document.dateline().map(|d| (d.place.unwrap_or_default().of(text), d.agency.map(|a| a.of(text))))
    }

    #[test]
    fn datelines_of_several_styles() {
        assert_eq!(parts("القاهرة (رويترز) – قال مسؤول"), Some(("القاهرة", Some("رويترز"))));
        assert_eq!(parts("دبي \"الخليج\":كشف تقرير"), Some(("دبي", Some("الخليج"))));
        assert_eq!(parts("بغداد - واع: أعلن"), Some(("بغداد", Some("واع"))));
        assert_eq!(parts("عنوان الخبر\nأبو ظبي - أعلن مصدر"), Some(("أبو ظبي", None)));
    }

    #[test]
    fn a_speaker_is_no_dateline() {
        assert_eq!(parts("الوزير: سنعمل"), None);
        assert_eq!(parts("قال الوزير (الأحد) إن"), None);
        assert_eq!(parts("زيارة روسية-صينية"), None);
    }

    #[test]
    fn a_headline_has_no_final_stop_and_a_body() {
        let title = |text| Document::new(text).title().map(|t| t.of(text).to_owned());
        assert_eq!(title("قمة في الرياض\nبدأت القمة."), Some("قمة في الرياض".into()));
        assert_eq!(title("بدأت القمة.\nوانتهت."), None);
        assert_eq!(title("قمة في الرياض"), None);
    }

    #[test]
    fn paragraphs_are_trimmed_lines() {
        let text = "أ ب\r\n\r\n  ج د \u{2028}هـ";
        let document = Document::new(text);
        let paragraphs: Vec<_> = document.paragraphs().iter().map(|p| p.of(text)).collect();
        assert_eq!(paragraphs, ["أ ب", "ج د", "هـ"]);
    }
}
