// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.signing.CapturedInk;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pad.ink.InkDigest;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * A one-time key in this process, for a pad without a chip. Its statement has the same shape as a
 * chip's but says that the host made it, and is signed with the station's own key: it proves that
 * nothing changed since, not that a device saw it.
 */
public final class HostKey implements OneTimeKey {
  private final CapturedInk captured;
  private final StatementKey station;
  private final org.penseal.key.SoftwareOneTimeKey key;

  private HostKey(
      CapturedInk captured, StatementKey station, org.penseal.key.SoftwareOneTimeKey key) {
    this.captured = captured;
    this.station = station;
    this.key = key;
  }

  /**
   * Makes a key of the kind of the station's: SM2 or on P-256.
   *
   * @param captured what this program saw of the act
   * @param station the station's own key, which signs the statement
   * @throws CredentialException if the station's key is of another kind
   */
  public static HostKey generate(CapturedInk captured, StatementKey station, SecureRandom random)
      throws SigningException {
    Suite suite = Suite.of(station.certificate().getPublicKey());
    algorithm(suite);
    return new HostKey(
        captured, station, org.penseal.key.SoftwareOneTimeKey.generate(suite, random));
  }

  private static ChipStatement.Algorithm algorithm(Suite suite) throws CredentialException {
    return switch (suite) {
      case SM2_SM3 -> ChipStatement.Algorithm.SM2_SM3;
      case ECDSA_SHA256 -> ChipStatement.Algorithm.ECDSA_SHA256;
      default ->
          throw new CredentialException.KeyRefused(
              CredentialException.KeyRefused.Why.SIGNS_NO_STATEMENTS, null);
    };
  }

  /**
   * Opens the station's key and closes it again, so that one that cannot sign is found before
   * anybody writes.
   *
   * @throws CredentialException if it cannot be opened, or is neither SM2 nor on P-256
   */
  public static void require(StatementKey station) throws SigningException {
    opened(station).close();
  }

  private static SigningKey opened(StatementKey station) throws SigningException {
    SigningKey own = station.open();
    boolean fit = false;
    try {
      algorithm(own.suite());
      fit = true;
      return own;
    } finally {
      if (!fit) {
        own.close();
      }
    }
  }

  @Override
  public byte[] publicKey() {
    return key.publicKey().getEncoded();
  }

  @Override
  public byte[] statement(byte[] manifestDigest) throws SigningException {
    PadIdentity pad = captured.pad();
    ByteString screen = ByteString.of(screen());
    StatementBody body =
        new StatementBody(
            StatementBody.Origin.HOST,
            new StatementBody.Device(
                pad.model().reportedName(), pad.serialNumber(), pad.firmware()),
            captured.challenge(),
            ByteString.of(publicKey()),
            new StatementBody.Pen(
                ByteString.of(InkDigest.sm3(captured.ink())),
                captured.ink().samples().size(),
                captured.cleared().size() + 1),
            captured.page().isPresent() ? List.of(screen) : List.of(),
            new StatementBody.Confirm(
                by(pad.model().confirm()), captured.confirmedAt(), pad.layout().ok(), screen),
            ByteString.of(manifestDigest),
            1);
    try (SigningKey own = opened(station)) {
      byte[] signature = own.sign(body.encode());
      ByteString certificate = ByteString.of(station.certificate().getEncoded());
      return new ChipStatement(body, algorithm(own.suite()), ByteString.of(signature), certificate)
          .encode();
    } catch (GeneralSecurityException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  // SM3 of the picture that the pad showed, of nothing when it took none.
  private byte[] screen() {
    return Sm3.of(captured.page().map(page -> page.picture().bits()).orElse(new byte[0]));
  }

  private static StatementBody.By by(PadModel.Confirm confirm) {
    return switch (confirm) {
      case SCREEN -> StatementBody.By.SCREEN;
      case DEVICE -> StatementBody.By.KEY;
      case HOST -> StatementBody.By.WORKSTATION;
    };
  }

  @Override
  public byte[] signRequest(byte[] certificationRequestInfo) throws SigningException {
    return key.signRequest(org.penseal.signature.Octets.of(certificationRequestInfo));
  }

  @Override
  public void certified(List<X509Certificate> chain) throws SigningException {
    key.certify(chain);
  }

  @Override
  public byte[] sign(byte[] signedAttributes) throws SigningException {
    return key.sign(signedAttributes);
  }

  @Override
  public void close() {
    key.close();
  }
}
