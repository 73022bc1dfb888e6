//! A screen that nobody sees, for a browser that needs one.

use crate::process;
use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};

/// An X server in memory; it ends with this.
pub struct Screen {
    server: Child,
    /// What `DISPLAY` says.
    pub display: String,
}

impl Screen {
    /// Starts one on a free number.
    pub fn start(xvfb: &Path) -> Result<Self> {
        let mut command = process::command(xvfb);
        command.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]);
        let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().context("cannot start Xvfb")?;
        let mut number = String::new();
        if let Some(says) = server.stdout.take() {
            // It tells its number once it takes clients.
            BufReader::new(says).read_line(&mut number)?;
        }
        let screen = Self { server, display: format!(":{}", number.trim()) };
        ensure!(!number.trim().is_empty(), "Xvfb ended before it had a screen");
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
