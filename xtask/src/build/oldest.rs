//! What the oldest browsers can run that `docs/embedding.md` names: a module that needs more is not published.

use super::scripts::files;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use wasmparser::{Validator, WasmFeatures};

/// WebAssembly 2.0 but for its vectors, which Safari has since 16.4 only and nothing here uses: what the page lists, and
/// what `bindings::FEATURES` lets wasm-opt emit.
const KNOWN: WasmFeatures = WasmFeatures::WASM2.difference(WasmFeatures::SIMD);

/// Fails where one of the staged modules needs more.
pub fn holds(staged: &Path) -> Result<()> {
    for file in files(staged)?.iter().filter(|file| file.extension().is_some_and(|extension| extension == "wasm")) {
        runs(&fs::read(file)?)
            .with_context(|| format!("{} is nothing for the oldest browsers of docs/embedding.md", file.display()))?;
    }
    Ok(())
}

fn runs(module: &[u8]) -> Result<()> {
    Validator::new_with_features(KNOWN).validate_all(module)?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    /// A module of one function of the type `() -> i32`, with this body.
    fn module(body: &[u8]) -> Vec<u8> {
        let length = u8::try_from(body.len()).unwrap();
        let mut module = b"\0asm\x01\0\0\0\x01\x05\x01\x60\0\x01\x7f\x03\x02\x01\0\x0a".to_vec();
        module.extend([length + 4, 1, length + 2, 0]);
        module.extend(body);
        module.push(0x0b);
        module
    }

    #[test]
    fn what_is_listed_runs() {
        let extends_a_sign = [0x41, 0, 0xc0];
        let cuts_a_fraction = [0x43, 0, 0, 0, 0, 0xfc, 0];
        for body in [&extends_a_sign[..], &cuts_a_fraction] {
            runs(&module(body)).unwrap();
        }
    }

    #[test]
    fn what_is_younger_does_not() {
        let takes_a_lane_of_a_vector = [&[0xfd, 0x0c][..], &[0; 16], &[0xfd, 0x1b, 0]].concat();
        let calls_in_its_last_act = [0x12, 0];
        for body in [&takes_a_lane_of_a_vector[..], &calls_in_its_last_act] {
            let module = module(body);
            // The module is right: nothing but its age is wrong.
            Validator::new_with_features(WasmFeatures::WASM3).validate_all(&module).unwrap();
            runs(&module).unwrap_err();
        }
    }
}
