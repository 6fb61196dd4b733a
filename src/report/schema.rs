//! JSON Schema of scenario files, from the key table: editors complete keys, show units and meanings, and
//! underline what cannot be.

use serde_json::{Map, Value, json};

use crate::scenario::keys::{ABOUT, Key, Kind, Node, Presence, root};

/// Names that a scenario chooses, as a regular expression.
const THING: &str = "^[A-Za-z0-9][A-Za-z0-9-]{0,39}$";

/// Names of shared assumptions.
const SHARED: &str = "^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$";

/// Two assumptions of a correlation.
const PAIR: &str = "^.+~.+$";

/// The key of an assumption.
const ASSUMPTION: &str = "^[^.]+([.][^.]+)*$";

/// The schema as JSON text, ending with a new line. The same key table gives the same bytes.
pub fn json_schema() -> String {
    let mut schema = Map::new();
    schema.insert("$schema".to_string(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_string(), json!("Scenario of ampere"));
    schema.insert("$defs".to_string(), Value::Object(definitions()));
    schema.extend(table(root(), &["extends", "include", "change", "shared"]));
    // Plain maps of texts and numbers always serialise.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

fn form(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A table: its keys, the things it declares, and what may be said of the assumptions below it. `further` are
/// words that only the top of a file has.
fn table(node: &Node, further: &[&str]) -> Map<String, Value> {
    let mut properties = Map::new();
    for name in node.names() {
        if let Some(child) = node.child(name) {
            properties.insert(name.to_string(), place(child));
        }
    }
    for word in ABOUT.iter().chain(further) {
        properties.insert(word.to_string(), form(word));
    }
    let mut schema = Map::new();
    schema.insert("type".to_string(), json!("object"));
    if let Some(thing) = node.named() {
        let mut thing = place(thing);
        // A thing may be left out; a table that is an assumption has no such switch.
        if let Some(Value::Object(fields)) = thing.get_mut("properties") {
            fields.insert("enabled".to_string(), form("enabled"));
        }
        let names = match node.thing() {
            Some("pair") => PAIR,
            Some("assumption") => ASSUMPTION,
            _ => THING,
        };
        schema.insert("patternProperties".to_string(), json!({ names: thing }));
    }
    schema.insert("properties".to_string(), Value::Object(properties));
    schema.insert("additionalProperties".to_string(), json!(false));
    schema
}

fn place(node: &Node) -> Value {
    node.key.map_or_else(|| Value::Object(table(node, &[])), assumption)
}

fn assumption(key: &Key) -> Value {
    let mut schema = match key.kind {
        Kind::Path => form("path"),
        Kind::Scalar | Kind::Date | Kind::Fixed | Kind::FixedDate => form("number"),
        Kind::Whole => form("whole"),
        Kind::Text | Kind::Ref(_) => form("text"),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Refs(_) | Kind::Draws => form("names"),
        Kind::Change => form("effect"),
    };
    schema["title"] = json!(key.label.en);
    schema["description"] = json!(description(key));
    if let Presence::Default(default) = key.presence {
        schema["default"] = json!(default);
    }
    schema
}

/// Meaning, unit and domain in one line.
fn description(key: &Key) -> String {
    let unit = match key.unit.label().en {
        "" => String::new(),
        unit => format!(" Unit: {unit}."),
    };
    let domain = if key.has_number() && !key.domain.is_any() {
        format!(" Must be {}.", key.domain)
    } else {
        String::new()
    };
    format!("{}{unit}{domain}", key.doc)
}

/// The forms in which values are written. What a distribution or a path says is checked by the program.
fn definitions() -> Map<String, Value> {
    let text = json!({ "type": "string", "minLength": 1 });
    let number = json!({ "anyOf": [{ "type": "number" }, text] });
    let words = json!({ "anyOf": [text, { "type": "array", "items": text, "minItems": 1 }] });
    let share = json!({ "anyOf": [{ "type": "number", "minimum": 0, "maximum": 1 }, text] });
    let own_noise = json!({
        "description": "Shock of every period; sd is stationary, at persistence 1 per square-root year.",
        "type": "object",
        "properties": { "sd": number, "persistence": share, "kind": { "enum": ["log", "logit"] } },
        "required": ["sd", "persistence"],
        "additionalProperties": false,
    });
    let noise = json!({ "anyOf": [own_noise, { "type": "string", "pattern": "^@" }] });
    let about = || json!({ "source": words, "note": text, "as_of": {}, "role": form("role") });
    let table_with = |fields: Value| {
        let mut properties = about();
        if let (Value::Object(all), Value::Object(fields)) = (&mut properties, fields) {
            all.extend(fields);
        }
        json!({ "type": "object", "properties": properties, "additionalProperties": false })
    };
    let order = json!({
        "description": "The values of a choice, from low ranks to high ones, for correlations.",
        "type": "array",
        "items": number,
    });
    let plain = |value: Value| json!({ "anyOf": [value, table_with(json!({ "value": value }))] });
    let path = table_with(json!({
        "value": number,
        "path": text,
        "interpolate": { "enum": ["linear", "step", "log"] },
        "level": number,
        "noise": noise,
        "order": order,
    }));
    let change = json!({
        "type": "object",
        "properties": {
            "multiply": number, "add": number, "set": {}, "from": number, "until": number,
            "enabled": { "type": "boolean" }, "source": words, "note": text,
        },
        "additionalProperties": false,
    });
    let effect = json!({
        "type": "object",
        "properties": {
            "multiply": number, "add": number, "set": {}, "from": number, "until": number,
            "source": words, "note": text, "as_of": {},
        },
        "additionalProperties": false,
    });
    let definitions = json!({
        "source": words,
        "note": text,
        "as_of": {},
        "extends": { "description": "The parent: a file beside this one, or builtin:base.", "type": "string" },
        "include": {
            "description": "Disjoint parts of this scenario: files beside this one.",
            "type": "array",
            "items": text,
        },
        "role": { "description": "A lever is decided by management.", "enum": ["lever"] },
        "enabled": { "description": "false leaves this thing out.", "type": "boolean" },
        "change": {
            "description": "Changes relative to the parent, by key in quotes.",
            "type": "object",
            "additionalProperties": change,
        },
        "effect": effect,
        "shared": {
            "description": "Assumptions that several keys use as @name: one draw for all of them.",
            "type": "object",
            "patternProperties": { SHARED: { "anyOf": [number, path] } },
            "additionalProperties": false,
        },
        "number": {
            "anyOf": [number, table_with(json!({ "value": number, "order": order }))],
        },
        "path": { "anyOf": [number, path] },
        "whole": plain(json!({ "type": "integer" })),
        "text": plain(text.clone()),
        "names": plain(json!({ "type": "array", "items": text })),
    });
    match definitions {
        Value::Object(definitions) => definitions,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::keys::all;

    /// The schema at a key, found as an editor does.
    fn at<'a>(schema: &'a Value, pattern: &str) -> &'a Value {
        pattern.split('.').fold(schema, |schema, segment| {
            if segment.starts_with('<') {
                &schema["patternProperties"][match segment {
                    "<pair>" => PAIR,
                    "<assumption>" => ASSUMPTION,
                    _ => THING,
                }]
            } else {
                &schema["properties"][segment]
            }
        })
    }

    #[test]
    fn every_key_is_in_the_schema_with_its_meaning() {
        let schema: Value = serde_json::from_str(&json_schema()).expect("JSON");
        for key in all() {
            let found = at(&schema, key.pattern);
            let description = found["description"].as_str().unwrap_or("");
            assert!(description.starts_with(key.doc), "{}", key.pattern);
        }
    }

    #[test]
    fn the_committed_schema_is_current() {
        let committed = include_str!("../../scenarios/scenario.schema.json");
        // Compared as values: the order of the keys of an object means nothing.
        let [committed, current]: [Value; 2] =
            [committed, &json_schema()].map(|text| serde_json::from_str(text).expect("JSON"));
        assert!(committed == current, "run: ampere schema > scenarios/scenario.schema.json");
    }
}
