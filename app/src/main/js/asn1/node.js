// SPDX-License-Identifier: Apache-2.0
// One value of ASN.1 (X.690) with the very bytes that it stands in.
import { concat } from '../bytes.js';

/** What is not what it should be. */
export class Malformed extends Error {}

export const TAG = {
  boolean: 1,
  integer: 2,
  bits: 3,
  octets: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  sequence: 16,
  set: 17,
  utcTime: 23,
  generalizedTime: 24,
};

export const fail = (what) => {
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
    const bytes = this.is(TAG.integer) || this.is(TAG.enumerated) ? this.content : fail('no integer');
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
    const found = (
      short
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
        String.fromCharCode((bytes[2 * i] << 8) | bytes[2 * i + 1]),
      ).join('');
    }
    if (this.is(12)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return [18, 19, 20, 22, 26, 27].some((tag) => this.is(tag)) ? String.fromCharCode(...bytes) : null;
  }
}
