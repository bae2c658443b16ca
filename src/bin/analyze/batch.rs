//! Many jobs on several threads, results in the order of the jobs, and no more of them in memory than there are threads
//! to work on them, a few times over.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Jobs under way at once, for each thread: enough that one long article does not stop the others.
const WINDOW: usize = 16;

/// Does `work` for every job on `threads` threads and gives the results to `take` in the order of the jobs, until it
/// breaks or the jobs end. Each thread has its own scratch `S`.
///
/// The threads are not joined: after a break (the reader of standard output went away) a thread may still wait for an
/// input that never comes, and the process ends without it.
pub(crate) fn in_order<J, R, S>(
    jobs: impl Iterator<Item = J> + Send + 'static,
    threads: usize,
    work: impl Fn(J, &mut S) -> R + Send + Sync + 'static,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) where
    J: Send + 'static,
    R: Send + 'static,
    S: Default,
{
    if threads == 1 {
        let mut scratch = S::default();
        for job in jobs {
            if take(work(job, &mut scratch)).is_break() {
                return;
            }
        }
        return;
    }
    let (permits, results) = start(jobs, threads, work);
    let mut early = BTreeMap::new();
    let mut next = 0_u64;
    for (index, result) in results {
        early.insert(index, result);
        while let Some(result) = early.remove(&next) {
            next += 1;
            if take(result).is_break() {
                return;
            }
            // The feeder is gone when the jobs have ended; nothing waits for the permit then.
            let _ = permits.send(());
        }
    }
}

type Numbered<T> = (u64, T);

/// Starts one thread that numbers the jobs and `threads` that do them.
fn start<J, R, S>(
    jobs: impl Iterator<Item = J> + Send + 'static,
    threads: usize,
    work: impl Fn(J, &mut S) -> R + Send + Sync + 'static,
) -> (SyncSender<()>, Receiver<Numbered<R>>)
where
    J: Send + 'static,
    R: Send + 'static,
    S: Default,
{
    let window = threads * WINDOW;
    let (permits, permitted) = sync_channel::<()>(window);
    let (job_sender, job_receiver) = sync_channel::<Numbered<J>>(threads);
    let (result_sender, results) = sync_channel::<Numbered<R>>(window);
    for _ in 0..window {
        let _ = permits.send(());
    }
    thread::spawn(move || {
        for (index, job) in (0..).zip(jobs) {
            if permitted.recv().is_err() || job_sender.send((index, job)).is_err() {
                return;
            }
        }
    });
    let queue = Arc::new(Mutex::new(job_receiver));
    let work = Arc::new(work);
    for _ in 0..threads {
        let (queue, work, results) = (Arc::clone(&queue), Arc::clone(&work), result_sender.clone());
        thread::spawn(move || {
            let mut scratch = S::default();
            while let Some((index, job)) = pop(&queue) {
                if results.send((index, work(job, &mut scratch))).is_err() {
                    return;
                }
            }
        });
    }
    (permits, results)
}

fn pop<T>(queue: &Mutex<Receiver<T>>) -> Option<T> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn results_keep_the_order_and_the_window() {
        for threads in [1, 2, 8] {
            let started = Arc::new(AtomicU64::new(0));
            let counter = Arc::clone(&started);
            let mut seen = Vec::new();
            let work = |job: u64, (): &mut ()| {
                // The first job is the slowest, so that all others wait for it.
                if job == 0 {
                    thread::sleep(std::time::Duration::from_millis(50));
                }
                job * 2
            };
            let jobs = (0..1000_u64).inspect(move |_| {
                counter.fetch_add(1, Ordering::SeqCst);
            });
            in_order(jobs, threads, work, |result| {
                let ahead = started.load(Ordering::SeqCst) - seen.len() as u64;
                assert!(ahead <= (threads * WINDOW) as u64 + 1, "{ahead} jobs under way");
                seen.push(result);
                ControlFlow::Continue(())
            });
            assert_eq!(seen, (0..1000).map(|job| job * 2).collect::<Vec<u64>>());
        }
    }

    #[test]
    fn a_break_ends_it_even_when_the_jobs_never_end() {
        for threads in [1, 4] {
            let mut left = 10;
            in_order(
                0_u64..,
                threads,
                |job, (): &mut ()| job,
                |_| {
                    left -= 1;
                    if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!(left, 0);
        }
    }
}
