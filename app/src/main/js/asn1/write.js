// SPDX-License-Identifier: Apache-2.0
// Values in DER (X.690, section 10).
import { concat, order } from '../bytes.js';
import { TAG } from './node.js';

/** Tag and length before a content. */
export function wrap(tag, content) {
  const size = content.length;
  const length =
    size < 128
      ? [size]
      : size < 256
        ? [0x81, size]
        : size < 65536
          ? [0x82, size >> 8, size & 255]
          : size < 1 << 24
            ? [0x83, size >> 16, (size >> 8) & 255, size & 255]
            : [0x84, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255];
  return concat(Uint8Array.of(tag, ...length), content);
}

/** A SET OF in DER (X.690, section 11.6) of values in any order and encoding. */
export const setOf = (items) => wrap(0x31, concat(...items.map(distinguished).sort(order)));

/** The one encoding in DER of a value that came in BER: what was signed is that one (RFC 5652, section 5.4). */
export function distinguished(node) {
  const tagged = node.whole.subarray(
    0,
    node.whole[0] % 32 === 31 ? node.whole.findIndex((each, i) => i > 0 && each < 128) + 1 : 1,
  );
  if (node.is(TAG.boolean)) return Uint8Array.of(1, 1, node.bool() ? 255 : 0);
  if (node.is(TAG.set)) return setOf(node.items);
  if (node.is(TAG.octets)) return wrap(TAG.octets, node.octets());
  const content = node.constructed ? concat(...node.items.map(distinguished)) : node.content;
  return concat(tagged, wrap(0, content).subarray(1));
}
