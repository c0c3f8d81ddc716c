// SPDX-License-Identifier: Apache-2.0
// Bytes as texts and numbers.

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

export function hex(bytes) {
  let text = '';
  for (const each of bytes) text += HEX[each];
  return text;
}

/** Bytes of hexadecimal digits; null if it is none. */
export function fromHex(text) {
  if (text.length % 2 !== 0 || /[^0-9a-fA-F]/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(text.substr(2 * i, 2), 16);
  return bytes;
}

export function fromBase64(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Bytes as characters 0 to 255. */
export function latin1(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192));
  }
  return text;
}

export const utf8 = (text) => new TextEncoder().encode(text);

export function concat(...parts) {
  const all = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of parts) {
    all.set(each, at);
    at += each.length;
  }
  return all;
}

export function equal(one, other) {
  if (!one || !other || one.length !== other.length) return false;
  let difference = 0;
  for (let i = 0; i < one.length; i++) difference |= one[i] ^ other[i];
  return difference === 0;
}

/** An unsigned number, most significant byte first. */
export function number(bytes) {
  return bytes.length === 0 ? 0n : BigInt('0x' + hex(bytes));
}

/** The same in so many bytes. */
export function ofNumber(value, length) {
  return fromHex(value.toString(16).padStart(2 * length, '0'));
}

/** Compares byte by byte, a shorter run before a longer one that it begins. */
export function order(one, other) {
  for (let i = 0; i < Math.min(one.length, other.length); i++) {
    if (one[i] !== other[i]) return one[i] - other[i];
  }
  return one.length - other.length;
}
