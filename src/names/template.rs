//! The feature template: which values of which words near a token speak for its label.
//!
//! A feature is a 64-bit hash of its template's number and its values. Features of a single word at an offset come
//! first ([`word`]), so that the tagger can add them up once for every distinct word; features of several words or of
//! the token's place in the article follow ([`place`]).

use super::atoms::Word;
use super::echoes::Echo;
use super::hash;
use super::view::{Listed, Sentence};

/// Changes with every change of the template, the atoms or the hash: a model fits one of them only.
pub(crate) const TEMPLATE_ID: u32 = 3;

/// How far to the left and right of a token single words are looked at.
pub(crate) const REACH: isize = 2;

/// Features of `word` standing `offset` tokens to the right of the token that is labelled.
pub(crate) fn word(word: &Word, offset: isize, emit: &mut impl FnMut(u64)) {
    let place = (offset + REACH) as u64;
    let mut put = |template: u64, value: u64| emit(hash::feature(template * 8 + place, value));
    put(1, word.stem);
    put(2, u64::from(word.shape));
    for (template, &cluster) in (8..).zip(&word.clusters) {
        put(template, u64::from(cluster));
    }
    let [person, site, organization, begins, ..] = word.habits.map(u64::from);
    for (template, level) in (12..).zip([person, site, organization]) {
        if level > 0 {
            put(template, level);
        }
    }
    if person + site + organization > 0 {
        put(15, strongest(word) * 16 + begins);
    }
    if offset < 0 {
        for (template, level) in (16..).zip(&word.habits[4..7]).filter(|(_, level)| **level > 0) {
            put(template, u64::from(*level));
        }
    } else if offset > 0 && word.habits[7] > 0 {
        put(19, u64::from(word.habits[7]));
    }
    if offset.abs() <= 1 {
        put(3, word.bare);
        for (length, (&prefix, &suffix)) in (1..).zip(word.prefixes.iter().zip(&word.suffixes)) {
            if offset == 0 || length >= 2 {
                put(4, hash::mix(prefix, length));
                put(5, hash::mix(suffix, length));
            }
        }
        put(6, u64::from(word.frequency) * 2 + u64::from(word.article));
        if word.entry == 0 {
            let kin = word.kin.map_or(0, |kin| u64::from(kin.frequency) * 2 + u64::from(kin.verb));
            put(7, kin);
            if let Some(kin) = word.kin {
                put(20, u64::from(kin.clusters[1]));
                put(21, u64::from(kin.clusters[2]));
            }
        }
    }
}

/// The type that a word is most often in, with a rough level: 0 when it is hardly ever in a name.
fn strongest(word: &Word) -> u64 {
    let (mut kind, mut level) = (0, 0);
    for (number, &value) in (1..).zip(&word.habits[..3]) {
        if value > level {
            (kind, level) = (number, value);
        }
    }
    if level < 4 { 0 } else { kind * 4 + u64::from(level) / 4 }
}

/// Features of the token `at` that look at more than one word, or at its place.
pub(crate) fn place(sentence: &Sentence, at: usize, emit: &mut impl FnMut(u64)) {
    let mut put = |template: u64, value: u64| emit(hash::feature(1024 + template, value));
    let here = sentence.word(at, 0);
    let (left, right) = (sentence.word(at, -1), sentence.word(at, 1));
    let (left2, right2) = (sentence.word(at, -2), sentence.word(at, 2));
    put(0, 0);
    put(1, hash::mix(left.stem, here.stem));
    put(2, hash::mix(here.stem, right.stem));
    put(3, hash::mix(left.stem, right.stem));
    put(4, hash::mix(left2.stem, left.stem));
    put(5, hash::mix(right.stem, right2.stem));
    let articles = [left2, left, here, right, right2].map(|w| u64::from(w.article));
    put(6, articles[1..4].iter().fold(0, |bits, bit| bits * 2 + bit));
    put(7, articles.iter().fold(0, |bits, bit| bits * 2 + bit));

    let token = sentence.token(at, 0);
    let before = sentence.token(at, -1);
    let after = sentence.token(at, 1);
    put(8, u64::from(token.proclitic));
    put(9, u64::from(after.proclitic));
    put(10, hash::mix(u64::from(token.proclitic), u64::from(here.article)));
    put(11, hash::mix(u64::from(before.proclitic), u64::from(token.proclitic)));
    put(12, u64::from(token.spaced) * 2 + u64::from(after.spaced));
    put(13, u64::from(token.quoted));
    put(14, sentence.distance_from_start(at).min(5));
    let clusters = [left2, left, here, right, right2].map(|w| w.clusters.map(u64::from));
    for (number, grain) in (16..).step_by(8).zip(1..3) {
        let [left2, left, here, right, right2] = clusters.map(|c| c[grain]);
        put(number, hash::mix(left, here));
        put(number + 1, hash::mix(here, right));
        put(number + 2, hash::mix(left, right));
        put(number + 3, hash::mix(hash::mix(left2, left), here));
        put(number + 4, hash::mix(hash::mix(here, right), right2));
        put(number + 5, hash::mix(hash::mix(left, here), right));
    }
    let listed: [Listed; 5] = std::array::from_fn(|k| sentence.token(at, k as isize - REACH).listed);
    for (number, listed) in (40..).zip(listed) {
        let mut bits = listed.classes;
        while bits != 0 {
            let class = bits.trailing_zeros();
            bits &= bits - 1;
            put(number, hash::mix(u64::from(class), form(listed)));
        }
    }
    let sets = listed.map(|l| hash::mix(u64::from(l.classes), form(l)));
    put(45, sets[2]);
    put(46, hash::mix(sets[1], sets[2]));
    put(47, hash::mix(sets[2], sets[3]));
    put(48, hash::mix(sets[2], clusters[1][0]));
    put(49, hash::mix(sets[2], clusters[3][0]));
    put(50, hash::mix(sets[2], clusters[2][1]));
    put(51, hash::mix(sets[2], left.stem));
    if token.cues.organization > 0 {
        let far = u64::from(token.cues.organization);
        let kind = sentence.word(at, -(far as isize)).bare;
        put(52, far);
        put(53, hash::mix(far, kind));
        put(54, hash::mix(kind, clusters[2][1]));
        put(55, hash::mix(far, hash::mix(u64::from(here.article), clusters[2][0])));
        put(56, hash::mix(far, u64::from(token.cues.nationality)));
    }
    let habits = [left2, left, here, right, right2].map(strongest);
    put(60, hash::mix(habits[1], habits[2]));
    put(61, hash::mix(habits[2], habits[3]));
    put(62, hash::mix(hash::mix(habits[1], habits[2]), habits[3]));
    put(63, hash::mix(habits[2], sets[2]));
    put(64, hash::mix(hash::mix(habits[0], habits[1]), habits[2]));
    put(65, hash::mix(hash::mix(habits[2], habits[3]), habits[4]));
    put(66, hash::mix(habits[2], clusters[1][0]));
    if token.opinion > 0 {
        let [left, own, right] = [before, token, after].map(|token| u64::from(token.opinion));
        put(70, own);
        put(71, left);
        put(72, right);
        put(73, hash::mix(left, own));
        put(74, hash::mix(own, right));
        put(75, hash::mix(own, here.stem));
        put(76, hash::mix(own, clusters[2][1]));
        put(77, hash::mix(own / 8, hash::mix(left / 8, right / 8)));
    }
    put(57, u64::from(token.cues.title));
    put(58, u64::from(token.cues.nationality));
    put(15, u64::from(sentence.is_title()));
}

/// Features of what the first pass said of the token's word elsewhere, and of its neighbours' words. None where nothing
/// was said.
pub(crate) fn echo([left, here, right]: [Echo; 3], emit: &mut impl FnMut(u64)) {
    let mut put = |template: u64, value: u64| emit(hash::feature(2048 + template, value));
    if here.others > 0 {
        put(0, u64::from(here.others));
        let said = u64::from(here.label) * 16 + u64::from(here.strength);
        put(1, said);
        put(2, said * 4 + u64::from(here.same));
        put(3, u64::from(here.label) * 4 + u64::from(here.same));
        for (kind, &mean) in (0..).zip(&here.means).filter(|(_, mean)| **mean > 0) {
            put(4, kind * 16 + u64::from(mean));
            put(5, kind * 64 + u64::from(mean) * 4 + u64::from(here.others));
        }
    }
    for (template, near) in [(6, left), (7, right)] {
        if near.others > 0 && near.strength > 2 {
            put(template, u64::from(near.label) * 16 + u64::from(near.strength));
        }
    }
}

/// Where in a listed name a token stands: the name's length with the position, long names shortened.
fn form(listed: Listed) -> u64 {
    let Listed { length, position, .. } = listed;
    let position = match (position, length) {
        (0, _) => 0,
        (p, l) if p + 1 == l => 2,
        _ => 1,
    };
    u64::from(length.min(4)) * 4 + position
}
