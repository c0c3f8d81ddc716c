// SPDX-License-Identifier: Apache-2.0
// Recomputes what binds the evidence of a case to its signature, from the bytes of the document.
import { equal, hex } from '../bytes.js';
import { check } from '../cert/chain.js';
import { sm3 } from '../hash/sm3.js';
import { digestOver } from '../pdf/source.js';
import { resolve, streamOf } from '../pdf/streams.js';
import { readStatement } from './statement.js';

const FORMATS = ['penseal-manifest/1', 'penseal-manifest/2'];
const state = (matches) => (matches ? 'matches' : 'differs');

/** The three private streams of a signature; null without them, 'unread' if they cannot be read. */
export async function streamsOf(scanned, signature) {
  if (!signature.entries.has('PSEL_Evidence')) return null;
  if (scanned.encrypted) return 'unread';
  const before = signature.range?.end ?? Infinity;
  const held = await resolve(scanned, signature.entries.get('PSEL_Evidence'), before);
  if (!(held instanceof Map)) return null;
  const found = {};
  for (const name of ['Manifest', 'Statement', 'SealedInk']) {
    const reference = held.get(name)?.ref;
    if (!reference) return null;
    const bytes = await streamOf(scanned, reference, before);
    if (!bytes) return 'unread';
    found[name] = bytes;
  }
  return { manifest: found.Manifest, statement: found.Statement, sealedInk: found.SealedInk };
}

export function readManifest(bytes) {
  try {
    const found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const whole =
      FORMATS.includes(found.format) &&
      found.case &&
      found.document?.sm3 &&
      found.ink?.sm3 &&
      found.identity &&
      found.device;
    return whole && Array.isArray(found.artefacts) ? found : null;
  } catch {
    return null;
  }
}

/**
 * {document, manifest, statement, ink, device}, each in PenSeal's words; null without an event certificate, since
 * then nothing can match.
 */
export async function evidenceOf(scanned, signature, certificate, binding, roots, at) {
  if (!binding) return null;
  const streams = await streamsOf(scanned, signature);
  const documentDigest = await boundDigest(scanned.source, binding);
  if (streams === 'unread') return { unread: true };
  if (!streams) return withoutStreams(documentDigest, binding);
  const manifest = readManifest(streams.manifest);
  const statement = readStatement(streams.statement);
  const stated = statementState(streams, binding, statement, certificate);
  return {
    document: documentState(documentDigest, binding, manifest),
    manifest: manifestState(streams, binding, manifest, statement),
    statement: stated,
    ink: streams.sealedInk.length === 0 || !manifest ? 'missing' : 'sealed',
    device: deviceState(statement, stated, roots, at),
    digests: {
      document: documentDigest && hex(documentDigest),
      manifest: hex(sm3(streams.manifest)),
      statement: hex(sm3(streams.statement)),
    },
    streams,
    parts: { binding, manifest, statement },
  };
}

// The certificate alone still says for which document it was issued.
function withoutStreams(digest, binding) {
  return {
    document: state(equal(digest, binding.documentDigest)),
    manifest: 'missing',
    statement: 'missing',
    ink: 'missing',
    device: 'unknown',
    digests: { document: digest && hex(digest) },
  };
}

async function boundDigest(source, { documentLength }) {
  if (documentLength < 0 || documentLength > source.length) return null;
  return digestOver(source, sm3, [[0, documentLength]]);
}

function documentState(digest, binding, manifest) {
  if (!manifest || !binding) return 'missing';
  const { sm3: told, length } = manifest.document;
  return state(equal(digest, binding.documentDigest) && hex(digest) === told && binding.documentLength === length);
}

function manifestState(streams, binding, manifest, statement) {
  if (streams.manifest.length === 0 || (!binding && !statement)) return 'missing';
  const digest = sm3(streams.manifest);
  const discarded = manifest?.artefacts.filter((each) => each?.type === 'attempt-discarded').length;
  return state(
    manifest !== null &&
      (!binding || (equal(digest, binding.manifestDigest) && manifest.case === binding.caseId)) &&
      (!statement || equal(digest, statement.manifestDigest)) &&
      discarded === manifest.ink.attemptsDiscarded,
  );
}

function statementState(streams, binding, statement, certificate) {
  if (streams.statement.length === 0) return 'missing';
  return state(
    statement?.signed === true &&
      (!binding || equal(sm3(streams.statement), binding.statementDigest)) &&
      equal(certificate?.spki, statement.oneTimeKey),
  );
}

// A statement that belongs to another key, or that nobody answers for, says nothing of this signature.
function deviceState(statement, stated, roots, at) {
  if (!statement?.signed) return 'unknown';
  if (statement.origin === 'host') {
    const registered = (roots.station ?? []).some(({ der }) => equal(der, statement.certificate.der));
    return registered && stated === 'matches' ? 'host' : 'unknown';
  }
  const chain = check(statement.certificate, [], roots.device, 'device', at);
  if (chain.status !== 'trusted' || stated !== 'matches') return 'unknown';
  return chain.demo ? 'simulated' : 'attested';
}
