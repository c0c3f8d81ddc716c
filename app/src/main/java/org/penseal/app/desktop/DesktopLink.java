// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.util.Map;

/**
 * A {@code penseal:} address that the user followed, possibly from an unknown page: it leads to a
 * page of the window and can carry nothing, neither a file nor a setting.
 */
public enum DesktopLink {
  /** The workbench. */
  SIGN,
  /** The page where files are verified. */
  VERIFY;

  private static final Map<String, DesktopLink> KNOWN =
      Map.of(
          "penseal:sign", SIGN,
          "penseal://sign", SIGN,
          "penseal://sign/", SIGN,
          "penseal:verify", VERIFY,
          "penseal://verify", VERIFY,
          "penseal://verify/", VERIFY);

  /** No such address is known. Its message is an English log line. */
  public static final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    private Unknown() {
      super("unknown penseal: address"); // what it says is a stranger's
    }
  }

  /**
   * Reads an address.
   *
   * @throws Unknown if it is not, to the letter, one of those that lead to a page
   */
  public static DesktopLink of(String address) throws Unknown {
    DesktopLink known = KNOWN.get(address);
    if (known == null) {
      throw new Unknown();
    }
    return known;
  }
}
