// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.message;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its body in Content-Digest (RFC 9530, section 2), held against it as it is
 * read.
 */
final class BodyDigest {
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha-256", "SHA-256", "sha-512", "SHA-512", "sm3", "SM3");

  private final String algorithm;
  private final byte[] expected;

  private BodyDigest(String algorithm, byte[] expected) {
    this.algorithm = algorithm;
    this.expected = expected.clone();
  }

  /**
   * Reads the field; of several digests one that is known here counts.
   *
   * @return empty if it is malformed or none is known
   */
  static Optional<BodyDigest> of(String field) {
    FieldReader in = new FieldReader(field);
    Map<String, byte[]> all = new LinkedHashMap<>();
    do {
      in.optionalSpace();
      Optional<String> name = in.key();
      Optional<byte[]> value = name.isPresent() && in.takes('=') ? in.bytes() : Optional.empty();
      if (value.isEmpty() || all.put(name.get(), value.get()) != null) {
        return Optional.empty();
      }
      in.optionalSpace();
    } while (in.takes(','));
    if (!in.ended()) {
      return Optional.empty();
    }
    return all.entrySet().stream()
        .filter(each -> ALGORITHMS.containsKey(each.getKey()))
        .findFirst()
        .map(each -> new BodyDigest(each.getKey(), each.getValue()));
  }

  /** The same body, which fails at its end if it is another than was signed. */
  Held held(InputStream body) {
    try {
      return new Held(body, MessageDigest.getInstance(ALGORITHMS.get(algorithm)), expected);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no " + algorithm + ": is the provider registered?", e);
    }
  }

  /** A body that is held against its digest. */
  static final class Held extends FilterInputStream {
    private final MessageDigest digest;
    private final byte[] expected;
    private @Nullable Boolean fits;

    private Held(InputStream body, MessageDigest digest, byte[] expected) {
      super(body);
      this.digest = digest;
      this.expected = expected;
    }

    private int counted(int count) throws BodyAltered {
      if (count >= 0) {
        return count;
      }
      // Once: whoever reads behind the end of a body that was altered is told again.
      if (fits == null) {
        fits = MessageDigest.isEqual(digest.digest(), expected);
      }
      if (!fits) {
        throw new BodyAltered();
      }
      return count;
    }

    @Override
    public int read() throws IOException {
      int octet = in.read();
      if (octet >= 0) {
        digest.update((byte) octet);
      }
      return counted(octet);
    }

    @Override
    public int read(byte[] target, int from, int many) throws IOException {
      int count = in.read(target, from, many);
      if (count > 0) {
        digest.update(target, from, count);
      }
      return counted(count);
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] nowhere = new byte[(int) Math.clamp(count, 0, 8192)];
      return Math.max(0, read(nowhere, 0, nowhere.length));
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
