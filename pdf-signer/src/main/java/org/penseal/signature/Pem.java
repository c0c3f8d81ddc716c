// SPDX-License-Identifier: Apache-2.0
package org.penseal.signature;

import java.util.Base64;

/** The text form of certificates and requests (RFC 7468). */
public final class Pem {
  private static final int LINE = 64;

  private Pem() {}

  /** A certificate. */
  public static String certificate(byte[] der) {
    return text("CERTIFICATE", der);
  }

  /** A certification request (RFC 2986). */
  public static String request(byte[] der) {
    return text("CERTIFICATE REQUEST", der);
  }

  private static String text(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }
}
