// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.settings.SettingsModel;
import org.penseal.identity.IdentityMode;

/**
 * What holds for all files of a queue until somebody agrees to a change.
 *
 * @param kind digest of the rules of the kind of business
 * @param mode how signers are identified
 * @param demo whether devices are simulated
 * @param devices addresses of pad, camera and card reader
 * @param issuer who issues the certificates; empty before the first signature
 */
public record BatchBinding(
    String kind, IdentityMode mode, boolean demo, List<String> devices, Optional<String> issuer) {
  /** Copies the list. */
  public BatchBinding {
    devices = List.copyOf(devices);
  }

  /** What is chosen now. */
  public static BatchBinding of(
      IdentifyModel who, SettingsModel settings, Optional<String> issuer) {
    boolean demo = settings.demoDevices().get();
    return new BatchBinding(
        who.type().get().sm3(),
        who.mode().get(),
        demo,
        demo
            ? List.of()
            : Stream.of(settings.pad(), settings.camera(), settings.idCard())
                .map(each -> each.get().strip())
                .toList(),
        issuer);
  }

  /** What may change between two files. */
  public enum Part {
    /** The kind of business, or its rules. */
    KIND,
    /** How signers are identified. */
    MODE,
    /** Simulated or real devices. */
    DEVICES,
    /** The pad, the camera or the card reader. */
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
    if (mode != before.mode) {
      parts.add(Part.MODE);
    }
    if (demo != before.demo) {
      parts.add(Part.DEVICES);
    } else if (!devices.equals(before.devices)) {
      parts.add(Part.PAD);
    }
    if (issuer.isPresent() && before.issuer.isPresent() && !issuer.equals(before.issuer)) {
      parts.add(Part.ISSUER);
    }
    return List.copyOf(parts);
  }

  /** The same, whose issuer is what it was where it is not known yet. */
  public BatchBinding issuedAs(BatchBinding before) {
    return issuer.isPresent() ? this : new BatchBinding(kind, mode, demo, devices, before.issuer);
  }
}
