// SPDX-License-Identifier: Apache-2.0
// Opens sealed ink: an envelope for the escrow key (RFC 5083, SM2 and SM4-GCM), in it the seal of the case's share.
import { hmac } from '@noble/hashes/hmac.js';
import { parse } from '../asn1/der.js';
import { concat, equal, fromBase64, hex, ofNumber, utf8 } from '../bytes.js';
import { openGcm } from '../cipher/sm4.js';
import { names } from '../cms/signeddata.js';
import { sm3 } from '../hash/sm3.js';
import { decrypt } from '../key/sm2.js';
import { Refused } from './p12.js';

const AUTH_ENVELOPED = '1.2.840.113549.1.9.16.1.23';
const SM4_GCM = '1.2.156.10197.1.104.8';
const SM2_ENCRYPTION = ['1.2.156.10197.1.301.3', '1.2.156.10197.1.301.2', '1.2.156.10197.1.301'];
const SHARE_BYTES = 32;
const LABEL = utf8('penseal ink share/1');
const TAG_BYTES = 16;

/** The ink's bytes; throws Refused: other-key, damaged, share-size, share. */
export function openInk(sealed, escrow, share) {
  if (share.length !== SHARE_BYTES) throw new Refused('share-size');
  const inner = openEnvelope(sealed, escrow);
  const derived = hmac(sm3, share, LABEL);
  const body = inner.subarray(0, Math.max(0, inner.length - TAG_BYTES));
  const plain = openGcm(derived.subarray(0, 16), derived.subarray(16, 28), body, inner.subarray(body.length));
  if (!plain) throw new Refused('share');
  return fromBase64(JSON.parse(new TextDecoder().decode(plain)).ink);
}

function openEnvelope(sealed, escrow) {
  let parts;
  try {
    const [type, value] = parse(sealed).sequence();
    parts = type.oid() === AUTH_ENVELOPED ? value.explicit().sequence() : null;
  } catch {
    parts = null;
  }
  if (!parts) throw new Refused('damaged');
  const [, recipients, content, mac] = parts;
  const [, algorithm, encrypted] = content.sequence();
  const [oid, parameters] = algorithm.sequence();
  if (oid.oid() !== SM4_GCM) throw new Refused('damaged');
  const key = contentKey(recipients.set(), escrow);
  const plain = openGcm(key, parameters.sequence()[0].octets(), encrypted.octets(), mac.octets());
  if (!plain) throw new Refused('damaged');
  return plain;
}

function contentKey(recipients, { d, certificate }) {
  for (const each of recipients.filter((other) => other.is(16))) {
    const [, id, algorithm, encrypted] = each.sequence();
    if (SM2_ENCRYPTION.includes(algorithm.sequence()[0].oid()) && names(id, certificate)) {
      // GM/T 0009-2012, section 7.2: x, y, hash, text.
      const [x, y, hash, text] = parse(encrypted.octets()).sequence();
      const point = concat(Uint8Array.of(4), ofNumber(x.integer(), 32), ofNumber(y.integer(), 32));
      const key = decrypt(d, point, hash.octets(), text.octets());
      if (key?.length === 16) return key;
    }
  }
  throw new Refused('other-key');
}

/** {space, samples}: samples [x, y, pressure, near, buttons, timeMs, sequence]; throws Refused. */
export function readInk(bytes) {
  let found;
  try {
    found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refused('damaged');
  }
  const numbers =
    Array.isArray(found.samples) && found.samples.every((row) => row.length === 7 && row.every(Number.isInteger));
  if (found.format !== 'penseal-ink/1' || !numbers || !(found.space?.unitsPerMm > 0)) throw new Refused('damaged');
  return found;
}

// A pen report 34 of eleven bytes, as the statement counts them.
function report([x, y, pressure, near, buttons, timeMs, sequence]) {
  const state = (near ? 0x80 : 0) | (buttons << 4) | (pressure >> 8);
  const two = (value) => [Math.floor(value / 256) & 255, value & 255];
  const low = (value) => Number(BigInt(value) & 0xffffn);
  return [0x34, state, pressure, ...two(x), ...two(y), ...two(low(timeMs)), ...two(low(sequence))];
}

/** matches or differs: the ink against manifest, event certificate and statement. */
export function inkState(bytes, ink, { binding, manifest, statement }) {
  const digest = sm3(bytes);
  const pen = sm3(Uint8Array.from(ink.samples.flatMap(report)));
  const fits =
    hex(digest) === manifest.ink.sm3 &&
    (!binding || equal(digest, binding.inkDigest)) &&
    (!statement || equal(statement.penDigest, pen));
  return fits ? 'matches' : 'differs';
}
