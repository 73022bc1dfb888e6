//! The wasm module with its JavaScript bindings, optimised.

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

/// What the module imports the glue as.
const GLUE: &str = "glue";

/// Runs wasm-bindgen and wasm-opt on a compiled crate, unless it is the one they last ran on; the
/// folder inside `folder` that holds the glue `NAME.js` and `NAME_bg.wasm`. Where there are gates, what is reached only
/// through them is in `NAME_rest.wasm`.
pub fn optimised(module: &Path, name: &str, gates: &[&str], folder: &Path) -> Result<PathBuf> {
    let (bound, done) = (folder.join("bindgen"), folder.join("optimised"));
    let stamp = folder.join("stamp");
    let wanted = stamp_of(module, gates)?;
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(done);
    }
    clear(&bound)?;
    clear(&done)?;
    println!("generating the bindings");
    bind(module, name, &bound)?;
    println!("optimising the wasm module");
    copy_scripts(&bound, &done)?;
    let whole = bound.join(format!("{name}_bg.wasm"));
    // Nobody waits for the last byte of the rest: there the first order will do.
    let (all, one) = (&order::SAME_TYPE[..], &order::SAME_TYPE[..1]);
    let mut halves = vec![(whole.clone(), "bg", all)];
    if !gates.is_empty() {
        let split::Halves { first, rest } = split::split(&fs::read(module)?, &fs::read(&whole)?, gates)?;
        halves = vec![(bound.join("first.wasm"), "bg", all), (bound.join("rest.wasm"), "rest", one)];
        fs::write(&halves[0].0, first)?;
        fs::write(&halves[1].0, rest)?;
    }
    for (half, end, weights) in halves {
        let small = half.with_extension("small");
        wasm_opt(&OPTIMISE, &half, &small)?;
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
        fs::copy(smallest(&tried)?, done.join(format!("{name}_{end}.wasm")))?;
    }
    // Last, so that an interrupted run is repeated.
    Ok(fs::write(stamp, wanted).map(|()| done)?)
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

fn bind(module: &Path, name: &str, out: &Path) -> Result<()> {
    let (crates, ours) = ("wasm-bindgen", "wasm-bindgen-cli-support");
    let (wanted, found) = (house::locked_version(crates)?, house::locked_version(ours)?);
    ensure!(
        wanted == found,
        "Cargo.lock holds {crates} {wanted} but {ours} {found}: run `cargo update {ours} --precise {wanted}`"
    );
    let mut output = Bindgen::new()
        // The linker's names tell functions apart; two may read alike.
        .demangle(false)
        .input_path(module)
        .out_name(name)
        // For a loader of one's own: the glue is what the module imports, and instantiating it is left to `www/load.js`.
        .bundler(true)?
        .typescript(false)
        .generate_output()
        .context("generating the bindings")?;
    // Imports are named `__wbg_setAttribute_0123456789abcdef`, once in the module and once in the glue: five
    // kilobytes of hashes that nothing compresses. Letters do.
    let exported: Vec<String> = output.wasm().exports.iter().map(|export| export.name.clone()).collect();
    let mut renamed = Vec::new();
    for (n, import) in output.wasm_mut().imports.iter_mut().enumerate() {
        if import.name.starts_with("__wb") && !exported.contains(&import.name) {
            let short = format!("i{n}");
            renamed.push((std::mem::replace(&mut import.name, short.clone()), short));
            GLUE.clone_into(&mut import.module);
        }
    }
    // They say where things were before.
    for section in ["linking", "reloc.CODE", "reloc.DATA"] {
        output.wasm_mut().customs.remove_raw(section);
    }
    output.emit(out).context("writing the bindings")?;
    let mut text = fs::read_to_string(out.join(format!("{name}_bg.js")))?;
    // The longest first: one name may begin with another.
    renamed.sort_by_key(|(long, _)| std::cmp::Reverse(long.len()));
    for (long, short) in renamed {
        text = text.replace(&long, &short);
        // Not each an export: bundled, those are as many getters.
        text = text.replace(&format!("export function {short}("), &format!("{GLUE}.{short} = function("));
    }
    text.insert_str(0, &format!("export const {GLUE} = {{}};\n"));
    fs::remove_file(out.join(format!("{name}_bg.js")))?;
    // In place of the one that a bundler would load the module with.
    Ok(fs::write(out.join(format!("{name}.js")), text)?)
}

/// Changes with whatever the result depends on. A new Rust release may hash otherwise; that costs
/// one repetition.
fn stamp_of(module: &Path, gates: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    let npm = house::xtask().join("package-lock.json");
    for path in [module, &npm] {
        fs::read(path).with_context(|| format!("reading {}", path.display()))?.hash(&mut hasher);
    }
    // The recipe itself.
    include_str!("bindings.rs").hash(&mut hasher);
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
