// SPDX-License-Identifier: Apache-2.0
// The statement of the pad's chip, or of the host for a pad without one (docs/chip-protocol.md).
import { parse } from '../asn1/der.js';
import { readCertificate } from '../cert/certificate.js';
import { digestOf } from '../hash/digests.js';
import { verifyEcdsa, verifySm2 } from '../key/publickey.js';

const SM2_WITH_SM3 = '1.2.156.10197.1.501';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const SHA256 = digestOf('2.16.840.1.101.3.4.2.1');
const TYPE = '2.25.245451997612407219764004899378027207171.3.2';

/** {origin, oneTimeKey, penDigest, manifestDigest, certificate, signed}; null if it is none. */
export function readStatement(der) {
  try {
    const [body, algorithm, signature, tagged] = parse(der).sequence();
    const parts = body.sequence();
    const [version, type, origin, , , oneTimeKey, uses, pen] = parts;
    if (version.integer() !== 1n || type.oid() !== TYPE || uses.integer() !== 1n) return null;
    const oid = algorithm.sequence()[0].oid();
    // A chip signs with SM2 only.
    const known = oid === SM2_WITH_SM3 || (oid === ECDSA_WITH_SHA256 && origin.integer() === 1n);
    if (!known || parts.length !== 12) return null;
    const certificate = tagged ? readCertificate(tagged.explicit().whole) : null;
    return {
      origin: origin.integer() === 0n ? 'chip' : 'host',
      oneTimeKey: oneTimeKey.whole,
      penDigest: pen.sequence()[0].octets(),
      manifestDigest: parts[10].octets(),
      certificate,
      signed: certificate !== null && fits(oid, certificate.key, body.whole, signature.bits()),
    };
  } catch {
    return null;
  }
}

function fits(oid, key, message, signature) {
  return oid === SM2_WITH_SM3
    ? key.curve === 'SM2' && verifySm2(key, message, signature)
    : key.curve === 'P-256' && verifyEcdsa(key, SHA256, message, signature);
}
