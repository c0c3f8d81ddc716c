// SPDX-License-Identifier: Apache-2.0
// Public keys (RFC 5480, RFC 8017, RFC 8410, GM/T 0006) and what they verify.
import { ed25519 } from '@noble/curves/ed25519.js';
import { ed448 } from '@noble/curves/ed448.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { fromHex, number } from '../bytes.js';
import { parse } from '../asn1/der.js';
import { Malformed } from '../asn1/node.js';
import * as rsa from './rsa.js';
import * as sm2 from './sm2.js';

const CURVES = {
  '1.2.156.10197.1.301': 'SM2',
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};
// SEC 2, X9.62 and Brainpool have more.
const OTHER_CURVES = /^(1\.3\.132\.0|1\.2\.840\.10045\.3|1\.3\.36\.3\.3\.2\.8\.1\.1)\.\d/;
const NIST = { 'P-256': p256, 'P-384': p384, 'P-521': p521 };
const EDWARDS = { Ed25519: ed25519, Ed448: ed448 };
const DEFAULT_ID = '1234567812345678';

/**
 * {kind: RSA, n, e, onlyPss}, {kind: EC, curve, point}, {kind: Ed25519 or Ed448, bytes}; {kind: unknown} for
 * another.
 */
export function readKey(spki) {
  const [algorithm, value] = spki.sequence();
  const [oid, parameters] = algorithm.sequence();
  switch (oid.oid()) {
    case '1.2.840.113549.1.1.1':
    case '1.2.840.113549.1.1.10': {
      const [n, e] = parse(value.bits())
        .sequence()
        .map((each) => number(each.content));
      if (!rsa.plausible(n, e)) throw new Malformed('no RSA key');
      return { kind: 'RSA', n, e, onlyPss: oid.oid().endsWith('.10') };
    }
    case '1.2.840.10045.2.1': {
      const curve = parameters?.is(6) ? CURVES[parameters.oid()] : undefined;
      if (parameters?.is(6) && !curve && !OTHER_CURVES.test(parameters.oid())) throw new Malformed('no curve');
      if (!curve) return { kind: 'unknown' };
      const point = value.bits();
      // Throws for a point off the curve, as a certificate with one is refused.
      if (curve === 'SM2') sm2.point(point);
      else NIST[curve].Point.fromBytes(point);
      return { kind: 'EC', curve, point };
    }
    case '1.3.101.112':
      return { kind: 'Ed25519', bytes: value.bits() };
    case '1.3.101.113':
      return { kind: 'Ed448', bytes: value.bits() };
    default:
      return { kind: 'unknown' };
  }
}

/** r and s of SEQUENCE { r, s }; null if it is none in DER. */
export function values(signature) {
  try {
    const items = parse(signature).sequence();
    return items.length === 2 ? items.map((each) => each.integer()) : null;
  } catch {
    return null;
  }
}

export function verifySm2(key, message, signature, id = DEFAULT_ID) {
  const found = values(signature);
  return found !== null && sm2.verify(key.point, id, message, ...found);
}

export function verifyEcdsa(key, digest, message, signature) {
  const curve = NIST[key.curve];
  const found = values(signature);
  if (!curve || !found) return false;
  const [r, s] = found;
  const { n } = curve.Point.CURVE();
  if (r < 1n || r >= n || s < 1n || s >= n) return false;
  const bytes = fromHex(
    r.toString(16).padStart((2 * curve.lengths.signature) / 2, '0') +
      s.toString(16).padStart(curve.lengths.signature, '0'),
  );
  return curve.verify(bytes, digest.hash(message), key.point, { prehash: false, lowS: false });
}

export function verifyRsa(key, digest, message, signature, saltBytes) {
  const hashed = digest.hash(message);
  return saltBytes === undefined
    ? rsa.verifyPkcs1(key, digest.name, hashed, signature)
    : rsa.verifyPss(key, digest.hash, hashed, saltBytes, signature);
}

/** Ed25519 and Ed448 without context (RFC 8032), as strict as that standard. */
export function verifyEdwards(key, message, signature) {
  try {
    return EDWARDS[key.kind].verify(signature, message, key.bytes, { zip215: false });
  } catch {
    return false; // no point, or no signature of its length
  }
}

export const rsaBits = (key) => rsa.bits(key.n);

/** Whether signers and authorities may have it: SM2, P-256, P-384, P-521, Ed25519, Ed448, RSA of 2048 to 4096 bits. */
export function accepted(key) {
  const bits = key.kind === 'RSA' ? rsaBits(key) : 0;
  return key.kind === 'EC' || Object.hasOwn(EDWARDS, key.kind) || (bits >= 2048 && bits <= 4096);
}
