// SPDX-License-Identifier: Apache-2.0
// X.509 certificates (RFC 5280, section 4.1).
import { parse } from '../asn1/der.js';
import { Malformed } from '../asn1/node.js';
import { canonical, commonName } from '../asn1/names.js';
import { readKey } from '../key/publickey.js';

export const OIDS = {
  keyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  policies: '2.5.29.32',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
};

/**
 * Reads one; throws Malformed. If lenient, a key that cannot be read makes it unreadable only,
 * as times do, which a time-stamp may carry along.
 */
export function readCertificate(der, lenient = false) {
  const [body, algorithm, signature] = parse(der).sequence();
  const parts = body.sequence();
  if (parts[0].isContext(0)) parts.shift();
  const [serial, inner, issuer, validity, subject, spki, ...rest] = parts;
  if (rest.some((each) => ![1, 2, 3].some((tag) => each.isContext(tag)))) throw new Malformed('odd part');
  const [notBefore, notAfter] = validity.sequence();
  const [keyAlgorithm, keyBits] = spki.sequence();
  for (const each of [algorithm, inner, keyAlgorithm]) identifier(each);
  keyBits.bits();
  const certificate = {
    der,
    body: body.whole,
    algorithm,
    innerAlgorithm: inner.whole,
    signature: signature.bits(),
    serial: serial.integer(),
    issuer: canonical(issuer),
    subject: canonical(subject),
    name: commonName(subject),
    spki: spki.whole,
    unreadable: false,
    ...keyOf(spki, lenient),
    ...times(notBefore, notAfter),
    extensions: extensions(rest.find((each) => each.isContext(3))),
  };
  facts(certificate);
  return certificate;
}

// AlgorithmIdentifier (RFC 5280, 4.1.1.2).
function identifier(node) {
  const items = node.sequence();
  if (items.length > 2) throw new Malformed('odd algorithm');
  items[0].oid();
}

function keyOf(spki, lenient) {
  try {
    return { key: readKey(spki) };
  } catch (e) {
    if (!lenient) throw e;
    return { key: { kind: 'unknown' }, unreadable: true };
  }
}

function times(notBefore, notAfter) {
  try {
    return { notBefore: notBefore.time(), notAfter: notAfter.time() };
  } catch {
    return { notBefore: NaN, notAfter: NaN, unreadable: true };
  }
}

function extensions(node) {
  const found = new Map();
  for (const each of node?.explicit().sequence() ?? []) {
    const parts = each.sequence();
    const oid = parts[0].oid();
    if (found.has(oid)) throw new Malformed('extension twice');
    const critical = parts.length === 3 && parts[1].bool();
    found.set(oid, { critical, value: parts.at(-1).octets() });
  }
  return found;
}

function facts(certificate) {
  const value = (oid) => {
    const found = certificate.extensions.get(oid);
    return found ? parse(found.value) : null;
  };
  const usage = value(OIDS.keyUsage);
  certificate.usage = usage && {
    signs: usage.bit(0) || usage.bit(1),
    certifies: usage.bit(5),
  };
  const constraints = value(OIDS.basicConstraints)?.sequence() ?? [];
  certificate.isCa = constraints.length > 0 && constraints[0].is(1) && constraints[0].bool();
  certificate.pathLength = certificate.isCa && constraints.length > 1 ? Number(constraints[1].integer()) : Infinity;
  const optional = (read) => {
    try {
      return read();
    } catch {
      return undefined;
    }
  };
  const usages = optional(
    () =>
      value(OIDS.extendedKeyUsage)
        ?.sequence()
        .map((each) => each.oid()) ?? [],
  );
  certificate.extended = usages ?? [];
  certificate.unreadable ||= usages === undefined;
  certificate.keyId = optional(() => value(OIDS.keyId)?.octets()) ?? null;
  certificate.policies =
    optional(() =>
      value(OIDS.policies)
        ?.sequence()
        .map((each) => each.sequence()[0].oid()),
    ) ?? [];
  certificate.critical = [...certificate.extensions].filter(([, each]) => each.critical).map(([oid]) => oid);
}

/** Those of some encodings that can be read. */
export function readable(ders) {
  return ders.flatMap((der) => {
    try {
      return [readCertificate(der)];
    } catch {
      return [];
    }
  });
}
