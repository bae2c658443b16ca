//! The hash of every compiled table: part of the file formats, so its definition never changes.

/// FNV-1a over the bytes, 64 bits, with the finalizer of `MurmurHash3` so that the upper bits are usable as an index.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for &b in bytes {
        h = (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    }
    mix(h)
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
}
