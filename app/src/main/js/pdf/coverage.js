// SPDX-License-Identifier: Apache-2.0
// Whether a byte range covers a whole revision but for exactly its own /Contents (ISO 32000-2, 12.8.1).
import { fromHex, latin1 } from '../bytes.js';
import { LARGEST_HEAD } from './scan.js';

const TAIL = 1024;
const SPACES = new Set([0, 9, 10, 13, 32]);

/** {coverage, reasons, follows, blank}: follows counts the bytes behind the range. */
export async function coverageOf(signature, source) {
  const { range, contents } = signature;
  if (!range) return unclear('byte-range-malformed');
  if (!contents || fromHex(contents.hex.replace(/\s/g, '')) === null) return unclear('contents-missing');
  if (range.end > source.length) return unclear('byte-range-outside-file');
  const reasons = [];
  const exact = range.holeStart === contents.start && range.holeEnd === contents.end && fromHex(contents.hex) !== null;
  if (!exact) reasons.push('byte-range-hole-is-not-contents');
  if (!(await inOwnObject(signature, source))) reasons.push('byte-range-hole-in-another-object');
  if (!(await endsRevision(source, range.end))) reasons.push('byte-range-ends-inside-revision');
  const follows = source.length - range.end;
  const coverage = reasons.length > 0 ? 'unclear' : follows === 0 ? 'whole-file' : 'whole-revision';
  return { coverage, reasons, follows };
}

const unclear = (reason) => ({ coverage: 'unclear', reasons: [reason], follows: 0 });

async function inOwnObject({ range, objectStart }, source) {
  const head = range.holeStart - objectStart;
  if (head <= 0 || head > LARGEST_HEAD) return false;
  const text = latin1(await source.read(objectStart, range.holeStart));
  return /^\s*\d+\s+\d+\s+obj\b[\s\S]*\/Contents\s*$/.test(text) && !text.includes('endobj');
}

/** Whether the bytes up to an offset end with an end-of-file mark and at most one line end. */
async function endsRevision(source, end) {
  return /%%EOF(\r\n|\r|\n)?$/.test(latin1(await source.read(Math.max(0, end - TAIL), end)));
}

/** Whether only white space lies behind an offset. */
export async function blankBehind(source, from) {
  for (let at = from; at < source.length; at += 1 << 20) {
    if (!(await source.read(at, at + (1 << 20))).every((each) => SPACES.has(each))) return false;
  }
  return true;
}
