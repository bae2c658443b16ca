//! Spellings of one name that differ only in where a space stands.

const ABD: &str = "\u{639}\u{628}\u{62F}";
const ABU: &str = "\u{627}\u{628}\u{648}";
const ARTICLE: &str = "\u{627}\u{644}";

/// The key itself, and the key with «عبد» and «أبو» joined to the next word or «عبدال…» parted: newspapers write
/// «عبد الله» and «عبدالله», «أبو ظبي» and «أبوظبي».
pub(super) fn spellings(key: &str) -> Vec<String> {
    let joined = key
        .split(' ')
        .fold((String::new(), false), |(mut out, glue), word| {
            if !out.is_empty() && !glue {
                out.push(' ');
            }
            out.push_str(word);
            let last = out.ends_with(word) && (word == ABD || word == ABU);
            (out, last)
        })
        .0;
    let parted = key.split(' ').map(part).collect::<Vec<_>>().join(" ");
    let mut all = vec![key.to_owned(), joined, parted];
    all.dedup();
    if all.len() > 2 && all[0] == all[2] {
        all.pop();
    }
    all
}

/// «عبدالله» → «عبد الله».
fn part(word: &str) -> String {
    match word.strip_prefix(ABD) {
        Some(rest) if rest.starts_with(ARTICLE) && rest.len() > ARTICLE.len() + 2 => format!("{ABD} {rest}"),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn joins_and_parts() {
        assert_eq!(spellings("عبد الله"), ["عبد الله", "عبدالله"]);
        assert_eq!(spellings("عبدالله صالح"), ["عبدالله صالح", "عبد الله صالح"]);
        assert_eq!(spellings("ابو ظبي"), ["ابو ظبي", "ابوظبي"]);
        assert_eq!(spellings("بيروت"), ["بيروت"]);
    }
}
