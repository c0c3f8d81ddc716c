// SPDX-License-Identifier: Apache-2.0
// The escrow key out of a PKCS #12 file (RFC 7292) under PBES2 (RFC 8018, section 6.2) with AES-CBC.
import { cbc } from '@noble/ciphers/aes.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2Async } from '@noble/hashes/pbkdf2.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { parse } from '../asn1/der.js';
import { equal, number, utf8 } from '../bytes.js';
import { readCertificate } from '../cert/certificate.js';
import { publicKey } from '../key/sm2.js';

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const SHROUDED_KEY = '1.2.840.113549.1.12.10.1.2';
const CERTIFICATE = '1.2.840.113549.1.12.10.1.3';
const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const MOST_ROUNDS = 5_000_000;
const PRF = {
  '1.2.840.113549.2.7': sha1,
  '1.2.840.113549.2.9': sha256,
  '1.2.840.113549.2.10': sha384,
  '1.2.840.113549.2.11': sha512,
};
const AES_BYTES = { '2.16.840.1.101.3.4.1.2': 16, '2.16.840.1.101.3.4.1.22': 24, '2.16.840.1.101.3.4.1.42': 32 };

/** Why a key, a share or an ink does not open; the code has words in the page's language. */
export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** {d, certificate}; throws Refused: key-file, key-cipher, password, key-kind. */
export async function readEscrow(bytes, password) {
  const bags = await safeBags(bytes, password);
  const certificates = bags.certificates.flatMap(readOr);
  for (const key of bags.keys) {
    const plain = await unlocked(key, password);
    const d = privateNumber(plain);
    const own = publicKey(d);
    const certificate = certificates.find((each) => each.key.curve === 'SM2' && equal(each.key.point, own));
    if (certificate) return { d, certificate };
  }
  throw new Refused('key-kind');
}

function readOr(der) {
  try {
    return [readCertificate(der)];
  } catch {
    return [];
  }
}

async function safeBags(bytes, password) {
  const found = { keys: [], certificates: [] };
  let contents;
  try {
    const [, safe] = parse(bytes).sequence();
    contents = parse(safe.sequence()[1].explicit().octets()).sequence();
  } catch {
    throw new Refused('key-file');
  }
  for (const each of contents) {
    const [type, value] = each.sequence();
    if (type.oid() === DATA) collect(parse(value.explicit().octets()), found);
    if (type.oid() === ENCRYPTED_DATA) {
      const [, algorithm, sealed] = value.explicit().sequence()[1].sequence();
      collect(parseOr(await opened(algorithm, sealed.octets(), password)), found);
    }
  }
  return found;
}

function parseOr(plain) {
  try {
    return parse(plain);
  } catch {
    throw new Refused('password');
  }
}

function collect(bags, found) {
  for (const bag of bags.sequence()) {
    const [type, value] = bag.sequence();
    if (type.oid() === SHROUDED_KEY) found.keys.push(value.explicit());
    if (type.oid() === CERTIFICATE) found.certificates.push(value.explicit().sequence()[1].explicit().octets());
  }
}

async function unlocked(node, password) {
  const [algorithm, sealed] = node.sequence();
  return parseOr(await opened(algorithm, sealed.octets(), password));
}

async function opened(algorithm, sealed, password) {
  const [oid, parameters] = algorithm.sequence();
  if (oid.oid() !== PBES2) throw new Refused('key-cipher');
  const [derivation, cipher] = parameters.sequence();
  const [kdf, how] = derivation.sequence();
  const [name, iv] = cipher.sequence();
  const size = AES_BYTES[name.oid()];
  const [salt, rounds, ...rest] = how.sequence();
  const prf = rest.find((each) => each.is(16));
  const hash = prf ? PRF[prf.sequence()[0].oid()] : sha1;
  if (kdf.oid() !== PBKDF2 || !size || !hash || rounds.integer() > MOST_ROUNDS) throw new Refused('key-cipher');
  const key = await pbkdf2Async(hash, utf8(password), salt.octets(), { c: Number(rounds.integer()), dkLen: size });
  try {
    return cbc(key, iv.octets()).decrypt(sealed);
  } catch {
    throw new Refused('password');
  }
}

// PKCS #8 (RFC 5958) around ECPrivateKey (RFC 5915).
function privateNumber(node) {
  try {
    return number(parse(node.sequence()[2].octets()).sequence()[1].octets());
  } catch {
    throw new Refused('key-kind');
  }
}
