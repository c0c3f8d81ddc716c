// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.pkcs11;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.key.TokenAddress;
import org.penseal.signature.Octets;

/**
 * Where a key lies: {@code pkcs11:LIBRARY?token=LABEL&label=LABEL}, with {@code slot=NUMBER} for a
 * token and {@code id=HEX} for a key where labels do not tell. What is left out is the only one
 * there is. The names are those of RFC 7512 as far as it has them; nothing is escaped.
 *
 * @param library the maker's shared library
 * @param slot number of the slot (CK_SLOT_ID)
 * @param token label of the token
 * @param label CKA_LABEL of the private key
 * @param id CKA_ID of the private key
 */
public record Pkcs11Address(
    Path library,
    @Nullable Long slot,
    @Nullable String token,
    @Nullable String label,
    @Nullable Octets id) {
  private static final String SCHEME = "pkcs11:";

  /** Whether an address is one of this kind. */
  public static boolean fits(String address) {
    return address.startsWith(SCHEME);
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if a part is unknown, given twice or no number
   */
  public static Pkcs11Address of(String address) {
    TokenAddress read = TokenAddress.of(SCHEME, address, Set.of("slot", "token", "label", "id"));
    Map<String, String> parts = read.parts();
    String slot = parts.get("slot");
    String id = parts.get("id");
    if (slot != null && !slot.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("slot= is a number");
    }
    if (id != null && !id.matches("([0-9A-Fa-f]{2}){1,255}")) {
      throw new IllegalArgumentException("id= is hexadecimal");
    }
    return new Pkcs11Address(
        read.library(),
        slot == null ? null : Long.valueOf(slot),
        parts.get("token"),
        parts.get("label"),
        id == null ? null : Octets.of(HexFormat.of().parseHex(id)));
  }

  /** The key as it is asked for, for the words of a failure. */
  String keyWords() {
    return (label == null ? "" : "label=" + label)
        + (label == null || id == null ? "" : ", ")
        + (id == null ? "" : "id=" + HexFormat.of().formatHex(id.bytes()));
  }
}
