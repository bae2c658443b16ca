//! What a summary is compared with.

/// A hundred choices of `wanted` of `all` sentences, each in order of text, the same in every run.
pub(crate) fn random_choices(all: usize, wanted: usize) -> impl Iterator<Item = Vec<usize>> {
    // Knuth's MMIX generator; the high bits are the good ones.
    let mut state = 1_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    (0..100).map(move |_| {
        let mut left: Vec<usize> = (0..all).collect();
        let mut chosen: Vec<usize> = Vec::new();
        while chosen.len() < wanted.min(all) {
            chosen.push(left.swap_remove(next(left.len())));
        }
        chosen.sort_unstable();
        chosen
    })
}
