use std::collections::BTreeSet;

use super::*;

#[test]
fn patterns_are_unique_and_none_continues_another() {
    let patterns: BTreeSet<_> = all().map(|key| key.pattern).collect();
    assert_eq!(patterns.len(), all().count());
    for pattern in &patterns {
        let below = format!("{pattern}.");
        assert!(
            !patterns.iter().any(|other| other.starts_with(&below)),
            "{pattern} is both a key and a table"
        );
    }
}

#[test]
fn every_key_is_named_in_both_languages_and_explained() {
    for key in all() {
        assert!(!key.label.en.is_empty() && !key.label.fr.is_empty(), "{}", key.pattern);
        assert!(key.doc.ends_with('.') && !key.doc.contains("  "), "{}", key.pattern);
        assert!(key.doc.chars().count() <= 130, "{} is explained at length", key.pattern);
    }
}

#[test]
fn every_pattern_finds_its_own_key() {
    for key in all() {
        let concrete = key.pattern.replace(['<', '>'], "");
        assert_eq!(find(&concrete).map(|found| found.pattern), Some(key.pattern));
    }
    assert_eq!(find("product.renault-5.share").map(|key| key.last_segment()), Some("share"));
    assert!(find("product.renault 5.share").is_none() && find("product").is_none() && find("").is_none());
}

#[test]
fn references_name_patterns_that_declare_things() {
    for key in all() {
        if let Kind::Ref(things) | Kind::Refs(things) = key.kind {
            assert!(all().any(|other| other.pattern.starts_with(&format!("{things}."))), "{}", key.pattern);
        }
    }
}

#[test]
fn names_of_things_are_plain_words() {
    for good in ["renault-5", "A", "4ever", "x".repeat(40).as_str()] {
        assert!(is_thing_name(good), "{good}");
    }
    for bad in ["", "-a", "a b", "a_b", "../x", "=1", "é", "x".repeat(41).as_str()] {
        assert!(!is_thing_name(bad), "{bad}");
    }
}

#[test]
fn words_about_assumptions_are_not_names_of_things() {
    assert!(find("brand.note.label").is_none());
}

#[test]
fn domains_know_their_ends() {
    assert!(Domain::POSITIVE.contains(0.1) && !Domain::POSITIVE.contains(0.0));
    assert!(Domain::NOT_NEGATIVE.contains(0.0) && !Domain::NOT_NEGATIVE.contains(f64::INFINITY));
    assert!(Domain::from_below(0.0, 1.0).contains(0.0) && !Domain::from_below(0.0, 1.0).contains(1.0));
    assert!(!Domain::ANY.contains(f64::NAN));
    assert_eq!(Domain::closed(0.0, 1.0).to_string(), "between 0 and 1");
    assert_eq!(Domain::closed(-1.0, 1.0).of_level(), Domain::ANY);
    assert_eq!(Domain::closed(0.0, 1.0).of_level(), Domain::NOT_NEGATIVE);
    assert_eq!(Domain::open(0.0, 1.0).of_level(), Domain::POSITIVE);
}
