// SPDX-License-Identifier: Apache-2.0
// Which answers stand beside each other, and what counts as the same.
import assert from 'node:assert';
import test from 'node:test';
import { compare, overall, pair } from '../../main/js/compare.js';

const range = (end) => ({ holeStart: 10, holeEnd: 20, end });
const none = { kind: 'none', ok: false, at: null };
const theirs = (changes = {}) => ({
  range: range(30),
  coverage: 'whole-file',
  intact: true,
  integrityReasons: [],
  chain: 'trusted',
  time: none,
  reasons: [],
  warnings: [],
  evidence: { bound: false },
  ...changes,
});
const ours = (changes = {}) => ({
  range: range(30),
  coverage: 'whole-file',
  intact: true,
  integrityReasons: [],
  chain: 'trusted',
  time: none,
  evidence: null,
  ...changes,
});
const results = (signature, finding) =>
  Object.fromEntries(compare(signature, finding).map((each) => [each.step, each.result]));

test('signaturesArePairedByTheirRangesAlsoInTwoFields', () => {
  const [one, other, stray] = [ours(), ours({ range: range(40) }), ours({ range: range(50) })];
  const { pairs, others } = pair([theirs({ range: range(40) }), theirs(), theirs()], [one, other, stray]);
  assert.deepEqual(
    pairs.map((each) => each.finding),
    [other, one, one],
  );
  assert.deepEqual(others, [stray]);
});

test('withoutAnyRangeTheOrderCounts', () => {
  const [one, other] = [ours(), ours({ range: range(40) })];
  const { pairs } = pair([theirs({ range: null }), theirs({ range: null })], [one, other]);
  assert.deepEqual(
    pairs.map((each) => each.finding),
    [one, other],
  );
});

test('anAlgorithmThatIsNotKnownIsNoAnswer', () => {
  const unknown = { intact: false, integrityReasons: ['unsupported-algorithm'] };
  assert.equal(results(theirs(unknown), ours(unknown)).integrity, 'alone');
  assert.equal(results(theirs(), ours(unknown)).integrity, 'alone');
  assert.equal(compare(theirs(unknown), ours())[1].theirs, 'unknown');
});

test('equalAnswersAreTheSameAndOthersDiffer', () => {
  assert.deepEqual(results(theirs(), ours()), { coverage: 'same', integrity: 'same', chain: 'same', time: 'same' });
  assert.equal(results(theirs(), ours({ intact: false, integrityReasons: ['digest-mismatch'] })).integrity, 'differs');
  assert.equal(results(theirs({ intact: false, integrityReasons: ['digest-mismatch'] }), ours()).integrity, 'differs');
  assert.equal(results(theirs(), ours({ chain: 'untrusted' })).chain, 'differs');
  const at = (ms) => ({ kind: 'signature-timestamp', ok: true, at: ms });
  assert.equal(results(theirs({ time: at(1) }), ours({ time: at(2) })).time, 'differs');
  assert.equal(results(theirs({ time: at(1) }), ours({ time: { ...at(1), ok: false } })).time, 'differs');
});

test('whatThePageDoesNotRepeatIsNeverTheSame', () => {
  assert.equal(results(theirs({ chain: 'revoked' }), ours()).chain, 'alone');
  assert.equal(results(theirs(), ours({ chainUnsure: true })).chain, 'alone');
  const unknown = theirs({ intact: false, integrityReasons: ['a-rule-of-a-later-version'] });
  assert.equal(results(unknown, ours()).integrity, 'alone');
});

test('aSignatureThatIsNotFoundIsNotAgreedTo', () => {
  assert.equal(results(theirs(), null).integrity, 'differs');
  assert.equal(results(theirs({ intact: false, integrityReasons: ['x'] }), null).integrity, 'alone');
});

test('evidenceIsComparedPartByPart', () => {
  const all = { document: 'matches', manifest: 'matches', statement: 'matches', ink: 'sealed', device: 'host' };
  const bound = theirs({ evidence: { bound: true, ...all } });
  assert.equal(results(bound, ours({ evidence: { ...all, manifest: 'differs' } })).manifest, 'differs');
  assert.equal(results(bound, ours({ evidence: all })).document, 'same');
  assert.equal(results(bound, ours({ evidence: { unread: true } })).document, 'alone');
  const opened = theirs({ evidence: { bound: true, ...all, ink: 'matches' } });
  assert.equal(results(opened, ours({ evidence: all })).ink, 'alone');
});

test('whatOfAStatementThePageDoesNotCompareIsPenSealsAlone', () => {
  const all = { document: 'matches', manifest: 'matches', statement: 'matches', ink: 'sealed', device: 'attested' };
  const lying = { bound: true, ...all, statement: 'differs', device: 'unknown' };
  const told = theirs({ evidence: lying, reasons: ['evidence-statement-differs', 'statement-time-differs'] });
  const rows = results(told, ours({ evidence: all }));
  assert.equal(rows.statement, 'alone');
  assert.equal(rows.device, 'alone');
  assert.equal(rows.manifest, 'same');
  // Without such a reason it is for the page to say.
  assert.equal(results(theirs({ evidence: lying }), ours({ evidence: all })).statement, 'differs');
  const at = { kind: 'signature-timestamp', ok: true, at: 1 };
  const wide = theirs({ time: { ...at, ok: false }, reasons: ['timestamp-accuracy-too-wide'] });
  assert.equal(results(wide, ours({ time: at })).time, 'alone');
  // Of several stamps it took one that was revoked.
  const later = theirs({ time: { ...at, at: 2 }, warnings: ['further-timestamp-certificate-revoked'] });
  assert.equal(results(later, ours({ time: at })).time, 'alone');
  assert.equal(results(later, ours({ time: { ...at, at: 2 } })).time, 'same');
  const broken = { ...later, warnings: ['further-timestamp-imprint-mismatch'] };
  assert.equal(results(broken, ours({ time: at })).time, 'differs');
});

test('whereNothingWasRecomputedNothingAgrees', () => {
  const same = compare(theirs(), ours());
  const lost = compare(theirs({ intact: false, integrityReasons: ['x'] }), null);
  assert.equal(overall([same]), 'agrees');
  assert.equal(overall([]), 'none');
  assert.equal(overall([lost]), 'nothing');
  assert.equal(overall([same, lost]), 'partly');
  // A signature that only the page found.
  assert.equal(overall([same, []]), 'partly');
  assert.equal(overall([same, lost, compare(theirs(), null)]), 'differs');
});

test('whatARecordSaysAgainstItselfThePageDoesNotCompare', () => {
  const states = { document: 'matches', manifest: 'matches', statement: 'matches', ink: 'sealed', device: 'attested' };
  const told = (reasons, changes) => theirs({ reasons, evidence: { bound: true, ...states, ...changes } });
  const found = ours({ evidence: states });
  assert.equal(results(told([], { manifest: 'differs' }), found).manifest, 'differs');
  assert.equal(results(told(['manifest-time-differs'], { manifest: 'differs' }), found).manifest, 'alone');
  const none = told(['manifest-malformed'], { manifest: 'differs', document: 'missing', ink: 'missing' });
  const { document, manifest, ink } = results(none, found);
  assert.deepEqual([document, manifest, ink], ['alone', 'alone', 'alone']);
});
