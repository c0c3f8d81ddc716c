// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.NoSuchProviderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A program as {@code ./package} made it. Its jar says so, and holds the certificate of the release
 * key if the release is signed: that is no matter of the files around it.
 *
 * @param root the program's folder
 * @param program penseal or penseal-server
 * @param release certificate of the release key; null if the package is unsigned
 */
record InstalledImage(Path root, String program, @Nullable X509Certificate release) {
  /** In the folder {@code lib} of an image: its files. */
  static final String LIST = "lib/files.list";

  /** Beside it: the signature over it. */
  static final String SIGNATURE = "lib/files.list.p7s";

  private static final String INSTALLED = "installed.properties";
  private static final String RELEASE = "release.pem";

  Path list() {
    return root.resolve(LIST);
  }

  Path signature() {
    return root.resolve(SIGNATURE);
  }

  /** The options and class path with which the program's launcher starts Java. */
  Path launcher() {
    return root.resolve("lib/app").resolve(program + ".cfg");
  }

  /** Whether it lies where its package puts it, so that what is elsewhere is its own too. */
  boolean isOfPackage() {
    return root.equals(Path.of("/usr/lib", program));
  }

  /** The image of this very program; empty in a checkout. */
  static Optional<InstalledImage> ofThisProgram() throws IOException {
    try (InputStream installed = InstalledImage.class.getResourceAsStream(INSTALLED)) {
      if (installed == null) {
        return Optional.empty();
      }
      Properties facts = new Properties();
      facts.load(installed);
      return Optional.of(
          new InstalledImage(
              folderOfJar(), facts.getProperty("program", "penseal"), readRelease()));
    }
  }

  // The jar lies in lib/app. A class that comes out of the start-up cache may have no code source.
  private static Path folderOfJar() throws IOException {
    URL installed = Objects.requireNonNull(InstalledImage.class.getResource(INSTALLED));
    if (!(installed.openConnection() instanceof JarURLConnection inJar)) {
      throw new IOException("the program is in no jar: " + installed);
    }
    try {
      Path jar = Path.of(inJar.getJarFileURL().toURI());
      Path app = Objects.requireNonNull(jar.toRealPath().getParent(), "no folder");
      return Objects.requireNonNull(app.resolve("../..").normalize(), "no folder");
    } catch (URISyntaxException e) {
      throw new IOException("the program's jar is nowhere", e);
    }
  }

  private static @Nullable X509Certificate readRelease() throws IOException {
    try (InputStream pem = InstalledImage.class.getResourceAsStream(RELEASE)) {
      if (pem == null) {
        return null;
      }
      return (X509Certificate)
          CertificateFactory.getInstance("X.509", "BC").generateCertificate(pem);
    } catch (CertificateException | NoSuchProviderException e) {
      throw new IOException("the release certificate cannot be read", e);
    }
  }
}
