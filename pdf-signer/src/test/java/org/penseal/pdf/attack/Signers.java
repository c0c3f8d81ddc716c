// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penseal.cms.ContainerSize;
import org.penseal.pdf.MemoryKey;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.sign.Completable;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.signature.SigningKey;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.TestAuthority;

/** Keys of three kinds and what they signed. */
final class Signers implements AutoCloseable {
  private static final PdfSigner SIGNER = new PdfSigner(SigningBench.HASHING);

  // For messages that are made larger.
  private static final int ROOM_BYTES = 2000;

  final Path folder;
  private final Map<String, SigningKey> keys = new HashMap<>();
  private final Map<String, byte[]> made = new HashMap<>();
  private final LongTermFiles longTerm;
  private final SigningBench events;
  private final OpensslKey rsa;
  private final OpensslKey sm2;

  Signers(Path folder) throws Exception {
    this.folder = folder;
    keys.put("ecdsa", new MemoryKey());
    rsa = OpensslKey.make(folder, OpensslKey.rsa(2048));
    sm2 = OpensslKey.make(folder, OpensslKey.SM2);
    keys.put("rsa", rsa.read().open());
    keys.put("sm2", sm2.read().open());
    longTerm = new LongTermFiles(folder, TestAuthority.Kind.ECDSA);
    events = SigningBench.open(Files.createTempDirectory(folder, "events-"));
  }

  List<X509Certificate> roots() {
    List<X509Certificate> roots = new ArrayList<>();
    keys.values().forEach(key -> roots.add(key.chain().getFirst()));
    roots.addAll(List.of(longTerm.root(), events.trust.signerRoot(), events.trust.tsaRoot()));
    return roots;
  }

  LongTermFiles longTerm() {
    return longTerm;
  }

  /** Signed with a one-time key whose certificate binds the document and evidence. */
  byte[] event(byte[] input, Placement placement) throws Exception {
    Path in = Files.write(Files.createTempFile(folder, "in-", ".pdf"), input);
    return Files.readAllBytes(events.sign(in, placement).file());
  }

  byte[] plain() throws Exception {
    return Files.readAllBytes(Contract.write(folder.resolve("plain.pdf"), "", false));
  }

  TrustStore trusted() {
    TrustStore store = TrustStore.empty();
    for (X509Certificate each : roots()) {
      store = store.with(Purpose.SIGNER, each).with(Purpose.TSA, each);
    }
    return store;
  }

  /** The key "rsa" as files for OpenSSL. */
  OpensslKey opensslRsa() {
    return rsa;
  }

  /** The last signature, of the key "rsa" or "sm2", made anew by OpenSSL. */
  byte[] byOpenssl(byte[] signed, String kind) throws Exception {
    return kind.equals("rsa")
        ? OpensslMessage.of(signed, rsa, OpensslMessage.RSA)
        : OpensslMessage.of(signed, sm2, OpensslMessage.SM2);
  }

  SigningKey key(String kind) {
    return keys.get(kind);
  }

  byte[] sign(byte[] input, String kind, Placement placement, int certify) throws Exception {
    SigningKey key = keys.get(kind);
    SignatureSpec<Profile.Unstamped> spec =
        new SignatureSpec<Profile.Unstamped>(
                Profile.PADES_B,
                key.suite(),
                "Li Na",
                SigningBench.SIGNED_AT,
                placement,
                placement instanceof Placement.Invisible ? null : SigningBench.appearance("Li Na"),
                null)
            .with(new SignatureSpec.Terms("", "", certify, List.of()));
    Path in = Files.createTempFile(folder, "in-", ".pdf");
    Path out = Files.createTempFile(folder, "out-", ".pdf");
    Files.write(in, input);
    Files.delete(out);
    int size =
        ROOM_BYTES
            + ContainerSize.of(Profile.PADES_B, key.suite(), key.chain(), 0, SigningBench.HASHING);
    SIGNER.sign(in, null, spec, size, out, prepared -> Completable.of(prepared.signed(key)));
    byte[] signed = Files.readAllBytes(out);
    Files.delete(in);
    Files.delete(out);
    return signed;
  }

  /** The contract, signed in the field expert. */
  byte[] contract(String kind, int certify, String lock, boolean streams) throws Exception {
    String id = kind + certify + lock + streams;
    if (!made.containsKey(id)) {
      Path in = Contract.write(folder.resolve("contract.pdf"), lock, streams);
      Placement expert = new Placement.Field("expert");
      made.put(id, sign(Files.readAllBytes(in), kind, expert, certify));
    }
    return made.get(id);
  }

  byte[] approval() throws Exception {
    return contract("ecdsa", 0, "", false);
  }

  byte[] certified(int permission) throws Exception {
    return contract("rsa", permission, "", false);
  }

  byte[] locked(String lock) throws Exception {
    return contract("sm2", 0, "/Lock<</Type/SigFieldLock" + lock + ">>", false);
  }

  byte[] streams() throws Exception {
    return contract("ecdsa", 0, "", true);
  }

  byte[] twice() throws Exception {
    return sign(approval(), "rsa", new Placement.Field("second"), 0);
  }

  @Override
  public void close() {
    new ArrayList<>(keys.values()).forEach(SigningKey::close);
    longTerm.close();
    events.close();
  }
}
