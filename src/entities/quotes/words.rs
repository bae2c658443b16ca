//! Words that decide what a verb of speech reports.

/// The particle that opens a reported clause, with its pronoun.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "ان" | "انه"
            | "انها"
            | "انهم"
            | "اننا"
            | "انني"
            | "انك"
            | "انكم"
            | "بان"
            | "بانه"
            | "بانها"
            | "بانهم"
            | "باننا"
            | "انهما"
    )
}

/// Words that no verb is: prepositions, conjunctions, pronouns, particles of place and time.
pub(super) fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "في" | "من"
            | "ل"
            | "ب"
            | "فيه"
            | "فيها"
            | "له"
            | "لها"
            | "الي"
            | "علي"
            | "عن"
            | "مع"
            | "بين"
            | "بعد"
            | "قبل"
            | "منذ"
            | "خلال"
            | "حول"
            | "ضد"
            | "عند"
            | "لدي"
            | "امام"
            | "خلف"
            | "تحت"
            | "فوق"
            | "نحو"
            | "عبر"
            | "اثر"
            | "حيث"
            | "ان"
            | "انه"
            | "لكن"
            | "غير"
            | "كما"
            | "هو"
            | "هي"
            | "كان"
            | "كانت"
            | "اما"
            | "قد"
            | "لا"
            | "ما"
            | "لم"
            | "هذا"
            | "هذه"
            | "بحسب"
            | "حسب"
            | "وفق"
            | "بقياده"
            | "برياسه"
    )
}
