//! The closed lists of kinds that the tables use, each with the word that stands in the table and in the report.

use super::Classes;

macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),* }

        impl $name {
            /// Every kind, in the order of its code in the compiled table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in the tables and in the report.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The kind that the word `text` stands for.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
            }

            pub(crate) fn from_code(code: u8) -> Option<Self> {
                Self::ALL.get(usize::from(code)).copied()
            }

            #[cfg(feature = "train")]
            pub(crate) const fn code(self) -> u8 {
                self as u8
            }
        }
    };
}

kinds! {
    /// What sort of thing a record is about.
    RecordType {
        Place = "place", Person = "person", Organization = "organization", Title = "title",
        Nationality = "nationality", SpeechVerb = "speech_verb", OrganizationType = "organization_type",
        PlaceType = "place_type",
    }
}

kinds! {
    /// What sort of place.
    PlaceKind {
        Country = "country", Territory = "territory", Capital = "capital", City = "city",
        Municipality = "municipality", Village = "village", Neighbourhood = "neighbourhood",
        District = "district", Region = "region", Continent = "continent", Area = "area", Planet = "planet",
        Ocean = "ocean", Sea = "sea", Gulf = "gulf", Strait = "strait", Canal = "canal", River = "river",
        Lake = "lake", Valley = "valley", Mountain = "mountain", Desert = "desert", Island = "island",
        Peninsula = "peninsula", Cape = "cape", Airport = "airport", Port = "port", Crossing = "crossing",
        Base = "base", Camp = "camp", Dam = "dam", Square = "square", Street = "street", Bridge = "bridge",
        Stadium = "stadium", Religious = "religious_site", Monument = "monument", Building = "building",
        Field = "field", Forest = "forest", Park = "park",
    }
}

kinds! {
    /// What sort of organization.
    OrganizationKind {
        Media = "media", Club = "club", Federation = "federation", Party = "party", Movement = "movement",
        ArmedGroup = "armed_group", Union = "union", Company = "company", Bank = "bank", Exchange = "exchange",
        Ministry = "ministry", Agency = "agency", Army = "army", Police = "police",
        Intelligence = "intelligence", Court = "court", Parliament = "parliament", Government = "government",
        CentralBank = "central_bank", Fund = "fund", UnBody = "un_body", RegionalBody = "regional_body",
        Ngo = "ngo", University = "university", Research = "research", Hospital = "hospital",
        Religious = "religious", Other = "other",
    }
}

kinds! {
    /// What a person is known for.
    PersonField {
        Politics = "politics", Military = "military", Business = "business", Culture = "culture",
        History = "history", Media = "media", Religion = "religion", Science = "science", Sport = "sport",
        Other = "other",
    }
}

kinds! {
    /// What sort of title.
    TitleKind {
        Office = "office", Rank = "rank", Academic = "academic", Religious = "religious",
        Honorific = "honorific", Kinship = "kinship", Profession = "profession", Sport = "sport",
        Royal = "royal",
    }
}

kinds! {
    /// How a form inflects: gender and number.
    Inflection { Masculine = "m", Feminine = "f", MasculinePlural = "mp", FemininePlural = "fp" }
}

kinds! {
    /// How a verb of speech takes what it reports.
    Polarity { Say = "say", Ask = "ask", Deny = "deny", Think = "think", Warn = "warn" }
}

impl PlaceKind {
    /// The class of names of this kind.
    #[must_use]
    pub const fn classes(self) -> Classes {
        match self {
            Self::Country | Self::Territory => Classes::COUNTRY,
            Self::Capital => Classes::CAPITAL.with(Classes::CITY),
            Self::City | Self::Municipality | Self::Village | Self::Neighbourhood => Classes::CITY,
            Self::District | Self::Region => Classes::REGION,
            _ => Classes::OTHER_PLACE,
        }
    }
}

impl OrganizationKind {
    /// The class of names of this kind.
    #[must_use]
    pub const fn classes(self) -> Classes {
        match self {
            Self::Media => Classes::MEDIA,
            Self::Club | Self::Federation => Classes::CLUB,
            Self::Party | Self::Movement | Self::ArmedGroup => Classes::PARTY,
            Self::Company | Self::Bank | Self::Exchange => Classes::COMPANY,
            Self::Ministry
            | Self::Agency
            | Self::Army
            | Self::Police
            | Self::Intelligence
            | Self::Court
            | Self::Parliament
            | Self::Government
            | Self::CentralBank
            | Self::Fund => Classes::GOVERNMENT,
            Self::UnBody | Self::RegionalBody | Self::Ngo => Classes::INTERNATIONAL,
            Self::University | Self::Research | Self::Hospital => Classes::EDUCATION,
            Self::Union | Self::Religious | Self::Other => Classes::OTHER_ORGANIZATION,
        }
    }
}
