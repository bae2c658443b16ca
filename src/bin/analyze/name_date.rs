//! The day that a file's name gives.

use jiff::civil::Date;

/// The first `2024-11-19`, `2024_11_19` or `20241119` in `name` that is a day of the calendar and no part of a longer
/// number.
pub(crate) fn day_in_name(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    (0..bytes.len())
        .filter(|&at| at == 0 || !bytes[at - 1].is_ascii_digit())
        .find_map(|at| day_at(&bytes[at..]))
}

fn day_at(bytes: &[u8]) -> Option<Date> {
    let separated = matches!(bytes.get(4), Some(b'-' | b'_' | b'.'));
    let (month, day, end) = if separated { (5, 8, 10) } else { (4, 6, 8) };
    if separated && bytes.get(7) != bytes.get(4) || bytes.get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let number = |from: usize, to: usize| -> Option<i16> {
        let digits = bytes.get(from..to)?;
        digits.iter().try_fold(0, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i16::from(b - b'0')))
    };
    let year = number(0, 4).filter(|year| (1800..2200).contains(year))?;
    let (month, day) = (number(month, month + 2)?, number(day, day + 2)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_names() {
        for (name, day) in [
            ("2024-11-19.txt", Some("2024-11-19")),
            ("news_20241119_b.txt", Some("2024-11-19")),
            ("a-2024_11_19", Some("2024-11-19")),
            ("1234567-20241119", Some("2024-11-19")),
            ("2024-02-30.txt", None),
            ("120241119.txt", None),
            ("202411190.txt", None),
            ("article.txt", None),
            ("2024-11", None),
            ("2024-11_19", None),
        ] {
            assert_eq!(day_in_name(name).map(|day| day.to_string()).as_deref(), day, "{name}");
        }
    }
}
