// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What the build made for the page.
 *
 * @param script all of src/main/js with the libraries it uses, in one
 * @param style rules for the section
 * @param licences what the authors of the libraries want said
 */
record PageParts(String script, String style, String licences) {

  static PageParts load() {
    return new PageParts(read("recheck.js").strip(), read("recheck.css"), read("licences.txt"));
  }

  /** The script as a content security policy names it. */
  String scriptHash() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String read(String name) {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not part of this installation");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
