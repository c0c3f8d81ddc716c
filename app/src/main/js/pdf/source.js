// SPDX-License-Identifier: Apache-2.0
// Where the bytes of a document come from: memory, or a file that is read in pieces.

const PIECE = 1 << 20;

export class MemorySource {
  constructor(bytes) {
    this.bytes = bytes;
    this.length = bytes.length;
  }

  async read(from, to) {
    return this.bytes.subarray(from, Math.min(to, this.length));
  }
}

/** A file that was chosen; nothing but the piece in question is in memory. */
export class FileSource {
  constructor(file) {
    this.file = file;
    this.length = file.size;
  }

  async read(from, to) {
    return new Uint8Array(await this.file.slice(from, Math.min(to, this.length)).arrayBuffer());
  }
}

/** The digest over some ranges, one after the other. */
export async function digestOver(source, hash, ranges) {
  const state = hash.create();
  for (const [from, to] of ranges) {
    for (let at = from; at < to; at += PIECE) {
      state.update(await source.read(at, Math.min(to, at + PIECE)));
    }
  }
  return state.digest();
}

/** Calls visit(text, offset) for overlapping pieces, bytes as characters 0 to 255. */
export async function eachPiece(source, overlap, visit, toText) {
  for (let at = 0; at < source.length; at += PIECE) {
    visit(toText(await source.read(at, at + PIECE + overlap)), at, PIECE);
    // The page stays alive while a large file is read.
    if (at % (16 * PIECE) === 0) await new Promise((then) => setTimeout(then));
  }
}
