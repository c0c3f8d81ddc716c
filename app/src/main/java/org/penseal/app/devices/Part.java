// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import java.util.Arrays;
import java.util.Optional;
import org.penseal.app.signing.Service;

/** A part of the workplace that a case needs. */
public enum Part {
  /** The signature pad. */
  PAD("pad", true),
  /** The camera. */
  CAMERA("camera", true),
  /** The reader of ID cards. */
  READER("idCard", true),
  /** Issues event certificates. */
  CA("ca", false),
  /** Stamps signatures. */
  TSA("timestamp", false),
  /** Knows people. */
  AUTHORITY("authority", false),
  /** Keeps the cases. */
  ARCHIVE("archive", false);

  private final String word;
  private final boolean device;

  Part(String word, boolean device) {
    this.word = word;
    this.device = device;
  }

  /** Its name is the text {@code workplace.part.WORD}. */
  public String word() {
    return word;
  }

  /** The service of the workplace, which is set by a form; empty for what is none. */
  public Optional<Service> service() {
    return switch (this) {
      case CA -> Optional.of(Service.CA);
      case TSA -> Optional.of(Service.TSA);
      case AUTHORITY -> Optional.of(Service.AUTHORITY);
      case PAD, CAMERA, READER, ARCHIVE -> Optional.empty();
    };
  }

  /** The part that is this service; empty for one that is not looked at. */
  public static Optional<Part> of(Service service) {
    return Arrays.stream(values())
        .filter(each -> each.service().equals(Optional.of(service)))
        .findFirst();
  }

  /** Whether it is plugged in, and chosen here. */
  public boolean isDevice() {
    return device;
  }
}
