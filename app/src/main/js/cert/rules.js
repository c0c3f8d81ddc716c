// SPDX-License-Identifier: Apache-2.0
// The rules that the certificates of a chain must keep (RFC 5280, section 6.1).
import { weak } from '../key/algorithm.js';
import { OIDS } from './certificate.js';

const DEVICE_USAGE = '2.25.245451997612407219764004899378027207171.4.1';
const KNOWN_CRITICAL = new Set([
  OIDS.keyUsage,
  '2.5.29.17',
  OIDS.basicConstraints,
  OIDS.nameConstraints,
  OIDS.policies,
  OIDS.extendedKeyUsage,
]);

export const validAt = (certificate, at) => at >= certificate.notBefore && at <= certificate.notAfter;

/** Reason codes, the same as PenSeal's; the path goes from the leaf up. */
export function broken(path, purpose) {
  const reasons = leafRules(path[0], purpose);
  let below = 0;
  path.forEach((each, i) => {
    if (each.critical.some((oid) => !KNOWN_CRITICAL.has(oid))) reasons.push('critical-extension-unknown');
    // A root is trusted for itself, not for its signature.
    if (i < path.length - 1 && weak(each.algorithm)) reasons.push('signature-algorithm-weak');
    if (i > 0) {
      if (!each.isCa) reasons.push('issuer-is-no-ca');
      else if (each.pathLength < below) reasons.push('path-length-exceeded');
      if (each.usage && !each.usage.certifies) reasons.push('issuer-may-not-certify');
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
  if (purpose === 'signer' && leaf.isCa) reasons.push('ca-certificate-as-signer');
  return reasons;
}
