// SPDX-License-Identifier: Apache-2.0
// What an event certificate binds: the extension EvidenceBinding of the project.
import { parse } from '../asn1/der.js';
import { Malformed } from '../asn1/node.js';

export const BINDING = '2.25.245451997612407219764004899378027207171.1.1';
export const ONE_TIME = '2.25.245451997612407219764004899378027207171.2.1';
const SM3 = '1.2.156.10197.1.401';

/** Reads it out of a certificate; null if it is no event certificate; throws Malformed. */
export function bindingOf(certificate) {
  const extension = certificate.extensions.get(BINDING);
  if (!extension) return null;
  const all = sized(parse(extension.value), 11);
  if (all[0].integer() !== 1n || all[2].sequence()[0].oid() !== SM3) throw new Malformed('version');
  const document = sized(all[3], 2);
  sized(all[7], 5);
  sized(all[8], 5);
  sized(all[9], 2);
  const length = Number(document[1].integer());
  if (!Number.isSafeInteger(length)) throw new Malformed('length');
  return {
    caseId: all[1].require(12).text(),
    documentDigest: digest(document[0]),
    documentLength: length,
    inkDigest: digest(all[4]),
    manifestDigest: digest(all[5]),
    statementDigest: digest(all[6]),
  };
}

function sized(node, size) {
  const items = node.sequence();
  if (items.length !== size) throw new Malformed('size');
  return items;
}

function digest(node) {
  const octets = node.octets();
  if (octets.length !== 32) throw new Malformed('digest');
  return octets;
}
