// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.key;

import java.io.Serial;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.signature.Suite;

/** Makes signatures with a {@link TokenPrivateKey}, and with no other key. */
final class TokenProvider extends Provider {
  @Serial private static final long serialVersionUID = 1L;

  static final String NAME = "PenSealToken";
  static final String PSS = "RSASSA-PSS";
  static final String PLAIN_FORMAT = "SHA256withECDSAinP1363Format";

  TokenProvider() {
    super(NAME, "1", "signatures of keys in tokens");
    for (Suite suite : Suite.values()) {
      if (!suite.pss() && !suite.key().startsWith("Ed")) {
        putService(new Signatures(this, suite.signature(), suite));
      }
    }
    putService(new Signatures(this, PSS, null));
    putService(new Signatures(this, PLAIN_FORMAT, Suite.ECDSA_SHA256));
  }

  private static final class Signatures extends Service {
    private final @Nullable Suite suite;

    private Signatures(Provider provider, String algorithm, @Nullable Suite suite) {
      super(provider, "Signature", algorithm, TokenSignature.class.getName(), List.of(), Map.of());
      this.suite = suite;
    }

    @Override
    public boolean supportsParameter(@Nullable Object parameter) {
      return parameter instanceof TokenPrivateKey;
    }

    @Override
    public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
      return new TokenSignature(suite, getAlgorithm().equals(PLAIN_FORMAT));
    }
  }
}
