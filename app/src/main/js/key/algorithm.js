// SPDX-License-Identifier: Apache-2.0
// Algorithm identifiers of signatures: RFC 4055, RFC 5758, GM/T 0006-2012.
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { SHA256, SHA384, SHA512, SM3, digestOf } from '../hash/digests.js';
import { verifyEcdsa, verifyEdwards, verifyRsa, verifySm2 } from './publickey.js';

export const PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';
const SHA1 = { name: 'SHA-1', hash: sha1 };
const MD5 = { name: 'MD5', hash: md5 };
const SHA1_OID = '1.3.14.3.2.26';

const RSA = {
  '1.2.840.113549.1.1.4': MD5,
  '1.2.840.113549.1.1.5': SHA1,
  '1.2.840.113549.1.1.11': SHA256,
  '1.2.840.113549.1.1.12': SHA384,
  '1.2.840.113549.1.1.13': SHA512,
  '1.2.156.10197.1.504': SM3,
};
const ECDSA = {
  '1.2.840.10045.4.1': SHA1,
  '1.2.840.10045.4.3.2': SHA256,
  '1.2.840.10045.4.3.3': SHA384,
  '1.2.840.10045.4.3.4': SHA512,
};
const SM2 = '1.2.156.10197.1.501';
const EDWARDS = { '1.3.101.112': 'Ed25519', '1.3.101.113': 'Ed448' };
// Whatever is not known to be better is weak: RSA, ECDSA over SHA-2 and SHA-3, SM2, Ed25519, Ed448.
const STRONG = new Set([
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '2.16.840.1.101.3.4.3.14',
  '2.16.840.1.101.3.4.3.15',
  '2.16.840.1.101.3.4.3.16',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
  '2.16.840.1.101.3.4.3.10',
  '2.16.840.1.101.3.4.3.11',
  '2.16.840.1.101.3.4.3.12',
  '1.2.156.10197.1.504',
  SM2,
  '1.3.101.112',
  '1.3.101.113',
]);
const STRONG_DIGEST = /^(2\.16\.840\.1\.101\.3\.4\.2\.([123]|8|9|10)|1\.2\.156\.10197\.1\.401)$/;
// In a SignerInfo the key's algorithm may stand alone, with the digest beside it.
const BARE = new Set([
  '1.2.840.113549.1.1.1',
  '1.2.840.10045.2.1',
  '1.2.156.10197.1.301',
  '1.2.156.10197.1.301.1',
]);

/** What this page cannot compute. */
export class Unsupported extends Error {}

/** Parameters of RSASSA-PSS with its defaults (RFC 4055, section 3.1). */
export function pssParameters(parameters) {
  const found = { hash: SHA1_OID, mask: MGF1, maskHash: SHA1_OID, salt: 20, trailer: 1 };
  for (const item of parameters?.sequence() ?? []) {
    const inner = item.explicit();
    if (item.isContext(0)) found.hash = inner.sequence()[0].oid();
    if (item.isContext(1)) {
      const [mask, hash] = inner.sequence();
      found.mask = mask.oid();
      found.maskHash = hash ? hash.sequence()[0].oid() : '';
    }
    if (item.isContext(2)) found.salt = Number(inner.integer());
    if (item.isContext(3)) found.trailer = Number(inner.integer());
  }
  return found;
}

/** Whether a signature rests on a digest that can be made to collide, or on an algorithm not known to be better. */
export function weak(algorithm) {
  const [oid, parameters] = algorithm.sequence();
  return oid.oid() === PSS ? !STRONG_DIGEST.test(pssParameters(parameters).hash) : !STRONG.has(oid.oid());
}

/** The same in a SignerInfo, whose digest is judged by itself. */
export const weakInSignerInfo = (algorithm) => !BARE.has(algorithm.sequence()[0].oid()) && weak(algorithm);

/**
 * Whether a value is a key's signature over a message by an algorithm as certificates name it.
 * Throws Unsupported.
 */
export function verifies(key, algorithm, message, signature) {
  const [node, parameters] = algorithm.sequence();
  const oid = node.oid();
  if (oid === SM2) {
    return key.curve === 'SM2' && verifySm2(key, message, signature);
  }
  if (Object.hasOwn(RSA, oid)) {
    return key.kind === 'RSA' && !key.onlyPss && verifyRsa(key, RSA[oid], message, signature);
  }
  if (Object.hasOwn(ECDSA, oid)) {
    if (key.kind === 'EC' && key.curve !== 'SM2') return verifyEcdsa(key, ECDSA[oid], message, signature);
    if (key.kind === 'RSA') return false;
  }
  if (Object.hasOwn(EDWARDS, oid)) {
    return key.kind === EDWARDS[oid] && verifyEdwards(key, message, signature);
  }
  if (oid === PSS) {
    const found = pssParameters(parameters);
    const digest = digestOf(found.hash);
    if (!digest || found.maskHash !== found.hash || found.mask !== MGF1) throw new Unsupported(oid);
    return key.kind === 'RSA' && verifyRsa(key, digest, message, signature, found.salt);
  }
  throw new Unsupported(oid);
}
