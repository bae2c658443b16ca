//! The lexicon as it is compiled in: `lexicon.bin`, made from `lexicon.tsv`, decoded by the compiler. A run parses nothing.
//!
//! Numbers are little-endian. Two bytes: how many entries. [`SLOTS`] times two bytes: the hash table, an entry's index plus
//! one, 0 for a free slot; a form's place is the first free or equal one from its hash on. Then the entries, sixteen bytes
//! each: where the form starts (2), its length (1), reach (1), roles (8), word (4, see [`super::lexicon_code`]). Then the
//! forms, folded, the words of a phrase parted by one space.
//!
//! `UPDATE=1 cargo test --lib dates` writes the file anew; without `UPDATE` the test proves that it is fresh.

use super::lexicon::{Entry, Roles};
use super::lexicon_code::decode;

/// A power of two, more than twice the number of forms: most words that are not in the table meet a free slot at once.
pub(super) const SLOTS: usize = 1 << 12;
/// Bytes of an entry.
const ENTRY: usize = 16;
const SLOTS_AT: usize = 2;
const ENTRIES_AT: usize = SLOTS_AT + 2 * SLOTS;

static FILE: &[u8] = include_bytes!("lexicon.bin");
const COUNT: usize = u16_at(0) as usize;
const FORMS_AT: usize = ENTRIES_AT + ENTRY * COUNT;

/// A search ends at a free slot.
const _: () = assert!(COUNT * 2 < SLOTS, "too many forms for the table");

static TABLE: [u16; SLOTS] = slots();
static ENTRIES: [Entry; COUNT] = entries();

/// The entry of a folded word or phrase.
pub(super) fn entry(form: &str) -> Option<&'static Entry> {
    let mut slot = hash(form.as_bytes());
    loop {
        slot %= SLOTS;
        let index = usize::from(TABLE[slot]).checked_sub(1)?;
        if self::form(index) == form.as_bytes() {
            return ENTRIES.get(index);
        }
        slot += 1;
    }
}

/// The form of an entry.
fn form(index: usize) -> &'static [u8] {
    let entry = ENTRIES_AT + ENTRY * index;
    let place = FILE.get(entry..entry + 3).and_then(|place| {
        let start = FORMS_AT + usize::from(u16::from_le_bytes([place[0], place[1]]));
        FILE.get(start..start + usize::from(place[2]))
    });
    place.unwrap_or_default()
}

/// A slot for a form: eight bytes at a time, multiplied by the golden ratio.
pub(super) fn hash(form: &[u8]) -> usize {
    let mut hash = form.len() as u64;
    let (words, rest) = form.as_chunks::<8>();
    let mut mix = |word: u64| hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    words.iter().for_each(|word| mix(u64::from_le_bytes(*word)));
    mix(rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
    (hash >> 40) as usize
}

// The functions below run when the crate is compiled: a file that is too short does not compile.

const fn u16_at(at: usize) -> u16 {
    u16::from_le_bytes([FILE[at], FILE[at + 1]])
}

const fn slots() -> [u16; SLOTS] {
    let mut slots = [0; SLOTS];
    let mut index = 0;
    while index < SLOTS {
        slots[index] = u16_at(SLOTS_AT + 2 * index);
        index += 1;
    }
    slots
}

#[allow(clippy::large_stack_arrays, reason = "only the compiler runs it")]
const fn entries() -> [Entry; COUNT] {
    let mut entries = [Entry { word: None, roles: Roles(0), reach: 0 }; COUNT];
    let mut index = 0;
    while index < COUNT {
        let at = ENTRIES_AT + ENTRY * index;
        let mut roles = 0;
        let mut byte = 0;
        while byte < 8 {
            roles |= (FILE[at + 4 + byte] as u64) << (8 * byte);
            byte += 1;
        }
        let word = [FILE[at + 12], FILE[at + 13], FILE[at + 14], FILE[at + 15]];
        entries[index] = Entry { word: decode(word), roles: Roles(roles), reach: FILE[at + 3] };
        index += 1;
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::MAX_WORDS;
    use super::super::lexicon_table::{Forms, compiled};
    use super::*;
    use std::path::Path;

    #[test]
    fn the_compiled_file_is_fresh() {
        let fresh = compiled(&Forms::parse(include_str!("lexicon.tsv")));
        if std::env::var_os("UPDATE").is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/dates/lexicon.bin");
            std::fs::write(path, fresh).expect("writable");
        } else {
            assert!(fresh == FILE, "src/dates/lexicon.bin is stale: UPDATE=1 cargo test --lib dates");
        }
    }

    #[test]
    fn every_form_is_found_and_no_other() {
        let forms = Forms::parse(include_str!("lexicon.tsv"));
        for (form, expected) in forms.iter() {
            assert_eq!(entry(form), Some(expected), "{form}");
            assert!(form.split(' ').count() <= MAX_WORDS, "{form}");
        }
        for other in ["", "\u{642}\u{645}\u{631}", "x"] {
            assert_eq!(entry(other), None);
        }
    }
}
