// SPDX-License-Identifier: Apache-2.0
// SM2 signatures and decryption (GB/T 32918.2 and .4-2016) on noble's curve arithmetic.
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { concat, equal, number, ofNumber, utf8 } from '../bytes.js';
import { sm3 } from '../hash/sm3.js';

// GB/T 32918.5-2017, section 2.
const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const CURVE = {
  p,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: p - 3n,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const Point = weierstrass(CURVE);
const bytesOf = (value) => ofNumber(value, 32);

/** A point of 04 x y; throws if it is not on the curve. */
export const point = (bytes) => Point.fromBytes(bytes);

/** Z (GB/T 32918.2, section 5.5). */
export function identity(key, id) {
  const name = utf8(id);
  const bits = name.length * 8;
  const { x, y } = key.toAffine();
  const { a, b, Gx, Gy } = CURVE;
  return sm3(concat(Uint8Array.of(bits >> 8, bits & 255), name, ...[a, b, Gx, Gy, x, y].map(bytesOf)));
}

/** Whether (r, s) is the signature of a key over a message (section 7.1). */
export function verify(keyBytes, id, message, r, s) {
  const { n } = CURVE;
  if (r < 1n || r >= n || s < 1n || s >= n) return false;
  const t = (r + s) % n;
  if (t === 0n) return false;
  const key = point(keyBytes);
  const e = number(sm3(concat(identity(key, id), message)));
  const sum = Point.BASE.mulAddUnsafe(s, key, t);
  return !sum.is0() && (e + sum.toAffine().x) % n === r;
}

/** The public key of a private one, 04 x y. */
export const publicKey = (d) => Point.BASE.multiply(d).toBytes(false);

/**
 * Decrypts (GB/T 32918.4, section 7.1); null if the hash does not fit.
 * c1 is 04 x y, c3 the hash, c2 the text.
 */
export function decrypt(d, c1, c3, c2) {
  let shared;
  try {
    shared = point(c1).multiply(d).toAffine();
  } catch {
    return null;
  }
  const x = bytesOf(shared.x);
  const y = bytesOf(shared.y);
  const text = new Uint8Array(c2.length);
  for (let at = 0, counter = 1; at < c2.length; at += 32, counter++) {
    const number32 = Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter);
    const mask = sm3(concat(x, y, number32));
    for (let i = 0; i < 32 && at + i < c2.length; i++) text[at + i] = c2[at + i] ^ mask[i];
  }
  return equal(sm3(concat(x, text, y)), c3) ? text : null;
}
