// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.catalog;

import java.util.List;
import java.util.Map;
import org.penseal.pad.PadModel;

/**
 * A model with what is known of the facts themselves.
 *
 * @param model the model
 * @param proofs for each link ({@code hid}, {@code serial}) by what it was proven: {@code pty},
 *     {@code memory}, {@code stand-in-hidapi}, {@code linux-kernel} or {@code device}
 * @param remarks facts that do not stand in a public text of the vendor, in the order of the file
 */
public record PadEntry(PadModel model, Map<String, List<String>> proofs, List<Remark> remarks) {

  /**
   * Where a fact comes from.
   *
   * @param field the field of the file, e.g. {@code tablet.maxX}
   * @param mark {@code sdk}, {@code capture}, {@code vendor-document}, {@code third-party-driver},
   *     {@code inferred} or {@code unverified}
   * @param note in words
   */
  public record Remark(String field, String mark, String note) {}

  /** Copies the collections. */
  public PadEntry {
    proofs = Map.copyOf(proofs);
    remarks = List.copyOf(remarks);
  }
}
