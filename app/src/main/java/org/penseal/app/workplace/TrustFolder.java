// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.disk.TakenApart;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.workplace.file.Policy;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Pem;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** Whom a workplace trusts: the roots in its data folder, and where that is a demonstration's. */
public final class TrustFolder {
  private static final String TRUST = "trust";
  private static final String DEMO = "demo";

  // Written by penseal demo into the folder that it makes.
  private static final String DEMONSTRATION = "demonstration";

  // What lies in a flat folder serves these three, and shall do so beside a folder for one purpose.
  private static final List<String> FLAT =
      Stream.of(Purpose.SIGNER, Purpose.TSA, Purpose.DEVICE).map(Purpose::folder).toList();

  private TrustFolder() {}

  /**
   * The root certificates in {@code trust/}; none if there is no such folder, or if the policy of
   * the computer allows no others than its workplace's.
   *
   * @param data the data folder
   * @throws SigningException if it cannot be read
   */
  public static TrustStore of(Path data) throws SigningException {
    return Policy.inForce().ownWorkplace()
        ? in(TakenApart.inUse(data.resolve(TRUST)))
        : TrustStore.empty();
  }

  /** The roots of the demo of this data folder; none if it has none or may have none. */
  public static TrustStore ofDemo(Path data) throws SigningException {
    return Policy.inForce().demo() ? in(data.resolve(DEMO).resolve(TRUST)) : TrustStore.empty();
  }

  /**
   * Whom a time-stamp is believed from: {@code trust/tsa}, what was named beside it, and in a
   * demonstration the demo's own.
   *
   * @param named files and folders of roots; may be empty
   */
  public static TrustStore forTimestamps(Path data, List<Path> named, boolean demonstration)
      throws SigningException {
    TrustStore roots = of(data);
    List<CredentialException.BadCertificate> unreadable = new ArrayList<>(roots.unreadable());
    TrustStore further = TrustStore.load(named);
    unreadable.addAll(further.unreadable());
    roots = roots.with(Purpose.TSA, further.anchors(Purpose.TSA));
    if (demonstration) {
      roots = roots.with(Purpose.TSA, ofDemo(data).anchors(Purpose.TSA));
    }
    return new TrustStore(roots.anchors(), unreadable);
  }

  /** Whether {@code penseal demo} made this data folder. */
  public static boolean isDemonstration(Path data) {
    return Files.isRegularFile(data.resolve(DEMONSTRATION));
  }

  /** Says of a data folder that a demonstration made it. */
  public static void markDemonstration(Path data) throws IOException {
    Files.writeString(OwnerOnly.folder(data).resolve(DEMONSTRATION), "penseal demo\n");
  }

  /**
   * Trusts a certificate for a purpose from now on: it is put into that folder of {@code trust/}.
   * What lay in a flat folder is moved into the folders of the purposes that it served, and the log
   * says what.
   *
   * @throws FileException.OutputNotWritable if it cannot be written
   * @throws org.penseal.app.workplace.file.PolicyException if the computer allows none
   */
  public static void add(Path data, Purpose purpose, X509Certificate root) throws SigningException {
    Policy.requireOwnCertificates();
    Path folder = data.resolve(TRUST);
    try {
      OwnerOnly.folder(data);
      Path apart = folder.resolve(purpose.folder());
      TakenApart.goOn(folder);
      if (Files.isDirectory(folder) && !keepsApart(folder)) {
        TakenApart.of(folder, FLAT);
      }
      Files.createDirectories(apart);
      byte[] der = root.getEncoded();
      String name = "added-" + Sm3.hex(der).substring(0, 16) + ".pem";
      DurableFile.write(
          apart.resolve(name), Pem.certificate(der).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException | CertificateEncodingException e) {
      throw new FileException.OutputNotWritable(folder, "trusted certificates", e);
    }
  }

  private static boolean keepsApart(Path folder) {
    return Stream.of(Purpose.values())
        .anyMatch(each -> Files.isDirectory(folder.resolve(each.folder())));
  }

  private static TrustStore in(Path folder) throws SigningException {
    return Files.isDirectory(folder) ? TrustStore.load(List.of(folder)) : TrustStore.empty();
  }
}
