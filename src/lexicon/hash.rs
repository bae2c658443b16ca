//! The hash of every compiled table: part of the file formats, so its definition never changes.

/// FNV-1a over the bytes, 64 bits, with the finalizer of `MurmurHash3` so that the upper bits are usable as an index.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    mix(bytes.iter().fold(OFFSET, |state, &byte| step(state, byte)))
}

/// [`hash`] of `rest` with each of the `prefixes` before it. The sums run side by side, so that a core works at all of them
/// at once.
#[must_use]
pub fn with_prefixes<const N: usize>(prefixes: &[&[u8]; N], rest: &[u8]) -> [u64; N] {
    let mut states = prefixes.map(|prefix| prefix.iter().fold(OFFSET, |state, &byte| step(state, byte)));
    for &byte in rest {
        for state in &mut states {
            *state = step(*state, byte);
        }
    }
    states.map(mix)
}

/// FNV-1a's offset basis.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a's step.
#[inline]
fn step(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// The finalizer alone: spreads a number's bits over all 64.
#[must_use]
pub fn mix(mut h: u64) -> u64 {
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_the_file_formats_stays_as_it_is() {
        assert_eq!(hash(b""), 0xefd0_1f60_ba99_2926);
        assert_ne!(hash("مصر".as_bytes()), hash("مصري".as_bytes()));
    }

    #[test]
    fn prefixes_are_hashed_as_if_written() {
        let prefixes: [&[u8]; 3] = [b"", b"a", b"the "];
        assert_eq!(with_prefixes(&prefixes, b"word"), [hash(b"word"), hash(b"aword"), hash(b"the word")]);
    }
}
