use super::drafts::place;
use crate::state::Rest;
use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

/// A key of the page's for what the device keeps: a `CryptoKey` for AES-GCM, 16 or 32 bytes, or a function that gives
/// one of these (may be async). It is asked for anew each time, and kept nowhere.
pub type GivenKey = JsValue;

const AES: &str = "AES-GCM";
/// Bytes that differ with each sealing (NIST SP 800-38D).
const NONCE: usize = 12;

/// A text sealed with the page's key (AES-GCM), bound to the place where it is kept.
#[inline(never)]
pub fn sealed(rest: Rest, key: GivenKey, text: String, place: String) -> Promise {
    sealed_bytes(rest, key, Uint8Array::from(text.as_bytes()), place)
}

/// Bytes sealed likewise.
pub fn sealed_bytes(_: Rest, key: GivenKey, bytes: Uint8Array, place: String) -> Promise {
    future_to_promise(async move {
        let (crypto, subtle) = platform()?;
        let key = resolve(&subtle, key).await?;
        let mut nonce = [0; NONCE];
        crypto.get_random_values_with_u8_array(&mut nonce)?;
        let nonce = Uint8Array::from(&nonce[..]);
        let algorithm = algorithm(&nonce, &place)?;
        let data = subtle.encrypt_with_object_and_buffer_source(&algorithm, &key, &bytes)?;
        Ok(Array::of2(&nonce, &JsFuture::from(data).await?).into())
    })
}

/// What is kept under these keys, with the texts of what was sealed; where the key does not open one, it stays as it is.
#[inline(never)]
pub fn opened(_: Rest, key: GivenKey, values: Array, keys: Array) -> Promise {
    future_to_promise(async move {
        let (_, subtle) = platform()?;
        let key = resolve(&subtle, key).await?;
        let texts = Array::new();
        for (value, at) in values.iter().zip(keys.iter()) {
            texts.push(&match value.is_string() {
                true => value,
                false => open(&subtle, &key, value.clone(), &place(&at)).await.unwrap_or(value),
            });
        }
        Ok(texts.into())
    })
}

/// Bytes that were sealed.
pub fn opened_bytes(_: Rest, key: GivenKey, sealed: JsValue, place: String) -> Promise {
    future_to_promise(async move {
        let (_, subtle) = platform()?;
        let key = resolve(&subtle, key).await?;
        Ok(open_bytes(&subtle, &key, sealed, &place).await?.into())
    })
}

async fn open(subtle: &SubtleCrypto, key: &CryptoKey, sealed: JsValue, place: &str) -> Result<JsValue, JsValue> {
    let text = open_bytes(subtle, key, sealed, place).await?.to_vec();
    Ok(String::from_utf8(text).map_err(|_| JsValue::NULL)?.into())
}

async fn open_bytes(
    subtle: &SubtleCrypto,
    key: &CryptoKey,
    sealed: JsValue,
    place: &str,
) -> Result<Uint8Array, JsValue> {
    let parts: Array = sealed.dyn_into()?;
    let algorithm = algorithm(&parts.get(0).dyn_into()?, place)?;
    let data: ArrayBuffer = parts.get(1).dyn_into()?;
    let bytes = subtle.decrypt_with_object_and_buffer_source(&algorithm, key, &data)?;
    Ok(Uint8Array::new(&JsFuture::from(bytes).await?))
}

/// Only secure pages have it.
fn platform() -> Result<(Crypto, SubtleCrypto), JsValue> {
    let crypto = web_sys::window().ok_or(JsValue::NULL)?.crypto()?;
    let subtle = crypto.subtle();
    if subtle.is_undefined() { Err(JsValue::NULL) } else { Ok((crypto, subtle)) }
}

/// The key that the page gives now, or a promise of it. Of a function that throws it is none.
pub fn asked(given: GivenKey) -> GivenKey {
    match given.dyn_ref::<Function>() {
        Some(function) => function.call0(&JsValue::NULL).unwrap_or(JsValue::NULL),
        None => given,
    }
}

async fn resolve(subtle: &SubtleCrypto, given: GivenKey) -> Result<CryptoKey, JsValue> {
    let key = JsFuture::from(Promise::resolve(&asked(given))).await?;
    if let Some(key) = key.dyn_ref::<CryptoKey>() {
        return Ok(key.clone());
    }
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let key: Object = key.dyn_into()?;
    let key = subtle.import_key_with_str("raw", &key, AES, false, &usages)?;
    JsFuture::from(key).await?.dyn_into()
}

fn algorithm(nonce: &Uint8Array, place: &str) -> Result<Object, JsValue> {
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &JsValue::from_str(AES))?;
    Reflect::set(&algorithm, &"iv".into(), nonce)?;
    Reflect::set(&algorithm, &"additionalData".into(), &Uint8Array::from(place.as_bytes()))?;
    Ok(algorithm)
}
