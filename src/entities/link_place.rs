//! From a name to the place in the lists, homonyms decided by the words around it and by the article's countries.

use super::knowledge::Knowledge;
use super::link::{Context, Decision, Linked};
use super::spellings;
use crate::lexicon::gazetteer::{Classes, Place, PlaceKind};

/// How much better the first candidate must be than the second.
const MARGIN: f32 = 1.0;
/// The same where the article names nothing else in the first one's country: only its fame speaks for it.
const MARGIN_OF_FAME: f32 = 3.0;
/// What lying in the country that stands beside the name counts.
const SAID_COUNTRY: f32 = 8.0;
/// A city of as many people is meant before the region that is named after it.
const LARGE: u32 = 20_000;
/// A place that is found under another spelling only has to be as large as this.
const WELL_KNOWN: u32 = 100_000;

/// What the words around a place say about its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Cue {
    /// Nothing.
    #[default]
    None,
    /// «سلطنة عمان», «دولة الكويت».
    Country,
    /// «محافظة حلب», «ولاية سنار».
    Region,
    /// «منطقة كورسك»: mostly a region, but a loose word.
    Area,
    /// «مدينة حلب»; a dateline.
    City,
    /// «العاصمة تونس», «الجزائر العاصمة».
    Capital,
}

impl Cue {
    fn allows(self, kind: PlaceKind) -> bool {
        match self {
            Self::None => true,
            Self::Country => kind.classes().intersects(Classes::COUNTRY),
            Self::Region => matches!(kind, PlaceKind::Region | PlaceKind::District | PlaceKind::Territory),
            Self::Area => matches!(kind, PlaceKind::Region | PlaceKind::Territory | PlaceKind::Area),
            Self::City => kind.classes().intersects(Classes::CITY),
            Self::Capital => kind == PlaceKind::Capital,
        }
    }
}

/// What stands around a place's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Hint<'a> {
    /// Its kind.
    pub(super) cue: Cue,
    /// ISO code of its country («حمص السورية», «طرابلس (لبنان)»).
    pub(super) country: Option<&'static str>,
    /// The type word before it, folded («محافظه»), under which regions are listed too; else empty.
    pub(super) type_word: &'a str,
}

/// The place that a folded name names in this article.
pub(super) fn place(
    key: &str,
    hint: &Hint,
    context: &Context,
    knowledge: &Knowledge,
) -> Decision<Place<'static>> {
    let mut found: Vec<Place> = knowledge.places(key).collect();
    if matches!(hint.cue, Cue::Region | Cue::Area) {
        found.extend(knowledge.places(&format!("{} {key}", hint.type_word)));
        found.extend(knowledge.places(&format!("{key} اوبلاست")));
    }
    let spelled = found.is_empty();
    if spelled {
        found = spelled_otherwise(key, knowledge);
    }
    found.sort_by_key(|p| p.number);
    found.dedup_by_key(|p| p.number);
    if found.is_empty() {
        return Decision::Unlisted;
    }
    if found.iter().any(|p| hint.cue.allows(p.kind)) {
        found.retain(|p| hint.cue.allows(p.kind));
    } else if hint.cue == Cue::Region {
        // «محافظة …», and the lists only know the city: the city's identifier would be wrong.
        return Decision::Refused("article_says_another_kind");
    }
    prefer_the_namesake(&mut found);
    // A village is meant where the article is about its country, and hardly ever elsewhere.
    let is_far = |p: &Place| {
        let village = matches!(p.kind, PlaceKind::Village | PlaceKind::Neighbourhood);
        let said = hint.cue == Cue::City || hint.country.is_some() && hint.country == p.country;
        village && !said && context.weight(p.country) == 0.0
    };
    found.retain(|p| !is_far(p));
    if found.is_empty() {
        return Decision::Refused("village_of_a_country_that_is_not_named");
    }
    likeliest(found, spelled, hint, context)
}

/// The best of the candidates, when it is clearly better than the next.
fn likeliest(
    found: Vec<Place<'static>>,
    spelled: bool,
    hint: &Hint,
    context: &Context,
) -> Decision<Place<'static>> {
    let mut scored: Vec<(f32, Place)> =
        found.into_iter().map(|place| (place_score(&place, hint, context), place)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.number.cmp(&b.1.number)));
    match scored[..] {
        [] => Decision::Unlisted,
        [(score, record)] => {
            let rule = if spelled { "spelling_of_listed_name" } else { "only_place_of_this_name" };
            Decision::Found(Linked { record, rule, score })
        }
        [(first, record), (second, _), ..] => {
            let is_named = context.weight(record.country) > 0.0
                || hint.country.is_some() && hint.country == record.country;
            let margin = if is_named { MARGIN } else { MARGIN_OF_FAME };
            // A capital's fame does not speak against a large city of another country: «طرابلس» without more is either.
            let rival = &scored[1].1;
            let is_city = matches!(rival.kind, PlaceKind::Capital | PlaceKind::City);
            let rivals = is_city && rival.population >= WELL_KNOWN && rival.country != record.country;
            if first - second < margin || (rivals && !is_named) {
                return Decision::Undecided(scored.len());
            }
            let rule = if spelled { "spelling_of_listed_name" } else { "likeliest_place_of_this_name" };
            Decision::Found(Linked { record, rule, score: first - second })
        }
    }
}

/// Countries, capitals and well-known cities whose name is another spelling of this one.
fn spelled_otherwise(key: &str, knowledge: &Knowledge) -> Vec<Place<'static>> {
    let is_known = |p: &Place| match p.kind {
        PlaceKind::Country | PlaceKind::Capital => true,
        PlaceKind::City => p.population >= WELL_KNOWN,
        _ => false,
    };
    let variants = spellings::of_place(key);
    variants.iter().flat_map(|v| knowledge.places(v)).filter(is_known).collect()
}

/// Of places of one name in one country the larger is meant: the city before the region that is called after it (a word
/// like «محافظة» says the region), and both before a village or a quarter.
fn prefer_the_namesake(found: &mut Vec<Place>) {
    let is_city = |p: &Place| {
        matches!(p.kind, PlaceKind::City | PlaceKind::Capital | PlaceKind::Municipality)
            && p.population >= LARGE
    };
    let countries = |is: &dyn Fn(&Place) -> bool| -> Vec<&str> {
        found.iter().filter(|p| is(p)).filter_map(|p| p.country).collect()
    };
    let with_city = countries(&is_city);
    let with_region = countries(&|p| matches!(p.kind, PlaceKind::Region | PlaceKind::Territory));
    // An area is a landscape, or a region once more without its code.
    let is_small = |kind| {
        matches!(kind, PlaceKind::Village | PlaceKind::Neighbourhood | PlaceKind::District | PlaceKind::Area)
    };
    found.retain(|p| {
        let Some(country) = p.country else { return true };
        let stays = is_city(p) || p.kind == PlaceKind::Country;
        let beside_city = with_city.contains(&country) && !stays;
        let beside_region = with_region.contains(&country) && is_small(p.kind);
        !beside_city && !beside_region
    });
}

/// Countries before capitals before large cities; what lies in a country that the article names before what does not.
fn place_score(place: &Place, hint: &Hint, context: &Context) -> f32 {
    let kind = match place.kind {
        PlaceKind::Country => 9.0,
        PlaceKind::Capital => 7.0,
        PlaceKind::City => 3.0,
        PlaceKind::Region | PlaceKind::Territory => 3.5,
        PlaceKind::Municipality | PlaceKind::District => 2.0,
        PlaceKind::Village | PlaceKind::Neighbourhood => 0.0,
        _ => 4.0,
    };
    let people = ((place.population.max(1) as f32).log10() - 4.0).max(0.0);
    let named = context.weight(place.country);
    let said = if hint.country.is_some() && place.country == hint.country { SAID_COUNTRY } else { 0.0 };
    kind + people + 2.0 * named.min(3.0) + said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(key: &str, hint: &Hint) -> Option<(u32, &'static str)> {
        let knowledge = Knowledge::embedded();
        let decision = place(key, hint, &Context::default(), &knowledge);
        decision.found().and_then(|l| Some((l.record.wikidata?, l.rule)))
    }

    #[test]
    fn a_capital_is_found_under_its_other_spellings() {
        for name in ["بيونغ يانغ", "بيونج يانج", "بيونغيانغ", "بيونجيانج"]
        {
            assert_eq!(named(name, &Hint::default()).map(|n| n.0), Some(18808), "{name}");
        }
        assert_eq!(named("بيونج يانغ", &Hint::default()).map(|n| n.1), Some("spelling_of_listed_name"));
    }

    #[test]
    fn the_country_beside_the_name_decides() {
        assert_eq!(named("طرابلس", &Hint::default()), None);
        let lebanese = Hint { country: Some("LB"), ..Hint::default() };
        assert_eq!(named("طرابلس", &lebanese).map(|n| n.0), Some(168_954));
    }

    #[test]
    fn a_word_for_the_kind_decides() {
        let governorate = Hint { cue: Cue::Region, type_word: "محافظه", ..Hint::default() };
        assert_eq!(named("المنيا", &governorate).map(|n| n.0), Some(30675));
        let sultanate = Hint { cue: Cue::Country, type_word: "سلطنه", ..Hint::default() };
        assert_eq!(named("عمان", &sultanate).map(|n| n.0), Some(842));
        let no_such_region = Hint { cue: Cue::Region, type_word: "محافظه", ..Hint::default() };
        assert_eq!(named("باريس", &no_such_region), None);
    }
}
