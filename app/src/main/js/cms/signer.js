// SPDX-License-Identifier: Apache-2.0
// Checks of one signer against a digest, with the reason codes that PenSeal has for the same.
import { equal } from '../bytes.js';
import { digestOf } from '../hash/digests.js';
import { PSS, pssParameters } from '../key/algorithm.js';
import { rsaBits, verifyEcdsa, verifyRsa, verifySm2 } from '../key/publickey.js';
import { DATA, GM_DATA, single, singleOctets } from './signeddata.js';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SHA256_OID = '2.16.840.1.101.3.4.2.1';
// RFC 5758, RFC 4055, GM/T 0006 and what producers write for it; the plain key OIDs too.
const SM2_OIDS = ['1.2.156.10197.1.501', '1.2.156.10197.1.301.1', '1.2.156.10197.1.301', '1.2.156.10197.501'];
const ECDSA_OIDS = {
  'SHA-256': '1.2.840.10045.4.3.2',
  'SHA-384': '1.2.840.10045.4.3.3',
  'SHA-512': '1.2.840.10045.4.3.4',
};
const RSA_OIDS = {
  'SHA-256': '1.2.840.113549.1.1.11',
  'SHA-384': '1.2.840.113549.1.1.12',
  'SHA-512': '1.2.840.113549.1.1.13',
};
const MGF1 = '1.2.840.113549.1.1.8';

/** Reason codes; form is baseline, plain or gm. */
export function checkSigner(message, digest, certificate, form, sm2Id) {
  const { signer } = message;
  const gm = form === 'gm';
  const reasons = [];
  if (!signer.attributes && !(gm && message.hasContent)) return ['no-signed-attributes'];
  if (message.hasContent && !gm) reasons.push('embedded-content');
  if (!gm && message.gm) reasons.push('content-type-mismatch');
  if (message.hasContent && gm && !equal(message.content, digest)) reasons.push('digest-mismatch');
  if (signer.attributes) checkAttributes(message, digest, certificate, form, reasons);
  checkKey(message, certificate.key, sm2Id, reasons);
  return [...new Set(reasons)];
}

function checkAttributes(message, digest, certificate, form, reasons) {
  const { attributes, digestOid } = message.signer;
  const inner = message.contentType;
  const data = inner === DATA || (form === 'gm' && inner === GM_DATA);
  const type = single(attributes, CONTENT_TYPE);
  if (!data || !type?.is(6) || type.oid() !== inner) reasons.push('content-type-mismatch');
  const found = singleOctets(attributes, MESSAGE_DIGEST);
  const ofContent = form === 'gm' && message.content ? digestOf(digestOid)?.hash(message.content) : null;
  if (!equal(found, digest) && !equal(found, ofContent)) reasons.push('digest-mismatch');
  if (!certificateFits(attributes, certificate, form)) reasons.push('signing-certificate-mismatch');
}

// RFC 5035, section 3.
function certificateFits(attributes, certificate, form) {
  const value = single(attributes, SIGNING_CERTIFICATE_V2);
  if (!value) return form !== 'baseline';
  try {
    const id = value.sequence()[0].sequence()[0].sequence();
    const named = id[0].is(16);
    const digest = digestOf(named ? id[0].sequence()[0].oid() : SHA256_OID);
    return digest !== undefined && equal(digest.hash(certificate.der), id[named ? 1 : 0].octets());
  } catch {
    return false;
  }
}

function checkKey(message, key, sm2Id, reasons) {
  const digest = digestOf(message.signer.digestOid);
  const family = familyOf(key);
  if (!family) {
    reasons.push('unsupported-algorithm');
    return;
  }
  const fits = digest && (family === 'SM2') === (digest.name === 'SM3');
  if (!fits) reasons.push('digest-algorithm-mismatch');
  const verify = fits ? verification(message.signer.algorithm, family, key, digest, sm2Id) : null;
  if (!verify) {
    reasons.push('unsupported-algorithm');
    return;
  }
  // Without attributes the content itself was signed: the digest that a GM message holds.
  const signed = message.signer.signedBytes ?? message.content;
  if (!signed || !verify(signed, message.signer.value)) reasons.push('signature-mismatch');
}

function familyOf(key) {
  if (key.kind === 'EC') return key.curve === 'SM2' ? 'SM2' : 'ECDSA';
  const bits = key.kind === 'RSA' ? rsaBits(key) : 0;
  return bits >= 2048 && bits <= 4096 ? 'RSA' : null;
}

function verification(algorithm, family, key, digest, sm2Id) {
  const [node, parameters] = algorithm.sequence();
  const oid = node.oid();
  if (family === 'SM2') {
    return SM2_OIDS.includes(oid) ? (signed, value) => verifySm2(key, signed, value, sm2Id) : null;
  }
  if (family === 'ECDSA') {
    const named = oid === ECDSA_OIDS[digest.name] || oid === '1.2.840.10045.2.1';
    return named ? (signed, value) => verifyEcdsa(key, digest, signed, value) : null;
  }
  if (oid === PSS) {
    return strict(parameters, digest)
      ? (signed, value) => verifyRsa(key, digest, signed, value, digest.hash.outputLen)
      : null;
  }
  const named = oid === RSA_OIDS[digest.name] || oid === '1.2.840.113549.1.1.1';
  return named && !key.onlyPss ? (signed, value) => verifyRsa(key, digest, signed, value) : null;
}

// One digest throughout and a salt of its length (RFC 4055, section 3.1).
function strict(parameters, digest) {
  if (!parameters) return false;
  try {
    const found = pssParameters(parameters);
    return (
      digestOf(found.hash)?.name === digest.name &&
      digestOf(found.maskHash)?.name === digest.name &&
      found.mask === MGF1 &&
      found.salt === digest.hash.outputLen &&
      found.trailer === 1
    );
  } catch {
    return false;
  }
}
