// SPDX-License-Identifier: Apache-2.0
// A reader of single PDF objects out of raw bytes (ISO 32000-2, section 7.3); no cross-reference table is used.

const SPACE = /[\0\t\n\f\r ]/;
const DEEPEST = 64;

/** What is no PDF object. */
export class NoObject extends Error {}

/**
 * Reads the object at the start of a text of characters 0 to 255. Names become {name}, references
 * {ref: [number, generation]}, dictionaries Maps, hexadecimal strings {hex, start, end}, other
 * strings {string}.
 */
export function readObject(text, start = 0) {
  const reader = new Reader(text, start);
  const value = reader.value(0);
  return { value, end: reader.at };
}

class Reader {
  constructor(text, at) {
    this.text = text;
    this.at = at;
  }

  blanks() {
    for (;;) {
      while (this.at < this.text.length && SPACE.test(this.text[this.at])) this.at++;
      if (this.text[this.at] !== '%') return;
      while (this.at < this.text.length && !/[\r\n]/.test(this.text[this.at])) this.at++;
    }
  }

  value(depth) {
    if (depth > DEEPEST) throw new NoObject('too deep');
    this.blanks();
    const { text, at } = this;
    if (at >= text.length) throw new NoObject('cut off');
    if (text.startsWith('<<', at)) return this.dictionary(depth);
    switch (text[at]) {
      case '<':
        return this.hexString();
      case '(':
        return this.string();
      case '[':
        return this.array(depth);
      case '/':
        return { name: this.name() };
      default:
        return this.word();
    }
  }

  dictionary(depth) {
    const entries = new Map();
    this.at += 2;
    for (;;) {
      this.blanks();
      if (this.text.startsWith('>>', this.at)) {
        this.at += 2;
        return entries;
      }
      if (this.text[this.at] !== '/') throw new NoObject('no name');
      const key = this.name();
      entries.set(key, this.value(depth + 1));
    }
  }

  array(depth) {
    const items = [];
    this.at++;
    for (;;) {
      this.blanks();
      if (this.text[this.at] === ']') {
        this.at++;
        return items;
      }
      items.push(this.value(depth + 1));
    }
  }

  name() {
    const found = /^\/[^\0\t\n\f\r ()<>[\]{}/%]*/.exec(this.text.substr(this.at, 512));
    this.at += found[0].length;
    return found[0].slice(1).replace(/#([0-9a-fA-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
  }

  hexString() {
    const start = this.at;
    const close = this.text.indexOf('>', start);
    if (close < 0) throw new NoObject('cut off');
    this.at = close + 1;
    return { hex: this.text.slice(start + 1, close), start, end: this.at };
  }

  string() {
    const start = this.at;
    for (let depth = 0; this.at < this.text.length; this.at++) {
      const each = this.text[this.at];
      if (each === '\\') this.at++;
      else if (each === '(') depth++;
      else if (each === ')' && --depth === 0) {
        this.at++;
        return { string: this.text.slice(start + 1, this.at - 1) };
      }
    }
    throw new NoObject('cut off');
  }

  word() {
    const rest = this.text.substr(this.at, 64);
    const reference = /^(\d+)[\0\t\n\f\r ]+(\d+)[\0\t\n\f\r ]+R(?![A-Za-z0-9])/.exec(rest);
    if (reference) {
      this.at += reference[0].length;
      return { ref: [Number(reference[1]), Number(reference[2])] };
    }
    const plain = /^[^\0\t\n\f\r ()<>[\]{}/%]+/.exec(rest);
    if (!plain) throw new NoObject('unexpected character');
    this.at += plain[0].length;
    const number = Number(plain[0]);
    return /^[+-]?[\d.]+$/.test(plain[0]) && Number.isFinite(number) ? number : { word: plain[0] };
  }
}
