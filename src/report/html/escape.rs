//! Text that comes from an article, made harmless inside a page.

/// Appends `text` as character data.
pub(super) fn push_text(page: &mut String, text: &str) {
    push_attribute(page, text);
}

/// Appends `text` as a quoted attribute's value. Characters that a page may not have are replaced, and controls that turn
/// the direction of writing are left out, so that nothing reaches past its element.
pub(super) fn push_attribute(page: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            '\n' | '\t' => page.push(c),
            '\r' => page.push('\n'),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            _ if c.is_control() => page.push('\u{FFFD}'),
            _ => page.push(c),
        }
    }
}
