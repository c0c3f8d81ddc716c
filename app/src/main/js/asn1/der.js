// SPDX-License-Identifier: Apache-2.0
// Values of ASN.1 (X.690), each with the very bytes that it stands in. A message is refused for any part of it that
// cannot be, looked at or not.
import { concat, order } from '../bytes.js';

/** What is not what it should be. */
export class Malformed extends Error {}

const DEEPEST = 64;
const [BOOLEAN, INTEGER, BITS, OCTETS, NULL, OID, ENUMERATED, SEQUENCE, SET] = [1, 2, 3, 4, 5, 6, 10, 16, 17];
const UTC_TIME = 23;
const GENERALIZED_TIME = 24;
// Universal tags of values without parts in them.
const PRIMITIVE = new Set([1, 2, 3, 4, 5, 6, 7, 10, 12, 13, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 30]);
const CONSTRUCTED = new Set([BITS, OCTETS, 8, SEQUENCE, SET]);

const fail = (what) => {
  throw new Malformed(what);
};

/** One value: tag, whole bytes, and the values in it. */
export class Node {
  constructor(kind, tag, constructed, whole, content) {
    this.universal = kind === 0;
    this.context = kind === 2;
    this.tag = tag;
    this.constructed = constructed;
    this.whole = whole;
    /** The bytes behind tag and length. */
    this.content = content;
    this.parts = [];
  }

  get items() {
    return this.constructed ? this.parts : fail('not constructed');
  }

  is(tag) {
    return this.universal && this.tag === tag;
  }

  isContext(tag) {
    return this.context && this.tag === tag;
  }

  require(tag) {
    return this.is(tag) ? this : fail(`tag ${this.tag} in place of ${tag}`);
  }

  /** The values of a SEQUENCE. */
  sequence() {
    return this.require(16).items;
  }

  /** The values of a SET. */
  set() {
    return this.require(17).items;
  }

  /** The one value inside an explicit tag. */
  explicit() {
    const items = this.items;
    return items.length === 1 ? items[0] : fail('not one value');
  }

  oid() {
    const arcs = [];
    let arc = 0n;
    for (const each of this.require(6).content) {
      arc = (arc << 7n) | BigInt(each & 0x7f);
      if (each < 0x80) {
        arcs.push(arc);
        arc = 0n;
      }
    }
    const top = arcs[0] < 80n ? arcs[0] / 40n : 2n;
    return [top, arcs[0] - 40n * top, ...arcs.slice(1)].join('.');
  }

  integer() {
    const bytes = this.is(INTEGER) || this.is(ENUMERATED) ? this.content : fail('no integer');
    return bytes.reduce((sum, each) => (sum << 8n) | BigInt(each), bytes[0] > 127 ? -1n : 0n);
  }

  /** The octets of an OCTET STRING or of one with an implicit tag. */
  octets() {
    if (!this.is(4) && !this.context) return fail('no octets');
    return this.constructed ? concat(...this.items.map((each) => each.octets())) : this.content;
  }

  /** The bytes of a BIT STRING of whole bytes. */
  bits() {
    const bytes = this.require(3).content;
    return bytes.length > 0 && bytes[0] === 0 ? bytes.subarray(1) : fail('odd bits');
  }

  /** Whether a bit of a named-bit list is set. */
  bit(number) {
    const bytes = this.require(3).content;
    const at = 1 + (number >> 3);
    return at < bytes.length && (bytes[at] & (0x80 >> (number & 7))) !== 0;
  }

  bool() {
    return this.require(1).content[0] !== 0;
  }

  /** Milliseconds since 1970 of UTCTime or GeneralizedTime. */
  time() {
    const text = String.fromCharCode(...this.content);
    const short = this.is(23);
    const found = (short
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?()(Z|[+-]\d{4})$/
      : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,](\d+))?(Z|[+-]\d{4})$/
    ).exec(text);
    if (!found || (!short && !this.is(24))) return fail('no time');
    // RFC 5280, section 4.1.2.5.1.
    const year = short ? Number(found[1]) + (Number(found[1]) < 50 ? 2000 : 1900) : Number(found[1]);
    const [month, day, hour, minute, second] = found.slice(2, 7).map((each) => Number(each ?? 0));
    const ms = found[7] ? Math.floor(Number('0.' + found[7]) * 1000) : 0;
    const zone = found[8];
    const east =
      zone === 'Z' ? 0 : (zone[0] === '-' ? -1 : 1) * (60 * Number(zone.slice(1, 3)) + Number(zone.slice(3)));
    return Date.UTC(year, month - 1, day, hour, minute, second, ms) - east * 60000;
  }

  /** The text of a string of any of the kinds that names use; null if it is none. */
  text() {
    const bytes = this.content;
    if (this.is(30)) {
      return Array.from({ length: bytes.length >> 1 }, (_, i) =>
        String.fromCharCode((bytes[2 * i] << 8) | bytes[2 * i + 1])).join('');
    }
    if (this.is(12)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return [18, 19, 20, 22, 26, 27].some((tag) => this.is(tag)) ? String.fromCharCode(...bytes) : null;
  }
}

/** Reads the value that a run of bytes is; throws Malformed for anything else. */
export function parse(bytes) {
  const { node, end } = read(bytes, 0, bytes.length, 0);
  return end === bytes.length ? node : fail('bytes behind the value');
}

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
  const minimal = length > 0 && (length === 1 || !((content[0] === 0 && content[1] < 128) || (content[0] === 255 && content[1] > 127)));
  const whole = length > 0 && content[length - 1] < 128 && content.every((each, i) => each !== 128 || (i > 0 && content[i - 1] > 127));
  const right = {
    [BOOLEAN]: length === 1,
    [INTEGER]: minimal,
    [ENUMERATED]: minimal,
    [NULL]: length === 0,
    [OID]: whole,
    [BITS]: length > 0 && content[0] < 8 && (length > 1 || content[0] === 0),
    [UTC_TIME]: digits(2),
    [GENERALIZED_TIME]: digits(4),
  }[tag];
  if (right === false) fail('odd content');
}

/** Tag and length before a content. */
export function wrap(tag, content) {
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : size < 65536 ? [0x82, size >> 8, size & 255]
    : [0x84, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255];
  return concat(Uint8Array.of(tag, ...length), content);
}

/** A SET OF in DER (X.690, section 11.6) of values in any order and encoding. */
export const setOf = (items) => wrap(0x31, concat(...items.map(distinguished).sort(order)));

/** The one encoding in DER of a value that came in BER: what was signed is that one (RFC 5652, section 5.4). */
export function distinguished(node) {
  const tagged = node.whole.subarray(0, node.whole[0] % 32 === 31 ? node.whole.findIndex((each, i) => i > 0 && each < 128) + 1 : 1);
  if (node.is(BOOLEAN)) return Uint8Array.of(1, 1, node.bool() ? 255 : 0);
  if (node.is(SET)) return setOf(node.items);
  if (node.is(OCTETS)) return wrap(OCTETS, node.octets());
  const content = node.constructed ? concat(...node.items.map(distinguished)) : node.content;
  return concat(tagged, wrap(0, content).subarray(1));
}
