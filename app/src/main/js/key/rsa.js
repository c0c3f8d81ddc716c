// SPDX-License-Identifier: Apache-2.0
// RSA signatures (RFC 8017); nothing here is secret, so plain numbers will do.
import { concat, equal, fromHex, number, ofNumber } from '../bytes.js';

// DER of DigestInfo up to the digest (RFC 8017, section 9.2, note 1; SM3 in the same form).
const PREFIX = {
  MD5: '3020300c06082a864886f70d020505000410',
  'SHA-1': '3021300906052b0e03021a05000414',
  'SHA-256': '3031300d060960864801650304020105000420',
  'SHA-384': '3041300d060960864801650304020205000430',
  'SHA-512': '3051300d060960864801650304020305000440',
  SM3: '3030300c06082a811ccf5501831105000420',
};

const SMALL_PRIMES = Array.from({ length: 742 }, (_, i) => i + 2).filter((each) => {
  for (let i = 2; i * i <= each; i++) if (each % i === 0) return false;
  return true;
});

/** Whether numbers can be an RSA key at all: a modulus with a small factor hides nothing. */
export const plausible = (n, e) => n > 1n && e % 2n === 1n && SMALL_PRIMES.every((each) => n % BigInt(each) !== 0n);

function power(base, exponent, modulus) {
  let result = 1n;
  for (let b = base % modulus, e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * b) % modulus;
    b = (b * b) % modulus;
  }
  return result;
}

export const bits = (n) => n.toString(2).length;

// RSAVP1, section 5.2.2; null if the signature is out of range.
function opened(key, signature) {
  const length = Math.ceil(bits(key.n) / 8);
  const value = number(signature);
  if (signature.length !== length || value >= key.n || bits(key.e) > 64) return null;
  return ofNumber(power(value, key.e, key.n), length);
}

/** RSASSA-PKCS1-v1_5, section 8.2.2. */
export function verifyPkcs1(key, digest, hashed, signature) {
  const found = opened(key, signature);
  if (!found || !PREFIX[digest]) return false;
  const info = concat(fromHex(PREFIX[digest]), hashed);
  const fill = found.length - info.length - 3;
  if (fill < 8) return false;
  return equal(found, concat(Uint8Array.of(0, 1), new Uint8Array(fill).fill(255), Uint8Array.of(0), info));
}

/** RSASSA-PSS with MGF1 over the same hash, section 8.1.2. */
export function verifyPss(key, hash, hashed, saltBytes, signature) {
  const modulusBits = bits(key.n) - 1;
  const found = opened(key, signature);
  if (!found) return false;
  const length = Math.ceil(modulusBits / 8);
  const em = found.subarray(found.length - length);
  if (found.length > length && found[0] !== 0) return false;
  const size = hashed.length;
  if (length < size + saltBytes + 2 || em[length - 1] !== 0xbc) return false;
  const h = em.subarray(length - size - 1, length - 1);
  const unused = 8 * length - modulusBits;
  const db = em.slice(0, length - size - 1);
  if (unused > 0 && db[0] >> (8 - unused) !== 0) return false;
  for (let at = 0, counter = 0; at < db.length; at += size, counter++) {
    const mask = hash(concat(h, Uint8Array.of(0, 0, counter >> 8, counter & 255)));
    for (let i = 0; i < size && at + i < db.length; i++) db[at + i] ^= mask[i];
  }
  db[0] &= 0xff >> unused;
  const salt = db.length - saltBytes;
  for (let i = 0; i < salt - 1; i++) if (db[i] !== 0) return false;
  if (db[salt - 1] !== 1) return false;
  return equal(h, hash(concat(new Uint8Array(8), hashed, db.subarray(salt))));
}
