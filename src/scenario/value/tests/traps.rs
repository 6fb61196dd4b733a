//! Texts that look like a value and are none: where the caret stands, what is said, what is proposed.

use super::*;

/// Text with `¦` where the caret is expected, what the message says, what it proposes.
type Trap = (&'static str, &'static str, &'static str);

fn check(unit: Unit, domain: Domain, traps: &[Trap]) {
    for (marked, message, advice) in traps {
        let text = marked.replace('¦', "");
        let Err(fault) = parse(&text, rule(unit, domain)) else { panic!("accepted: {text}") };
        let said = format!(
            "{}; {}; {}",
            fault.message,
            fault.allowed.as_deref().unwrap_or(""),
            fault.hint.as_deref().unwrap_or("")
        );
        assert_eq!(Some(fault.at.start), marked.find('¦'), "{marked}: {said}");
        assert!(fault.at.end <= text.len() && text.get(fault.at.clone()).is_some(), "{marked}");
        assert!(said.contains(message) && said.contains(advice), "{marked}: {said}");
    }
}

const SHARE: Domain = Domain::open(0.0, 1.0);

#[test]
fn spellings() {
    check(
        Unit::Share,
        SHARE,
        &[
            ("¦12,5 %", "decimal comma", "write `12.5%`"),
            ("12.5¦ %", "space before the `%`", "write `12.5%`"),
            ("12.5¦\u{202f}%", "special space", "delete it"),
            ("¦\u{2212}5%", "looks like a minus", "hyphen on the keyboard"),
            ("pert(¦0,25, 0,36)", "decimal comma", "write `0.25`"),
            ("pert(25%,¦\u{a0}36%, 42%)", "special space", "delete it"),
            ("pert(25%¦\u{a0}, 36%, 42%)", "special space", "delete it"),
            ("pert(25%, 36%¦; 42%)", "not by semicolons", "`pert(25%, 36%, 42%)`"),
            ("lognormal(mean = ¦0,2, sd = 0,1)", "decimal comma", "write `0.2`"),
            ("p10 ¦0,25, p50 0,36, p90 0,41", "decimal comma", "write `0.25`"),
            ("p10 25¦ %, p50 36%, p90 41%", "space before the `%`", "write `25%`"),
            ("¦0,1 to 0,3", "decimal comma", "write `0.1`"),
            ("0.1 to ¦\u{2212}0.3", "looks like a minus", ""),
            ("choice(¦0,2: 15%, 0.3: 85%)", "decimal comma", "write `0.2`"),
            ("choice(0.2: 15%, 0.3: ¦nan)", "`nan` is not a number", "finite"),
        ],
    );
    check(
        Unit::EurM,
        Domain::NOT_NEGATIVE,
        &[
            ("¦230M", "where EUR million are counted", "write `230`"),
            ("¦1,2 Md€", "decimal comma", "write `1200`"),
            ("pert(¦230M, 250M, 300M)", "where EUR million are counted", "write `230`"),
            ("200 to ¦230M", "where EUR million are counted", "write `230`"),
            ("p10 ¦0.2bn, p50 0.3bn, p90 0.5bn", "where EUR million are counted", "write `200`"),
        ],
    );
    check(
        Unit::Eur,
        Domain::POSITIVE,
        &[
            ("20600¦€", "the unit `€` is not written", "write `20600`"),
            ("20600¦ EUR", "the unit `EUR` is not written", "write `20600`"),
            ("pert(20600¦ USD, 21500, 22300)", "the unit `USD` is not written", "write `20600`"),
            ("20k to 23¦k€", "not how a magnitude is written", "write `23k`"),
        ],
    );
}

#[test]
fn parameters() {
    check(
        Unit::Share,
        SHARE,
        &[
            ("¦uniform(0.3, 0.2)", "0.3 lies above the highest value 0.2", "lowest value first"),
            ("¦pert(max = 0.2, min = 0.3, mode = 0.25)", "0.3 lies above the highest value 0.2", ""),
            ("pert(min = 10%, max = 40%, mode = ¦50%)", "50% lies outside 10% to 40%", "in this order"),
            ("¦pert(min = 10%, max = 40%)", "`pert` has no `mode`", "add `mode = …`"),
            ("pert(10%, 20%, ¦highest = 40%)", "`pert` has no `highest`", "did you mean `max`?"),
            ("pert(¦10%, mode = 20%, max = 40%)", "this one has none", "min = …, mode = …, max = …"),
            ("pert(min = 10%, ¦min = 20%, max = 40%)", "`min` is given twice", "keep one"),
            ("pert(min¦: 10%, mode: 20%, max: 40%)", "equals sign", "min = "),
            ("normal(50%, ¦-1%)", "standard deviation -1% is not above zero", "above 0"),
            ("lognormal(mean = 10%, sd = ¦0)", "standard deviation 0 is not above zero", "above 0"),
            ("lognormal(mean = ¦-10%, sd = 1%)", "above zero, and -10% is not", "above 0"),
            ("¦lognormal(10%, 1%)", "must be named", "`lognormal(mean = 10%, sd = 1%)`"),
            ("lognormal(p10 = 10%, p90 = ¦5%)", "5% is not above the lower one 10%", ""),
            ("lognormal(p10 = 10%, ¦p100 = 50%)", "`p100` is not a percentile", "`p1` to `p99`"),
            ("¦lognormal(p10 = 10%)", "takes two percentiles, not 1", "mean = …, sd = …"),
            ("normal(p10 = 10%, ¦sd = 50%)", "`sd` stands beside percentiles", "p10 = …"),
            ("normal(p10 = 10%, ¦p10 = 50%)", "`p10` is given twice", "keep one"),
            ("pert(10%, ¦nan, 40%)", "`nan` is not a number", "finite"),
            ("pert(10%, 20%, ¦inf)", "`inf` is not a number", "finite"),
            ("pert(10%, 20%, ¦1e999)", "too large", "smaller"),
            ("lognormal(mean = 10%, ¦sigma = 1%)", "has no `sigma`", "did you mean `sd`?"),
            ("¦lognrmal(mean = 10%, sd = 1%)", "not a distribution", "did you mean `lognormal`?"),
            ("¦gaussian(10%, 1%)", "not a distribution", "did you mean `normal`?"),
            ("¦metalog(10%, 1%)", "not a distribution", "p10 0.25, p50 0.36"),
            ("¦trianglar(10%, 1%)", "not a distribution", "did you mean `triangular`?"),
            ("¦uniform(0.5, 1.5)", "reaches 1.5, outside the domain", "above 0 and below 1"),
            ("¦normal(0.2, 0.05)", "can leave the domain", "pert(0.075, 0.2, 0.325)"),
            ("¦lognormal(mean = 0.6, sd = 0.3)", "can leave the domain", "write a bounded distribution"),
        ],
    );
    check(
        Unit::Eur,
        Domain::POSITIVE,
        &[("¦normal(100, 30)", "can leave the domain", "`lognormal(mean = 100, sd = 30)`")],
    );
}

#[test]
fn percentiles_and_ranges() {
    check(
        Unit::Share,
        SHARE,
        &[
            ("p10 36%, p50 ¦25%, p90 41%", "`p50` is 25%, but must lie above `p10`, which is 36%", ""),
            ("p50 25%, ¦p10 36%, p90 41%", "`p10` comes after `p50`", "rising order"),
            ("p10 25%, ¦p10 36%, p90 41%", "`p10` is given twice", "keep one"),
            ("¦p0 25%, p50 36%, p90 41%", "`p0` is not a percentile", "`pert`"),
            ("p10 25%, p50 36%, ¦p99.5 41%", "`p99.5` is not a percentile", "whole percentiles"),
            ("¦p10 25%, p90 41%", "two percentiles leave the shape open", "third"),
            ("p10¦: 25%, p50: 36%, p90: 41%", "no colon", "p10 0.25"),
            ("p10 25%¦; p50 36%; p90 41%", "not by semicolons", "p10 0.25"),
            ("p10 ¦25, p50 36, p90 41", "is 25, but must be above 0 and below 1", "25%"),
            ("p10 25%, p50 36%, p90 ¦141%", "is 141%, but must be above 0 and below 1", ""),
            ("p10 25%, p50 ¦40.9%, p90 41%", "no smooth distribution", "move `p50` to"),
            ("p10 25%, p50 36%, p90 41%¦, 5", "is left over", ""),
            ("0.1 ¦to", "the second value of the range is missing", "0.9 to 1.3"),
            ("¦0.3 to 0.1", "the range falls", "write `0.1 to 0.3`"),
            ("¦0.3 to 0.3", "both ends of the range are 0.3", "write `0.3` if"),
            ("0.3 to ¦4", "is 4, but must be above 0 and below 1", "0.04"),
            ("¦0.1 .. 0.3", "a range is written with `to`", "write `0.1 to 0.3`"),
            ("¦0.1 - 0.3", "a range is written with `to`", "write `0.1 to 0.3`"),
            ("¦0.1 à 0.3", "a range is written with `to`", "write `0.1 to 0.3`"),
            ("¦0.2 ± 0.1", "`±` is not how", "normal(0.2, …)"),
        ],
    );
    let closed = Domain::closed(0.0, 1.0);
    check(
        Unit::Share,
        closed,
        &[
            ("p10 ¦0, p50 36%, p90 41%", "`p10` stands on the edge", "`pert` does"),
            ("¦0 to 30%", "0 stands on the edge", "move it inwards"),
        ],
    );
    check(
        Unit::Eur,
        Domain::POSITIVE,
        &[
            ("¦p10 1, p50 3, p90 10", "tail grows so long", "`lognormal(p10 = 1, p90 = 10)`"),
            ("¦p10 1, p90 10", "two percentiles", "`lognormal(p10 = 1, p90 = 10)`"),
        ],
    );
}

#[test]
fn choices_and_truncations() {
    check(
        Unit::Share,
        SHARE,
        &[
            ("¦choice(0.2: 15%, 0.3: 60%)", "sum to 75% and not to 100%", "sum to 100%"),
            ("choice(0.2: ¦0%, 0.3: 100%)", "0% does not lie between 0% and 100%", "15%"),
            ("choice(0.2: 50%, ¦0.2: 50%)", "the value 0.2 is given twice", "sum of both"),
            ("choice(¦law: 15%, package: 85%)", "between numbers here, and `law` is a word", "number that"),
            ("choice(¦0.2, 0.3)", "0.2 has no probability", "`0.2: 15%`"),
            ("choice¦(0.2: 15%, 0.3: 85%", "closing bracket", "choice(0.2: 15%"),
            ("¦choice(0.2: 50%)", "a choice of 1 value", "from 2 to 100"),
            ("¦choice(0.2: 50%, 1.3: 50%)", "reaches 1.3, outside the domain", ""),
            ("truncated(¦9%, 5%, 12%)", "first value of `truncated` is a distribution", "normal(9%, 1%)"),
            ("¦truncated(normal(9%, 1%), 5%)", "has 1 value, but needs 2", "lowest, highest"),
            ("truncated¦(normal(9%, 1%), 5%, 12%", "closing bracket", "truncated("),
            ("truncated¦(normal(9%, 1%)", "closing bracket", "truncated("),
            ("¦truncated(normal(9%, 1%), 12%, 5%)", "12% lies above the highest value 5%", "lowest"),
            ("¦truncated(normal(9%, 1%), 50%, 60%)", "nothing of `normal(9%, 1%)` lies between", "bounds"),
            ("truncated(¦truncated(normal(9%, 1%), 5%, 12%), 6%, 9%)", "truncated once", "narrower"),
            ("¦truncated(normal(90%, 10%), 5%, 120%)", "reaches 1.2, outside the domain", ""),
            ("truncated(normal(9%, 1%), ¦0,05, 0,12)", "decimal comma", "write `0.05`"),
            ("truncated(normal(9%, ¦-1%), 5%, 12%)", "standard deviation -1%", "above 0"),
        ],
    );
}

/// What a message about percentiles proposes is accepted.
#[test]
fn a_proposed_percentile_fits() {
    for text in
        ["p10 25%, p50 40.9%, p90 41%", "p10 0.25, p50 0.251, p90 0.5", "p5 1%, p25 9%, p50 10%, p95 50%"]
    {
        let Err(fault) = parse(text, rule(Unit::Share, SHARE)) else { panic!("accepted: {text}") };
        let hint = fault.hint.unwrap();
        let name = hint.split('`').nth(1).unwrap();
        let value = hint.split(" to ").nth(1).unwrap().split(',').next().unwrap();
        let moved: Vec<String> = text
            .split(", ")
            .map(|part| if part.starts_with(name) { format!("{name} {value}") } else { part.to_string() })
            .collect();
        assert!(parse(&moved.join(", "), rule(Unit::Share, SHARE)).is_ok(), "{hint}: {moved:?}");
    }
}

/// Deeply nested or endless texts end in a message, not in an overflow.
#[test]
fn nothing_recurses() {
    for text in ["truncated(".repeat(100_000), "p10 1,".repeat(100_000), "choice(".repeat(100_000)] {
        assert!(parse(&text, rule(Unit::Share, SHARE)).is_err());
    }
}
