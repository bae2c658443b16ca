//! JSON Lines in, the number of tokens of each article out.

use charabia::Tokenize;
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let article: serde_json::Value = serde_json::from_str(&line?)?;
        let text = article["text"].as_str().unwrap_or_default();
        writeln!(out, "{}", text.tokenize().filter(|token| token.is_word()).count())?;
        out.flush()?;
    }
    Ok(())
}
