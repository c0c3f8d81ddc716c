// SPDX-License-Identifier: Apache-2.0
// Chains from a certificate up to a root that the report names. Revocation is not asked here.
import { equal } from '../bytes.js';
import { Unsupported, verifies } from '../key/algorithm.js';
import { OIDS } from './certificate.js';
import { broken, validAt } from './rules.js';

const LONGEST = 8;
const MOST_VERIFICATIONS = 256;
const DEMO = '2.25.245451997612407219764004899378027207171.2.2';

/**
 * The chain that ends in a trusted root and keeps every rule, otherwise the one that comes closest:
 * {status, reasons, path, demo, unsure}. Unsure: an algorithm or a rule is not computed here.
 */
export function check(leaf, pool, anchors, purpose, at) {
  const candidates = distinct([...anchors, ...pool]);
  const search = { anchors, candidates, purpose, at, verifications: 0, closest: null, unsure: false };
  extend(search, [leaf]);
  const constrained = search.closest.path.some((each) => each.extensions.has(OIDS.nameConstraints));
  return { ...search.closest, unsure: constrained || (search.unsure && search.closest.status !== 'trusted') };
}

const among = (list, certificate) => list.some((each) => equal(each.der, certificate.der));

function distinct(all) {
  return all.filter((each, i) => !among(all.slice(0, i), each));
}

function extend(search, path) {
  const last = path.at(-1);
  if (among(search.anchors, last)) return ends(search, path, 'trusted');
  if (path.length > LONGEST) return ends(search, path, 'untrusted', 'chain-too-long');
  let selfSigned = last.issuer === last.subject;
  let further = false;
  for (const candidate of search.candidates) {
    if (search.closest?.status === 'trusted') return;
    const issuer = last.issuer === candidate.subject && signed(search, last, candidate);
    const again = path.some((each) => each.subject === candidate.subject && equal(each.spki, candidate.spki));
    if (issuer && !again) {
      further = true;
      extend(search, [...path, candidate]);
    }
    selfSigned ||= issuer;
  }
  if (further) return;
  if (search.verifications >= MOST_VERIFICATIONS) ends(search, path, 'incomplete', 'chain-search-ended');
  else if (selfSigned) ends(search, path, 'untrusted', 'root-not-trusted');
  else ends(search, path, 'incomplete', 'issuer-missing');
}

function signed(search, certificate, issuer) {
  if (++search.verifications > MOST_VERIFICATIONS) return false;
  try {
    return (
      equal(certificate.algorithm.whole, certificate.innerAlgorithm) &&
      verifies(issuer.key, certificate.algorithm, certificate.body, certificate.signature)
    );
  } catch (e) {
    search.unsure ||= e instanceof Unsupported;
    return false;
  }
}

function ends(search, path, end, reason) {
  const reasons = [...(reason ? [reason] : []), ...broken(path, search.purpose)];
  let status = end === 'trusted' && reasons.length > 0 ? 'untrusted' : end;
  if (!path.every((each) => validAt(each, search.at))) {
    reasons.push('certificate-not-valid-at-time');
    if (status === 'trusted') status = 'expired';
  }
  const demo = path.some((each) => each.policies.includes(DEMO));
  const result = { status, reasons, path, demo };
  if (!search.closest || closer(result, search.closest) < 0) search.closest = result;
}

function distance({ status, reasons }) {
  if (status === 'incomplete') return 3;
  if (reasons.includes('root-not-trusted') || reasons.includes('chain-too-long')) return 2;
  return status === 'trusted' ? 0 : 1;
}

function closer(one, other) {
  return (
    distance(one) - distance(other) || one.reasons.length - other.reasons.length || one.path.length - other.path.length
  );
}
