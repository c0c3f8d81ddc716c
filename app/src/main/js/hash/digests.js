// SPDX-License-Identifier: Apache-2.0
// Digests by their object identifiers: GM/T 0006-2012 (SM3), RFC 5754 (SHA-2), RFC 8419 (SHAKE256).
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { shake256 } from '@noble/hashes/sha3.js';
import { sm3 } from './sm3.js';

export const SM3 = { name: 'SM3', hash: sm3 };
export const SHA256 = { name: 'SHA-256', hash: sha256 };
export const SHA384 = { name: 'SHA-384', hash: sha384 };
export const SHA512 = { name: 'SHA-512', hash: sha512 };

// 64 bytes of it, whichever way it is named (RFC 8419, section 2.3).
const LENGTH = { dkLen: 64 };
export const SHAKE256 = {
  name: 'SHAKE256-512',
  hash: Object.assign((bytes) => shake256(bytes, LENGTH), {
    create: () => shake256.create(LENGTH),
    outputLen: LENGTH.dkLen,
  }),
};

const BY_OID = {
  '1.2.156.10197.1.401': SM3,
  '1.2.156.10197.1.401.1': SM3,
  '2.16.840.1.101.3.4.2.1': SHA256,
  '2.16.840.1.101.3.4.2.2': SHA384,
  '2.16.840.1.101.3.4.2.3': SHA512,
  '2.16.840.1.101.3.4.2.12': SHAKE256,
  '2.16.840.1.101.3.4.2.18': SHAKE256,
};

/** {name, hash}, or undefined if it is not supported. */
export const digestOf = (oid) => (Object.hasOwn(BY_OID, oid) ? BY_OID[oid] : undefined);
