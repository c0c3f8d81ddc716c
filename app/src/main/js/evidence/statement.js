// SPDX-License-Identifier: Apache-2.0
// The statement of the pad's chip, or of the host for a pad without one (docs/chip-protocol.md).
import { parse } from '../asn1/der.js';
import { readCertificate } from '../cert/certificate.js';
import { verifySm2 } from '../key/publickey.js';

const SM2_WITH_SM3 = '1.2.156.10197.1.501';
const TYPE = '2.25.245451997612407219764004899378027207171.3.2';

/** {origin, oneTimeKey, penDigest, manifestDigest, certificate, signed}; null if it is none. */
export function readStatement(der) {
  try {
    const [body, algorithm, signature, tagged] = parse(der).sequence();
    const parts = body.sequence();
    const [version, type, origin, , , oneTimeKey, uses, pen] = parts;
    if (version.integer() !== 1n || type.oid() !== TYPE || uses.integer() !== 1n) return null;
    if (algorithm.sequence()[0].oid() !== SM2_WITH_SM3 || parts.length !== 12) return null;
    const certificate = tagged ? readCertificate(tagged.explicit().whole) : null;
    return {
      origin: origin.integer() === 0n ? 'chip' : 'host',
      oneTimeKey: oneTimeKey.whole,
      penDigest: pen.sequence()[0].octets(),
      manifestDigest: parts[10].octets(),
      certificate,
      signed: certificate?.key.curve === 'SM2' && verifySm2(certificate.key, body.whole, signature.bits()),
    };
  } catch {
    return null;
  }
}
