// SPDX-License-Identifier: Apache-2.0
// Checks of one signer against a digest, with the reason codes that PenSeal has for the same.
import { sha1 } from '@noble/hashes/legacy.js';
import { equal } from '../bytes.js';
import { digestOf } from '../hash/digests.js';
import { PSS, pssParameters } from '../key/algorithm.js';
import { accepted, verifyEcdsa, verifyEdwards, verifyRsa, verifySm2 } from '../key/publickey.js';
import { DATA, GM_DATA, single, singleOctets } from './signeddata.js';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
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
const MISMATCH = 'signing-certificate-mismatch';
const MGF1 = '1.2.840.113549.1.1.8';

/** Reason codes; form is baseline, plain or gm. */
export function checkSigner(message, digest, certificate, form, sm2Id) {
  const { signer } = message;
  const gm = form === 'gm';
  const reasons = [];
  if (!signer.attributes && !(gm && message.hasContent)) return ['no-signed-attributes'];
  if (message.hasContent && !gm) reasons.push('embedded-content');
  if (!gm && message.gm) reasons.push('content-type-mismatch');
  const known = digestOf(signer.digestOid) !== undefined;
  if (message.hasContent && gm && known && !equal(message.content, digest)) reasons.push('digest-mismatch');
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
  // By means of a digest that is not known nothing is compared.
  const over = digestOf(digestOid) === undefined || equal(found, digest) || equal(found, ofContent);
  if (!found || !over) reasons.push('digest-mismatch');
  reasons.push(...certificateTold(attributes, certificate, form));
}

// RFC 5035: one version must be there if the form wants it, each that is there must tell the certificate.
function certificateTold(attributes, certificate, form) {
  const has = (type) => attributes.some((each) => each.type === type);
  if (!has(SIGNING_CERTIFICATE) && !has(SIGNING_CERTIFICATE_V2)) return form === 'baseline' ? [MISMATCH] : [];
  const wrong = has(SIGNING_CERTIFICATE_V2) ? version2(attributes, certificate) : [];
  return has(SIGNING_CERTIFICATE) && wrong.length === 0 ? version1(attributes, certificate) : wrong;
}

const firstId = (value) => value.sequence()[0].sequence()[0].sequence();

function version1(attributes, certificate) {
  try {
    const [hash] = firstId(single(attributes, SIGNING_CERTIFICATE));
    return equal(sha1(certificate.der), hash.octets()) ? [] : [MISMATCH];
  } catch {
    return [MISMATCH];
  }
}

function version2(attributes, certificate) {
  try {
    const id = firstId(single(attributes, SIGNING_CERTIFICATE_V2));
    const named = id[0].is(16);
    const digest = digestOf(named ? id[0].sequence()[0].oid() : SHA256_OID);
    if (!digest) return ['unsupported-algorithm'];
    return equal(digest.hash(certificate.der), id[named ? 1 : 0].octets()) ? [] : [MISMATCH];
  } catch {
    return [MISMATCH];
  }
}

function checkKey(message, key, sm2Id, reasons) {
  const digest = digestOf(message.signer.digestOid);
  const judged = digest && accepted(key);
  const verify = judged ? verification(message.signer.algorithm, familyOf(key), key, digest, sm2Id) : null;
  if (!verify) {
    reasons.push('unsupported-algorithm');
    return;
  }
  // Without attributes the content itself was signed: the digest that a GM message holds.
  const signed = message.signer.signedBytes ?? message.content;
  if (!signed || !verify(signed, message.signer.value)) reasons.push('signature-mismatch');
}

const familyOf = (key) => (key.kind === 'EC' ? (key.curve === 'SM2' ? 'SM2' : 'ECDSA') : key.kind);
const EDWARDS = {
  Ed25519: { oid: '1.3.101.112', digest: 'SHA-512' },
  Ed448: { oid: '1.3.101.113', digest: 'SHAKE256-512' },
};

function verification(algorithm, family, key, digest, sm2Id) {
  const [node, parameters] = algorithm.sequence();
  const oid = node.oid();
  if (Object.hasOwn(EDWARDS, family)) {
    // RFC 8419, section 3.1.
    const named = EDWARDS[family].oid === oid && EDWARDS[family].digest === digest.name;
    return named ? (signed, value) => verifyEdwards(key, signed, value) : null;
  }
  if (digest.name === 'SHAKE256-512' || (family === 'SM2') !== (digest.name === 'SM3')) return null;
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
