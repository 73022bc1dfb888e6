//! The keys under which reports are sent.

/// A key as its header has it.
pub fn quoted(key: &str) -> String {
    format!("\"{key}\"")
}

/// A random UUID, as the form makes it.
///
/// # Errors
/// Why the system gives no random bytes.
pub fn random_key() -> Result<String, String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]))
}
