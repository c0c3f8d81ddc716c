// SPDX-License-Identifier: Apache-2.0
// SM4 (GB/T 32907-2016) in Galois counter mode (NIST SP 800-38D) with noble's GHASH.
import { GHASH } from '@noble/ciphers/_polyval.js';
import { equal, fromHex } from '../bytes.js';

// Section 6.2, table 1.
const S = fromHex(
  'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa441326498606999c4250f491ef987a33540b43edcfac62' +
    'e4b31ca9c908e89580df94fa758f3fa64707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35' +
    '1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89eeabf8ad240c738b5a3f7f2cef96115a1' +
    'e0ae5da49b341a55ad933230f58cb1e31df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51' +
    '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b08969974a0c96777e65b9f109c56ec684' +
    '18f07dec3adc4d2079ee5f3ed7cb3948',
);
// FK and CK of section 7.3.
const FK = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc];
const CK = Array.from({ length: 32 }, (_, i) =>
  [0, 1, 2, 3].reduce((word, j) => (word << 8) | (((4 * i + j) * 7) % 256), 0),
);
const rotate = (x, n) => (x << n) | (x >>> (32 - n));
const boxes = (x) => (S[x >>> 24] << 24) | (S[(x >>> 16) & 255] << 16) | (S[(x >>> 8) & 255] << 8) | S[x & 255];

function roundKeys(key) {
  const view = new DataView(key.buffer, key.byteOffset, 16);
  const k = FK.map((each, i) => each ^ view.getInt32(4 * i));
  return CK.map((ck) => {
    const t = boxes(k[1] ^ k[2] ^ k[3] ^ ck);
    k.push(k.shift() ^ t ^ rotate(t, 13) ^ rotate(t, 23));
    return k[3];
  });
}

function block(keys, input) {
  const view = new DataView(input.buffer, input.byteOffset, 16);
  const x = [0, 4, 8, 12].map((at) => view.getInt32(at));
  for (const key of keys) {
    const t = boxes(x[1] ^ x[2] ^ x[3] ^ key);
    x.push(x.shift() ^ t ^ rotate(t, 2) ^ rotate(t, 10) ^ rotate(t, 18) ^ rotate(t, 24));
  }
  const out = new DataView(new ArrayBuffer(16));
  [3, 2, 1, 0].forEach((from, to) => out.setInt32(4 * to, x[from]));
  return new Uint8Array(out.buffer);
}

/** One block, encrypted. */
export const encryptBlock = (key, input) => block(roundKeys(key), input);

/** Opens what GCM sealed, nonce of 12 bytes, tag of 16; null if the tag does not fit. */
export function openGcm(key, nonce, sealed, tag, associated = new Uint8Array(0)) {
  const keys = roundKeys(key);
  const counter = new Uint8Array(16);
  counter.set(nonce);
  const view = new DataView(counter.buffer);
  view.setUint32(12, 1);
  const first = block(keys, counter);
  const mac = new GHASH(block(keys, new Uint8Array(16)));
  const lengths = new DataView(new ArrayBuffer(16));
  lengths.setBigUint64(0, BigInt(8 * associated.length));
  lengths.setBigUint64(8, BigInt(8 * sealed.length));
  for (const part of [associated, sealed, new Uint8Array(lengths.buffer)]) {
    if (part.length > 0) mac.update(part);
  }
  const expected = mac.digest().map((each, i) => each ^ first[i]);
  if (!equal(expected, tag)) return null;
  const text = new Uint8Array(sealed.length);
  for (let at = 0, number = 2; at < sealed.length; at += 16, number++) {
    view.setUint32(12, number);
    const mask = block(keys, counter);
    for (let i = 0; i < 16 && at + i < sealed.length; i++) text[at + i] = sealed[at + i] ^ mask[i];
  }
  return text;
}
