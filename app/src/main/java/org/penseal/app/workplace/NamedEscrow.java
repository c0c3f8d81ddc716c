// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.penseal.app.evidence.Escrow;
import org.penseal.key.HeldKey;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/**
 * The escrow that was named: ink is sealed for another person's key, which the workplace knows by
 * its certificate in {@code trust/escrow}, and not for one that lies in the data folder itself.
 */
final class NamedEscrow {
  // Deeper than anything that the program writes.
  private static final int DEEPEST = 8;

  private static final List<char[]> PASSWORDS =
      List.of(new char[0], Laboratory.PASSWORD.toCharArray());

  private NamedEscrow() {}

  /**
   * Reads the certificate. One that calls itself a demonstration's needs no place: it makes the
   * case one.
   *
   * @param settings whose workplace or data folder has it registered
   * @throws CredentialException.EscrowRefused if it is not registered and valid, or its private key
   *     lies in the data folder
   */
  static X509Certificate read(Path file, Settings settings, Instant now) throws SigningException {
    X509Certificate escrow =
        TrustStore.load(List.of(file)).anchors(Purpose.SIGNER).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new CredentialException.BadCertificate(
                        file.toString(), CredentialException.BadCertificate.Why.NONE, null));
    if (Escrow.of(escrow).demo()) {
      return escrow;
    }
    Path data = settings.data();
    String subject = CertificateFacts.commonName(escrow);
    if (!TrustFolder.of(data).with(settings.trust().roots()).holds(Purpose.ESCROW, escrow, now)) {
      throw new CredentialException.EscrowRefused(
          subject, CredentialException.EscrowRefused.Why.NOT_REGISTERED);
    }
    for (Path each : keyFiles(data)) {
      if (HeldKey.isIn(each, escrow, PASSWORDS)) {
        throw new CredentialException.EscrowRefused(
            subject, CredentialException.EscrowRefused.Why.KEY_HELD_HERE);
      }
    }
    return escrow;
  }

  private static List<Path> keyFiles(Path data) throws SigningException {
    if (!Files.isDirectory(data)) {
      return List.of();
    }
    // The folder may be reached by a link, which a walk would not follow.
    try (Stream<Path> all = Files.walk(data.toRealPath(), DEEPEST)) {
      return all.filter(Files::isRegularFile).filter(HeldKey::mayHold).toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new FileException.InputUnreadable(data, "cannot be looked through", e);
    }
  }
}
