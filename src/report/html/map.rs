//! The places on a map: equirectangular, cut to what is named, over a coarse hand-drawn outline of the land.

use super::escape::push_text;
use super::labels::{Area, Labels};
use crate::report::contract::{Place, Report};
use std::cmp::Reverse;
use std::fmt::Write;

const LAND: &str = include_str!("land.txt");
/// The map is never narrower than this, in degrees, so that the outline still says where one is.
const MIN_WIDTH: f64 = 50.0;
/// Width over height.
const RATIO: f64 = 2.0;

/// A window of the world in degrees: x grows to the east, y to the south.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Window {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

pub(super) fn write(page: &mut String, report: &Report) {
    let mut located: Vec<(&Place, f64, f64)> = report.places.iter().filter_map(located).collect();
    let Some(window) = Window::around(&located) else {
        return;
    };
    let Window { x, y, width, height } = window;
    page.push_str("<h2>خريطة</h2>\n");
    let _ =
        writeln!(page, "<svg class=\"map\" viewBox=\"{x:.2} {y:.2} {width:.2} {height:.2}\" role=\"img\">");
    page.push_str("<rect class=\"sea\" x=\"-180\" y=\"-90\" width=\"360\" height=\"180\"/>\n");
    write_land(page);
    write_grid(page, window);
    // The places that are named most get a label while there is room.
    located.sort_by_key(|(place, ..)| Reverse(place.count));
    let dots: Vec<Dot> =
        located.iter().map(|(place, x, latitude)| Dot::new(place, *x, -latitude, window)).collect();
    let mut labels = Labels::new(window, dots.iter().map(Dot::area).collect());
    for dot in &dots {
        dot.write(page, labels.place(dot));
    }
    page.push_str("</svg>\n");
}

fn located(place: &Place) -> Option<(&Place, f64, f64)> {
    let (longitude, latitude) = (place.longitude?, place.latitude?);
    let on_earth = (-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude);
    on_earth.then_some((place, longitude, latitude))
}

impl Window {
    /// The places with a margin, in the map's ratio, inside the world.
    fn around(places: &[(&Place, f64, f64)]) -> Option<Self> {
        let (_, longitude, latitude) = *places.first()?;
        let (mut west, mut east, mut south, mut north) = (longitude, longitude, latitude, latitude);
        for &(_, longitude, latitude) in places {
            west = west.min(longitude);
            east = east.max(longitude);
            south = south.min(latitude);
            north = north.max(latitude);
        }
        let width = ((east - west) * 1.3).max((north - south) * 1.5 * RATIO).clamp(MIN_WIDTH, 360.0);
        let height = width / RATIO;
        let x = (f64::midpoint(west, east) - width / 2.0).clamp(-180.0, 180.0 - width);
        let y = (-f64::midpoint(south, north) - height / 2.0).clamp(-90.0, 90.0 - height);
        Some(Self { x, y, width, height })
    }
}

fn write_land(page: &mut String) {
    for line in LAND.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, ring)) = line.split_once('\t') else {
            continue;
        };
        let class = if name.starts_with('-') { "sea" } else { "land" };
        let _ = write!(page, "<path class=\"{class}\" d=\"");
        for (index, point) in ring.split(' ').filter_map(parse_point).enumerate() {
            let _ = write!(page, "{}{} {}", if index == 0 { 'M' } else { 'L' }, point.0, -point.1);
        }
        page.push_str("Z\"/>\n");
    }
}

fn parse_point(point: &str) -> Option<(f64, f64)> {
    let (longitude, latitude) = point.split_once(',')?;
    Some((longitude.parse().ok()?, latitude.parse().ok()?))
}

fn write_grid(page: &mut String, window: Window) {
    let step = if window.width > 120.0 { 30 } else { 10 };
    page.push_str("<path class=\"grid\" d=\"");
    for longitude in (-180..=180).step_by(step) {
        let _ = write!(page, "M{longitude} -90V90");
    }
    for latitude in (-90..=90).step_by(step) {
        let _ = write!(page, "M-180 {latitude}H180");
    }
    page.push_str("\"/>\n");
}

/// A place as it is drawn.
pub(super) struct Dot<'r> {
    place: &'r Place,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
    /// Of its label.
    pub(super) font: f64,
}

impl<'r> Dot<'r> {
    fn new(place: &'r Place, x: f64, y: f64, window: Window) -> Self {
        let scale = window.width / 100.0;
        let radius = scale * (0.7 + (place.count as f64).sqrt() * 0.25).min(2.0);
        Self { place, x, y, radius, font: scale * 2.2 }
    }

    pub(super) fn name(&self) -> &str {
        &self.place.name
    }

    fn area(&self) -> Area {
        let (x, y, radius) = (self.x, self.y, self.radius);
        Area { west: x - radius, east: x + radius, north: y - radius, south: y + radius }
    }

    /// The circle, whose name shows when it is pointed at, and its label where there is room for one.
    fn write(&self, page: &mut String, label: Option<Area>) {
        let Self { x, y, radius, font, .. } = self;
        let _ = write!(page, "<circle class=\"dot\" cx=\"{x:.3}\" cy=\"{y:.3}\" r=\"{radius:.3}\"><title>");
        push_text(page, &self.place.name);
        page.push_str("</title></circle>");
        if let Some(label) = label {
            let (middle, base) = (f64::midpoint(label.west, label.east), label.south - font * 0.3);
            let _ = write!(
                page,
                "<text x=\"{middle:.3}\" y=\"{base:.3}\" font-size=\"{font:.3}\" text-anchor=\"middle\">"
            );
            push_text(page, &self.place.name);
            page.push_str("</text>");
        }
        page.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ring_is_closed_land_on_earth() {
        let rings: Vec<_> = LAND.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rings.len() > 20);
        for ring in rings {
            let (name, points) = ring.split_once('\t').unwrap();
            let points: Vec<_> = points.split(' ').map(|point| parse_point(point).unwrap()).collect();
            assert!(points.len() >= 3, "{name}");
            assert!(points.iter().all(|p| p.0.abs() <= 180.0 && p.1.abs() <= 90.0), "{name}");
        }
    }

    #[test]
    fn the_window_stays_in_the_world_and_holds_every_place() {
        let place = Place::default();
        let places = [(&place, 179.0, 89.0), (&place, -20.0, -60.0)];
        let window = Window::around(&places).unwrap();
        assert!(window.x >= -180.0 && window.x + window.width <= 180.0);
        assert!(window.y >= -90.0 && window.y + window.height <= 90.0);
        for (_, longitude, latitude) in places {
            assert!((window.x..=window.x + window.width).contains(&longitude));
            assert!((window.y..=window.y + window.height).contains(&-latitude));
        }
        assert_eq!(Window::around(&[]), None);
    }

    #[test]
    fn labels_cover_neither_each_other_nor_dots() {
        let place = Place {
            name: "\u{628}\u{646}\u{63a}\u{627}\u{632}\u{64a}".to_owned(),
            count: 1,
            ..Place::default()
        };
        let window = Window { x: 0.0, y: 0.0, width: 50.0, height: 25.0 };
        let dots: Vec<Dot> = (0..30)
            .map(|n| Dot::new(&place, f64::from(n % 6) * 3.0, f64::from(n / 6) * 1.5, window))
            .collect();
        let areas: Vec<Area> = dots.iter().map(Dot::area).collect();
        let mut labels = Labels::new(window, areas.clone());
        let placed: Vec<Area> = dots.iter().filter_map(|dot| labels.place(dot)).collect();
        assert!((2..30).contains(&placed.len()), "{} of 30 have room", placed.len());
        let all: Vec<&Area> = placed.iter().chain(&areas).collect();
        for (index, label) in placed.iter().enumerate() {
            assert!(label.west >= 0.0 && label.east <= 50.0 && label.north >= 0.0 && label.south <= 25.0);
            assert!(all.iter().enumerate().all(|(other, area)| other == index || !label.meets(area)));
        }
    }
}
