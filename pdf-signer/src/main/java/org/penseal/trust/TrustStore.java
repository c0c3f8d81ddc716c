// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.BadCertificate.Why;
import org.penseal.refusal.SigningException;

/**
 * Trusted roots, kept apart by purpose.
 *
 * @param anchors the roots for each purpose; a purpose may be missing
 * @param unreadable files in the folders that could not be read, each with the reason
 */
public record TrustStore(
    Map<Purpose, List<X509Certificate>> anchors,
    List<CredentialException.BadCertificate> unreadable) {
  // Stations, authorities and escrows are registered one by one, in folders of their own.
  private static final List<Purpose> FLAT = List.of(Purpose.SIGNER, Purpose.TSA, Purpose.DEVICE);

  private static final List<String> ENDINGS = List.of(".pem", ".crt", ".cer", ".der");
  private static final int LARGEST_FILE_BYTES = 4 << 20;

  /** Copies the map. */
  public TrustStore {
    Map<Purpose, List<X509Certificate>> copy = new EnumMap<>(Purpose.class);
    anchors.forEach((purpose, list) -> copy.put(purpose, List.copyOf(list)));
    anchors = Map.copyOf(copy);
    unreadable = List.copyOf(unreadable);
  }

  /** Trusts no certificate. */
  public static TrustStore empty() {
    return new TrustStore(Map.of(), List.of());
  }

  /**
   * Loads files and folders.
   *
   * <p>A folder with at least one of the folders signer, tsa, device, station, authority, escrow
   * and login keeps the purposes apart; a flat folder and a file serve all. Files end with .pem,
   * .crt, .cer or .der; a PEM file may hold several certificates. A file in a folder that cannot be
   * read is told of and left out.
   *
   * @throws CredentialException.BadCertificate if a path does not exist, a folder cannot be listed
   *     or a file that was itself named cannot be read
   */
  public static TrustStore load(List<Path> paths) throws SigningException {
    return load(paths, FLAT);
  }

  /**
   * The roots for one purpose: those of its folder where a folder keeps the purposes apart, all of
   * a flat folder or a file.
   *
   * @throws CredentialException.BadCertificate as {@link #load(List)}, and if paths are named but
   *     none holds a root for the purpose
   */
  public static List<X509Certificate> roots(Purpose purpose, List<Path> paths)
      throws SigningException {
    List<X509Certificate> found = load(paths, List.of(purpose)).anchors(purpose);
    if (found.isEmpty() && !paths.isEmpty()) {
      throw new CredentialException.BadCertificate(paths.getFirst().toString(), Why.NO_ROOT, null);
    }
    return found;
  }

  private static TrustStore load(List<Path> paths, List<Purpose> flat) throws SigningException {
    Map<Purpose, List<X509Certificate>> anchors = new EnumMap<>(Purpose.class);
    List<CredentialException.BadCertificate> unreadable = new ArrayList<>();
    for (Path path : paths) {
      Map<Purpose, Path> apart = apart(path);
      for (Map.Entry<Purpose, Path> each : apart.entrySet()) {
        add(anchors, each.getKey(), readAll(each.getValue(), unreadable));
      }
      if (apart.isEmpty()) {
        List<X509Certificate> all = readAll(path, unreadable);
        for (Purpose purpose : flat) {
          add(anchors, purpose, all);
        }
      }
    }
    return new TrustStore(anchors, unreadable);
  }

  private static Map<Purpose, Path> apart(Path path) {
    Map<Purpose, Path> folders = new EnumMap<>(Purpose.class);
    for (Purpose purpose : Purpose.values()) {
      Path folder = path.resolve(purpose.folder());
      if (Files.isDirectory(folder)) {
        folders.put(purpose, folder);
      }
    }
    return folders;
  }

  /**
   * The files that {@link #load(List)} may read where this file or folder is named: also those in a
   * folder that keeps the purposes apart.
   *
   * @throws CredentialException.BadCertificate if a folder cannot be listed
   */
  public static List<Path> files(Path path) throws CredentialException.BadCertificate {
    List<Path> all = new ArrayList<>(listed(path));
    for (Path each : apart(path).values()) {
      all.addAll(listed(each));
    }
    return all;
  }

  /** The same store with further roots for a purpose. */
  public TrustStore with(Purpose purpose, X509Certificate... roots) {
    return with(purpose, List.of(roots));
  }

  /** The same store with further roots for a purpose. */
  public TrustStore with(Purpose purpose, List<X509Certificate> roots) {
    Map<Purpose, List<X509Certificate>> copy = new EnumMap<>(Purpose.class);
    copy.putAll(anchors);
    add(copy, purpose, roots);
    return new TrustStore(copy, unreadable);
  }

  /** The same store with everything of another one. */
  public TrustStore with(TrustStore further) {
    TrustStore all = this;
    for (Purpose purpose : Purpose.values()) {
      all = all.with(purpose, further.anchors(purpose));
    }
    return all;
  }

  /** The roots for a purpose; may be empty. */
  public List<X509Certificate> anchors(Purpose purpose) {
    return anchors.getOrDefault(purpose, List.of());
  }

  /**
   * Whether a certificate itself is registered for a purpose and valid at a time: no issuer stands
   * in for it.
   */
  public boolean holds(Purpose purpose, X509Certificate certificate, Instant at) {
    return anchors(purpose).contains(certificate) && PathRules.validAt(certificate, at);
  }

  private static void add(
      Map<Purpose, List<X509Certificate>> anchors, Purpose purpose, List<X509Certificate> further) {
    List<X509Certificate> merged = new ArrayList<>(anchors.getOrDefault(purpose, List.of()));
    merged.addAll(further);
    anchors.put(purpose, merged);
  }

  private static List<X509Certificate> readAll(
      Path path, List<CredentialException.BadCertificate> unreadable) throws SigningException {
    if (!Files.isDirectory(path)) {
      return certificates(path);
    }
    List<X509Certificate> all = new ArrayList<>();
    for (Path file : listed(path)) {
      try {
        all.addAll(certificates(file));
      } catch (CredentialException.BadCertificate e) {
        unreadable.add(e);
      }
    }
    return all;
  }

  private static List<Path> listed(Path path) throws CredentialException.BadCertificate {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> listed = Files.list(path)) {
      return listed.filter(TrustStore::isCertificateFile).sorted().toList();
    } catch (IOException e) {
      throw new CredentialException.BadCertificate(path.toString(), Why.FOLDER_UNREADABLE, e);
    }
  }

  private static boolean isCertificateFile(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
  }

  /**
   * The certificates in a file, PEM or DER; at least one.
   *
   * @throws CredentialException.BadCertificate if there is none or the file cannot be read
   */
  public static List<X509Certificate> certificates(Path file)
      throws CredentialException.BadCertificate {
    try (InputStream in = Files.newInputStream(file)) {
      // Not its size: a device has none and no end.
      byte[] bytes = in.readNBytes(LARGEST_FILE_BYTES + 1);
      if (bytes.length > LARGEST_FILE_BYTES) {
        throw new CredentialException.BadCertificate(file.toString(), Why.TOO_LARGE, null);
      }
      List<X509Certificate> found = new ArrayList<>();
      for (Certificate each :
          CertificateFactory.getInstance("X.509", "BC")
              .generateCertificates(new ByteArrayInputStream(bytes))) {
        found.add((X509Certificate) each);
      }
      if (found.isEmpty()) {
        throw new CredentialException.BadCertificate(file.toString(), Why.NONE, null);
      }
      return found;
    } catch (IOException | GeneralSecurityException e) {
      throw new CredentialException.BadCertificate(file.toString(), Why.UNREADABLE, e);
    }
  }
}
