// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.workplace;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.app.workplace.file.WorkplaceText;
import picocli.CommandLine.Option;

/** What {@code workplace init} writes of the station itself: its key, devices, times, output. */
final class DeskFields {
  @Option(
      names = "--station-key",
      paramLabel = "FILE|skf:LIB|pkcs11:LIB",
      description =
          "key that signs device statements for pads without a secure chip (SM2 or P-256)")
  @Nullable String stationKey;

  @Option(
      names = "--station-secret",
      paramLabel = "SECRET",
      description = "password or PIN of --station-key, as --ca-secret")
  @Nullable String stationSecret;

  @Option(
      names = "--pad",
      paramLabel = "URI",
      description = "signature pad: hid:, hid:PATH or serial:PATH")
  @Nullable String pad;

  @Option(names = "--camera", paramLabel = "URI", description = "camera: dev:N")
  @Nullable String camera;

  @Option(
      names = "--idcard",
      paramLabel = "URI",
      description = "ID-card reader: serial:PATH, hid: or hid:PATH")
  @Nullable String idCard;

  @Option(names = "--language", paramLabel = "zh|en", description = "language of the window")
  @Nullable String language;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "time zone, for example Asia/Shanghai")
  @Nullable String zone;

  @Option(
      names = "--signing-time",
      paramLabel = "SECONDS",
      description = "time limit for the signer on the pad, 10 to 3600; default: 300")
  @Nullable Integer signingSeconds;

  @Option(names = "--output", paramLabel = "DIR", description = "folder for signed files")
  @Nullable String output;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "signature profile where the business type names none: pades-t (default), pades-lt,"
              + " pades-lta or gm-cms")
  @Nullable String profile;

  /** Puts what is given into the fields of a file. */
  void write(Map<String, Object> all) {
    WorkplaceText.put(
        all, "station", WorkplaceText.fields("key", stationKey, "secret", stationSecret));
    Map<String, Object> desk =
        WorkplaceText.fields(
            "pad", pad, "camera", camera, "idCard", idCard, "language", language, "zone", zone);
    if (signingSeconds != null) {
      desk.put("signingSeconds", signingSeconds);
    }
    WorkplaceText.put(all, "desk", desk);
    all.putAll(WorkplaceText.fields("output", output, "profile", profile));
  }

  /** Asks for them one after the other; nothing answered leaves a field out. */
  void ask(Questions questions) {
    stationKey = questions.one("station-key");
    stationSecret = questions.one("station-secret", stationKey);
    pad = questions.one("pad");
    camera = questions.one("camera");
    idCard = questions.one("idcard");
    language = questions.one("language");
    zone = questions.one("zone");
    output = questions.one("output");
  }
}
