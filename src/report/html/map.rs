//! The places on a map: equirectangular, cut to what is named, over a coarse hand-drawn outline of the land.

use super::escape::push_text;
use crate::report::contract::{Place, Report};
use std::fmt::Write;

const LAND: &str = include_str!("land.txt");
/// The map is never narrower than this, in degrees, so that the outline still says where one is.
const MIN_WIDTH: f64 = 50.0;
/// Width over height.
const RATIO: f64 = 2.0;

/// A window of the world in degrees: x grows to the east, y to the south.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Window {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

pub(super) fn write(page: &mut String, report: &Report) {
    let located: Vec<(&Place, f64, f64)> = report.places.iter().filter_map(located).collect();
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
    for (place, longitude, latitude) in located {
        write_place(page, place, longitude, -latitude, window);
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

fn write_place(page: &mut String, place: &Place, x: f64, y: f64, window: Window) {
    let scale = window.width / 100.0;
    let radius = scale * (0.7 + (place.count as f64).sqrt() * 0.25).min(2.0);
    let _ = write!(page, "<circle class=\"dot\" cx=\"{x:.3}\" cy=\"{y:.3}\" r=\"{radius:.3}\"><title>");
    push_text(page, &place.name);
    page.push_str("</title></circle>");
    // The label stands on the side where there is room.
    let left = x > window.x + window.width * 0.75;
    let (at, anchor) = if left { (x - radius * 1.4, "end") } else { (x + radius * 1.4, "start") };
    let size = scale * 2.2;
    let base = y + size * 0.35;
    let _ = write!(
        page,
        "<text x=\"{at:.3}\" y=\"{base:.3}\" font-size=\"{size:.3}\" text-anchor=\"{anchor}\" direction=\"ltr\">"
    );
    push_text(page, &place.name);
    page.push_str("</text>\n");
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
}
