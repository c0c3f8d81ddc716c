// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where one source of a case's evidence comes from, as far as this computer can know. */
public enum Origin {
  /** A device of the system's own. */
  DEVICE,
  /** Files that were recorded earlier. */
  RECORDED,
  /** A program, or pictures that were rendered. */
  SIMULATED,
  /** The operator says so; nothing else does. */
  OPERATOR,
  /** A service that does not say that it is a demonstration. */
  SERVICE,
  /** A demonstration's service, by its certificate or its own word. */
  DEMO,
  /** The system does not tell whether it is a device. */
  UNKNOWN;

  /** The word in manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The origin with this label. */
  public static Optional<Origin> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /** Of what stands at the other end of a line. */
  public static Origin of(org.penseal.pad.PadOrigin line) {
    return switch (line) {
      case DEVICE -> DEVICE;
      case RECORDED -> RECORDED;
      case SIMULATED -> SIMULATED;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** Of a camera's pictures. */
  public static Origin of(org.penseal.liveness.CameraOrigin camera) {
    return switch (camera) {
      case DEVICE -> DEVICE;
      case RECORDED -> RECORDED;
      case SIMULATED -> SIMULATED;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** Whether what comes from there is good for a demonstration only. */
  public boolean isDemo() {
    return isLaboratory() || this == DEMO;
  }

  /** Whether nobody may have stood before it: a recording or a program in a device's place. */
  public boolean isLaboratory() {
    return this == RECORDED || this == SIMULATED || this == UNKNOWN;
  }

  /** Whether it may be a device, for which no service of the demo stands in unasked. */
  public boolean mayBeDevice() {
    return this == DEVICE || this == UNKNOWN;
  }
}
