// SPDX-License-Identifier: Apache-2.0
// The rules that the certificates of a chain must keep (RFC 5280, section 6.1).
import { weak } from '../key/algorithm.js';
import { accepted } from '../key/publickey.js';
import { OIDS } from './certificate.js';

const ANY_USAGE = '2.5.29.37.0';
// Any, document signing (RFC 9336), mail protection, Microsoft's and Adobe's purposes for documents.
const DOCUMENTS = [
  ANY_USAGE,
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.4.1.311.10.3.12',
  '1.2.840.113583.1.1.5',
];

const DEVICE_USAGE = '2.25.245451997612407219764004899378027207171.4.1';
const KNOWN_CRITICAL = new Set([
  OIDS.keyUsage,
  '2.5.29.17',
  OIDS.basicConstraints,
  OIDS.nameConstraints,
  OIDS.policies,
  OIDS.extendedKeyUsage,
]);

const PURPOSES = {
  signer: DOCUMENTS,
  tsa: [ANY_USAGE, OIDS.timeStamping],
  device: [ANY_USAGE, DEVICE_USAGE],
};

// Without the extension everything is allowed.
const allows = (certificate, purposes) =>
  !certificate.extensions.has(OIDS.extendedKeyUsage) || certificate.extended.some((each) => purposes.includes(each));

export const validAt = (certificate, at) => at >= certificate.notBefore && at <= certificate.notAfter;

/** Reason codes, the same as PenSeal's; the path goes from the leaf up. */
export function broken(path, purpose) {
  const reasons = leafRules(path[0], purpose);
  let below = 0;
  path.forEach((each, i) => {
    if (each.critical.some((oid) => !KNOWN_CRITICAL.has(oid))) reasons.push('critical-extension-unknown');
    if (!accepted(each.key)) reasons.push('key-not-accepted');
    // A root is trusted for itself, not for its signature.
    if (i < path.length - 1 && weak(each.algorithm)) reasons.push('signature-algorithm-weak');
    if (i > 0) {
      if (!each.isCa) reasons.push('issuer-is-no-ca');
      else if (each.pathLength < below) reasons.push('path-length-exceeded');
      if (each.usage && !each.usage.certifies) reasons.push('issuer-may-not-certify');
      const top = i === path.length - 1;
      if (!top && !allows(each, PURPOSES[purpose])) reasons.push('issuer-certifies-other-purposes');
      below += each.issuer === each.subject ? 0 : 1;
    }
  });
  return reasons;
}

function leafRules(leaf, purpose) {
  const reasons = [];
  if (leaf.usage && !leaf.usage.signs) reasons.push('key-usage-forbids-signing');
  const stamps = leaf.extended.includes(OIDS.timeStamping);
  if (purpose === 'tsa') {
    // RFC 3161, section 2.3: this one usage only, critical.
    const only = stamps && leaf.extended.length === 1 && leaf.critical.includes(OIDS.extendedKeyUsage);
    if (!only) reasons.push('not-a-tsa-certificate');
  } else if (stamps) {
    reasons.push('tsa-certificate-for-other-purpose');
  }
  const device = leaf.extended.includes(DEVICE_USAGE);
  if (purpose === 'device' && !device) reasons.push('not-a-device-certificate');
  if (purpose === 'signer' && device) reasons.push('device-certificate-for-other-purpose');
  if (purpose === 'signer' && !allows(leaf, DOCUMENTS)) reasons.push('extended-key-usage-forbids-signing');
  if (purpose === 'signer' && leaf.isCa) reasons.push('ca-certificate-as-signer');
  return reasons;
}
