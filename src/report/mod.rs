//! The JSON contract and the other output formats.

mod aggregate;
mod brat;
mod build;
mod conll;
pub mod contract;
mod geojson;
mod html;
mod marks;
mod plain;
mod table;

pub use aggregate::{Aggregate, Counts, LIMIT};
pub use brat::brat;
pub use build::{Article, build};
pub use conll::conll;
pub use geojson::geojson;
pub use html::html;
pub use marks::{Entity, Kind, Mark};
pub use plain::{Color, plain};
pub use table::{Rows, Separator, header, rows, write_row};

/// The contract's JSON Schema (draft 2020-12), as `analyze schema` prints it.
pub const SCHEMA: &str = include_str!("schema.json");

#[cfg(test)]
mod tests {
    use super::*;

    /// Run with `UPDATE=1` to write the file anew.
    #[test]
    fn the_schema_is_fresh() {
        let schema = schemars::schema_for!(contract::Report);
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE").is_some() {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/report/schema.json");
            std::fs::write(file, &text).unwrap();
        } else {
            assert!(
                text == SCHEMA,
                "src/report/schema.json is stale: run `UPDATE=1 cargo test --lib schema`"
            );
        }
    }
}
