//! Portals of others, unpacked from Debian's packages and not installed: they would bring a web server that starts.

use super::{apt, cargo_tools};
use crate::process::{self, command};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

const WORDPRESS: [&str; 5] =
    ["wordpress", "wordpress-theme-twentytwentythree", "libjs-underscore", "libjs-cropper", "php-getid3"];
const DOKUWIKI: [&str; 8] = [
    "dokuwiki",
    "libjs-jquery",
    "libjs-jquery-cookie",
    "libjs-jquery-ui",
    "libphp-simplepie",
    "php-geshi",
    "php-phpseclib",
    "php-random-compat",
];

/// The folder that has WordPress as a system would have it.
pub fn wordpress() -> Result<PathBuf> {
    unpacked("wordpress", &WORDPRESS, "usr/share/wordpress/wp-load.php")
}

/// The same with DokuWiki.
pub fn dokuwiki() -> Result<PathBuf> {
    unpacked("dokuwiki", &DOKUWIKI, "usr/share/dokuwiki/doku.php")
}

fn unpacked(name: &str, packages: &[&str], file: &str) -> Result<PathBuf> {
    let whole = cargo_tools::cache()?.join(name);
    if whole.join(file).is_file() {
        return Ok(whole);
    }
    // Under another name until it is whole.
    let folder = whole.with_extension("part");
    let _ = fs::remove_dir_all(&folder);
    let root = folder.join("root");
    fs::create_dir_all(&root)?;
    println!("  unpacking Debian's packages {}", packages.join(", "));
    apt::download(packages, &folder)?;
    let files: Vec<PathBuf> = fs::read_dir(&folder)?.flatten().map(|entry| entry.path()).collect();
    // In their order: what the first has as a link, another has as a folder.
    for package in packages {
        let is_it = |file: &&PathBuf| {
            file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&format!("{package}_")))
        };
        let file = files.iter().find(is_it).with_context(|| format!("{package} was not downloaded"))?;
        process::run(command("dpkg-deb").arg("-x").arg(file).arg(&root))?;
    }
    at_home(&root, &root, &whole)?;
    fs::rename(&root, &whole)?;
    fs::remove_dir_all(&folder)?;
    whole.join(file).is_file().then_some(whole).with_context(|| format!("the packages brought no {file}"))
}

/// Leads links and scripts that name the system's folders to those beside them; links that lead nowhere go.
fn at_home(folder: &Path, root: &Path, whole: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let (entry, path) = entry.map(|entry| (entry.file_type(), entry.path()))?;
        let kind = entry?;
        if kind.is_dir() {
            at_home(&path, root, whole)?;
        } else if kind.is_symlink() {
            let Ok(inside) = fs::read_link(&path)?.strip_prefix("/").map(Path::to_owned) else { continue };
            fs::remove_file(&path)?;
            if root.join(&inside).exists() {
                link(&whole.join(&inside), &path)?;
            }
        } else if path.extension().is_some_and(|end| end == "php") {
            let text = fs::read(&path)?;
            let Ok(text) = String::from_utf8(text) else { continue };
            if text.contains("'/usr/share/") {
                fs::write(&path, text.replace("'/usr/share/", &format!("'{}/usr/share/", whole.display())))?;
            }
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link(to: &Path, path: &Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(to, path)?)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Result<()> {
    anyhow::bail!("packages of Debian are unpacked on Debian only")
}
