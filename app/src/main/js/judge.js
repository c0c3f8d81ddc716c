// SPDX-License-Identifier: Apache-2.0
// Judges one signature: message, signer, time and chain. Revocation is not asked.
import { Malformed } from './asn1/node.js';
import { fromHex, hex } from './bytes.js';
import { check } from './cert/chain.js';
import { readCertificate } from './cert/certificate.js';
import { names, readMessage, withoutPadding } from './cms/signeddata.js';
import { checkSigner } from './cms/signer.js';
import { TOKEN_ATTRIBUTE, checkToken, readToken } from './cms/timestamp.js';
import { SHA256, digestOf } from './hash/digests.js';
import { ONE_TIME, bindingOf } from './evidence/binding.js';
import { digestOver } from './pdf/source.js';

const MOST_TOKENS = 32;
const NO_TIME = { kind: 'none', ok: false, at: null, tsa: '' };
const formOf = (subFilter) =>
  subFilter === 'ETSI.CAdES.detached' ? 'baseline' : subFilter.startsWith('GM.sm2cms') ? 'gm' : 'plain';

export const isDocumentTimestamp = (signature) => signature.subFilter === 'ETSI.RFC3161';

export const brokenBy = (reason) => ({
  broken: [reason],
  reasons: [],
  chain: { status: 'incomplete', path: [], reasons: [], unsure: false },
  time: NO_TIME,
  certificate: null,
  binding: null,
});

/**
 * Judges one signature dictionary. setting: {source, roots, now, sm2Id, stored, shield}, where
 * stored are certificates of the security store and shield the oldest good document time-stamp
 * over the signature, {at, tsa}, or null.
 */
export async function judge(signature, setting) {
  const { range, contents } = signature;
  if (!contents || !range) return brokenBy('contents-missing');
  if (range.end > setting.source.length) return brokenBy('digest-mismatch');
  try {
    const der = withoutPadding(fromHex(contents.hex.replace(/\s/g, '')) ?? new Uint8Array(0));
    const runs = [
      [0, range.holeStart],
      [range.holeEnd, range.end],
    ];
    return isDocumentTimestamp(signature)
      ? await documentTimestamp(der, runs, setting)
      : await signed(der, runs, formOf(signature.subFilter), setting);
  } catch (e) {
    // A part that is not there, or is not what it should be; what a file that cannot be read throws goes on.
    if (e instanceof Malformed || e instanceof TypeError || e instanceof RangeError)
      return brokenBy('cms-not-parsable');
    throw e;
  }
}

async function documentTimestamp(der, runs, setting) {
  const token = readToken(der);
  const algorithm = digestOf(token.imprintOid);
  if (!algorithm) return brokenBy('timestamp-digest-unsupported');
  const digest = await digestOver(setting.source, algorithm.hash, runs);
  const broken = checkToken(token, { digest });
  const found = stamp(token, broken, 'document-timestamp', setting);
  return {
    broken,
    reasons: found.reasons.filter((each) => !broken.includes(each)),
    chain: found.chain,
    time: found.time,
    certificate: token.tsa,
    binding: null,
    digest: { name: algorithm.name, value: hex(digest) },
  };
}

async function signed(der, runs, form, setting) {
  const message = readMessage(der);
  const algorithm = digestOf(message.signer.digestOid) ?? SHA256;
  const digest = await digestOver(setting.source, algorithm.hash, runs);
  let certificates;
  let certificate;
  let binding;
  try {
    certificates = message.certificates.map((each) => readCertificate(each));
    certificate = certificates.find((each) => names(message.signer.id, each));
    binding = certificate ? bindingOf(certificate) : null;
  } catch {
    return brokenBy('certificate-not-parsable');
  }
  if (!certificate) return brokenBy('no-signer-certificate');
  const broken = checkSigner(message, digest, certificate, form, setting.sm2Id);
  const own = signatureTimestamp(message.signer, setting);
  const { shield } = setting;
  const time = own.time.ok || !shield ? own.time : { kind: 'document-timestamp', ok: true, ...shield };
  const at = time.ok ? time.at : setting.now;
  const pool = [...certificates, ...setting.stored].filter((each) => !each.unreadable);
  const chain = check(certificate, pool, setting.roots.signer, 'signer', at);
  const reasons = [...own.reasons, ...chain.reasons];
  if (certificate.policies.includes(ONE_TIME) && time.kind === 'none') {
    reasons.push('one-time-certificate-without-timestamp');
  }
  return {
    broken,
    reasons,
    chain,
    time,
    stampPath: own.chain?.path ?? [],
    timeUnsure: own.chain?.unsure ?? false,
    certificate,
    binding,
    digest: { name: algorithm.name, value: hex(digest) },
  };
}

// Of several that are valid and trusted the earliest counts; if none is, the first intact one stands for all.
function signatureTimestamp(signer, setting) {
  const found = signer.unsigned
    .filter((each) => each.type === TOKEN_ATTRIBUTE)
    .flatMap((each) => each.values)
    .slice(0, MOST_TOKENS)
    .map((each) => ofToken(each.whole, signer.value, setting));
  const good = found.filter((each) => each.time.ok).sort((one, other) => one.latest - other.latest);
  return good[0] ?? found.find((each) => each.intact) ?? found[0] ?? { time: NO_TIME, reasons: [] };
}

function ofToken(der, data, setting) {
  const kind = 'signature-timestamp';
  let token;
  try {
    token = readToken(der);
  } catch {
    return { time: { ...NO_TIME, kind }, reasons: ['timestamp-not-parsable'] };
  }
  const broken = checkToken(token, { data });
  return { ...stamp(token, broken, kind, setting), intact: broken.length === 0, latest: token.latest };
}

function stamp(token, broken, kind, setting) {
  const { tsa, time } = token;
  if (!tsa || tsa.unreadable) {
    return { time: { kind, ok: false, at: time, tsa: '' }, reasons: broken, chain: brokenBy('').chain };
  }
  const pool = [...token.certificates, ...setting.stored].filter((each) => !each.unreadable);
  const chain = check(tsa, pool, setting.roots.tsa, 'tsa', time);
  // An authority's certificate must not have ended before something newer protects its token.
  const proven = setting.shield?.at ?? setting.now;
  if (chain.path.slice(0, -1).some((each) => each.notAfter < proven)) {
    chain.reasons = [...chain.reasons, 'certificate-ended-unprotected'];
    if (chain.status === 'trusted') chain.status = 'expired';
  }
  const ok = broken.length === 0 && chain.status === 'trusted';
  return {
    time: { kind, ok, at: time, tsa: tsa.name },
    reasons: [...broken, ...chain.reasons.map((each) => 'timestamp-' + each)],
    chain,
  };
}
