//! `[shared.NAME]` and `"@NAME"`.

use super::*;
use crate::scenario::document::Value;
use crate::scenario::load::check_with;
use crate::scenario::resolve::resolve;

fn shared(definitions: &str, edits: &[(&str, &str)]) -> Result<Document, Problems> {
    let definitions = format!("{definitions}\n[line.sga]");
    let mut all = vec![("[line.sga]", definitions.as_str())];
    all.extend(edits);
    load_edited(&all)
}

fn refused(definitions: &str, edits: &[(&str, &str)], message: &str, advice: &str) {
    let problems = shared(definitions, edits).map(|_| ()).unwrap_err();
    let told = problems.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains(message) && told.contains(advice) && problems.len() == 1, "{problems}");
}

const TAX: (&str, &str) = ("tax_rate = \"pert(14%, 22%, 27%)\"", "tax_rate = \"@rate\"");
const SHARE: (&str, &str) = (
    "path = \"2025: 11.4%, 2026: 10.8%, 2028: 8.8%\"",
    "path = \"2025: 11.4%, 2028: 8.8%\", level = \"@level\"",
);

#[test]
fn users_share_one_draw() {
    let document = shared(
        "[shared.rate]\nvalue = \"pert(14%, 22%, 27%)\"\nsource = \"judgement\"",
        &[
            TAX,
            (
                "discount_rate = \"pert(7.8%, 9.2%, 10.9%)\"",
                "discount_rate = { value = \"@rate\", note = \"n\" }",
            ),
        ],
    )
    .unwrap_or_else(|problems| panic!("{problems}"));
    let scenario = resolve(&document).unwrap();
    let of = |key: &str| scenario.inputs.iter().find(|input| input.key == key).unwrap();
    assert_eq!(of("money.tax_rate").id(), of("money.discount_rate").id());
    assert_eq!(of("money.tax_rate").id(), crate::sampling::InputId::of("shared.rate"));
    let whole = resolve(&load_texts(&[("base.toml", GOOD)], &[]).unwrap()).unwrap();
    assert_eq!(scenario.n_streams().0 + 1, whole.n_streams().0);
    assert_eq!(document.assumptions["money.discount_rate"].note.as_deref(), Some("n"));
    assert_eq!(document.assumptions["money.tax_rate"].text, "@rate");
    assert_eq!(document.assumptions["shared.rate"].text, "pert(14%, 22%, 27%)");
}

#[test]
fn levels_and_noise_are_shared_by_themselves() {
    let noise = ("noise = { sd = 0.062, persistence = 0.6 }", "noise = \"@storm\"");
    let document = shared(
        "[shared]\nlevel = \"pert(0.8, 1, 1.2)\"\n[shared.storm]\nsd = 0.1\npersistence = 0.5\nsource = \"judgement\"",
        &[SHARE, noise],
    )
    .unwrap_or_else(|problems| panic!("{problems}"));
    let scenario = resolve(&document).unwrap();
    let of = |key: &str| scenario.inputs.iter().find(|input| input.key == key).unwrap();
    let id = crate::sampling::InputId::of;
    assert_eq!(of("product.renault-5.share").level_id(), id("shared.level"));
    assert_eq!(of("market.registrations").noise_id(), id("shared.storm.noise"));
    assert_eq!(of("market.registrations").level_id(), id("market.registrations.level"));
    let Some(Value::Path(path)) = document.value("market.registrations") else { panic!("a path") };
    assert_eq!(path.noise.as_ref().map(|noise| noise.sd), Some(0.1));
    assert_eq!(document.assumptions["shared.storm"].text, "noise sd 0.1, persistence 0.5");
}

#[test]
fn a_child_replaces_a_shared_assumption_for_all_users() {
    let base = GOOD.replace(TAX.0, TAX.1).replace("[line.sga]", "[shared]\nrate = 0.2\n[line.sga]");
    let child = "extends = \"base.toml\"\n[shared]\nrate = 0.25\n";
    let document = load_texts(&[("child.toml", child), ("base.toml", &base)], &[]).unwrap();
    use crate::scenario::document::Uncertain::Exactly;
    assert_eq!(document.value("money.tax_rate"), Some(&Value::Number(Exactly(0.25))));
    let set = load_texts(&[("base.toml", GOOD)], &["shared.rate=0.3", "money.tax_rate=@rate"]).unwrap();
    assert_eq!(set.value("money.tax_rate"), Some(&Value::Number(Exactly(0.3))));
}

#[test]
fn shared_assumptions_must_suit_their_users() {
    let one = |value: &str| format!("[shared.rate]\nvalue = {value}");
    refused(&one("\"pert(1, 2, 3)\""), &[TAX], "`@rate` does not suit `money.tax_rate`", "between 0 and 1");
    refused(&one("\"25k\""), &[TAX], "`@rate` does not suit `money.tax_rate`", "");
    refused(&one("\"2025: 10%, 2026: 20%\""), &[TAX], "cannot move in time", "");
    refused(&one("\"12,5 %\""), &[TAX], "decimal comma", "write `12.5%`");
    refused(&one("\"@other\""), &[TAX], "states its value itself", "write the value");
    refused("[shared.rat]\nvalue = 0.2", &[TAX], "no shared assumption `rate`", "did you mean \"@rat\"?");
    refused(
        "[shared.rate]\nsd = 0.1\npersistence = 1",
        &[TAX],
        "is a noise and not a value",
        "noise = \"@rate\"",
    );
    refused(
        "[shared.level]\npath = \"2025: 1\"",
        &[SHARE],
        "moves in time",
        "one number or one distribution",
    );
    refused(
        "[shared]\nlevel = 1",
        &[("noise = { sd = 0.062, persistence = 0.6 }", "noise = \"@level\"")],
        "is a value and not a noise",
        "sd and persistence",
    );
    refused("[shared.\"a b\"]\nvalue = 1", &[], "cannot be the name of a shared assumption", "hyphens");
    refused(
        "[shared]\nrate = 0.2",
        &[(TAX.0, "tax_rate = { value = \"@rate\", level = 1 }")],
        "so `level` cannot stand beside it",
        "[shared.rate]",
    );
    refused(
        "",
        &[(TAX.0, "tax_rate = \"@a b\"")],
        "is not the name of a shared assumption",
        "`@` and a name",
    );
    refused("shared = 3", &[("format = 1\n", "")], "", "");
}

#[test]
fn what_nobody_uses_is_told() {
    let text = GOOD.replace("[line.sga]", "[shared.rate]\nvalue = 1\n[line.sga]");
    let open = |_: &Source| match text.is_empty() {
        false => Ok(Opened { text: text.clone(), identity: "x".into() }),
        true => Err(Refusal { message: String::new(), hint: String::new(), is_missing: true }),
    };
    let checked = check_with(&open, &Source::Builtin("x".into()), &[]);
    assert!(checked.problems.to_string().contains("nothing uses the shared assumption `rate`"));
}
