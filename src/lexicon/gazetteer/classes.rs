//! What a name in the gazetteer can be, as a set: a name is often a city and a family and a club at once.

/// A set of classes of one name, 24 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Classes(u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $text:literal;)*) => {
        impl Classes {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*

            /// Every class with its name, in the order of its bits.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $text)),*];
        }
    };
}

classes! {
    /// A country or a territory with a country code of its own.
    COUNTRY = 0, "country";
    /// A country's capital (also a [`Classes::CITY`]).
    CAPITAL = 1, "capital";
    /// A city, town, village or quarter.
    CITY = 2, "city";
    /// A subdivision of a country: governorate, state, province, district.
    REGION = 3, "region";
    /// Any other place: a sea, a river, a landscape, a crossing, an airport, a continent.
    OTHER_PLACE = 4, "other_place";
    /// A person's full name.
    PERSON = 5, "person";
    /// A known person's name in one word («السيسي»).
    PERSON_SHORT = 6, "person_short";
    /// A given name.
    GIVEN = 7, "given";
    /// A family name.
    FAMILY = 8, "family";
    /// A word of personal names of which no table says whether it is a given or a family name.
    NAME_PART = 9, "name_part";
    /// Newspaper, channel, agency.
    MEDIA = 10, "media";
    /// Sport club, team or federation.
    CLUB = 11, "club";
    /// Party, movement, armed group.
    PARTY = 12, "party";
    /// Company, bank, exchange.
    COMPANY = 13, "company";
    /// Body of a state: ministry, parliament, court, army, police.
    GOVERNMENT = 14, "government";
    /// Body of several states, or one that works across borders.
    INTERNATIONAL = 15, "international";
    /// University, school, research centre, hospital.
    EDUCATION = 16, "education";
    /// Any other organization.
    OTHER_ORGANIZATION = 17, "other_organization";
    /// A title, office, rank or profession.
    TITLE = 18, "title";
    /// A nationality adjective.
    NATIONALITY = 19, "nationality";
    /// A word that says what sort of organization follows («وزارة»).
    ORGANIZATION_TYPE = 20, "organization_type";
    /// A word that says what sort of place follows («مدينة»).
    PLACE_TYPE = 21, "place_type";
    /// A form of a verb that introduces speech («أكدت»).
    SPEECH_VERB = 22, "speech_verb";
    /// The name is also an ordinary word, or names several things: demand context.
    AMBIGUOUS = 23, "ambiguous";
}

impl Classes {
    /// How many classes there are; each is one bit from bit 0.
    pub const COUNT: u32 = 24;
    /// Countries and all other places.
    pub const PLACES: Self =
        Self(Self::COUNTRY.0 | Self::CAPITAL.0 | Self::CITY.0 | Self::REGION.0 | Self::OTHER_PLACE.0);
    /// Full names, known short names and the parts of names.
    pub const PEOPLE: Self =
        Self(Self::PERSON.0 | Self::PERSON_SHORT.0 | Self::GIVEN.0 | Self::FAMILY.0 | Self::NAME_PART.0);
    /// Organizations of every kind.
    pub const ORGANIZATIONS: Self = Self(0xFF << 10);

    /// No class.
    #[must_use]
    pub const fn empty() -> Self {
        Self(0)
    }

    /// The set with these bits; bits past [`Classes::COUNT`] are dropped.
    #[must_use]
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits & ((1 << Self::COUNT) - 1))
    }

    /// The set as bits.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether every class of `other` is in it.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether it shares a class with `other`.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it has no class.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names of its classes.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().filter(move |(class, _)| self.contains(*class)).map(|(_, name)| *name)
    }
}
