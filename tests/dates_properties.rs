//! Properties of dates: what is written in any convention is read back, every value is ISO 8601, nothing panics.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use khabar::dates::{Calendar, Grain, article_date, date_in_name, find};
use khabar::text::Document;
use proptest::prelude::*;
use std::path::Path;

const GULF: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];
const LEVANT: [&str; 12] = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
];
const ALGERIA: [&str; 12] = [
    "جانفي",
    "فيفري",
    "مارس",
    "أفريل",
    "ماي",
    "جوان",
    "جويلية",
    "أوت",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];
const MOROCCO: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "ماي",
    "يونيو",
    "يوليوز",
    "غشت",
    "شتنبر",
    "أكتوبر",
    "نونبر",
    "دجنبر",
];
const MAURITANIA: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "إبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغشت",
    "شتمبر",
    "أكتوبر",
    "نوفمبر",
    "دجمبر",
];
const HIJRI: [&str; 12] = [
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة",
    "ذو الحجة",
];
const WEEKDAYS: [&str; 7] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
const TEENS: [&str; 10] =
    ["", "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"];

/// A day of the month as an ordinal in words.
fn ordinal(day: i8) -> String {
    let unit = |n: i8| if n == 1 { "الحادي" } else { TEENS[n.unsigned_abs() as usize] };
    match day {
        1..=9 => TEENS[day.unsigned_abs() as usize].to_owned(),
        10 => "العاشر".to_owned(),
        11..=19 => format!("{} عشر", unit(day - 10)),
        20 => "العشرين".to_owned(),
        21..=29 => format!("{} والعشرين", unit(day - 20)),
        30 => "الثلاثين".to_owned(),
        _ => "الحادي والثلاثين".to_owned(),
    }
}

fn arabic_digits(text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32(0x660 + d)).unwrap_or(c)).collect()
}

/// Every way to write one day.
fn written(d: Date) -> Vec<String> {
    let (year, month, day) = (d.year(), d.month(), d.day());
    let at = (month - 1).unsigned_abs() as usize;
    let weekday = WEEKDAYS[(d.weekday().to_monday_zero_offset()).unsigned_abs() as usize];
    let mut forms: Vec<String> = Vec::new();
    for names in [GULF, LEVANT, ALGERIA, MOROCCO, MAURITANIA] {
        forms.push(format!("{day} {} {year}", names[at]));
    }
    forms.push(format!("{day} {}/{} {year}", LEVANT[at], GULF[at]));
    forms.push(format!("{day} {} ({}) {year}", GULF[at], LEVANT[at]));
    forms.push(format!("{day} من {} عام {year}", GULF[at]));
    forms.push(format!("{} من {} {year}", ordinal(day), LEVANT[at]));
    forms.push(format!("يوم {weekday} {day} {} {year}", ALGERIA[at]));
    forms.push(arabic_digits(&format!("{weekday} {day} {} {year}", GULF[at])));
    forms.push(format!("{day:02}/{month:02}/{year}"));
    forms.push(format!("{year}-{month:02}-{day:02}"));
    forms.push(format!("{day:02}.{month:02}.{year}"));
    forms
}

/// The only mention of a text: its value, after a check that it spans the whole text.
fn only(text: &str) -> Option<(String, Calendar)> {
    let document = Document::new(text);
    let mut mentions = find(&document, None);
    let mention = mentions.pop().filter(|m| m.span.of(text) == text && m.grain == Grain::Day)?;
    if mentions.is_empty() { Some((mention.value?, mention.calendar)) } else { None }
}

#[test]
fn every_day_from_1900_to_2100_is_read_back() {
    let mut day = date(1900, 1, 1);
    while day <= date(2100, 12, 31) {
        for form in written(day) {
            assert_eq!(only(&form), Some((day.to_string(), Calendar::Gregorian)), "{form}");
        }
        day = day.checked_add(1.day()).expect("in range");
    }
}

/// Month starts of the years in the official table, from the fixture.
fn official_starts() -> Vec<(i32, u8, Date)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dates/umm_al_qura.txt");
    let table = std::fs::read_to_string(path).expect("the table of month starts");
    let mut starts = Vec::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split(' ');
        let year: i32 = fields.next().and_then(|y| y.parse().ok()).expect("a year");
        for (month, start) in (1..=12).zip(fields) {
            starts.push((year, month, start.parse().expect("a date")));
        }
    }
    starts
}

#[test]
fn every_official_hijri_month_starts_on_its_day() {
    let starts = official_starts();
    assert_eq!(starts.len(), 1896);
    for (year, month, start) in starts {
        let text = format!("1 {} {year}هـ", HIJRI[usize::from(month) - 1]);
        assert_eq!(only(&text), Some((start.to_string(), Calendar::Hijri)), "{text}");
    }
}

#[test]
fn every_hijri_day_from_1300_to_1500_is_read_back() {
    let mut last: Option<Date> = None;
    for year in 1300..=1500 {
        for (month, name) in HIJRI.iter().enumerate() {
            let length = (1..=31).take_while(|day| only(&format!("{day} {name} {year}هـ")).is_some()).count();
            assert!((28..=31).contains(&length), "{name} {year} has {length} days");
            for day in 1..=length {
                let forms = [
                    format!("{day} {name} {year}هـ"),
                    format!("{} من {name} سنة {year} هجرية", ordinal(day as i8)),
                    arabic_digits(&format!("{day} {name} {year}هـ")),
                    format!("{day:02}/{:02}/{year}هـ", month + 1),
                ];
                let values: Vec<_> = forms.iter().map(|form| only(form)).collect();
                let value = values[0].clone().expect("a value");
                assert!(values.iter().all(|v| v.as_ref() == Some(&value)), "{forms:?} {values:?}");
                let gregorian: Date = value.0.parse().expect("a day");
                // Days follow each other; the table's first day is also the last one of the tabular year before it.
                let follows = last
                    .is_none_or(|l| l.tomorrow().ok() == Some(gregorian) || gregorian == date(1924, 8, 1));
                assert!(follows, "{} is {gregorian} after {last:?}", forms[0]);
                last = Some(gregorian);
            }
        }
    }
}

/// An independent reading of the forms that the guide allows.
fn is_valid(value: &str) -> bool {
    match value.split_once('/') {
        Some((start, end)) => is_simple(start) && is_simple(end) && start.len() == end.len(),
        None => is_simple(value),
    }
}

fn is_simple(value: &str) -> bool {
    let value = value.strip_prefix('-').unwrap_or(value);
    let parts: Vec<&str> = value.split('-').collect();
    let number = |s: &str, width: usize| {
        if s.len() == width && s.bytes().all(|b| b.is_ascii_digit()) { s.parse::<i16>().ok() } else { None }
    };
    let year = parts.first().copied().unwrap_or_default();
    let plain = number(year, 4).is_some();
    match parts.as_slice() {
        [_] => {
            plain
                || (year.len() == 4
                    && year.trim_end_matches('X').bytes().all(|b| b.is_ascii_digit())
                    && year != "XXXX")
        }
        [_, "SP" | "SU" | "AU" | "WI" | "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2"] => plain || year == "XXXX",
        [_, week] if week.starts_with('W') => {
            plain && week.get(1..).and_then(|w| number(w, 2)).is_some_and(|w| (1..=53).contains(&w))
        }
        [_, month] => (plain || year == "XXXX") && number(month, 2).is_some_and(|m| (1..=12).contains(&m)),
        [_, month, day] => {
            let y = number(year, 4).or((year == "XXXX").then_some(2000));
            match (y, number(month, 2), number(day, 2)) {
                (Some(y), Some(m), Some(d)) => Date::new(y, m as i8, d as i8).is_ok(),
                _ => false,
            }
        }
        _ => false,
    }
}

#[test]
fn the_checker_refuses_what_is_no_value() {
    for value in
        ["2024-13", "2024-02-30", "24-01-01", "XXXX", "2024-W54", "2024-Q5", "", "2024/2024-01", "2024-1-1"]
    {
        assert!(!is_valid(value), "{value}");
    }
    for value in [
        "2024-11-19",
        "XXXX-02-29",
        "202X",
        "19XX",
        "2XXX",
        "-0499",
        "-04XX",
        "2024-SU",
        "2023/2024",
        "2024-H1",
    ] {
        assert!(is_valid(value), "{value}");
    }
}

/// Words and numbers of dates in any order.
fn jumble() -> impl Strategy<Value = String> {
    const WORDS: [&str; 80] = [
        "يوم",
        "يومي",
        "شهر",
        "الشهر",
        "عام",
        "العام",
        "سنة",
        "عامي",
        "الأسبوع",
        "أيام",
        "الماضي",
        "المقبل",
        "الجاري",
        "نفسه",
        "التالي",
        "هذا",
        "نفس",
        "ذلك",
        "من",
        "إلى",
        "بين",
        "في",
        "قبل",
        "بعد",
        "منذ",
        "أمس",
        "غدا",
        "اليوم",
        "الثلاثاء",
        "الأحد",
        "مارس",
        "آب",
        "كانون",
        "الثاني",
        "الأول",
        "الحادي",
        "عشر",
        "والعشرين",
        "رمضان",
        "صفر",
        "محرم",
        "1445هـ",
        "2024",
        "31",
        "29",
        "12/25",
        "30/2/2023",
        "فاتح",
        "متم",
        "سلخ",
        "الربع",
        "القرن",
        "التاسع",
        "التسعينيات",
        "صيف",
        "ق.م",
        "للهجرة",
        "الألفية",
        "عيد الفطر",
        "العيد",
        "ألف",
        "وتسعمئة",
        "الأشهر",
        "الستة",
        "الأولى",
        "الأخيرة",
        "الأربعة",
        "النصف",
        "الثلث",
        "السداسي",
        "الربعين",
        "الأولين",
        "الهجري",
        "الموافق",
        "العقد",
        "المواسم",
        "موسم",
        "2023/2024",
        "2024/2023",
        "العشر الأواخر",
    ];
    const JOINS: [&str; 8] = [" ", " ", " ", "/", "-", "، ", " (", ") "];
    let piece = (0..WORDS.len(), 0..JOINS.len()).prop_map(|(w, j)| format!("{}{}", WORDS[w], JOINS[j]));
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_jumble_of_date_words_has_valid_values(text in jumble(), dated: bool, days in -60_000_i32..60_000) {
        let reference = dated.then(|| date(2000, 1, 1).checked_add(days.days()).expect("in range"));
        let document = Document::new(&text);
        let mentions = find(&document, reference);
        for pair in mentions.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for mention in &mentions {
            prop_assert!(!mention.span.of(&text).trim().is_empty());
            prop_assert_eq!(mention.span.of(&text).trim(), mention.span.of(&text));
            if let Some(value) = &mention.value {
                prop_assert!(is_valid(value), "{} in {}", value, text);
            }
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}|[\u{600}-\u{6FF}0-9/ .-]{0,60}", extreme: bool) {
        let document = Document::new(&text);
        let reference = if extreme { Date::MAX } else { Date::MIN };
        let _ = find(&document, Some(reference));
        let _ = article_date(&document);
        let _ = date_in_name(&text);
    }
}

#[test]
fn the_article_says_its_own_date() {
    let cases = [
        (
            "عنوان الخبر\nالأربعاء 22 أكتوبر 2025 - 20:42\nقال الوزير أمس إن العمل انتهى.",
            Some(date(2025, 10, 22)),
        ),
        ("2024-11-19\nافتتح الرئيس المعرض.", Some(date(2024, 11, 19))),
        ("افتتح الرئيس المعرض الذي أقيم في 3 مارس 2011 للمرة الأولى وسط حضور كبير من الناشرين.", None),
        ("عنوان\nنشر في 5 يناير\nنص.", None),
        ("أبوظبي (وام) – 14 مارس 2024\nدشنت الهيئة أمس مركزا للتدريب.", Some(date(2024, 3, 14))),
        ("الجزائر – 17 جويلية 2023 – أعلنت الوزارة نتائج المسابقة.", Some(date(2023, 7, 17))),
        ("الرباط، 30 دجنبر 2022\nانعقد مجلس الحكومة اليوم.", Some(date(2022, 12, 30))),
        ("نشر في: 12-01-2018\nاستقبل العمدة وفد البلدية.", Some(date(2018, 1, 12))),
        ("الخميس 17 جمادى الأولى 1446 هـ\nأقيمت الندوة مساء أمس.", Some(date(2024, 11, 19))),
        ("عنوان عن قمة 2024\nافتتحت القمة أمس.", None),
        ("الثلاثاء الماضي\nافتتحت القمة أمس.", None),
        ("", None),
    ];
    for (text, expected) in cases {
        let document = Document::new(text);
        let found = article_date(&document);
        assert_eq!(found.map(|(day, _)| day), expected, "{text}");
        if let Some((_, span)) = found {
            assert_eq!(find(&document, None).iter().filter(|m| m.span == span).count(), 1);
        }
    }
}
