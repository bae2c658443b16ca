//! Other spellings of a foreign name: what newspapers write differently although it is one name.
//!
//! Letters that Arabic lacks are written with the nearest ones: g is غ, ج, ق or ك, a final a is ا or ة. Foreign names of
//! several words are written together or apart. The lists have one or two spellings; a name that they lack is looked up
//! under the others.

/// The letters for a foreign g.
const G: [char; 4] = ['\u{63A}', '\u{62C}', '\u{642}', '\u{643}'];
/// A name with more of these letters is not varied in each of them.
const MOST_LETTERS: usize = 4;
/// Shorter words are other words too easily.
const SHORTEST: usize = 5;

/// Spellings of a place's folded name, without the name itself; none of a short name.
pub(super) fn of_place(key: &str) -> Vec<String> {
    let joined: String = key.split(' ').collect();
    if joined.chars().count() < SHORTEST {
        return Vec::new();
    }
    let mut all = final_variants(key);
    all.extend(letter_variants(key));
    if joined != key {
        all.extend(letter_variants(&joined));
        all.push(joined);
    }
    all
}

/// The name with its letters for g exchanged: any of them by one other letter.
pub(super) fn letter_variants(key: &str) -> Vec<String> {
    let places: Vec<usize> =
        key.char_indices().filter(|(_, c)| G.contains(c)).map(|(at, _)| at).take(MOST_LETTERS).collect();
    let mut variants = Vec::new();
    for letter in G {
        for chosen in 1_usize..1 << places.len() {
            let is_chosen =
                |at: usize| places.iter().position(|&p| p == at).is_some_and(|i| chosen >> i & 1 == 1);
            let variant: String =
                key.char_indices().map(|(at, c)| if is_chosen(at) { letter } else { c }).collect();
            if variant != key && !variants.contains(&variant) {
                variants.push(variant);
            }
        }
    }
    variants
}

/// The name with the other final vowel.
fn final_variants(key: &str) -> Vec<String> {
    let other = |from: char, to: char| key.strip_suffix(from).map(|stem| format!("{stem}{to}"));
    other('\u{647}', '\u{627}').or_else(|| other('\u{627}', '\u{647}')).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_words_and_final_vowels() {
        assert!(of_place("بيونج يانج").contains(&"بيونغيانغ".to_owned()));
        assert!(of_place("جوهانسبرج").contains(&"جوهانسبرغ".to_owned()));
        assert!(of_place("فيينه").contains(&"فيينا".to_owned()));
        assert!(of_place("جده").is_empty());
    }
}
