//! Trains a model and writes it in the form that [`crate::names::Model`] reads in place.

use super::dataset::Dataset;
use super::lbfgs::{self, Settings};
use super::objective::Objective;
use super::samples::Sample;
use crate::names::habits::Habits;
use crate::names::{Labels, model as layout, rows};

/// What is learned: scores, not yet stored.
#[derive(Debug, Clone)]
pub struct Learned {
    /// The names of the types.
    pub types: Vec<String>,
    /// Hash and weights of every feature.
    pub rows: Vec<(u64, Vec<f32>)>,
    /// Transition scores, `from * labels + to`.
    pub transitions: Vec<f32>,
    /// Corrected confidences at equal steps from 0 to 1.
    pub calibration: Vec<f32>,
    /// Whether it was trained with the compiled-in model's opinion.
    pub asks: bool,
    /// The habits that it was trained with.
    pub habits: Option<&'static [u8]>,
}

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// Features of fewer tokens are left out.
    pub least: u32,
    /// The penalty on large weights.
    pub penalty: f32,
    /// Features whose weights are all smaller than this are left out of the stored model.
    pub prune: f32,
    /// The most features that the stored model has, those with the largest weights.
    pub most: usize,
    /// In how many parts articles are listened to by a model of the other parts; below two: no echoes.
    pub parts: usize,
    /// Whether the features ask for the compiled-in model's opinion.
    pub asks: bool,
    /// What words usually are: a file of [`super::habits`].
    pub habits: Option<&'static [u8]>,
    /// The optimizer's settings.
    pub settings: Settings,
}

impl Recipe {
    /// The habits as the tagger reads them; none when the file is none.
    #[must_use]
    pub fn known(&self) -> Habits<'static> {
        self.habits.and_then(|bytes| Habits::new(bytes).ok()).unwrap_or_default()
    }
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            least: 2,
            penalty: 1.0,
            prune: 0.002,
            most: 560_000,
            parts: 3,
            habits: None,
            asks: false,
            settings: Settings::default(),
        }
    }
}

/// Learns from `samples`, whose labels are those over `types`.
#[must_use]
pub fn learn(samples: &[Sample], types: &[&str], recipe: Recipe) -> Learned {
    let labels = Labels::new(types.len());
    let data = Dataset::new(samples, recipe.least);
    if labels.len() <= NARROW {
        fit::<NARROW>(&data, labels, types, recipe)
    } else {
        fit::<WIDE>(&data, labels, types, recipe)
    }
}

/// Widths of the weights' rows: for three types, for six.
const NARROW: usize = 16;
const WIDE: usize = 28;

fn fit<const W: usize>(data: &Dataset, labels: Labels, types: &[&str], recipe: Recipe) -> Learned {
    let parameters = lbfgs::minimize(&mut Objective::<W>::new(data, labels, recipe.penalty), recipe.settings);
    let (weights, transitions) = parameters.split_at(data.features.len() * W);
    let weights = weights.as_chunks::<W>().0.iter().map(|row| &row[..labels.len()]);
    let rows = data.features.iter().zip(weights);
    Learned {
        types: types.iter().map(ToString::to_string).collect(),
        rows: largest(rows.map(|(&feature, row)| (feature, row)), recipe),
        transitions: transitions.to_vec(),
        calibration: super::calibrate::identity(),
        asks: recipe.asks,
        habits: recipe.habits,
    }
}

/// The features that are worth storing: of weights that are not too small, and not too many.
fn largest<'w>(rows: impl Iterator<Item = (u64, &'w [f32])>, recipe: Recipe) -> Vec<(u64, Vec<f32>)> {
    let size = |row: &[f32]| row.iter().map(|w| w.abs()).fold(0.0, f32::max);
    let mut kept: Vec<_> = rows.filter(|(_, row)| size(row) >= recipe.prune).collect();
    kept.sort_by(|a, b| size(b.1).total_cmp(&size(a.1)).then(a.0.cmp(&b.0)));
    kept.truncate(recipe.most);
    kept.into_iter().map(|(feature, row)| (feature, row.to_vec())).collect()
}

impl Learned {
    /// The model file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let unit = self.unit();
        let (blocks, weights) = self.fill(unit);
        let mut bytes = layout::MAGIC.to_vec();
        for number in [layout::VERSION, crate::names::template::TEMPLATE_ID] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(crate::names::table_hash().to_le_bytes());
        bytes.extend(unit.to_le_bytes());
        bytes.extend((self.types.len() as u32).to_le_bytes());
        bytes.extend((blocks as u32).to_le_bytes());
        bytes.extend((self.rows.len() as u32).to_le_bytes());
        bytes.extend((if self.asks { layout::ASKS } else { 0 }).to_le_bytes());
        bytes.resize(layout::HEADER, 0);
        for name in &self.types {
            bytes.extend((name.len() as u32).to_le_bytes());
            bytes.extend(name.as_bytes());
        }
        bytes.extend(self.transitions.iter().chain(&self.calibration).flat_map(|value| value.to_le_bytes()));
        let habits = self.habits.unwrap_or_default();
        bytes.extend((habits.len() as u32).to_le_bytes());
        bytes.extend(habits);
        bytes.resize(bytes.len().next_multiple_of(layout::ALIGNMENT), 0);
        bytes.extend(weights);
        bytes
    }

    /// The worth of one unit of a stored weight.
    fn unit(&self) -> f32 {
        let largest = self.rows.iter().flat_map(|(_, row)| row).map(|w| w.abs()).fold(1e-6, f32::max);
        largest / rows::LARGEST
    }

    /// The number of blocks, and the weights in the form of [`rows`].
    fn fill(&self, unit: f32) -> (usize, Vec<u8>) {
        let mut blocks = self.rows.len() / rows::AVERAGE + 1;
        let mut lengths = self.lengths(blocks);
        while lengths.iter().any(|&length| length > rows::MOST) {
            blocks += blocks / 32 + 1;
            lengths = self.lengths(blocks);
        }
        let place = |row: usize| rows::Place::of(self.rows[row].0, blocks);
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|&row| (place(row).block, self.rows[row].0));
        let (mut bytes, mut start) = (Vec::new(), 0);
        for length in lengths {
            let end = bytes.len() + rows::BLOCK;
            bytes.extend((start as u32).to_le_bytes());
            bytes.extend(order[start..start + length].iter().map(|&row| place(row).mark));
            bytes.resize(end, 0);
            start += length;
        }
        for row in order {
            bytes.extend(place(row).check);
            bytes.extend(self.rows[row].1.iter().map(|weight| stored(weight / unit).cast_unsigned()));
        }
        bytes.resize(bytes.len() + rows::PADDING, 0);
        (blocks, bytes)
    }

    /// How many rows each of `blocks` blocks has.
    fn lengths(&self, blocks: usize) -> Vec<usize> {
        let mut lengths = vec![0; blocks];
        for (feature, _) in &self.rows {
            lengths[rows::Place::of(*feature, blocks).block] += 1;
        }
        lengths
    }
}

/// The stored form of a weight in units, see [`rows::widened`].
fn stored(units: f32) -> i8 {
    (units.abs().sqrt().round().min(127.0) as i8) * if units < 0.0 { -1 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{Labels, Model};

    fn samples() -> Vec<Sample> {
        let lines: [&[u8]; 4] = [&[0, 1, 3, 0], &[0, 0, 4], &[4, 0], &[0, 0, 0, 1, 2, 3]];
        let sample = |(at, line): (usize, &&[u8])| Sample {
            features: line
                .iter()
                .enumerate()
                .map(|(t, &l)| vec![7, u64::from(l) + 20, (t + at) as u64 + 90])
                .collect(),
            labels: line.to_vec(),
            weight: 1.0,
        };
        (0..40).flat_map(|_| lines.iter().enumerate().map(sample)).collect()
    }

    fn sums_of(model: &Model, feature: u64) -> [i32; 5] {
        let mut sums = [0; rows::NARROW];
        model.rows().add(&[feature], &mut rows::LookUps::default(), &mut sums);
        std::array::from_fn(|label| sums[rows::CHECK + label])
    }

    #[test]
    fn what_is_stored_is_what_was_learned() {
        let recipe = Recipe { prune: 0.0, ..Recipe::default() };
        let learned = learn(&samples(), &["person"], recipe);
        let bytes = learned.bytes();
        let model = Model::from_bytes(&bytes).expect("just written");
        assert_eq!((model.types(), model.labels()), (&["person"][..], Labels::new(1)));
        let largest = learned.rows.iter().flat_map(|(_, row)| row).fold(0.0_f32, |a, w| a.max(w.abs()));
        for (feature, row) in &learned.rows {
            for (sum, weight) in sums_of(&model, *feature).iter().zip(row) {
                let step = 2.0 * (weight.abs() / largest).sqrt() / 127.0 + 1.0 / 16129.0;
                assert!((*sum as f32 * model.unit() - weight).abs() <= step * largest, "{sum} {weight}");
            }
        }
        assert_eq!(sums_of(&model, 12345), [0; 5], "an unknown feature says nothing");
    }

    #[test]
    fn the_largest_weights_are_kept() {
        let rows: [(u64, &[f32]); 4] =
            [(7, &[0.1, 0.0]), (8, &[0.0, -3.0]), (9, &[0.001, 0.0]), (5, &[0.1, 0.0])];
        let kept = |most| {
            let recipe = Recipe { most, ..Recipe::default() };
            largest(rows.into_iter(), recipe).into_iter().map(|row| row.0).collect::<Vec<_>>()
        };
        assert_eq!(kept(9), [8, 5, 7]);
        assert_eq!(kept(2), [8, 5]);
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| learn(&samples(), &["person"], Recipe::default()).bytes())
        };
        assert_eq!(run(1), run(3));
    }

    #[test]
    fn a_file_that_does_not_fit_is_an_error() {
        let bytes = learn(&samples(), &["person"], Recipe::default()).bytes();
        assert!(Model::from_bytes(&bytes[..70]).is_err());
        assert!(Model::from_bytes(b"").is_err());
        let mut other = bytes.clone();
        other[12] ^= 1;
        assert!(Model::from_bytes(&other).is_err(), "another template");
    }
}
