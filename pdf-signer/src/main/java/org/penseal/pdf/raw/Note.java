// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

/**
 * Something that readers may read differently.
 *
 * @param code stable reason code
 * @param object number and generation, for example 12 0; empty if no object is concerned
 */
public record Note(String code, String object) {
  /** Code and object. */
  public String text() {
    return object.isEmpty() ? code : code + ": " + object;
  }
}
