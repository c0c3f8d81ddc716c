// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadException;

/**
 * A signed statement on one capture and one key: DER {@code SEQUENCE { body, algorithm, signature
 * BIT STRING, certificate [0] OPTIONAL }}, signed with SM2 over SM3 (user id 1234567812345678).
 *
 * <p>Needs the BouncyCastle provider registered as {@code BC}.
 *
 * @param body what it says
 * @param signature DER SEQUENCE { r, s } over {@code body.encode()}
 * @param certificate DER of the signer's certificate, null when it comes another way
 */
public record ChipStatement(
    StatementBody body, ByteString signature, @Nullable ByteString certificate) {

  /** SM2 with SM3, GM/T 0006. */
  private static final String SM2_WITH_SM3 = "1.2.156.10197.1.501";

  /**
   * Makes a statement with a key in memory.
   *
   * @param body what it says
   * @param key SM2 private key
   * @param certificate DER of the certificate for that key, or null
   */
  public static ChipStatement sign(
      StatementBody body, PrivateKey key, byte @Nullable [] certificate)
      throws GeneralSecurityException {
    Signature signer = Signature.getInstance("SM3withSM2", "BC");
    signer.initSign(key);
    signer.update(body.encode());
    return new ChipStatement(
        body,
        ByteString.of(signer.sign()),
        certificate == null ? null : ByteString.of(certificate));
  }

  /** The DER of the whole. */
  public byte[] encode() {
    return DerWriter.sequence(
        body.encode(),
        DerWriter.sequence(DerWriter.oid(SM2_WITH_SM3)),
        DerWriter.bits(signature.bytes()),
        certificate == null ? new byte[0] : DerWriter.value(0xA0, certificate.bytes()));
  }

  /**
   * Reads the DER; the signature is not checked yet.
   *
   * @throws PadException.Malformed when it is no statement of this version
   */
  public static ChipStatement decode(byte[] der) throws PadException.Malformed {
    DerReader outer = new DerReader(der, "chip statement");
    DerReader in = outer.sequence();
    StatementBody body = StatementBody.decode(in.whole(0x30));
    byte[] algorithm = DerWriter.sequence(DerWriter.oid(SM2_WITH_SM3));
    if (!Arrays.equals(in.whole(0x30), algorithm)) {
      throw outer.malformed(null);
    }
    ByteString signature = ByteString.of(in.bits());
    ByteString certificate = in.nextIs(0xA0) ? ByteString.of(in.enter(0xA0).whole(0x30)) : null;
    in.requireEnd();
    outer.requireEnd();
    ChipStatement statement = new ChipStatement(body, signature, certificate);
    if (!Arrays.equals(der, statement.encode())) {
      throw outer.malformed(null);
    }
    return statement;
  }

  /**
   * The certificate it carries; its chain is not checked here.
   *
   * @throws PadException.Malformed when it carries something else there
   */
  public Optional<X509Certificate> signer() throws PadException.Malformed {
    if (certificate == null) {
      return Optional.empty();
    }
    return Optional.of(Certificates.read(certificate.bytes()));
  }

  /**
   * Whether the signature fits the certificate it carries; false without one. Says nothing on
   * whether that certificate can be trusted.
   */
  public boolean verifySignature() {
    try {
      Optional<X509Certificate> signer = signer();
      return signer.isPresent() && verifySignature(signer.get().getPublicKey());
    } catch (PadException.Malformed e) {
      return false;
    }
  }

  /** Whether the signature fits this SM2 public key. */
  public boolean verifySignature(PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("SM3withSM2", "BC");
      verifier.initVerify(key);
      verifier.update(body.encode());
      return verifier.verify(signature.bytes());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
