// SPDX-License-Identifier: Apache-2.0
// Finds the signature dictionaries of a document in its raw bytes, and where its objects begin.
import { latin1 } from '../bytes.js';
import { NoObject, readObject } from './objects.js';
import { eachPiece } from './source.js';

const OVERLAP = 64;
// Between the start of a signature dictionary and its /Contents lies less than this.
export const LARGEST_HEAD = 1 << 16;
const LARGEST_HOLE = 1 << 25;
const MOST_SIGNATURES = 200;

/**
 * What a document holds: signatures [{range, contents, entries, objectStart}] in the order of their
 * ends, objects Map "n g" -> [offsets behind "obj"], encrypted.
 */
export async function scan(source) {
  const marks = [];
  const objects = new Map();
  const stores = [];
  let encrypted = false;
  await eachPiece(
    source,
    OVERLAP,
    (text, offset, limit) => {
      const all =
        /\/ByteRange|\/Encrypt(?=[\s<])|\/Certs?(?=[\s[])|(\d{1,10})\s{1,4}(\d{1,5})\s{1,4}obj(?![A-Za-z0-9])/g;
      for (let found; (found = all.exec(text)) && found.index < limit;) {
        const at = offset + found.index;
        if (found[1] === undefined) {
          if (found[0] === '/ByteRange') marks.push(at);
          else if (found[0] === '/Encrypt') encrypted = true;
          else stores.push(at + found[0].length);
        } else if (text[found.index - 1] === undefined || !/\d/.test(text[found.index - 1])) {
          const key = `${Number(found[1])} ${Number(found[2])}`;
          const list = objects.get(key) ?? [];
          list.push({ at, body: at + found[0].length });
          objects.set(key, list);
        }
      }
    },
    latin1,
  );
  const starts = [...objects.values()].flat().sort((one, other) => one.at - other.at);
  const signatures = new Map();
  for (const mark of marks.slice(0, MOST_SIGNATURES)) {
    const found = await signatureAt(source, starts, mark);
    if (found) signatures.set(found.objectStart, found);
  }
  const inOrder = [...signatures.values()].sort(
    (one, other) => (one.range?.end ?? Infinity) - (other.range?.end ?? Infinity),
  );
  return { source, signatures: inOrder, objects, stores, encrypted };
}

async function signatureAt(source, starts, mark) {
  const start = starts.findLast((each) => each.at < mark);
  if (!start || mark - start.at > LARGEST_HOLE) return null;
  for (const size of [LARGEST_HEAD * 4, LARGEST_HOLE * 2]) {
    const text = latin1(await source.read(start.body, start.body + size));
    try {
      const { value } = readObject(text);
      return value instanceof Map ? signature(value, start) : null;
    } catch (e) {
      if (!(e instanceof NoObject)) throw e;
    }
  }
  return null;
}

function signature(entries, start) {
  if (!entries.has('ByteRange')) return null;
  const contents = entries.get('Contents');
  return {
    entries,
    objectStart: start.at,
    range: range(entries.get('ByteRange')),
    contents:
      contents?.hex === undefined
        ? null
        : { hex: contents.hex, start: start.body + contents.start, end: start.body + contents.end },
    subFilter: entries.get('SubFilter')?.name ?? '',
  };
}

/** {holeStart, holeEnd, end} of the one form that is allowed (ISO 32000-2, 12.8.1), or null. */
function range(array) {
  const whole =
    Array.isArray(array) && array.length === 4 && array.every((each) => Number.isSafeInteger(each) && each >= 0);
  if (!whole || array[0] !== 0) return null;
  const [, holeStart, holeEnd, rest] = array;
  const end = holeEnd + rest;
  return holeStart > 0 && holeEnd > holeStart + 1 && end > holeEnd ? { holeStart, holeEnd, end } : null;
}
