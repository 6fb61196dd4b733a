use ampere::analysis::{Settings, study};
use ampere::scenario::{load, resolve};
#[test]
fn probe() {
    let d = load::load(&load::Source::Builtin("base".into()), &[])
        .map_err(|p| println!("{}", p.render(false)))
        .unwrap();
    let t = std::time::Instant::now();
    let s = resolve::resolve(&d).unwrap();
    println!("resolve {:?} inputs {} streams {:?}", t.elapsed(), s.inputs.len(), s.n_streams());
    let t = std::time::Instant::now();
    let r = study(
        &[&s],
        &Settings { n_trials: 10000, n_threads: None, exact_budget_bytes: 512 << 20, progress: &|_| {} },
    )
    .unwrap();
    println!("run {:?} {:?}", t.elapsed(), r.summaries[0].method);
    for q in &r.summaries[0].questions {
        println!(
            "{} sust by: {:?} never {:?} npv {:?}",
            q.perimeter.label,
            [2025.0, 2026.0, 2028.0, 2029.0, 2031.0, 2036.0].map(|d| q.dates[1].by(d).share()),
            q.dates[1].not_by_horizon().share(),
            q.net_present_value
        );
    }
    for c in &r.summaries[0].cost_cuts {
        println!(
            "{} {} {:?} own {:?} P {:?}",
            c.platform.label,
            c.generation.label,
            c.realised,
            c.own_levers.mean,
            c.target_reached.map(|p| p.share())
        );
    }
    for s in &r.summaries[0].series {
        if ["group", "perimeter", "entity", "brand", "powertrain", "platform", "market"]
            .contains(&s.series.grouping.id())
        {
            println!(
                "{:10} {:20} {:24} {}",
                s.series.grouping.id(),
                s.series.id,
                s.series.metric.id(),
                s.years
                    .iter()
                    .map(|y| {
                        let f = if s.series.metric.unit().id() == "EUR m" { 1e6 } else { 1.0 };
                        format!("{:9.2}", y.mean / f)
                    })
                    .collect::<Vec<_>>()
                    .join(" ")
            );
        }
    }
}
