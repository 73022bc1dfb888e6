//! What there is to need, and what to tell whoever has to install it by hand.

use super::{browsers, cargo_tools, node, office, portals, postgres, rust, samples};
use anyhow::Result;
use std::path::PathBuf;

/// A thing that a step needs beyond cargo itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// rustfmt and clippy.
    Linters,
    /// The standard library for wasm32.
    WasmTarget,
    /// Node.js with npm.
    Node,
    /// The command that runs browser tests.
    WasmPack,
    /// wasm-bindgen's test runner, of the locked version.
    Bindgen,
    /// Chromium or Chrome.
    Chromium,
    /// Its WebDriver.
    Chromedriver,
    /// Firefox: where it can be had.
    Firefox,
    /// Its WebDriver: where it can be had.
    Geckodriver,
    /// WebKit for GTK with its WebDriver: where it can be had.
    Webkit,
    /// A screen for it: where it can be had.
    Xvfb,
    /// For the sample receiver in PHP.
    Php,
    /// For the same with MariaDB.
    Mariadb,
    /// For the sample receiver with FastAPI.
    Fastapi,
    /// For the sample receiver with Django.
    Django,
    /// The folder of WordPress: where it can be had.
    Wordpress,
    /// The folder of DokuWiki: where it can be had.
    Dokuwiki,
    /// The folder of PostgreSQL's programs: where it can be had.
    Postgres,
    /// The library of old pages, which npm does not have.
    Prototype,
    /// What reads printed pages.
    Poppler,
    /// LibreOffice with what shows the pages it makes.
    Libreoffice,
}

impl Need {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Linters,
        Self::WasmTarget,
        Self::Node,
        Self::WasmPack,
        Self::Bindgen,
        Self::Chromium,
        Self::Chromedriver,
        Self::Firefox,
        Self::Geckodriver,
        Self::Webkit,
        Self::Xvfb,
        Self::Php,
        Self::Mariadb,
        Self::Fastapi,
        Self::Django,
        Self::Wordpress,
        Self::Dokuwiki,
        Self::Postgres,
        Self::Prototype,
        Self::Poppler,
        Self::Libreoffice,
    ];

    /// Whether work goes on without it: a second engine or database, or what a sample runs on, is welcome, but not to be had
    /// everywhere.
    pub fn is_optional(self) -> bool {
        use Need::*;
        matches!(
            self,
            Firefox
                | Geckodriver
                | Webkit
                | Xvfb
                | Php
                | Mariadb
                | Fastapi
                | Django
                | Wordpress
                | Dokuwiki
                | Postgres
                | Prototype
                | Libreoffice
        )
    }

    /// Where it is; installed if it was missing.
    pub fn provide(self) -> Result<PathBuf> {
        match self {
            Self::Linters => rust::linters(),
            Self::WasmTarget => rust::wasm_target(),
            Self::Node => node::node(),
            Self::WasmPack => cargo_tools::wasm_pack(),
            Self::Bindgen => cargo_tools::wasm_bindgen(),
            Self::Chromium => browsers::chromium(),
            Self::Chromedriver => browsers::chromedriver(),
            Self::Firefox => browsers::firefox(),
            Self::Geckodriver => cargo_tools::geckodriver(),
            Self::Webkit => browsers::webkit(),
            Self::Xvfb => browsers::xvfb(),
            Self::Php => samples::php(),
            Self::Mariadb => samples::mariadb(),
            Self::Fastapi => samples::fastapi(),
            Self::Django => samples::django(),
            Self::Wordpress => portals::wordpress(),
            Self::Dokuwiki => portals::dokuwiki(),
            Self::Postgres => postgres::postgres(),
            Self::Prototype => samples::prototype(),
            Self::Poppler => office::poppler(),
            Self::Libreoffice => office::libreoffice(),
        }
    }

    /// The one line for whoever has to install it by hand.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Linters => {
                "rustfmt or clippy is missing. Debian, macOS and Windows: `rustup component add rustfmt clippy`"
            }
            Self::WasmTarget => {
                "the wasm32 target is missing. Debian, macOS and Windows: `rustup target add wasm32-unknown-unknown`"
            }
            Self::Node => {
                "Node.js 18 or newer with npm is missing. Debian: `apt install nodejs npm`; macOS: `brew install node`; Windows: `winget install OpenJS.NodeJS.LTS`"
            }
            Self::WasmPack => {
                "wasm-pack is missing. Debian, macOS and Windows: `cargo install --locked wasm-pack --version 0.15.1`"
            }
            Self::Bindgen => {
                "wasm-bindgen's test runner is missing. Debian, macOS and Windows: `cargo install wasm-bindgen-cli` with the `--version` that Cargo.lock has for wasm-bindgen"
            }
            Self::Chromium => {
                "Chromium is missing. Debian: `apt install chromium`; macOS: `brew install --cask google-chrome`; Windows: `winget install Google.Chrome`"
            }
            Self::Chromedriver => {
                "chromedriver is missing. Debian: `apt install chromium-driver`; macOS: `brew install --cask chromedriver`; Windows: `winget install Chromium.ChromeDriver`"
            }
            Self::Firefox => {
                "Firefox is missing. Debian: `apt install firefox-esr`; macOS: `brew install --cask firefox`; Windows: `winget install Mozilla.Firefox`"
            }
            Self::Geckodriver => {
                "geckodriver is missing. Debian: `cargo install --locked geckodriver`; macOS: `brew install geckodriver`; Windows: `winget install Mozilla.GeckoDriver`"
            }
            Self::Webkit => "WebKit for GTK with its driver is missing. Debian: `apt install webkit2gtk-driver`",
            Self::Xvfb => "Xvfb is missing. Debian: `apt install xvfb`",
            Self::Php => {
                "PHP with PDO for SQLite and MySQL is missing. Debian: `apt install php-cli php-sqlite3 php-mysql`; macOS: `brew install php`; Windows: `winget install PHP.PHP`"
            }
            Self::Mariadb => {
                "MariaDB is missing. Debian: `apt install mariadb-server-core mariadb-client-core`; macOS: `brew install mariadb`; Windows: `winget install MariaDB.Server`"
            }
            Self::Fastapi => {
                "FastAPI is missing. Debian: `apt install python3-fastapi python3-uvicorn`; macOS and Windows: `pip install fastapi uvicorn`"
            }
            Self::Django => {
                "Django is missing. Debian: `apt install python3-django`; macOS and Windows: `pip install django`"
            }
            Self::Wordpress => "WordPress is missing, and is unpacked on Debian only, by `apt-get download wordpress`",
            Self::Dokuwiki => "DokuWiki is missing, and is unpacked on Debian only, by `apt-get download dokuwiki`",
            Self::Postgres => "PostgreSQL is missing. Debian: `apt install postgresql`",
            Self::Prototype => "Prototype is missing. Debian: `apt install libjs-prototype`",
            Self::Poppler => {
                "Poppler or a font like Times New Roman is missing. Debian: `apt install poppler-utils fonts-liberation`; macOS: `brew install poppler`; Windows: `winget install oschwartz10612.Poppler`"
            }
            Self::Libreoffice => {
                "LibreOffice or Poppler is missing. Debian: `apt install libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fonts-liberation`; macOS: `brew install --cask libreoffice` and `brew install poppler`; Windows: `winget install TheDocumentFoundation.LibreOffice`"
            }
        }
    }
}
