//! The date in a file's name.

use jiff::civil::Date;

/// See [`super::date_in_name`].
pub(super) fn date_in_name(name: &str) -> Option<Date> {
    let runs = digit_runs(name);
    let mut days: Vec<Date> = runs.iter().filter_map(|(run, _)| compact(run)).collect();
    for window in runs.windows(3) {
        if let [(a, first), (b, second), (c, _)] = window
            && first == second
            && matches!(first, Some('-' | '_' | '.' | ' '))
        {
            days.extend(separate(a, b, c));
        }
    }
    days.dedup();
    if days.len() == 1 { days.pop() } else { None }
}

/// Runs of ASCII digits, each with the one character between it and the next run, when it is only one.
fn digit_runs(name: &str) -> Vec<(&str, Option<char>)> {
    let mut runs = Vec::new();
    let mut rest = name;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let run = &rest[start..];
        let length = run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
        let (digits, after) = run.split_at(length);
        let mut following = after.chars();
        let between = following.next().filter(|_| following.next().is_some_and(|c| c.is_ascii_digit()));
        runs.push((digits, between));
        rest = after;
    }
    runs
}

/// `20241119`.
fn compact(run: &str) -> Option<Date> {
    if run.len() != 8 {
        return None;
    }
    date(run.get(..4)?, run.get(4..6)?, run.get(6..)?)
}

/// `2024-11-19` or `19-11-2024`.
fn separate(a: &str, b: &str, c: &str) -> Option<Date> {
    match (a.len(), b.len(), c.len()) {
        (4, 1..=2, 1..=2) => date(a, b, c),
        (1..=2, 1..=2, 4) => date(c, b, a),
        _ => None,
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok().filter(|y| (1800..=2200).contains(y))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::date_in_name;
    use jiff::civil::date;

    #[test]
    fn names() {
        let day = Some(date(2024, 11, 19));
        for (name, expected) in [
            ("2024-11-19.txt", day),
            ("reuters_20241119_0031.txt", day),
            ("19-11-2024 خبر.txt", day),
            ("خبر 2024_11_19-3.txt", day),
            ("2024-11-19/2024-11-19-a.txt", day),
            ("article-2024.txt", None),
            ("202411190.txt", None),
            ("2024-13-19.txt", None),
            ("2024-11-19_2024-11-20.txt", None),
            ("12345678.txt", None),
            ("٢٠٢٤-١١-١٩.txt", None),
        ] {
            assert_eq!(date_in_name(name), expected, "{name}");
        }
    }
}
