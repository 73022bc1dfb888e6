use sha2::{Digest, Sha256};

/// SHA-256 over a text, in lower-case hexadecimal; over canonical JSON it names a document.
pub fn hash(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().flat_map(|byte| [HEX[usize::from(byte >> 4)] as char, HEX[usize::from(byte & 15)] as char]).collect()
}
