//! Commands and options as written.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::form::{Csv, Lang, SummaryFormat, TrialsOut};
use crate::report::language::Language;
use crate::report::table::dialect::Dialect;
use crate::report::trials;
use crate::sampling::Plan;

/// When does an electric-car business break even, how likely is it, and what changes it?
#[derive(Debug, Parser)]
#[command(
    name = "ampere",
    version,
    about,
    max_term_width = 80,
    long_about = "Simulates the finances of an electric-car business in thousands of futures, quarter by quarter: \
                  Renault Group's Ampere and the brands around it.\n\nA scenario file holds the assumptions, each \
                  with a unit, a source and, where it is uncertain, a distribution. `run` tells when the business \
                  breaks even and how likely that is; `compare` tells what changes from one scenario to another, \
                  future by future.",
    after_help = "Examples:\n  ampere run\n      the built-in base case\n  ampere run my-scenario.toml\n      your \
                  own\n  ampere compare builtin:base my-scenario.toml\n      what your scenario changes\n\nExit \
                  codes: 0 done, 1 failure of program or machine, 2 wrong usage,\n3 a bad scenario, 130 \
                  interrupted."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run scenarios: a summary on the screen, tables and plots in a folder each
    #[command(after_help = "Examples:\n  \
        ampere run\n      \
            the built-in base case; results in output/base/\n  \
        ampere run scenarios/price-war.toml --trials 50000\n      \
            more futures: standard errors shrink with the square root of their number\n  \
        ampere run --lang fr\n      \
            summary and plots in French\n  \
        ampere run --format json --quiet > base.json\n      \
            the summary as numbers for a program; every key is in docs/json.md\n  \
        ampere run --no-plots --csv excel-fr\n      \
            tables only, for a French Excel\n  \
        ampere run --set 'battery.learning_rate=10%'\n      \
            one assumption changed; results in a folder of their own\n  \
        ampere run --set 'battery.learning_rate=pert(5%, 10%, 15%)'\n      \
            the same, uncertain: lowest, most likely, highest value\n  \
        ampere run --set 'product.renault-5.net_price_eur=2025: 21500, 2027: 20000'\n      \
            a price cut; a path that keeps the past, so that demand sees the change\n\n\
        Results in the folder:\n  \
        tables/break_even.csv, annual.csv, metrics.csv\n  \
        tables/annual_wide.csv: the means, a column for each year\n  \
        tables/assumptions.csv, dictionary.csv (every column and metric explained)\n  \
        plots/break_even, operating_margin_fan, cash_fan, brand_volume_mix,\n  \
        contribution_by_brand, contribution_by_powertrain,\n  \
        unit_cost_by_generation, unit_cost_path, cow_and_bridge, co2_fleet\n  \
        (.svg and .png)\n  \
        plots/contact_sheet: all of them on one page\n  \
        manifest.json: how to get the same bytes again")]
    Run(RunArguments),
    /// Compare scenarios with the first one, future by future on the same draws
    #[command(after_help = "Examples:\n  \
        ampere compare builtin:base builtin:price-war\n      \
            a price war against the base case; results in output/base-vs-price-war/\n  \
        ampere compare a.toml b.toml c.toml\n      \
            b and c, each against a\n  \
        ampere compare builtin:base my-scenario.toml --lang fr\n      \
            summary and plots in French\n  \
        ampere compare builtin:base my-scenario.toml --format json --quiet\n      \
            the differences as numbers for a program; every key is in docs/json.md\n\n\
        Both scenarios see the same draws, so the difference between them is far more\n\
        precise than either of them. Seed, number and placing of futures are those of\n\
        the first; --set changes all.\n\n\
        Results in the folder:\n  \
        tables/break_even.csv, break_even_shift.csv, annual.csv, annual_wide.csv,\n  \
        annual_difference.csv, metrics.csv, metrics_difference.csv,\n  \
        assumptions.csv, dictionary.csv\n  \
        plots/break_even, break_even_shift, operating_margin, cash, contact_sheet\n  \
        (.svg and .png)\n  \
        manifest.json: how to get the same bytes again")]
    Compare(CompareArguments),
    /// Explain the statement of one year: from a figure down to vehicles x price - cost
    #[command(after_help = "Examples:\n  \
        ampere explain --year 2027 --perimeter ampere\n      \
            Ampere in 2027, in the future whose operating margin is the median one\n  \
        ampere explain --year 2030 --perimeter group --trial p10\n      \
            the whole Group in a bad future: one of ten has a lower operating margin\n  \
        ampere explain my-scenario.toml --year 2028 --trial 4711\n      \
            one future by its number; futures are numbered from 0, as in messages\n  \
        ampere explain --year 2027 --perimeter ampere --lang fr\n      \
            the same in French; keys and CSV stay English\n  \
        ampere explain --year 2027 --deterministic --format csv > 2027.csv\n      \
            the deterministic projection, for a spreadsheet\n\n\
        How to read it: under each figure (revenue, variable cost, fixed cost ...)\n\
        stand its entries in EUR to the cent, under each entry its formula, the\n\
        quantities in it (vehicles, price, cost of battery, modules, conversion), and\n\
        the assumptions behind them: key, value in this future and year, unit, sources.\n\
        Every amount is rounded on its own; a line `Rounding` holds the cents that the\n\
        rounded amounts miss, so that entries add up exactly to the figure, and the\n\
        figure is the one in annual.csv.\n\n\
        median, p10 and p90 choose by the operating margin of the perimeter in the\n\
        year, over all futures of the run: the future with the rank nearest to the\n\
        percentile, the lower of two; of equal ones the lowest number.")]
    Explain(ExplainArguments),
    /// Print the JSON Schema of scenario files, for editors
    #[command(after_help = "Example:\n  ampere schema > scenario.schema.json\n\nPut `#:schema \
                            ./scenario.schema.json` on the first line of a scenario: editors that know TOML (Even \
                            Better TOML, Taplo) then complete keys and show their meaning.")]
    Schema,
    /// Print the reference of all keys, as Markdown
    #[command(
        after_help = "Example:\n  ampere reference > keys.md\n      every key that a scenario may state: \
                            meaning, unit, what is\n      allowed, what the base case says"
    )]
    Reference,
    /// Read scenarios and say everything that can be known without running them
    #[command(after_help = "Examples:\n  \
        ampere check my-scenario.toml\n      \
            mistakes with their place and what to write instead, warnings about the\n      \
            method, and what was understood: how much is drawn, and what your own\n      \
            distributions mean in words\n  \
        ampere check --resolved my-scenario.toml\n      \
            every assumption in force: what it means, where it comes from, and what\n      \
            it replaced\n  \
        ampere check --lang fr my-scenario.toml\n      \
            the account of what was understood in French; problems are told in English\n  \
        ampere check --format json my-scenario.toml\n      \
            for editors: an object with a list `problems` and a list `scenarios`\n\n\
        Each of the problems has\n  \
        severity     \"error\" or \"warning\"\n  \
        file         as in the messages\n  \
        line, column, end_column\n               \
                     counted from 1, columns in characters; end_column is the\n               \
                     first one behind; what concerns a file as a whole is at line 1,\n               \
                     column 1\n  \
        message      what was found\n  \
        allowed, hint\n               \
                     what may be written, and what to do; null if there is nothing\n               \
                     to say\n\n\
        Each of the scenarios (those without errors) has file, name, question, the\n\
        numbers of assumptions, own_assumptions, drawn_once, drawn_every_period and\n\
        correlations, and the lists idle_correlations (pair, place, reason,\n\
        because_of) and uncertain (key, words).\n\n\
        Exit codes: 0 if the scenarios can run, with warnings or without; 3 if one\n\
        cannot.")]
    Check(CheckArguments),
    /// Print what a shell needs to complete commands, options and file names
    #[command(after_help = "Examples:\n  \
        ampere completions bash > ~/.local/share/bash-completion/completions/ampere\n  \
        ampere completions zsh > ~/.zfunc/_ampere\n  \
        ampere completions fish > ~/.config/fish/completions/ampere.fish\n  \
        ampere completions powershell >> $PROFILE")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program or of one command, for `man`
    #[command(after_help = "Examples:\n  \
        ampere man > ampere.1 && man ./ampere.1\n  \
        ampere man compare > ampere-compare.1")]
    Man {
        /// Whose page; without it that of the program
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
    /// Write a commented scenario to start from
    #[command(after_help = "Example:\n  \
        ampere new my-scenario.toml\n  \
        ampere compare builtin:base my-scenario.toml\n      \
            what the new scenario changes\n\n\
        Never replaces a file.")]
    New(NewArguments),
}

#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Scenario files, or builtin:NAME; without one, the built-in base case
    #[arg(value_name = "FILE")]
    pub scenarios: Vec<String>,
    /// Print every assumption in force, where it comes from, and what it replaced
    #[arg(long, conflicts_with = "format")]
    pub resolved: bool,
    /// Text for people, or json for editors
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Language of the account of what was understood; problems are told in English
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// Change one assumption, in the language of scenario files; may be given several times
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub sets: Vec<String>,
}

/// How problems are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// The line, a caret and a hint.
    Text,
    /// An object with lists of problems and of scenarios.
    Json,
}

#[derive(Debug, Args)]
pub struct NewArguments {
    /// The file to write, for example my-scenario.toml
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct RunArguments {
    /// Scenario files, or builtin:base, builtin:price-war; without one, the built-in base case
    #[arg(value_name = "FILE")]
    pub scenarios: Vec<String>,
    #[command(flatten)]
    pub options: OutputOptions,
}

#[derive(Debug, Args)]
pub struct CompareArguments {
    /// Two to four scenario files, or builtin:NAME; the others are compared with the first
    #[arg(value_name = "FILE", num_args = 2..=4, required = true)]
    pub scenarios: Vec<String>,
    #[command(flatten)]
    pub options: OutputOptions,
}

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// Scenario file, or builtin:NAME; without one, the built-in base case
    #[arg(value_name = "FILE")]
    pub scenario: Option<String>,
    /// Calendar year of the statement
    #[arg(long, value_name = "Y", allow_negative_numbers = true)]
    pub year: i32,
    /// Whose statement: `group`, an entity or a perimeter of the scenario [default: the first perimeter that
    /// break-even is asked of]
    #[arg(long, value_name = "P")]
    pub perimeter: Option<String>,
    /// Which future: median, p10 or p90 of the perimeter's operating margin in the year, or a number from 0
    #[arg(long, value_name = "WHICH", default_value = "median", value_parser = wanted_trial,
          conflicts_with = "deterministic")]
    pub trial: WantedTrial,
    /// Text for people, or csv for spreadsheets
    #[arg(long, value_enum, default_value_t = ExplainFormat::Text)]
    pub format: ExplainFormat,
    #[command(flatten)]
    pub options: Options,
}

/// How a statement is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ExplainFormat {
    /// 80 columns.
    Text,
    /// One row for each entry, quantity, assumption and figure.
    Csv,
}

/// Which future a statement is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WantedTrial {
    /// By its number, from 0.
    Number(u64),
    /// The one at a percentile, with the percentile's name.
    Percentile(f64, &'static str),
}

fn wanted_trial(text: &str) -> Result<WantedTrial, String> {
    match text {
        "median" | "p50" => Ok(WantedTrial::Percentile(0.5, "median")),
        "p10" => Ok(WantedTrial::Percentile(0.1, "p10")),
        "p90" => Ok(WantedTrial::Percentile(0.9, "p90")),
        number => number
            .parse()
            .map(WantedTrial::Number)
            .map_err(|_| "write `median`, `p10`, `p90` or the number of a future, from 0".to_string()),
    }
}

/// Sampling plans by the names that scenarios use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Sampling {
    /// Independent futures: the plainest errors, and a longer run begins with the shorter one
    Random,
    /// Pairs of mirrored futures: what raises a figure in one lowers it in the other
    Antithetic,
    /// Every input meets each part of its range equally often; a longer run has other futures
    LatinHypercube,
    /// Inputs spread evenly one by one and together; best with 16 times a power of two, such as 16384
    Sobol,
}

impl Sampling {
    /// The plan.
    pub fn plan(self) -> Plan {
        match self {
            Sampling::Random => Plan::Random,
            Sampling::Antithetic => Plan::Antithetic,
            Sampling::LatinHypercube => Plan::LatinHypercube,
            Sampling::Sobol => Plan::Sobol,
        }
    }
}

/// Options of every command that simulates.
#[derive(Debug, Args)]
pub struct Options {
    /// Number of futures [default: run.trials of the scenario, usually 10000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub trials: Option<u64>,
    /// How futures are placed [default: run.sampling of the scenario, usually latin-hypercube]
    #[arg(long, value_enum, value_name = "PLAN")]
    pub sampling: Option<Sampling>,
    /// Seed of all draws [default: run.seed of the scenario]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=9_223_372_036_854_775_807))]
    pub seed: Option<u64>,
    /// One projection in place of futures: every uncertain assumption at its median, of several options the
    /// likeliest, no noise, no events
    #[arg(long, conflicts_with_all = ["trials", "sampling", "seed"])]
    pub deterministic: bool,
    /// Change one assumption, in the language of scenario files; may be given several times
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub sets: Vec<String>,
    /// Language of texts, plots and labels: fr speaks of MOP, MCV, VE and point mort, in k€, M€ and Md€. Headings of
    /// CSV, keys of JSON and messages about mistakes stay English
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// How tables are written: excel-fr has semicolons and decimal commas, for a French Excel
    #[arg(long, value_enum, value_name = "DIALECT", default_value_t = Csv::Standard)]
    pub csv: Csv,
    /// Worker threads; never changes a result [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Print nothing but results and errors; with `run` and `compare`, nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

impl Options {
    /// How tables are written, and in which language they are explained.
    pub fn form(&self) -> (Dialect, Language) {
        (self.csv.dialect(), self.lang.language())
    }
}

/// Options of the commands that write a folder.
#[derive(Debug, Args)]
pub struct OutputOptions {
    #[command(flatten)]
    pub simulation: Options,
    /// Folder for results; each scenario gets a folder of its own in it
    #[arg(long, value_name = "FOLDER", default_value = "output")]
    pub out: PathBuf,
    /// What is printed: text for people, or json with the same content for programs (docs/json.md); json is printed
    /// with --quiet too
    #[arg(long, value_enum, default_value_t = SummaryFormat::Text)]
    pub format: SummaryFormat,
    /// Draw no plots: only tables and the manifest; plots of an earlier run in the same folder go
    #[arg(long)]
    pub no_plots: bool,
    /// Write inputs and outcomes of every future as well: tables/trials.csv or trials.parquet; for 10000 futures
    /// of the base case 1 GB, or half of it
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub trials_out: Option<TrialsOut>,
}

impl OutputOptions {
    /// How every trial is written, if it is.
    pub fn trials_format(&self) -> Option<trials::Format> {
        self.trials_out.map(|format| match format {
            TrialsOut::Csv => trials::Format::Csv(self.simulation.csv.dialect()),
            TrialsOut::Parquet => trials::Format::Parquet,
        })
    }
}
