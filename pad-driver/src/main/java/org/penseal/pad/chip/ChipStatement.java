// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadException;

/**
 * A signed statement on one capture and one key: DER {@code SEQUENCE { body, algorithm, signature
 * BIT STRING, certificate [0] OPTIONAL }}. A chip signs with SM2 over SM3 (user id
 * 1234567812345678), a host with that or with ECDSA over SHA-256.
 *
 * <p>Needs the BouncyCastle provider registered as {@code BC}.
 *
 * @param body what it says
 * @param algorithm how it is signed
 * @param signature DER SEQUENCE { r, s } over {@code body.encode()}
 * @param certificate DER of the signer's certificate, null when it comes another way
 */
public record ChipStatement(
    StatementBody body,
    Algorithm algorithm,
    ByteString signature,
    @Nullable ByteString certificate) {

  /** How a statement is signed. */
  public enum Algorithm {
    /** SM2 over SM3, GM/T 0006. */
    SM2_SM3("1.2.156.10197.1.501", "SM3withSM2"),
    /** ECDSA over SHA-256 with a key on P-256, RFC 5758, section 3.2; hosts only. */
    ECDSA_SHA256("1.2.840.10045.4.3.2", "SHA256withECDSA");

    private final String oid;
    private final String jca;

    Algorithm(String oid, String jca) {
      this.oid = oid;
      this.jca = jca;
    }

    private byte[] identifier() {
      return DerWriter.sequence(DerWriter.oid(oid));
    }

    /** Whether a key lies on the curve that goes with it. */
    boolean fits(PublicKey key) {
      return key instanceof ECPublicKey ec
          && (this == ECDSA_SHA256) == P256.equals(ec.getParams().getCurve());
    }
  }

  // FIPS 186-4, D.1.2.3; a is p - 3.
  private static final EllipticCurve P256 =
      new EllipticCurve(
          new ECFieldFp(
              new BigInteger(
                  "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF", 16)),
          new BigInteger("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC", 16),
          new BigInteger("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B", 16));

  /** Checks that a chip's is signed as chips sign. */
  public ChipStatement {
    if (body.origin() == StatementBody.Origin.CHIP && algorithm != Algorithm.SM2_SM3) {
      throw new IllegalArgumentException("a chip signs with SM2");
    }
  }

  /** One that is signed with SM2. */
  public ChipStatement(StatementBody body, ByteString signature, @Nullable ByteString certificate) {
    this(body, Algorithm.SM2_SM3, signature, certificate);
  }

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
        algorithm.identifier(),
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
    byte[] identifier = in.whole(0x30);
    Algorithm algorithm =
        Arrays.stream(Algorithm.values())
            .filter(each -> Arrays.equals(identifier, each.identifier()))
            .findFirst()
            .orElseThrow(() -> outer.malformed(null));
    if (body.origin() == StatementBody.Origin.CHIP && algorithm != Algorithm.SM2_SM3) {
      throw outer.malformed(null);
    }
    ByteString signature = ByteString.of(in.bits());
    ByteString certificate = in.nextIs(0xA0) ? ByteString.of(in.enter(0xA0).whole(0x30)) : null;
    in.requireEnd();
    outer.requireEnd();
    ChipStatement statement = new ChipStatement(body, algorithm, signature, certificate);
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

  /** Whether the signature fits this public key, and the key the algorithm. */
  public boolean verifySignature(PublicKey key) {
    if (!algorithm.fits(key)) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(algorithm.jca, "BC");
      verifier.initVerify(key);
      verifier.update(body.encode());
      return verifier.verify(signature.bytes());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
