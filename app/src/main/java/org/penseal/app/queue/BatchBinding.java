// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What holds for all files of a queue until somebody agrees to a change.
 *
 * @param kind id of the kind of business
 * @param demo whether devices are simulated
 * @param pad address of the pad
 * @param issuer who issues the certificates; empty before the first signature
 */
public record BatchBinding(String kind, boolean demo, String pad, Optional<String> issuer) {
  /** What may change between two files. */
  public enum Part {
    /** The kind of business. */
    KIND,
    /** Simulated or real devices. */
    DEVICES,
    /** The pad. */
    PAD,
    /** Who issues the certificates. */
    ISSUER
  }

  /** What differs from an earlier one. */
  public List<Part> changed(BatchBinding before) {
    List<Part> parts = new ArrayList<>();
    if (!kind.equals(before.kind)) {
      parts.add(Part.KIND);
    }
    if (demo != before.demo) {
      parts.add(Part.DEVICES);
    } else if (!pad.equals(before.pad)) {
      parts.add(Part.PAD);
    }
    if (issuer.isPresent() && before.issuer.isPresent() && !issuer.equals(before.issuer)) {
      parts.add(Part.ISSUER);
    }
    return List.copyOf(parts);
  }

  /** The same, whose issuer is what it was where it is not known yet. */
  public BatchBinding issuedAs(BatchBinding before) {
    return issuer.isPresent() ? this : new BatchBinding(kind, demo, pad, before.issuer);
  }
}
