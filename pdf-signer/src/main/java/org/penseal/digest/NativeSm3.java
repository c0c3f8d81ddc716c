// SPDX-License-Identifier: Apache-2.0
package org.penseal.digest;

import com.tencent.kona.crypto.KonaCryptoNativeProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.HexFormat;
import java.util.Optional;
import org.penseal.signature.Hashing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Digests of the registered providers, but SM3 over much data by native code where it runs.
 *
 * <p>The native library (Tencent Kona, for Linux on x86-64 and arm64) is unpacked and loaded when
 * it is first wanted; that takes longer than a small document. It must then give the answer of the
 * standard's example (GB/T 32905-2016, A.1), otherwise it is left alone. Its provider is never
 * registered, so nothing else changes hands.
 */
public final class NativeSm3 implements Hashing {
  /** From here on the native library is asked. */
  static final long WORTH_BYTES = 1L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(NativeSm3.class);
  private static final String SM3 = "SM3";
  private static final String SM3_OF_ABC =
      "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";

  private final Hashing usual;

  /**
   * A source in front of another.
   *
   * @param usual gives all that is not native
   */
  public NativeSm3(Hashing usual) {
    this.usual = usual;
  }

  @Override
  public MessageDigest start(String algorithm) {
    return usual.start(algorithm);
  }

  @Override
  public MessageDigest start(String algorithm, long expectedBytes) {
    if (!algorithm.equals(SM3) || expectedBytes < WORTH_BYTES) {
      return usual.start(algorithm);
    }
    return natively().orElseGet(() -> usual.start(algorithm));
  }

  /** A native digest, if the library runs here. */
  static Optional<MessageDigest> natively() {
    return Library.PROVIDER.map(NativeSm3::start);
  }

  private static MessageDigest start(Provider provider) {
    try {
      return MessageDigest.getInstance(SM3, provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("it was there a moment ago", e);
    }
  }

  /** Loaded when it is first asked for. */
  private static final class Library {
    static final Optional<Provider> PROVIDER = load();

    private static Optional<Provider> load() {
      try {
        Provider provider = KonaCryptoNativeProvider.instance();
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        byte[] found = MessageDigest.getInstance(SM3, provider).digest(abc);
        if (HexFormat.of().formatHex(found).equals(SM3_OF_ABC)) {
          return Optional.of(provider);
        }
        LOG.warn("native SM3 is wrong and left alone");
      } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
        // Another system or processor, or a folder for temporary files where nothing may be run.
        LOG.info("no native SM3 here", e);
      }
      return Optional.empty();
    }
  }
}
