// SPDX-License-Identifier: Apache-2.0
// Certificates, messages and tokens of openssl.
import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { check } from '../../main/js/cert/chain.js';
import { readCertificate } from '../../main/js/cert/certificate.js';
import { readMessage } from '../../main/js/cms/signeddata.js';
import { checkSigner } from '../../main/js/cms/signer.js';
import { checkToken, readToken } from '../../main/js/cms/timestamp.js';
import { parse } from '../../main/js/asn1/der.js';
import { wrap } from '../../main/js/asn1/write.js';
import { Malformed } from '../../main/js/asn1/node.js';
import { concat, fromHex } from '../../main/js/bytes.js';
import { readStatement } from '../../main/js/evidence/statement.js';
import { digestOf } from '../../main/js/hash/digests.js';
import { readEscrow } from '../../main/js/ink/p12.js';

const folder = mkdtempSync(join(tmpdir(), 'recheck-'));
after(() => rmSync(folder, { recursive: true }));
const file = (name) => join(folder, name);
const bytes = (name) => new Uint8Array(readFileSync(file(name)));
const openssl = (...words) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
writeFileSync(file('req.cnf'), '[req]\ndistinguished_name=dn\n[dn]\n');
writeFileSync(file('content'), 'content');

const KINDS = {
  sm2: ['-newkey', 'sm2', '-sm3', '-sigopt', 'distid:1234567812345678'],
  rsa: ['-newkey', 'rsa:2048'],
  p256: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-sha384'],
  p521: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521', '-sha512'],
};

function make(name, kind, ...further) {
  openssl(
    'req',
    '-x509',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-config',
    'req.cnf',
    '-keyout',
    name + '.key',
    '-out',
    name + '.pem',
    ...KINDS[kind],
    ...further,
  );
  openssl('x509', '-in', name + '.pem', '-outform', 'DER', '-out', name + '.der');
  return readCertificate(bytes(name + '.der'));
}

for (const kind of Object.keys(KINDS)) {
  test(`selfSignedCertificateOf ${kind} isItsOwnRootAndNoOthers`, () => {
    const own = make('root-' + kind, kind);
    const now = Date.now();
    assert.deepEqual(check(own, [], [own], 'device', now).reasons, ['not-a-device-certificate']);
    const other = make('root-' + kind, kind);
    assert.ok(check(own, [other], [other], 'signer', now).reasons.includes('root-not-trusted'));
  });
}

const MESSAGES = {
  rsa: [],
  p256: [],
  p384: ['-md', 'sha384'],
  p521: ['-md', 'sha512'],
  sm2: ['-md', 'sm3', '-keyopt', 'distid:1234567812345678'],
  pss: ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:32'],
};

for (const [kind, options] of Object.entries(MESSAGES)) {
  test(`messageOf ${kind} isVerifiedAndOverAnotherDigestNot`, () => {
    const certificate = make('signer-' + kind, kind === 'pss' ? 'rsa' : kind);
    openssl(
      'cms',
      '-sign',
      '-binary',
      '-cades',
      '-nosmimecap',
      '-in',
      'content',
      '-outform',
      'DER',
      '-out',
      'cms.der',
      '-signer',
      `signer-${kind}.pem`,
      '-inkey',
      `signer-${kind}.key`,
      ...options,
    );
    const message = readMessage(bytes('cms.der'));
    const digest = digestOf(message.signer.digestOid).hash(bytes('content'));
    assert.deepEqual(checkSigner(message, digest, certificate, 'plain', '1234567812345678'), []);
    digest[0] ^= 1;
    assert.deepEqual(checkSigner(message, digest, certificate, 'plain', '1234567812345678'), ['digest-mismatch']);
    message.signer.value[message.signer.value.length - 1] ^= 1;
    digest[0] ^= 1;
    assert.deepEqual(checkSigner(message, digest, certificate, 'plain', '1234567812345678'), ['signature-mismatch']);
  });
}

test('tokenOfAnAuthorityIsVerifiedOverItsDataAndNoOther', () => {
  make('tsa', 'p256', '-addext', 'extendedKeyUsage=critical,timeStamping');
  writeFileSync(file('serial'), '01');
  writeFileSync(
    file('tsa.cnf'),
    '[tsa]\ndefault_tsa=it\n[it]\nserial=serial\ncrypto_device=builtin\nsigner_cert=tsa.pem\nsigner_key=tsa.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256,sm3\ness_cert_id_alg=sha256\n',
  );
  openssl('ts', '-query', '-data', 'content', '-sm3', '-cert', '-out', 'query');
  openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query', '-token_out', '-out', 'token');
  const token = readToken(bytes('token'));
  assert.equal(token.tsa.name, 'tsa');
  assert.ok(Math.abs(token.time - Date.now()) < 60_000);
  assert.deepEqual(checkToken(token, { data: bytes('content') }), []);
  assert.deepEqual(checkToken(token, { data: Uint8Array.of(1) }), ['timestamp-imprint-mismatch']);
  token.message.content[token.message.content.length - 2] ^= 1;
  assert.deepEqual(checkToken(token, { data: bytes('content') }), ['timestamp-signature-mismatch']);
});

// docs/chip-protocol.md, section "Statement".
const TYPE = (() => {
  const arcs = [105n, ...'245451997612407219764004899378027207171.3.2'.split('.').map(BigInt)]; // 2 * 40 + 25
  const base128 = (n) => {
    const out = [Number(n & 127n)];
    for (let rest = n >> 7n; rest > 0n; rest >>= 7n) out.unshift(Number(rest & 127n) | 128);
    return out;
  };
  return wrap(6, Uint8Array.from(arcs.flatMap(base128)));
})();

function statement(origin, algorithm, certificate, sign) {
  const sequence = (...parts) => wrap(0x30, concat(...parts));
  const [zero, one] = [fromHex('020100'), fromHex('020101')];
  const digest = wrap(4, new Uint8Array(32));
  const text = wrap(12, Uint8Array.of(65));
  const spki = certificate.der && parse(certificate.der).sequence()[0].sequence().slice(-2)[0];
  const body = sequence(
    one,
    TYPE,
    Uint8Array.of(10, 1, origin),
    sequence(text, text, text),
    wrap(4, new Uint8Array(16)),
    (spki?.is(0x30) && spki.whole) || sequence(),
    one,
    sequence(digest, one, one),
    sequence(),
    sequence(
      Uint8Array.of(10, 1, 2),
      wrap(24, new TextEncoder().encode('20260101000000Z')),
      sequence(zero, zero, zero, zero),
      digest,
    ),
    digest,
    one,
  );
  writeFileSync(file('body'), body);
  const value = wrap(3, concat(Uint8Array.of(0), sign()));
  return sequence(body, sequence(fromHex(algorithm)), value, wrap(0xa0, certificate.der));
}

test('keyOfAPkcs12FileOpensWithItsPasswordOnly', async () => {
  const certificate = make('escrow', 'sm2');
  openssl(
    'pkcs12',
    '-export',
    '-inkey',
    'escrow.key',
    '-in',
    'escrow.pem',
    '-out',
    'escrow.p12',
    '-passout',
    'pass:口令 1',
  );
  const escrow = await readEscrow(bytes('escrow.p12'), '口令 1');
  assert.deepEqual(escrow.certificate.der, certificate.der);
  await assert.rejects(readEscrow(bytes('escrow.p12'), 'wrong'), { code: 'password' });
  await assert.rejects(readEscrow(bytes('content'), 'wrong'), { code: 'key-file' });
});

test('statementOfAHostMayBeSignedOnP256AndAChipsNot', () => {
  const [ecdsa, sm2] = ['06082a8648ce3d040302', '06082a811ccf55018375'];
  const own = make('station', 'p256');
  const sign = () => new Uint8Array(openssl('dgst', '-sha256', '-sign', 'station.key', 'body'));
  const host = readStatement(statement(1, ecdsa, own, sign));
  assert.equal(host.origin, 'host');
  assert.equal(host.signed, true);
  assert.equal(readStatement(statement(1, ecdsa, make('other', 'p256'), sign)).signed, false);
  assert.equal(readStatement(statement(1, sm2, own, sign)).signed, false, 'the curve of another');
  assert.equal(readStatement(statement(0, ecdsa, own, sign)), null, 'a chip signs with SM2');
});

test('valuesThatReachOutOfTheirBoundsAreRefused', () => {
  assert.equal(parse(fromHex('3003020101')).sequence()[0].integer(), 1n);
  // Cut off; an inner value longer than the outer; no octets of INTEGER or identifier; no minimal INTEGER; BOOLEAN of
  // two octets; no end of an indefinite length; bytes behind.
  const bad = ['30050201', '300730023003020101', '0200', '0600', '02020001', '0102ffff', '3080020101', '3003020101ff'];
  for (const text of bad) assert.throws(() => parse(fromHex(text)), Malformed, text);
});
