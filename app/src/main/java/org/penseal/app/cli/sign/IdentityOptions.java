// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.ExpiredCards;
import org.penseal.app.ceremony.Sources;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.identify.IdentifyFlow;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.workplace.Laboratory;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityMode;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.camera.Cameras;
import org.penseal.liveness.rule.ChallengePlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Who signs, and how that is found out. */
final class IdentityOptions {
  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "verification method: real-person, phone or portrait; default: as the business type says")
  @Nullable String mode;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the signer's name; better in --person-file")
  @Nullable String name;

  @Option(
      names = "--id-number",
      paramLabel = "NUMBER",
      description = "the signer's ID number; better in --person-file")
  @Nullable String idNumber;

  @Option(
      names = "--phone",
      paramLabel = "NUMBER",
      description = "the signer's mobile number; better in --person-file")
  @Nullable String phone;

  @Option(
      names = "--person-file",
      paramLabel = "FILE|-",
      description =
          "JSON object with name, idNumber and phone, in a file or on standard input; options are"
              + " visible to other users of this computer in the process list")
  @Nullable String personFile;

  @Option(names = "--camera", paramLabel = "URI", description = "camera: clip:FILE, dev:N or sim:")
  @Nullable String camera;

  @Option(
      names = "--challenge",
      paramLabel = "LIST",
      description = "movements that were requested in the clip: turn-left,blink,mouth-open,…")
  @Nullable String challenge;

  @Option(
      names = "--idcard",
      paramLabel = "URI",
      description = "ID-card reader: serial:PATH, hid:, hid:PATH or sim:")
  @Nullable String idCard;

  @Option(
      names = "--card-picture",
      paramLabel = "FILE",
      description =
          "picture of the card, for its portrait, instead of --idcard; requires --name and"
              + " --id-number")
  @Nullable Path cardPicture;

  @Option(
      names = "--expired-card",
      paramLabel = "refuse|flag",
      description =
          "ID card that is not valid today: refuse it, or accept and flag it if the business type"
              + " allows this; default: as the business type says")
  @Nullable ExpiredCards expiredCard;

  @Option(
      names = "--phone-code-file",
      paramLabel = "FILE|-|sim:",
      description =
          "code sent to the mobile number, one line for each try; sim: for the demo's code")
  @Nullable String phoneCode;

  @Option(
      names = "--no-identity",
      description =
          "do not verify the signer's identity; only with a key that is not a one-time key")
  boolean noIdentity;

  /**
   * Refuses what contradicts itself, before anybody is asked for anything.
   *
   * @param nobody whether nobody's identity is looked at: then what asks for it would be passed
   *     over without a word
   */
  void require(boolean nobody) {
    if (nobody) {
      asking()
          .forEach(
              (option, value) -> {
                if (value != null) {
                  throw wrong("no-identity", option);
                }
              });
    }
    if (challenge != null && camera != null && camera.startsWith(Cameras.DEVICE)) {
      throw wrong("challenge");
    }
    if (cardPicture != null && idCard != null) {
      throw wrong("not-with", "--card-picture", "--idcard");
    }
  }

  /**
   * Looks at name and numbers as they were given, before anything starts.
   *
   * @param plain whether a key signs without a pad, in the name of its certificate if none is given
   * @throws IdentityException if one of them is none
   */
  void requirePerson(boolean plain) throws IdentityException {
    if (name != null && name.codePoints().anyMatch(Character::isISOControl)) {
      throw wrong("name"); // it goes into certificate and report
    }
    if (noIdentity && !plain && (name == null || name.isBlank())) {
      throw wrong("missing", "--name");
    }
    if (name != null) {
      IdentityClaim.requireName(name);
    }
    if (idNumber != null) {
      IdentifyFlow.number(idNumber, Clock.systemUTC());
    }
    if (phone != null) {
      IdentityClaim.requirePhone(phone);
    }
  }

  /**
   * Refuses to begin without what the mode needs.
   *
   * @param mode how the signer is identified
   */
  void requireComplete(IdentityMode mode) {
    if (idCard == null && (name == null || idNumber == null)) {
      throw wrong("person");
    }
    if (mode == IdentityMode.PHONE && phone == null) {
      throw wrong("phone");
    }
  }

  /** Whether name or numbers stand in the list of processes. */
  boolean exposed() {
    return name != null || idNumber != null || phone != null;
  }

  /** Takes name and numbers from the file that is named, once and before anything else. */
  void readPerson() {
    if (personFile == null) {
      return;
    }
    if (exposed()) {
      throw wrong("not-with", "--person-file", List.of("--name", "--id-number", "--phone"));
    }
    if (PersonFile.STANDARD_INPUT.equals(personFile)
        && PersonFile.STANDARD_INPUT.equals(phoneCode)) {
      throw wrong("standard-input");
    }
    PersonFile person = PersonFile.read(personFile, spec);
    name = person.name();
    idNumber = person.idNumber();
    phone = person.phone();
  }

  // Without name and numbers: they may say whom an operator vouches for.
  private Map<String, @Nullable Object> asking() {
    Map<String, @Nullable Object> asking = new LinkedHashMap<>();
    asking.put("--mode", mode);
    asking.put("--camera", camera);
    asking.put("--challenge", challenge);
    asking.put("--idcard", idCard);
    asking.put("--card-picture", cardPicture);
    asking.put("--expired-card", expiredCard);
    asking.put("--phone-code-file", phoneCode);
    return asking;
  }

  /** What the output must not be. */
  List<@Nullable Path> files() {
    String clip = camera != null && camera.startsWith(Cameras.CLIP) ? camera : null;
    String code = Laboratory.SIMULATED.equals(phoneCode) ? null : phoneCode;
    boolean ownFile = personFile != null && !PersonFile.STANDARD_INPUT.equals(personFile);
    return Arrays.asList(
        cardPicture,
        ownFile ? Path.of(personFile) : null,
        clip == null ? null : Path.of(clip.substring(Cameras.CLIP.length())),
        code == null ? null : Path.of(code));
  }

  IdentityMode mode(BusinessType type) {
    String asked = mode;
    try {
      return asked == null ? type.defaultMode() : IdentityMode.of(asked);
    } catch (IllegalArgumentException e) {
      throw wrong("one-of", "--mode", List.of("real-person", "phone", "portrait"));
    }
  }

  Supplier<ChallengePlan> challenges(Sources sources, CaseOrder order) {
    String asked = challenge;
    if (asked == null) {
      return () -> sources.challenges(camera == null ? "" : camera, order);
    }
    try {
      ChallengePlan chosen = ChallengePlan.chosen(Challenge.parse(asked));
      return () -> chosen;
    } catch (IllegalArgumentException e) {
      throw wrong("invalid", "--challenge", String.valueOf(e.getMessage()));
    }
  }

  private UsageException wrong(String key, Object... facts) {
    return new UsageException(spec, key, facts);
  }
}
