//! Where the names on the map stand, so that none covers another or a dot of another place.

use super::map::{Dot, Window};

/// A rectangle; y grows to the south.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) west: f64,
    pub(super) east: f64,
    pub(super) north: f64,
    pub(super) south: f64,
}

impl Area {
    /// Whether they share any room.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.west < other.east
            && other.west < self.east
            && self.north < other.south
            && other.north < self.south
    }

    fn inside(&self, window: Window) -> bool {
        let Window { x, y, width, height } = window;
        self.west >= x && self.east <= x + width && self.north >= y && self.south <= y + height
    }
}

/// The map's free room.
pub(super) struct Labels {
    window: Window,
    taken: Vec<Area>,
}

impl Labels {
    /// `taken`: where the dots are.
    pub(super) fn new(window: Window, taken: Vec<Area>) -> Self {
        Self { window, taken }
    }

    /// The room of a dot's label: to its right, its left, above or below it; none when all are taken.
    pub(super) fn place(&mut self, dot: &Dot) -> Option<Area> {
        // A letter is somewhat wider than half the font's size in most fonts.
        let (width, height) = (dot.name().chars().count() as f64 * dot.font * 0.55, dot.font * 1.2);
        let gap = dot.radius * 1.3;
        let beside = |west: f64| Area {
            west,
            east: west + width,
            north: dot.y - height / 2.0,
            south: dot.y + height / 2.0,
        };
        let over = |north: f64| Area {
            west: dot.x - width / 2.0,
            east: dot.x + width / 2.0,
            north,
            south: north + height,
        };
        let places =
            [beside(dot.x + gap), beside(dot.x - gap - width), over(dot.y - gap - height), over(dot.y + gap)];
        let free =
            |area: &Area| area.inside(self.window) && !self.taken.iter().any(|taken| taken.meets(area));
        let area = places.into_iter().find(free)?;
        self.taken.push(area);
        Some(area)
    }
}
