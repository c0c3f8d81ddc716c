// SPDX-License-Identifier: Apache-2.0
// The whole recomputation: a document's bytes and the report's roots in, one finding for each signature out.
import { hex } from './bytes.js';
import { readCertificate, readable } from './cert/certificate.js';
import { evidenceOf } from './evidence/evidence.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { sm3 } from './hash/sm3.js';
import { isDocumentTimestamp, judge } from './judge.js';
import { blankBehind, coverageOf } from './pdf/coverage.js';
import { scan } from './pdf/scan.js';
import { storedCertificates } from './pdf/streams.js';

const PURPOSES = ['signer', 'tsa', 'device', 'station', 'authority'];

/** Roots of the report: base64 was taken off already. */
export function readRoots(roots) {
  return Object.fromEntries(
    PURPOSES.map((each) => [each, (roots[each] ?? []).map((der) => readCertificate(der))]),
  );
}

/** What a reader compares a certificate by. */
export const described = ({ name, subject, der, notBefore, notAfter }) => ({
  name: name || subject,
  sm3: hex(sm3(der)),
  sha256: hex(sha256(der)),
  notBefore,
  notAfter,
});

/**
 * Recomputes. basis: {roots, now, sm2Id}, times in milliseconds.
 *
 * @returns findings in the order of the ends of their ranges
 */
export async function recheck(source, basis) {
  const scanned = await scan(source);
  const stored = scanned.encrypted ? [] : readable(await storedCertificates(scanned));
  const setting = { ...basis, source, stored };
  const covered = new Map();
  for (const each of scanned.signatures) covered.set(each, await coverageOf(each, source));
  const stamps = await timeline(
    scanned.signatures.filter((each) => covered.get(each).coverage !== 'unclear'),
    setting,
  );
  const findings = [];
  for (const each of scanned.signatures) {
    const end = each.range?.end ?? Infinity;
    const judged = stamps.judged.get(each) ?? (await judge(each, { ...setting, shield: shieldOf(stamps.all, end) }));
    findings.push(await finding(each, covered.get(each), judged, scanned, setting));
  }
  return findings;
}

// From the newest to the oldest: each is judged with what the newer ones protect (ETSI EN 319 102-1, 5.6.3).
async function timeline(signatures, setting) {
  const all = [];
  const judged = new Map();
  for (const each of signatures.toReversed().filter(isDocumentTimestamp)) {
    const { end } = each.range;
    const found = await judge(each, { ...setting, shield: shieldOf(all, end) });
    judged.set(each, found);
    const { time } = found;
    if (found.broken.length === 0 && time.at !== null && time.at <= setting.now) all.push({ end, time });
  }
  return { all, judged };
}

function shieldOf(stamps, end) {
  const good = stamps.filter((each) => each.end > end && each.time.ok);
  good.sort((one, other) => one.time.at - other.time.at);
  return good.length === 0 ? null : { at: good[0].time.at, tsa: good[0].time.tsa };
}

async function finding(signature, covered, judged, scanned, setting) {
  const { certificate, binding, time, chain } = judged;
  const integrityReasons = [...new Set([...covered.reasons, ...judged.broken])];
  const at = time.at ?? setting.now;
  const end = signature.range?.end ?? 0;
  return {
    range: signature.range,
    subFilter: signature.subFilter,
    coverage: covered.coverage,
    follows: covered.follows,
    blank: covered.follows > 0 && (await blankBehind(setting.source, end)),
    intact: integrityReasons.length === 0,
    integrityReasons,
    digest: judged.digest ?? null,
    signer: certificate?.name ?? '',
    chain: chain.status,
    chainUnsure: chain.unsure || (scanned.encrypted && chain.status === 'incomplete'),
    chainPath: chain.path.map(described),
    stampPath: (judged.stampPath ?? []).map(described),
    time,
    timeUnsure: judged.timeUnsure ?? false,
    reasons: judged.reasons,
    evidence: await evidenceOf(scanned, signature, certificate, binding, setting.roots, at),
  };
}
