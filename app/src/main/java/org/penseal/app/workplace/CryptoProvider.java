// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The one place where the provider of SM2, SM3 and SM4 is registered. */
public final class CryptoProvider {
  private CryptoProvider() {}

  /** Registers it; calling again does nothing. */
  public static void register() {
    if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }
}
