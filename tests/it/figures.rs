//! The figures of whole commands: no text leaves the sheet and none covers another, with two cars and with twelve,
//! short labels and French ones of sixty letters and more, one scenario, two and four, in both languages.
//!
//! Boxes are those of the outlines as the renderer draws them, not of the program's own measuring.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use resvg::usvg::{Group, Node, Options, Rect, Tree, fontdb};

use crate::program::{ampere, files, text};

const TWO: &str = include_str!("../figures/two-cars.toml");
const TWELVE: &str = include_str!("../figures/twelve-cars.toml");

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(include_bytes!("../../assets/fonts/Inter-Regular.otf").to_vec());
    fonts.load_font_data(include_bytes!("../../assets/fonts/Inter-SemiBold.otf").to_vec());
    fonts.set_sans_serif_family("Inter");
    Options { font_family: "Inter".into(), fontdb: Arc::new(fonts), ..Options::default() }
});

/// A text with the box of its outlines, pixels of the sheet.
struct Placed {
    text: String,
    ink: Rect,
}

fn collect(group: &Group, found: &mut Vec<Placed>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => collect(inner, found),
            Node::Text(node) => {
                let text = node.chunks().iter().map(|chunk| chunk.text()).collect();
                found.push(Placed { text, ink: node.flattened().abs_bounding_box() });
            }
            _ => {}
        }
    }
}

fn texts(svg: &str) -> (Vec<Placed>, (f32, f32)) {
    let tree = Tree::from_str(svg, &OPTIONS).expect("a figure is an SVG document");
    let mut found = Vec::new();
    collect(tree.root(), &mut found);
    (found, (tree.size().width(), tree.size().height()))
}

/// What is wrong with a figure: texts beyond its edges, texts on each other.
fn faults(svg: &str) -> Vec<String> {
    let (texts, (width, height)) = texts(svg);
    let mut found = Vec::new();
    if texts.len() < 6 {
        found.push(format!("only {} texts", texts.len()));
    }
    for (place, one) in texts.iter().enumerate() {
        let ink = one.ink;
        if ink.left() < 2.0 || ink.top() < 2.0 || ink.right() > width - 2.0 || ink.bottom() > height - 2.0 {
            found.push(format!("`{}` leaves the sheet: {ink:?}", one.text));
        }
        for other in &texts[place + 1..] {
            let apart = ink.right() <= other.ink.left()
                || other.ink.right() <= ink.left()
                || ink.bottom() <= other.ink.top()
                || other.ink.bottom() <= ink.top();
            if !apart {
                found.push(format!("`{}` covers `{}`", one.text, other.text));
            }
        }
    }
    found
}

/// The SVGs that a command writes, by their path.
fn drawn(arguments: &[&str], folder: &Path) -> BTreeMap<String, String> {
    let out = tempfile::tempdir_in(folder).expect("a folder");
    let place = out.path().to_string_lossy().to_string();
    let arguments = [arguments, &["--trials", "64", "--quiet", "--out", &place]].concat();
    let output = ampere(&arguments, folder);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let svgs = files(out.path()).into_iter().filter(|(name, _)| name.ends_with(".svg"));
    svgs.map(|(name, bytes)| (name, text(&bytes))).collect()
}

#[test]
fn no_text_of_any_figure_leaves_the_sheet_or_covers_another() {
    let root = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(root.path().join(name), text).expect("written");
    write("two-cars.toml", TWO);
    write("twelve-cars.toml", TWELVE);
    let child = |parent: &str, name: &str, change: &str| {
        format!("extends = \"{parent}\"\nname = \"{name}\"\nsource = \"judgement\"\n{change}\n")
    };
    write("dear.toml", &child("two-cars.toml", "Dear", "product.car.net_price_eur = 31000"));
    for (n, parent) in ["two-cars.toml", "twelve-cars.toml", "twelve-cars.toml"].into_iter().enumerate() {
        let name = format!("{} : les prix changent, et avec eux la demande des véhicules électriques", n + 1);
        let change = format!("product.car.net_price_eur = {}", 27000 + 2000 * n);
        write(&format!("long-{n}.toml"), &child(parent, &name, &change));
    }
    let commands: [(&[&str], usize); 5] = [
        (&["run", "two-cars.toml"], 10),
        (&["run", "twelve-cars.toml"], 10),
        (&["compare", "two-cars.toml", "dear.toml"], 4),
        (&["compare", "twelve-cars.toml", "long-1.toml"], 4),
        (&["compare", "twelve-cars.toml", "long-0.toml", "long-1.toml", "long-2.toml"], 6),
    ];
    for (command, n_figures) in commands {
        for language in ["en", "fr"] {
            let figures = drawn(&[command, &["--lang", language]].concat(), root.path());
            assert_eq!(figures.len(), n_figures + 1, "{command:?}: {:?}", figures.keys());
            for (name, svg) in &figures {
                assert_eq!(faults(svg), Vec::<String>::new(), "{command:?} in {language}: {name}");
            }
        }
    }
}

#[test]
fn the_check_sees_texts_that_overlap_or_leave() {
    let sheet = |more: &str| {
        let text = |x: i32, y: i32| {
            format!("<text x=\"{x}\" y=\"{y}\" font-family=\"Inter\" font-size=\"12\">text</text>")
        };
        let row: String = (0..8).map(|i| text(20 + 100 * i, 200)).collect();
        format!(
            "<svg width=\"960\" height=\"540\" viewBox=\"0 0 960 540\" xmlns=\"http://www.w3.org/2000/svg\">{row}{more}</svg>"
        )
    };
    let at = |x, y| format!("<text x=\"{x}\" y=\"{y}\" font-family=\"Inter\" font-size=\"12\">more</text>");
    assert_eq!(faults(&sheet(&at(400, 300))), Vec::<String>::new());
    assert_eq!(faults(&sheet(&at(130, 204))).len(), 1);
    assert_eq!(faults(&sheet(&at(945, 300))).len(), 1);
}
