//! The dates of an article on a line of time.

use super::escape::push_text;
use crate::report::contract::Report;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write;

const WIDTH: f64 = 600.0;
const MARGIN: f64 = 40.0;
/// Labels closer than this are put on another row.
const LABEL: f64 = 62.0;
const ROWS: usize = 4;

pub(super) fn write(page: &mut String, report: &Report) {
    let mut days: BTreeMap<Date, (&str, usize)> = BTreeMap::new();
    for value in report.dates.iter().filter_map(|date| date.value.as_deref()) {
        if let Some(day) = first_day(value) {
            days.entry(day).or_insert((value, 0)).1 += 1;
        }
    }
    let (Some((&first, _)), Some((&last, _))) = (days.first_key_value(), days.last_key_value()) else {
        return;
    };
    if days.len() < 2 {
        return;
    }
    page.push_str("<h2>خط زمني</h2>\n<svg class=\"timeline\" viewBox=\"0 0 600 100\" role=\"img\">\n");
    let _ = writeln!(page, "<path class=\"axis\" d=\"M{MARGIN} 20H{}\"/>", WIDTH - MARGIN);
    let mut row_ends = [f64::NEG_INFINITY; ROWS];
    for (day, (value, count)) in &days {
        let x = position(*day, first, last);
        let radius = 3.0 + (*count as f64).sqrt();
        let _ = write!(page, "<circle class=\"day\" cx=\"{x:.1}\" cy=\"20\" r=\"{radius:.1}\"><title>");
        push_text(page, value);
        page.push_str("</title></circle>");
        if let Some(row) = row_ends.iter().position(|&end| end <= x - LABEL / 2.0) {
            row_ends[row] = x + LABEL / 2.0;
            let y = 42 + row * 16;
            let _ = write!(page, "<text x=\"{x:.1}\" y=\"{y}\" font-size=\"11\" text-anchor=\"middle\">");
            push_text(page, value);
            page.push_str("</text>");
        }
        page.push('\n');
    }
    page.push_str("</svg>\n");
}

/// Years far back would press the article's own days into one point, so time before the last year is drawn shorter:
/// the position grows with the logarithm of the days before the last one.
fn position(day: Date, first: Date, last: Date) -> f64 {
    let before = |day: Date| f64::from(last.since(day).map_or(0, |span| span.get_days()));
    let (span, distance) = (before(first), before(day));
    let scale = |days: f64| (1.0 + days / 7.0).ln();
    let share = if span > 0.0 { 1.0 - scale(distance) / scale(span) } else { 0.5 };
    MARGIN + share * (WIDTH - 2.0 * MARGIN)
}

/// The first day of a value: a day, a month or a year; of an interval, its start.
fn first_day(value: &str) -> Option<Date> {
    let value = value.split('/').next()?;
    let mut parts = value.split('-');
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: i8 = parts.next().map_or(Ok(1), str::parse).ok()?;
    let day: i8 = parts.next().map_or(Ok(1), str::parse).ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn values_have_a_first_day() {
        assert_eq!(first_day("2024-11-19"), Some(date(2024, 11, 19)));
        assert_eq!(first_day("2024-11"), Some(date(2024, 11, 1)));
        assert_eq!(first_day("2011/2014"), Some(date(2011, 1, 1)));
        for value in ["202X", "XXXX-11-06", "2024-W47", "2024-Q3", ""] {
            assert_eq!(first_day(value), None, "{value}");
        }
    }

    #[test]
    fn positions_keep_the_order_of_time() {
        let (first, last) = (date(1950, 1, 1), date(2024, 11, 19));
        let days = [first, date(2011, 3, 1), date(2024, 11, 1), last];
        let places: Vec<f64> = days.iter().map(|&day| position(day, first, last)).collect();
        assert!(places.is_sorted());
        assert!((places[0] - MARGIN).abs() < 1e-6 && (places[3] - (WIDTH - MARGIN)).abs() < 1e-6);
    }
}
