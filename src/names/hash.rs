//! Stable 64-bit hashes of words and features. They are part of the model's format: the standard library's hashers may
//! change between releases, these may not.

/// An odd multiplier with well-spread bits (the golden ratio's fraction).
const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes `value` into `state`; every bit of both reaches the high bits of the result.
#[must_use]
pub(crate) fn mix(state: u64, value: u64) -> u64 {
    let product = (state ^ value).wrapping_mul(MULTIPLIER);
    product ^ (product >> 32)
}

/// Hash of a string's bytes, eight at a time.
#[must_use]
pub(crate) fn text(form: &str) -> u64 {
    let (words, rest) = form.as_bytes().as_chunks::<8>();
    let mut state = mix(0, form.len() as u64);
    for word in words {
        state = mix(state, u64::from_le_bytes(*word));
    }
    let tail = rest.iter().rev().fold(0, |tail, &byte| tail << 8 | u64::from(byte));
    mix(state, tail)
}

/// Hash of a feature: which template made it, and with which value.
#[must_use]
pub(crate) fn feature(template: u64, value: u64) -> u64 {
    mix(mix(value, template.wrapping_mul(0xD6E8_FEB8_6659_FD93)), MULTIPLIER)
}

/// For tables whose keys are such hashes already.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct AsIs;

/// Takes the one `u64` that is written to it.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Taken(u64);

impl std::hash::BuildHasher for AsIs {
    type Hasher = Taken;

    fn build_hasher(&self) -> Taken {
        Taken(0)
    }
}

impl std::hash::Hasher for Taken {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |state, &byte| mix(state, u64::from(byte)));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn does_not_change() {
        assert_eq!(text(""), mix(mix(0, 0), 0));
        assert_eq!(text("abcdefghi"), 0xf63f_e283_9872_2801, "the models on disk depend on it");
    }

    #[test]
    fn spreads_small_values() {
        let mut seen = HashSet::new();
        for template in 0..200 {
            for value in 0..500 {
                assert!(seen.insert(feature(template, value) >> 24), "40 high bits differ");
            }
        }
    }
}
