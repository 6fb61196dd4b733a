//! The name that someone probably meant.

use strsim::{damerau_levenshtein, jaro_winkler};

/// The candidate nearest to a word, if one is near enough to be a likely typing mistake.
///
/// Near means at most 1 + length/3 edits, or a Jaro-Winkler similarity above 0.85. Upper and lower case
/// and the choice between `_`, `-` and a space do not count.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    if length > 80 {
        return None;
    }
    let plain = plain(word);
    candidates
        .into_iter()
        .map(|candidate| {
            let other = self::plain(candidate);
            (damerau_levenshtein(&plain, &other), jaro_winkler(&plain, &other), candidate)
        })
        .filter(|(edits, likeness, _)| *edits <= 1 + length / 3 && *edits < length || *likeness > 0.85)
        .min_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(b.2)))
        .map(|(_, _, candidate)| candidate)
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace(['-', ' '], "_")
}

/// "`a`", "`a` or `b`", "`a`, `b` or `c`"; at most `limit` names, then "and n more".
pub fn listed(names: &[&str], limit: usize) -> String {
    let quoted: Vec<String> = names.iter().take(limit).map(|name| format!("`{name}`")).collect();
    match (quoted.as_slice(), names.len().saturating_sub(limit)) {
        ([], _) => String::new(),
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} or {last}", first.join(", ")),
        (some, more) => format!("{} and {more} more", some.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likely_typing_mistakes_find_their_name() {
        let names = ["share", "volume", "net_price_eur", "launch", "label"];
        assert_eq!(nearest("shrae", names), Some("share"));
        assert_eq!(nearest("net-price-eur", names), Some("net_price_eur"));
        assert_eq!(nearest("Volumes", names), Some("volume"));
        assert_eq!(nearest("batteries", names), None);
        assert_eq!(nearest("x", names), None);
        assert_eq!(nearest("", names), None);
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(listed(&["a"], 9), "`a`");
        assert_eq!(listed(&["a", "b", "c"], 9), "`a`, `b` or `c`");
        assert_eq!(listed(&["a", "b", "c"], 2), "`a`, `b` and 1 more");
    }
}
