//! The key table as a tree of names, to find what may stand at a place of a scenario file.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{ABOUT, Key, all};

/// A place in the tree of keys.
#[derive(Debug, Default)]
pub struct Node {
    /// The key that ends here; such a node has no children.
    pub key: Option<&'static Key>,
    fixed: BTreeMap<&'static str, Node>,
    named: Option<(&'static str, Box<Node>)>,
}

impl Node {
    /// The node below this one for a segment as written in a file.
    pub fn child(&self, segment: &str) -> Option<&Node> {
        match (self.fixed.get(segment), &self.named) {
            (Some(node), _) => Some(node),
            (None, Some((_, node))) if !ABOUT.contains(&segment) && is_thing_name(segment) => Some(node),
            _ => None,
        }
    }

    /// What the names below this node stand for (`product`), if the scenario chooses them.
    pub fn thing(&self) -> Option<&'static str> {
        self.named.as_ref().map(|(placeholder, _)| placeholder.trim_matches(['<', '>']))
    }

    /// The node of a thing that the scenario names, if it may declare some here.
    pub fn named(&self) -> Option<&Node> {
        self.named.as_ref().map(|(_, node)| &**node)
    }

    /// The fixed names allowed below this node, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.fixed.keys().copied()
    }

    fn insert(&mut self, pattern: &'static str, key: &'static Key) {
        let (segment, rest) = pattern.split_once('.').map_or((pattern, None), |(s, r)| (s, Some(r)));
        let child = if segment.starts_with('<') {
            &mut *self.named.get_or_insert_with(|| (segment, Box::default())).1
        } else {
            self.fixed.entry(segment).or_default()
        };
        match rest {
            Some(rest) => child.insert(rest, key),
            None => child.key = Some(key),
        }
    }
}

/// The root of the tree of all keys.
pub fn root() -> &'static Node {
    static ROOT: OnceLock<Node> = OnceLock::new();
    ROOT.get_or_init(|| {
        let mut root = Node::default();
        for key in all() {
            root.insert(key.pattern, key);
        }
        root
    })
}

/// Whether a word may name a thing: a letter or digit, then up to 39 letters, digits and hyphens.
pub fn is_thing_name(word: &str) -> bool {
    word.len() <= 40
        && word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
