// SPDX-License-Identifier: Apache-2.0
// The contents of stream objects, by reference.
import { Inflate } from 'fflate';
import { concat, latin1 } from '../bytes.js';
import { readObject } from './objects.js';

const HEAD = 4096;
const LARGEST = 64 << 20;

/**
 * The bytes of a stream; null if it cannot be read. Of several objects with one number the last
 * before an offset counts, which is the one that the revision ending there shows.
 */
export async function streamOf(scanned, reference, before = Infinity) {
  try {
    const at = bodyOf(scanned, reference, before);
    if (at === null) return null;
    const text = latin1(await scanned.source.read(at, at + HEAD));
    const { value, end } = readObject(text);
    const opening = /^\s*stream(\r\n|\n|\r)/.exec(text.slice(end));
    if (!(value instanceof Map) || !opening) return null;
    const length = await number(scanned, value.get('Length'), before);
    const start = at + end + opening[0].length;
    if (!(length >= 0 && length <= LARGEST)) return null;
    return decoded(await scanned.source.read(start, start + length), filters(value));
  } catch {
    return null;
  }
}

function bodyOf(scanned, reference, before) {
  const list = scanned.objects.get(`${reference[0]} ${reference[1]}`) ?? [];
  return list.findLast((each) => each.at < before)?.body ?? null;
}

/** An object that is no stream, by reference or as it is. */
export async function resolve(scanned, value, before = Infinity) {
  if (!value?.ref) return value;
  const at = bodyOf(scanned, value.ref, before);
  return at === null ? undefined : readObject(latin1(await scanned.source.read(at, at + (HEAD << 4)))).value;
}

async function number(scanned, value, before) {
  return Number(await resolve(scanned, value, before));
}

function filters(dictionary) {
  const filter = dictionary.get('Filter');
  if (dictionary.has('DecodeParms')) throw new Error('predictors are not read');
  return (Array.isArray(filter) ? filter : filter ? [filter] : []).map((each) => each.name);
}

function decoded(bytes, names) {
  return names.reduce((all, name) => {
    if (name !== 'FlateDecode') throw new Error('filter');
    return inflated(all);
  }, bytes);
}

// zlib's two bytes before it are passed over; what is larger than any evidence is not unpacked.
function inflated(bytes) {
  const parts = [];
  let size = 0;
  const inflate = new Inflate((part) => {
    size += part.length;
    if (size > LARGEST) throw new Error('too large');
    parts.push(part);
  });
  for (let at = 2; at < bytes.length; at += 65536) {
    inflate.push(bytes.subarray(at, at + 65536), at + 65536 >= bytes.length);
  }
  return concat(...parts);
}

/** Every certificate that a security store of the document names (ISO 32000-2, 12.8.4.3). */
export async function storedCertificates(scanned) {
  const found = [];
  for (const at of scanned.stores.slice(0, 200)) {
    try {
      const text = latin1(await scanned.source.read(at, at + (HEAD << 4)));
      const array = await resolve(scanned, readObject(text).value);
      for (const each of Array.isArray(array) ? array.slice(0, 500) : []) {
        const bytes = each.ref ? await streamOf(scanned, each.ref) : null;
        if (bytes) found.push(bytes);
      }
    } catch {
      continue; // what cannot be read proves nothing
    }
  }
  return found;
}
