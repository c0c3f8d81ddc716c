// SPDX-License-Identifier: Apache-2.0
// SignedData with one signer (RFC 5652, section 5; the same under the content types of GB/T 35275-2017).
import { endOfFirst, parse } from '../asn1/der.js';
import { Malformed } from '../asn1/node.js';
import { distinguished, setOf } from '../asn1/write.js';
import { canonical } from '../asn1/names.js';
import { equal } from '../bytes.js';

export const DATA = '1.2.840.113549.1.7.1';
export const GM_DATA = '1.2.156.10197.6.1.4.2.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const GM_SIGNED_DATA = '1.2.156.10197.6.1.4.2.2';

/** Cuts off zeros behind the first value, in DER or BER. */
export function withoutPadding(bytes) {
  const end = endOfFirst(bytes);
  if (bytes.subarray(end).some((each) => each !== 0)) throw new Malformed('bytes behind the message');
  return bytes.subarray(0, end);
}

/** Reads a message; throws Malformed. */
export function readMessage(der) {
  const [type, outer] = parse(der).sequence();
  const oid = type.oid();
  if (oid !== SIGNED_DATA && oid !== GM_SIGNED_DATA) throw new Malformed('not signed data');
  const parts = outer.explicit().sequence();
  parts[0].integer();
  parts[1].set();
  const [innerType, inner] = parts[2].sequence();
  const certificates = parts.find((each) => each.isContext(0));
  const signers = parts.at(-1).set();
  if (signers.length !== 1) throw new Malformed('not one signer');
  const content = inner?.explicit();
  return {
    gm: oid === GM_SIGNED_DATA,
    contentType: innerType.oid(),
    hasContent: content !== undefined,
    content: content?.is(4) ? content.octets() : null,
    certificates: (certificates?.items ?? []).filter((each) => !each.context).map(distinguished),
    signer: readSigner(signers[0]),
  };
}

function readSigner(node) {
  const [version, id, digest, ...rest] = node.sequence();
  version.integer();
  const signed = rest[0].isContext(0) ? rest.shift() : null;
  const [algorithm, value, unsigned] = rest;
  algorithm.sequence()[0].oid();
  return {
    id,
    digestOid: digest.sequence()[0].oid(),
    algorithm,
    value: value.octets(),
    // DER again, whatever the message was encoded in (RFC 5652, section 5.4).
    signedBytes: signed && setOf(signed.items),
    attributes: signed && attributes(signed),
    unsigned: unsigned?.isContext(1) ? attributes(unsigned) : [],
  };
}

function attributes(node) {
  return node.items.map((each) => {
    const [type, values] = each.sequence();
    return { type: type.oid(), values: values.set() };
  });
}

/** The value of an attribute that occurs exactly once with exactly one value; otherwise null. */
export function single(attributes, type) {
  const found = (attributes ?? []).filter((each) => each.type === type);
  return found.length === 1 && found[0].values.length === 1 ? found[0].values[0] : null;
}

/** The octets of such an attribute, or null. */
export function singleOctets(attributes, type) {
  const value = single(attributes, type);
  return value?.is(4) ? value.octets() : null;
}

/** Whether a signer or recipient is named by this identifier. */
export function names(id, certificate) {
  if (id.context) return equal(id.octets(), certificate.keyId);
  const [issuer, serial] = id.sequence();
  return canonical(issuer) === certificate.issuer && serial.integer() === certificate.serial;
}
