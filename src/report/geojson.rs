//! `GeoJSON` (RFC 7946): the places that have coordinates.

use super::contract::{Place, Report};
use super::table::source_of;
use serde_json::{Map, Value, json};

/// One `FeatureCollection` with a point for each place whose coordinates are known.
#[must_use]
pub fn geojson(report: &Report) -> Value {
    let source = source_of(report);
    let features: Vec<Value> = report.places.iter().filter_map(|place| feature(place, &source)).collect();
    json!({"type": "FeatureCollection", "features": features})
}

fn feature(place: &Place, source: &str) -> Option<Value> {
    let (latitude, longitude) = (place.latitude?, place.longitude?);
    let mut properties = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            properties.insert(key.to_owned(), value);
        }
    };
    put("source", (!source.is_empty()).then(|| source.into()));
    put("id", Some(place.id.clone().into()));
    put("name", Some(place.name.clone().into()));
    put("name_latin", place.name_latin.clone().map(Value::from));
    put("kind", place.kind.clone().map(Value::from));
    put("country", place.country.clone().map(Value::from));
    put("wikidata", place.wikidata.clone().map(Value::from));
    put("geonames", place.geonames.map(Value::from));
    put("count", Some(place.count.into()));
    put("salience", Some(((f64::from(place.salience) * 1e4).round() / 1e4).into()));
    let point = json!({"type": "Point", "coordinates": [longitude, latitude]});
    Some(json!({"type": "Feature", "geometry": point, "properties": properties}))
}
