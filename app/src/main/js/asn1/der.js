// SPDX-License-Identifier: Apache-2.0
// Reads ASN.1 (X.690). A message is refused for any part of it that cannot be, looked at or not.
import { Node, TAG, fail } from './node.js';

const DEEPEST = 64;
// Universal tags of values without parts in them.
const PRIMITIVE = new Set([1, 2, 3, 4, 5, 6, 7, 10, 12, 13, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 30]);
const CONSTRUCTED = new Set([TAG.bits, TAG.octets, 8, TAG.sequence, TAG.set]);

/** Reads the value that a run of bytes is; throws Malformed for anything else. */
export function parse(bytes) {
  const { node, end } = read(bytes, 0, bytes.length, 0);
  return end === bytes.length ? node : fail('bytes behind the value');
}

/** Where the first value of a run of bytes ends; throws Malformed if there is none. */
export const endOfFirst = (bytes) => read(bytes, 0, bytes.length, 0).end;

function read(bytes, start, limit, depth) {
  if (depth > DEEPEST) return fail('too deep');
  const { first, tag, at } = tagOf(bytes, start, limit);
  const constructed = (first & 0x20) !== 0;
  const { length, from } = lengthOf(bytes, at, limit);
  if (length === null && !constructed) return fail('no definite length');
  const stop = length === null ? limit : from + length;
  if (stop > limit) return fail('out of its bounds');
  const parts = [];
  let next = from;
  let end = stop;
  while (constructed && next < stop) {
    if (length === null && bytes[next] === 0 && bytes[next + 1] === 0) {
      end = next + 2;
      break;
    }
    const inner = read(bytes, next, stop, depth + 1);
    parts.push(inner.node);
    next = inner.end;
  }
  if (length === null && end !== next + 2) return fail('no end');
  const content = bytes.subarray(from, length === null ? next : stop);
  const node = new Node(first >> 6, tag, constructed, bytes.subarray(start, end), content);
  node.parts = parts;
  if (node.universal) sound(node);
  return { node, end };
}

function tagOf(bytes, start, limit) {
  if (start >= limit) return fail('cut off');
  const first = bytes[start];
  let at = start + 1;
  let tag = first & 0x1f;
  if (tag === 0x1f) {
    tag = 0;
    for (let count = 0; ; count++) {
      if (at >= limit || count > 3) return fail('tag');
      tag = tag * 128 + (bytes[at] & 0x7f);
      if (bytes[at++] < 0x80) break;
    }
  }
  return { first, tag, at };
}

function lengthOf(bytes, at, limit) {
  const first = at < limit ? bytes[at] : fail('cut off');
  if (first < 0x80) return { length: first, from: at + 1 };
  const count = first - 0x80;
  if (count === 0) return { length: null, from: at + 1 };
  if (count > 4 || at + count >= limit) return fail('length');
  let length = 0;
  for (let i = 1; i <= count; i++) length = length * 256 + bytes[at + i];
  return { length, from: at + 1 + count };
}

// What each kind must look like.
function sound({ tag, constructed, content }) {
  if (!(constructed ? CONSTRUCTED : PRIMITIVE).has(tag)) fail('odd form');
  if (constructed) return;
  const { length } = content;
  const digits = (count) => length >= count && content.subarray(0, count).every((each) => each >= 48 && each <= 57);
  const minimal =
    length > 0 &&
    (length === 1 || !((content[0] === 0 && content[1] < 128) || (content[0] === 255 && content[1] > 127)));
  const whole =
    length > 0 &&
    content[length - 1] < 128 &&
    content.every((each, i) => each !== 128 || (i > 0 && content[i - 1] > 127));
  const right = {
    [TAG.boolean]: length === 1,
    [TAG.integer]: minimal,
    [TAG.enumerated]: minimal,
    [TAG.null]: length === 0,
    [TAG.oid]: whole,
    [TAG.bits]: length > 0 && content[0] < 8 && (length > 1 || content[0] === 0),
    [TAG.utcTime]: digits(2),
    [TAG.generalizedTime]: digits(4),
  }[tag];
  if (right === false) fail('odd content');
}
