//! Limited-memory BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5) with a backtracking line search.

use super::objective::Objective;
use rayon::prelude::*;
use std::collections::VecDeque;

/// When to stop, and how much to remember.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// The most steps.
    pub steps: usize,
    /// Steps whose curvature is remembered.
    pub memory: usize,
    /// Stop when ten steps together made the value smaller by less than this share.
    pub tolerance: f64,
    /// Report the progress on standard error.
    pub verbose: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { steps: 120, memory: 6, tolerance: 2e-3, verbose: false }
    }
}

/// One remembered step: how the point and the gradient moved.
struct Step {
    point: Vec<f32>,
    gradient: Vec<f32>,
    curvature: f64,
}

/// Makes the objective small, from zero; gives the parameters.
#[must_use]
pub fn minimize<const W: usize>(objective: &mut Objective<W>, settings: Settings) -> Vec<f32> {
    let length = objective.len();
    let mut point = vec![0.0_f32; length];
    let mut gradient = vec![0.0_f32; length];
    let (mut trial, mut trial_gradient) = (vec![0.0_f32; length], vec![0.0_f32; length]);
    let mut memory: VecDeque<Step> = VecDeque::new();
    let mut value = objective.evaluate(&point, &mut gradient);
    let mut values = vec![value];
    for step in 0..settings.steps {
        let mut direction = descent(&gradient, &memory);
        let mut slope = dot(&direction, &gradient);
        if slope >= 0.0 {
            memory.clear();
            direction = gradient.par_iter().map(|g| -g).collect();
            slope = -dot(&gradient, &gradient);
        }
        let mut size = if memory.is_empty() { 1.0 / (-slope).sqrt().max(1e-12) } else { 1.0 };
        let mut found = false;
        for _ in 0..20 {
            trial.par_iter_mut().zip(&point).zip(&direction).for_each(|((t, p), d)| {
                *t = *p + size as f32 * d;
            });
            let trial_value = objective.evaluate(&trial, &mut trial_gradient);
            if trial_value <= value + 1e-4 * size * slope {
                value = trial_value;
                found = true;
                break;
            }
            size *= 0.5;
        }
        if !found {
            break;
        }
        remember(&mut memory, settings.memory, (&trial, &point), (&trial_gradient, &gradient));
        std::mem::swap(&mut point, &mut trial);
        std::mem::swap(&mut gradient, &mut trial_gradient);
        values.push(value);
        if settings.verbose && step % 10 == 0 {
            eprintln!("  step {step}: {value:.1}");
        }
        if values.len() > 10 && values[values.len() - 11] - value < settings.tolerance * value {
            break;
        }
    }
    point
}

fn remember(
    memory: &mut VecDeque<Step>,
    limit: usize,
    points: (&[f32], &[f32]),
    gradients: (&[f32], &[f32]),
) {
    let mut step = if memory.len() == limit { memory.pop_front() } else { None }.unwrap_or_else(|| Step {
        point: vec![0.0; points.0.len()],
        gradient: vec![0.0; points.0.len()],
        curvature: 0.0,
    });
    difference(&mut step.point, points);
    difference(&mut step.gradient, gradients);
    step.curvature = dot(&step.point, &step.gradient);
    if step.curvature > 1e-10 {
        memory.push_back(step);
    }
}

fn difference(out: &mut [f32], (a, b): (&[f32], &[f32])) {
    out.par_iter_mut().zip(a).zip(b).for_each(|((out, a), b)| *out = a - b);
}

/// The direction in which to go: the negative gradient times the remembered inverse curvature.
fn descent(gradient: &[f32], memory: &VecDeque<Step>) -> Vec<f32> {
    let mut direction: Vec<f32> = gradient.par_iter().map(|g| -g).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for step in memory.iter().rev() {
        let share = dot(&step.point, &direction) / step.curvature;
        add(&mut direction, -share, &step.gradient);
        shares.push(share);
    }
    if let Some(last) = memory.back() {
        let scale = (last.curvature / dot(&last.gradient, &last.gradient)) as f32;
        direction.par_iter_mut().for_each(|d| *d *= scale);
    }
    for (step, share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = dot(&step.gradient, &direction) / step.curvature;
        add(&mut direction, share - back, &step.point);
    }
    direction
}

fn add(to: &mut [f32], factor: f64, from: &[f32]) {
    to.par_iter_mut().zip(from).for_each(|(to, from)| *to += factor as f32 * from);
}

/// The inner product; chunks of fixed size, so that the number of threads does not change the rounding.
fn dot(a: &[f32], b: &[f32]) -> f64 {
    let parts: Vec<f64> = a
        .par_chunks(1 << 15)
        .zip(b.par_chunks(1 << 15))
        .map(|(a, b)| a.iter().zip(b).map(|(x, y)| f64::from(*x) * f64::from(*y)).sum())
        .collect();
    parts.iter().sum()
}
