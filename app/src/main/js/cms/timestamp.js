// SPDX-License-Identifier: Apache-2.0
// Time-stamp tokens (RFC 3161; GM/T 0033 is the same with SM2 and SM3).
import { sha1 } from '@noble/hashes/legacy.js';
import { parse } from '../asn1/der.js';
import { Malformed } from '../asn1/node.js';
import { canonical } from '../asn1/names.js';
import { equal } from '../bytes.js';
import { OIDS, readCertificate } from '../cert/certificate.js';
import { validAt } from '../cert/rules.js';
import { digestOf } from '../hash/digests.js';
import { PSS, verifies, weakInSignerInfo } from '../key/algorithm.js';
import { verifyEcdsa, verifyRsa, verifySm2 } from '../key/publickey.js';
import { names, readMessage, single, singleOctets } from './signeddata.js';

export const TOKEN_ATTRIBUTE = '1.2.840.113549.1.9.16.2.14';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SHA256_OID = '2.16.840.1.101.3.4.2.1';

/** Reads a token; throws Malformed. */
export function readToken(der) {
  const message = readMessage(der);
  const { signer } = message;
  if (message.gm || message.contentType !== TST_INFO || !message.content) throw new Malformed('not a token');
  const [, policy, imprint, , time, accuracy] = parse(message.content).sequence();
  const [algorithm, imprinted] = imprint.sequence();
  const certificates = message.certificates.map((each) => readCertificate(each, true));
  return {
    message,
    policy: policy.oid(),
    imprintOid: algorithm.sequence()[0].oid(),
    imprint: imprinted.octets(),
    time: time.time(),
    latest: time.time() + accuracyOf(accuracy),
    certificates,
    certificateId: certificateId(signer.attributes),
    tsa: certificates.find((each) => !signer.id.context && names(signer.id, each)) ?? null,
  };
}

// How far off the time may be, in milliseconds: seconds, and thousandths and millionths of one (RFC 3161, section 2.4.2).
function accuracyOf(node) {
  if (!node?.is(16)) return 0;
  const scale = (each) => (each.isContext(0) ? 1 : each.isContext(1) ? 0.001 : 1000);
  return node.sequence().reduce((sum, each) => sum + scale(each) * unsigned(each.content), 0);
}

const unsigned = (bytes) => bytes.reduce((sum, each) => sum * 256 + each, 0);

// ESSCertID (RFC 2634, section 5.4.1) or ESSCertIDv2 (RFC 5035, section 4); a token must have one.
function certificateId(attributes) {
  const old = single(attributes, SIGNING_CERTIFICATE);
  const value = old ?? single(attributes, SIGNING_CERTIFICATE_V2);
  if (!value) throw new Malformed('no signing certificate');
  const parts = value.sequence()[0].sequence()[0].sequence();
  const named = !old && parts[0].is(16);
  const hash = old ? sha1 : digestOf(named ? parts.shift().sequence()[0].oid() : SHA256_OID)?.hash;
  return { hash, value: parts[0].octets(), issuerSerial: parts[1] ?? null };
}

/** Reason codes of a token over data, or over a digest that was computed already. */
export function checkToken(token, { data, digest }) {
  const algorithm = digestOf(token.imprintOid);
  if (!algorithm) return ['timestamp-digest-unsupported'];
  const reasons = [];
  if (!equal(digest ?? algorithm.hash(data), token.imprint)) reasons.push('timestamp-imprint-mismatch');
  const { tsa } = token;
  const { signer } = token.message;
  if (!tsa) reasons.push('timestamp-no-certificate');
  else if (!tsa.extended.includes(OIDS.timeStamping)) reasons.push('timestamp-usage-missing');
  else if (!digestOf(signer.digestOid) || weakInSignerInfo(signer.algorithm)) reasons.push('timestamp-signature-weak');
  else if (!signedBy(token, tsa)) reasons.push('timestamp-signature-mismatch');
  return reasons;
}

function signedBy(token, tsa) {
  try {
    const only = tsa.extended.length === 1 && tsa.critical.includes(OIDS.extendedKeyUsage);
    return (
      only && validAt(tsa, token.time) && identified(token.certificateId, tsa) && signature(token.message, tsa.key)
    );
  } catch {
    return false;
  }
}

function identified({ hash, value, issuerSerial }, tsa) {
  if (!hash || !equal(hash(tsa.der), value)) return false;
  if (!issuerSerial) return true;
  const [general, serial] = issuerSerial.sequence();
  return (
    serial.integer() === tsa.serial &&
    general.sequence().some((each) => each.isContext(4) && canonical(each.explicit()) === tsa.issuer)
  );
}

function signature(message, key) {
  const { signer } = message;
  const digest = digestOf(signer.digestOid);
  const type = single(signer.attributes, CONTENT_TYPE);
  const digested = equal(singleOctets(signer.attributes, MESSAGE_DIGEST), digest.hash(message.content));
  return digested && type?.oid() === TST_INFO && value(signer, digest, key);
}

// By the key's own identifier the digest stands beside it; otherwise the identifier says all.
function value(signer, digest, key) {
  const oid = signer.algorithm.sequence()[0].oid();
  const signed = signer.signedBytes;
  if (oid === '1.2.840.113549.1.1.1') return key.kind === 'RSA' && verifyRsa(key, digest, signed, signer.value);
  if (oid === '1.2.840.10045.2.1' && key.curve !== 'SM2') return verifyEcdsa(key, digest, signed, signer.value);
  if (key.curve === 'SM2' && oid === '1.2.840.10045.2.1') return verifySm2(key, signed, signer.value);
  return (oid !== PSS || key.kind === 'RSA') && verifies(key, signer.algorithm, signed, signer.value);
}
