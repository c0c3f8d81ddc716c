// SPDX-License-Identifier: Apache-2.0
// Distinguished names (RFC 5280, section 7.1).
import { hex } from '../bytes.js';

const COMMON_NAME = '2.5.4.3';

const pairs = (name) => name.sequence().map((rdn) => rdn.set().map((pair) => pair.sequence()));

/** The same text for names that are the same: case and runs of blanks do not count. */
export function canonical(name) {
  return pairs(name)
    .map((rdn) =>
      rdn
        .map(([type, value]) => {
          const text = value.text();
          const plain =
            text === null
              ? '#' + hex(value.whole)
              : JSON.stringify(text.normalize('NFKD').trim().replace(/\s+/g, ' ').toLowerCase());
          return type.oid() + '=' + plain;
        })
        .sort()
        .join('+'),
    )
    .join(',');
}

/** The first common name; empty without one. */
export function commonName(name) {
  for (const rdn of pairs(name)) {
    for (const [type, value] of rdn) {
      if (type.oid() === COMMON_NAME) return value.text() ?? '';
    }
  }
  return '';
}
