// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.ValueException;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How a key signs where its default is not wanted. */
public final class AlgorithmOptions {
  @Option(names = "--pss", description = "sign with RSASSA-PSS instead of PKCS #1 v1.5 (RSA keys)")
  boolean pss;

  @Option(
      names = "--digest",
      paramLabel = "NAME",
      converter = DigestName.class,
      description = "digest of an RSA signature: SHA-256 (default), SHA-384 or SHA-512")
  @Nullable String digest;

  @Option(
      names = "--sm2-id",
      paramLabel = "TEXT",
      converter = Sm2Id.class,
      description = "user ID of the SM2 signer (default: 1234567812345678)")
  @Nullable String sm2Id;

  /** Whether anything but the default is asked for. */
  public boolean given() {
    return suite() != null || sm2Id != null;
  }

  /** The way of an RSA key that is asked for; null if none is. */
  @Nullable Suite suite() {
    return pss || digest != null ? Suite.rsa(digest == null ? "SHA-256" : digest, pss) : null;
  }

  @Nullable String sm2Id() {
    return sm2Id;
  }

  SigningKey.Streaming open(Pkcs12File file) throws SigningException {
    Suite asked = suite();
    return file.open(
        asked == null ? Suite.of(file.chain().getFirst().getPublicKey()) : asked,
        sm2Id == null ? Suite.DEFAULT_SM2_ID : sm2Id);
  }

  /** SHA-256, SHA-384 or SHA-512, in any case and with or without the hyphen. */
  static final class DigestName implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      String bare = word.toUpperCase(Locale.ROOT).replace("-", "");
      if (!bare.matches("SHA(256|384|512)")) {
        throw new ValueException("one-of", List.of("SHA-256", "SHA-384", "SHA-512"));
      }
      return "SHA-" + bare.substring(3);
    }
  }

  /** A user id whose length in bits fits in 16 bits (GB/T 32918.2-2016, section 5.5). */
  public static final class Sm2Id implements ITypeConverter<String> {
    private static final int LONGEST_BYTES = 8191;

    @Override
    public String convert(String word) {
      if (word.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
        throw new ValueException("user-id", LONGEST_BYTES);
      }
      return word;
    }
  }
}
