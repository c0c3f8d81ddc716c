// SPDX-License-Identifier: Apache-2.0
// Vectors of standards; each names its source.
import assert from 'node:assert';
import test from 'node:test';
import { fromHex, hex, utf8 } from '../../main/js/bytes.js';
import { encryptBlock, openGcm } from '../../main/js/cipher/sm4.js';
import { sm3 } from '../../main/js/hash/sm3.js';
import { decrypt, identity, point, publicKey, verify } from '../../main/js/key/sm2.js';

const KEY = fromHex('0123456789ABCDEFFEDCBA9876543210');
const ID = '1234567812345678';
// GM/T 0003.5-2012, annex A: d, and the signature of "message digest".
const D = 0x3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8n;
const R = 0xf5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3n;
const S = 0xb1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aan;

test('sm3HasTheDigestsOfItsStandard', () => {
  // GB/T 32905-2016, annex A.1 and A.2.
  assert.equal(hex(sm3(utf8('abc'))), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  assert.equal(hex(sm3(utf8('abcd'.repeat(16)))), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
});

test('sm3InPiecesIsSm3OfTheWhole', () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i * 7);
  for (const size of [1, 3, 55, 56, 63, 64, 65, 999]) {
    const state = sm3.create();
    for (let at = 0; at < bytes.length; at += size) state.update(bytes.subarray(at, at + size));
    assert.equal(hex(state.digest()), hex(sm3(bytes)), `pieces of ${size}`);
  }
});

test('sm4EncryptsTheBlockOfItsStandard', () => {
  // GB/T 32907-2016, annex A.1.
  assert.equal(hex(encryptBlock(KEY, KEY)), '681edf34d206965e86b3e94f536e4246');
});

test('sm4GcmOpensTheExampleOfRfc8998AndNothingElse', () => {
  // RFC 8998, appendix A.1.
  const nonce = fromHex('00001234567800000000ABCD');
  const sealed = fromHex(
    '17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735' +
      'D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D',
  );
  const tag = fromHex('83DE3541E4C2B58177E065A9BF7B62EC');
  const associated = fromHex('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2');
  const text = 'aabbccddeeffeeaa'.replace(/(..)/g, (each) => each.repeat(8));
  assert.equal(hex(openGcm(KEY, nonce, sealed, tag, associated)), text);
  sealed[5] ^= 1;
  assert.equal(openGcm(KEY, nonce, sealed, tag, associated), null);
});

test('sm2HasZAndSignatureOfItsStandard', () => {
  const key = publicKey(D);
  assert.equal(hex(identity(point(key), ID)), 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3');
  assert.ok(verify(key, ID, utf8('message digest'), R, S));
});

test('sm2RefusesOtherMessageOtherNameAndNumbersOutOfRange', () => {
  const key = publicKey(D);
  const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
  const message = utf8('message digest');
  assert.ok(!verify(key, ID, utf8('message digesu'), R, S));
  assert.ok(!verify(key, '', message, R, S));
  for (const [r, s] of [
    [R + n, S],
    [R, S + n],
    [0n, S],
    [R, 0n],
    [R, n - R],
  ]) {
    assert.ok(!verify(key, ID, message, r, s));
  }
});

test('sm2DecryptsTheExampleOfItsStandard', () => {
  // GM/T 0003.5-2012, annex C: "encryption standard" with the same key, C1 C3 C2.
  const c1 = fromHex(
    '0404EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73' +
      'E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0',
  );
  const c3 = fromHex('59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766');
  const c2 = fromHex('21886CA989CA9C7D58087307CA93092D651EFA');
  assert.equal(new TextDecoder().decode(decrypt(D, c1, c3, c2)), 'encryption standard');
  c2[0] ^= 1;
  assert.equal(decrypt(D, c1, c3, c2), null);
});
