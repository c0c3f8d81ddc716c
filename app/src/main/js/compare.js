// SPDX-License-Identifier: Apache-2.0
// PenSeal's answers beside the page's own.

// What of a statement the page does not compare: everything but its signature, key, manifest and ink.
const NOT_COMPARED = /^(statement-.+-differs|statement-malformed|device-not-trusted|device-model-unknown|station-not-registered|capture-not-recorded)$/;

// What of a manifest the page does not compare: all that it says against itself, and its form.
const RECORD = /^manifest-(.+-differs|malformed)$/;

// What the page does not repeat: revocation, and what a later revision or the update itself did.
const FURTHER_NOT_REPEATED = /^further-timestamp-(certificate-(revoked|on-hold)|accuracy-too-wide|in-the-future)$/;
const NOT_REPEATED = new Set(['certificate-revoked', 'certificate-on-hold']);
const RECOMPUTED = new Set([
  'byte-range-malformed',
  'byte-range-outside-file',
  'byte-range-hole-is-not-contents',
  'byte-range-hole-in-another-object',
  'byte-range-ends-inside-revision',
  'contents-missing',
  'cms-not-parsable',
  'certificate-not-parsable',
  'no-signer-certificate',
  'no-signed-attributes',
  'embedded-content',
  'content-type-mismatch',
  'digest-mismatch',
  'unsupported-algorithm',
  'signing-certificate-mismatch',
  'signature-mismatch',
  'timestamp-digest-unsupported',
  'timestamp-imprint-mismatch',
  'timestamp-no-certificate',
  'timestamp-usage-missing',
  'timestamp-signature-weak',
  'timestamp-signature-mismatch',
  'timestamp-not-parsable',
]);

/**
 * Pairs each signature of the report with the page's finding: by the byte range, and where the
 * report knows none by the order. Findings without a partner come last.
 */
export function pair(signatures, findings) {
  const used = new Set();
  const take = (matches) => {
    const found = findings.find((each) => !used.has(each) && matches(each)) ?? null;
    used.add(found);
    return found;
  };
  // One dictionary may be the value of several fields.
  const pairs = signatures.map((signature) => ({
    signature,
    finding: signature.range ? (findings.find(({ range }) => sameRange(range, signature.range)) ?? null) : null,
  }));
  pairs.forEach(({ finding }) => used.add(finding));
  const byOrder = !signatures.some((each) => each.range);
  for (const each of pairs.filter(({ signature }) => !signature.range)) {
    each.finding = take(({ range }) => !range) ?? (byOrder ? take(() => true) : null);
  }
  return { pairs, others: findings.filter((each) => !used.has(each)) };
}

const sameRange = (one, other) => one && ['holeStart', 'holeEnd', 'end'].every((key) => one[key] === other[key]);

/** Rows {step, ours, theirs, result}; result: same, differs or alone (the page cannot say). */
export function compare(signature, finding) {
  if (!finding) {
    return [
      row('integrity', integrityWord(signature), 'not-found', signature.intact ? 'differs' : 'alone'),
    ];
  }
  const rows = [
    row('coverage', signature.coverage, finding.coverage, structural(signature, finding) ? 'alone' : undefined),
  ];
  rows.push(integrity(signature, finding));
  const stopped = stoppedEarly(signature, finding);
  const revoked = stopped || signature.chain === 'revoked' || signature.reasons.some((each) => NOT_REPEATED.has(each));
  rows.push(row('chain', signature.chain, finding.chain, revoked || finding.chainUnsure ? 'alone' : undefined));
  rows.push(time(signature, finding, stopped));
  if (signature.evidence.bound) rows.push(...evidence(signature, finding));
  return rows;
}

/**
 * All tables in one word: none (no signature), differs, agrees (in each something was recomputed),
 * partly (of some signature nothing was), nothing.
 */
export function overall(tables) {
  if (tables.length === 0) return 'none';
  const have = (result) => (rows) => rows.some((each) => each.result === result);
  if (tables.some(have('differs'))) return 'differs';
  if (tables.every(have('same'))) return 'agrees';
  return tables.some(have('same')) ? 'partly' : 'nothing';
}

const row = (step, theirs, ours, result) => ({
  step,
  theirs,
  ours,
  result: result ?? (theirs === ours ? 'same' : 'differs'),
});

// Which object is the value of a field is read out of the cross-reference table by PenSeal alone.
const structural = (signature, finding) =>
  signature.coverage === 'unclear' &&
  finding.coverage !== 'unclear' &&
  signature.integrityReasons.some((each) => each === 'byte-range-hole-in-another-object' || !RECOMPUTED.has(each));

// What proves neither that a signature is intact nor that it is broken.
const UNJUDGED = new Set(['unsupported-algorithm', 'timestamp-digest-unsupported', 'timestamp-signature-weak']);
const integrityWord = ({ intact, integrityReasons }) =>
  intact ? 'intact' : integrityReasons.every((each) => UNJUDGED.has(each)) ? 'unknown' : 'broken';

function integrity(signature, finding) {
  const theirs = integrityWord(signature);
  const ours = integrityWord(finding);
  if (theirs === 'unknown' || ours === 'unknown') return row('integrity', theirs, ours, 'alone');
  const own =
    !signature.intact &&
    finding.intact &&
    signature.integrityReasons.every((each) => !RECOMPUTED.has(each) || each === 'byte-range-hole-in-another-object');
  return row('integrity', theirs, ours, own ? 'alone' : undefined);
}

const timeWord = ({ kind, ok, at }) => (kind === 'none' ? 'none' : `${kind} ${ok ? 'proven' : 'unproven'} ${at ?? ''}`);

// Who finds a broken message unreadable says nothing of chain and time.
const STOPPED = ['cms-not-parsable', 'certificate-not-parsable', 'no-signer-certificate', 'contents-missing'];
const stoppedEarly = (signature, finding) =>
  !signature.intact &&
  !finding.intact &&
  STOPPED.some((each) => signature.integrityReasons.includes(each) !== finding.integrityReasons.includes(each));

function time(signature, finding, stopped) {
  const revoked = signature.reasons.some((each) => /^timestamp-certificate-(revoked|on-hold)$/.test(each));
  // What a stamp says that proves nothing is no answer.
  const unproven = !signature.time.ok && !finding.time.ok && signature.time.kind === finding.time.kind;
  const wide = signature.reasons.includes('timestamp-accuracy-too-wide');
  // Of several stamps the page may take one that does not count for what it does not repeat.
  const another =
    signature.warnings.some((each) => FURTHER_NOT_REPEATED.test(each)) &&
    timeWord(signature.time) !== timeWord(finding.time);
  const open = revoked || stopped || wide || another || finding.timeUnsure;
  const result = unproven ? 'same' : open ? 'alone' : undefined;
  return row('time', timeWord(signature.time), timeWord(finding.time), result);
}

function evidence(signature, finding) {
  const theirs = signature.evidence;
  const ours = finding.evidence;
  return ['document', 'manifest', 'statement', 'ink', 'device'].map((step) => {
    if (ours?.unread) return row(step, theirs[step], 'unread', 'alone');
    const own = ours?.[step] ?? 'missing';
    // The report was made with the keys of the ink, the page has none yet.
    const opened = step === 'ink' && own === 'sealed';
    const structure =
      step === 'document' &&
      theirs.document === 'differs' &&
      own === 'matches' &&
      signature.reasons.includes('document-changed-while-signing');
    const compared = !['statement', 'device'].includes(step) || !signature.reasons.some((each) => NOT_COMPARED.test(each));
    const record = ['manifest', 'document', 'ink'].includes(step) && signature.reasons.some((each) => RECORD.test(each));
    if ((!compared || record) && theirs[step] !== own) return row(step, theirs[step], own, 'alone');
    return row(step, theirs[step], own, (opened && theirs.ink !== 'sealed') || structure ? 'alone' : undefined);
  });
}
