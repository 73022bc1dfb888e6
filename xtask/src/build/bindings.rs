//! The wasm module with its JavaScript bindings, optimised.

use super::glue::{self, Glue};
use super::{order, split};
use crate::{house, process};
use anyhow::{Context, Result, bail, ensure};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};
use wasm_bindgen_cli_support::Bindgen;

/// Named one by one: with `--all-features` wasm-opt emits what no browser reads yet. These are what
/// rustc's own defaults for wasm32 need.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-call-indirect-overlong",
];

/// All but the level is for brotli: what `-Os` inlines or shares beyond these limits makes the module
/// smaller and its compressed form ten kilobytes larger; hints of alignment mean nothing to today's engines.
const OPTIMISE: [&str; 9] = [
    "-Os",
    "--always-inline-max-function-size=1",
    "--one-caller-inline-max-function-size=20",
    "--skip-pass=local-cse",
    "--dealign",
    "--coalesce-locals",
    "--reorder-locals",
    "--strip-producers",
    "--strip-target-features",
];

/// The glue of both halves in one script, beside the folder that holds them.
pub const WHOLE_GLUE: &str = "glue.js";

/// Runs wasm-bindgen and wasm-opt on a compiled crate, unless it is the one they last ran on; the
/// folder inside `folder` that holds the glue `NAME.js` and `NAME_bg.wasm`. Where there are gates, what is reached only
/// through them is in `NAME_rest.wasm`, with glue of its own, `NAME_rest.js`.
pub fn optimised(module: &Path, name: &str, gates: &[&str], folder: &Path) -> Result<PathBuf> {
    let (bound, done) = (folder.join("bindgen"), folder.join("optimised"));
    let stamp = folder.join("stamp");
    // Once: another build may put another module in its place, and what is split must be what was bound.
    let module = fs::read(module).with_context(|| format!("reading {}", module.display()))?;
    let wanted = stamp_of(&module, gates)?;
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(done);
    }
    clear(&bound)?;
    clear(&done)?;
    println!("generating the bindings");
    let glue = bind(&module, name, &bound)?;
    println!("optimising the wasm module");
    copy_scripts(&bound, &done)?;
    let whole = fs::read(bound.join(format!("{name}_bg.wasm")))?;
    // Nobody waits for the last byte of the rest: there the first order will do.
    let (all, one) = (&order::SAME_TYPE[..], &order::SAME_TYPE[..1]);
    // Glue and module of two builds, as a cache may hold them, must not come together: each half imports from the stamp.
    let (halves, stamped) = if gates.is_empty() {
        (vec![(whole, true, name.to_owned(), "bg", all)], "glue".to_owned())
    } else {
        let split::Halves { first, rest, stamp } = split::split(&module, &whole, gates)?;
        (vec![(first, true, name.to_owned(), "bg", all), (rest, false, format!("{name}_rest"), "rest", one)], stamp)
    };
    let mut imported = Vec::new();
    for (wasm, is_first, script, end, weights) in halves {
        let (wasm, imports) = glue::number(&wasm, is_first, &stamped)?;
        imported.push(imports);
        fs::write(done.join(script + ".js"), glue.script(&imported[imported.len() - 1..])?)?;
        fs::write(bound.join(end), wasm)?;
        optimise(&bound.join(end), weights, &done.join(format!("{name}_{end}.wasm")))?;
    }
    fs::write(folder.join(WHOLE_GLUE), glue.script(&imported)?)?;
    // Last, so that an interrupted run is repeated.
    Ok(fs::write(stamp, wanted).map(|()| done)?)
}

/// Makes a module small, with its functions in the order that packs best.
fn optimise(half: &Path, weights: &[f64], to: &Path) -> Result<()> {
    let small = half.with_extension("small");
    wasm_opt(&OPTIMISE, half, &small)?;
    let functions = order::Functions::read(&small)?;
    let tried: Vec<_> = (0..weights.len()).map(|nth| half.with_extension(format!("{nth}.wasm"))).collect();
    let order = |(to, weight): (&PathBuf, &f64)| {
        let named = to.with_extension("named");
        functions.name_by_likeness(&named, *weight)?;
        wasm_opt(&["--reorder-functions-by-name"], &named, to)
    };
    let all: Vec<_> = tried.iter().zip(weights).collect();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    for some in all.chunks(workers) {
        std::thread::scope(|scope| {
            let running: Vec<_> = some.iter().map(|one| scope.spawn(|| order(*one))).collect();
            running.into_iter().try_for_each(|one| one.join().unwrap_or_else(|_| bail!("ordering failed")))
        })?;
    }
    fs::copy(smallest(&tried)?, to)?;
    Ok(())
}

/// Makes a module small that has no bindings and is not split.
pub fn optimise_alone(from: &Path, to: &Path) -> Result<()> {
    let passes: Vec<&str> = OPTIMISE.into_iter().chain(["--strip-debug"]).collect();
    wasm_opt(&passes, from, to)
}

/// The file whose brotli copy would be the smallest.
fn smallest(files: &[PathBuf]) -> Result<&Path> {
    let mut node = process::command("node");
    node.arg(house::xtask().join("packed.mjs")).args(files);
    let sizes = process::output(&mut node).context("packing the candidates")?;
    let sizes = sizes.split_whitespace().map(str::parse::<u64>).collect::<Result<Vec<_>, _>>()?;
    let best = files.iter().zip(sizes).min_by_key(|(_, size)| *size);
    best.map(|(file, _)| file.as_path()).context("there is nothing to choose from")
}

fn wasm_opt(passes: &[&str], from: &Path, to: &Path) -> Result<()> {
    let mut wasm_opt = process::command("node");
    wasm_opt.arg(house::xtask().join("node_modules/binaryen/bin/wasm-opt")).args(FEATURES).args(passes);
    process::run(wasm_opt.arg(from).arg("-o").arg(to))
}

/// Runs wasm-bindgen.
fn bind(module: &[u8], name: &str, out: &Path) -> Result<Glue> {
    let (crates, ours) = ("wasm-bindgen", "wasm-bindgen-cli-support");
    let (wanted, found) = (house::locked_version(crates)?, house::locked_version(ours)?);
    ensure!(
        wanted == found,
        "Cargo.lock holds {crates} {wanted} but {ours} {found}: run `cargo update {ours} --precise {wanted}`"
    );
    let mut output = Bindgen::new()
        // The linker's names tell functions apart; two may read alike.
        .demangle(false)
        .input_bytes(name, module.to_vec())
        // For a loader of one's own: the glue is what the module imports, and instantiating it is left to `www/load.js`.
        .bundler(true)?
        .typescript(false)
        .generate_output()
        .context("generating the bindings")?;
    // Of functions that JavaScript calls back these are the linker's names, with hashes that nothing compresses.
    let mut renamed = Vec::new();
    let is_linkers = |name: &str| name.starts_with('_') && !name.starts_with("__");
    for (n, export) in output.wasm_mut().exports.iter_mut().filter(|export| is_linkers(&export.name)).enumerate() {
        let short = format!("call{n}");
        renamed.push((std::mem::replace(&mut export.name, short.clone()), short));
    }
    // They say where things were before.
    for section in ["linking", "reloc.CODE", "reloc.DATA"] {
        output.wasm_mut().customs.remove_raw(section);
    }
    output.emit(out).context("writing the bindings")?;
    let script = out.join(format!("{name}_bg.js"));
    let text = fs::read_to_string(&script)?;
    // Its place is taken by the halves' scripts; the other one is for a bundler that would load the module itself.
    for script in [script, out.join(format!("{name}.js"))] {
        fs::remove_file(script)?;
    }
    Glue::read(&renamed.iter().fold(text, |text, (long, short)| text.replace(long, short)))
}

/// Changes with whatever the result depends on. A new Rust release may hash otherwise; that costs
/// one repetition.
fn stamp_of(module: &[u8], gates: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    module.hash(&mut hasher);
    fs::read(house::xtask().join("package-lock.json")).context("reading the packages' lock file")?.hash(&mut hasher);
    // The recipe itself.
    include_str!("bindings.rs").hash(&mut hasher);
    include_str!("glue.rs").hash(&mut hasher);
    include_str!("order.rs").hash(&mut hasher);
    include_str!("reach.rs").hash(&mut hasher);
    include_str!("split.rs").hash(&mut hasher);
    gates.hash(&mut hasher);
    house::locked_version("wasm-bindgen-cli-support")?.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(folder),
    }
}

/// The glue, and the snippets that a dependency may bring in folders beside it.
fn copy_scripts(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (path, to) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if path.is_dir() {
            copy_scripts(&path, &to)?;
        } else if path.extension().is_some_and(|extension| extension == "js") {
            fs::copy(&path, &to)?;
        }
    }
    Ok(())
}
