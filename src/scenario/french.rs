//! A document with its French names in the place of the English ones.

use super::document::{Assumption, Document};
use super::keys::FRENCH_ENDING;
use super::value::Value;

/// The document as French reports show it: `label_fr`, `name_fr` and `question_fr` in the place of `label`, `name`
/// and `question`. A French name that stands in a parent only gives way to a child's own name: it would name
/// something else.
#[must_use]
pub fn in_french(document: &Document) -> Document {
    let mut french = document.clone();
    let names = document.assumptions.iter().filter_map(|(key, name)| {
        let english = key.strip_suffix(FRENCH_ENDING)?;
        let outdated =
            document.assumptions.get(english).is_some_and(|english| is_newer(document, english, name));
        (!outdated).then(|| (english.to_string(), name.value.clone()))
    });
    for (key, value) in names {
        if let (true, Value::Text(name)) = (key == "name", &value) {
            french.name.clone_from(name);
        }
        if let Some(assumption) = french.assumptions.get_mut(&key) {
            assumption.value = value;
        } else if let Some(name) = document.assumptions.get(&format!("{key}{FRENCH_ENDING}")) {
            french.assumptions.insert(key.clone(), Assumption { key, ..name.clone() });
        }
    }
    french
}

/// Whether one assumption takes precedence over the file of another: files are listed child first, and what the
/// command line sets comes before all of them.
fn is_newer(document: &Document, one: &Assumption, other: &Assumption) -> bool {
    let rank = |assumption: &Assumption| {
        let file = assumption.origin.file;
        let is_set = document.files.get(file).is_some_and(|file| file.name == "--set");
        if is_set { 0 } else { file + 1 }
    };
    rank(one) < rank(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load::{Source, load};

    fn base(sets: &[&str]) -> Document {
        let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
        load(&Source::Builtin("base".to_string()), &sets).unwrap()
    }

    #[test]
    fn a_french_name_stands_in_for_the_english_one() {
        let document = base(&["product.renault-5.label_fr=La Cinq", "name_fr=Cas central"]);
        let french = in_french(&document);
        assert_eq!(french.name, "Cas central");
        assert_eq!(french.value("product.renault-5.label"), Some(&Value::Text("La Cinq".to_string())));
        // What has no French name keeps its own, and the document itself is not touched.
        assert_eq!(french.value("product.duster.share"), document.value("product.duster.share"));
        assert_eq!(document.value("product.renault-5.label"), Some(&Value::Text("Renault 5".to_string())));
    }

    #[test]
    fn a_childs_own_name_is_not_replaced_by_its_parents_french_one() {
        let folder = tempfile::tempdir().unwrap();
        let (parent, child) = (folder.path().join("parent.toml"), folder.path().join("child.toml"));
        let parent_text = "extends = \"builtin:base\"\nname = \"Parent\"\nname_fr = \"Le parent\"\n";
        std::fs::write(&parent, parent_text).unwrap();
        std::fs::write(&child, "extends = \"parent.toml\"\nname = \"Child\"\n").unwrap();
        let name = |path: &std::path::Path| {
            let source = Source::from_argument(&path.display().to_string());
            in_french(&load(&source, &[]).unwrap()).name
        };
        assert_eq!(name(&parent), "Le parent");
        assert_eq!(name(&child), "Child");
    }
}
