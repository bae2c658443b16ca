//! «العقد» is a decade or a contract: the words around it decide.

use super::lexicon::{Modifier, Role, Word};
use super::scan::Scan;

/// How far from «العقد» a word of contracts may stand, in tokens.
const REACH: usize = 8;

/// Whether «العقد» between the tokens `at` and `next` is a decade. With «الماضي» or «المقبل» it is one unless a word of
/// contracts governs it («بنود العقد الماضي»); with «هذا», «الجاري» or nothing that points away it needs a word for a
/// time before it («خلال هذا العقد») and no word of contracts near it.
pub(super) fn is_decade(tokens: &Scan, at: usize, next: usize, modifier: Option<Modifier>) -> bool {
    use Modifier::{AfterNext, BeforePast, Last, Next, Past};
    let points_away = matches!(modifier, Some(Past | BeforePast | Last | Next | AfterNext));
    let is_contract = |i: usize| tokens.at(i).is_some_and(|atom| atom.roles.has(Role::Contract));
    let first = tokens.range.start;
    if points_away {
        return !(at.saturating_sub(2).max(first)..at).any(is_contract) || is_timed(tokens, at);
    }
    let near = (at.saturating_sub(REACH).max(first)..at).chain(next..(next + REACH).min(tokens.range.end));
    is_timed(tokens, at) && !near.into_iter().any(is_contract)
}

/// Whether a word for a time or a span of time stands right before.
fn is_timed(tokens: &Scan, at: usize) -> bool {
    let roles = [Role::Edge, Role::In, Role::Since, Role::Before, Role::After, Role::To];
    let dated = |i: usize| matches!(tokens.word(i), Some((Word::Decade(_) | Word::Climate(_), _)));
    roles.iter().any(|&role| tokens.after_role(at, role)) || (at > tokens.range.start && dated(at - 1))
}
