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

/// Prepositions, and what stands for one before a name.
pub(super) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "في" | "من"
            | "ل"
            | "ب"
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
            | "نحو"
            | "بحسب"
            | "حسب"
            | "وفق"
            | "بقياده"
            | "برياسه"
    )
}

/// Words that no verb is: prepositions, conjunctions, pronouns, particles of place and time.
pub(super) fn is_function_word(word: &str) -> bool {
    is_preposition(word)
        || matches!(
            word,
            "فيه"
                | "فيها"
                | "له"
                | "لها"
                | "تحت"
                | "فوق"
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
        )
}
