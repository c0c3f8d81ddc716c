// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessException;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.BusinessTypes;
import org.penseal.app.cli.options.AuthorityOptions;
import org.penseal.app.cli.options.CaOptions;
import org.penseal.app.cli.options.DemoOptions;
import org.penseal.app.cli.options.KeyOpening;
import org.penseal.app.cli.options.KeyOptions;
import org.penseal.app.cli.options.ServiceOptions;
import org.penseal.app.cli.terminal.OptionNeeds;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.workplace.Laboratory;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.pdf.Placement;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Level;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of {@code penseal sign}. */
final class SignOptions {
  // Services are not among them: a script may name its services for whatever it signs.
  private static final List<String> OF_A_CASE =
      List.of(
          "--trace",
          "--speed",
          "--transcribe",
          "--annotate",
          "--pages-on-pad",
          "--business",
          "--business-type",
          "--consent");

  private static final List<String> PROFILES =
      List.of("pades-b", "pades-t", "pades-lt", "pades-lta", "gm-cms");

  private static final List<String> OF_A_SIMULATED_PAD =
      List.of("--trace", "--speed", "--trace-annotation");

  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "IN", description = "PDF, or any other file")
  Path in = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "signed PDF; for other files, the signature (.p7s)")
  Path out = Path.of("");

  @Option(
      names = "--pad",
      paramLabel = "URI",
      description = "signature pad: sim:MODEL, hid:, hid:PATH or serial:PATH")
  @Nullable String pad;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "file with the handwriting of the simulated signer")
  @Nullable Path trace;

  @Option(
      names = "--transcribe",
      paramLabel = "TEXT",
      description = "sentence that the signer copies by hand before the signature")
  @Nullable String transcribe;

  @Option(
      names = "--annotate",
      description = "allow the signer to add handwritten comments before the signature")
  boolean annotate;

  @Option(
      names = "--pages-on-pad",
      description =
          "allow the signer to page through the document on a pad with a large enough screen")
  boolean pagesOnPad;

  @Option(
      names = "--trace-annotation",
      paramLabel = "FILE",
      description =
          "file with the handwriting of the simulated signer for each screen of the annotation")
  @Nullable Path traceAnnotation;

  @Option(
      names = "--speed",
      paramLabel = "N",
      converter = OptionWords.Positive.class,
      description = "speed of the simulated pen; 1: as recorded")
  double speed = 1;

  @Mixin DemoOptions demo = new DemoOptions();

  @Option(
      names = "--key",
      paramLabel = "chip|FILE|skf:LIB|pkcs11:LIB",
      description =
          "signing key: chip (one-time key, default), a PKCS #12 file,"
              + " skf:LIB?app=NAME&container=NAME, or pkcs11:LIB?token=LABEL&label=LABEL (also"
              + " slot=NUMBER, id=HEX)")
  String key = "chip";

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "pades-b, pades-t, pades-lt, pades-lta, or gm-cms (with a timestamp if --tsa or a chip is"
              + " given); default with --pad: that of the business type or the workplace, otherwise"
              + " pades-t; for a key file alone: pades-t with --tsa, otherwise pades-b")
  @Nullable String profile;

  @Mixin KeyOptions keys = new KeyOptions();

  @Mixin ServiceOptions services = new ServiceOptions();

  @Mixin PlacementOptions place = new PlacementOptions();

  @Mixin IdentityOptions identity = new IdentityOptions();

  @Option(
      names = "--business-type",
      paramLabel = "ID",
      description = "business type, from business-types.json; default: the first one")
  @Nullable String businessType;

  @Option(
      names = "--consent",
      paramLabel = "SM3",
      description =
          "SM3 digest of the consent text that the signer agreed to; if it differs from the text of"
              + " this case, nothing is started")
  @Nullable String consent;

  @Mixin CaOptions ca = new CaOptions();

  @Mixin AuthorityOptions authority = new AuthorityOptions();

  @Option(
      names = "--escrow",
      paramLabel = "CERT",
      description = "certificate whose key can open the sealed handwriting")
  @Nullable Path escrow;

  @Option(
      names = "--pdf-password-file",
      paramLabel = "FILE",
      description = "file with the password of the PDF")
  @Nullable Path pdfPasswordFile;

  @Option(
      names = "--business",
      paramLabel = "ID",
      description =
          "business number; default: the document itself, which each signer can sign once")
  @Nullable String business;

  /** Reads the workplace, for what the options do not name. */
  void readWorkplace() throws SigningException, WorkplaceException {
    services.read(demoUse() != Settings.Demo.NONE, !isPlain());
  }

  Settings settings() throws SigningException {
    Settings base = services.settings(demoUse());
    Settings.Services named = base.services();
    return base.with(
        new Settings.Services(
            ca.named().or(named::ca),
            named.tsas(),
            authority.given() ? authority.access(base.network().tls()) : named.authority(),
            Optional.ofNullable(escrow).or(named::escrow)));
  }

  private Settings.Demo demoUse() {
    if (demo.given()) {
      return Settings.Demo.ASKED;
    }
    boolean simulated =
        Stream.of(pad, identity.idCard, identity.camera)
            .anyMatch(each -> each != null && each.startsWith(Laboratory.SIMULATED));
    return simulated ? Settings.Demo.FOR_SIMULATED_DEVICES : Settings.Demo.NONE;
  }

  /** What the output must not be. */
  List<@Nullable Path> ownFiles() {
    List<@Nullable Path> own = new ArrayList<>(authority.files());
    own.addAll(identity.files());
    own.addAll(services.files());
    own.addAll(keys.files());
    own.addAll(
        Arrays.asList(
            oneTime() ? null : standing().file(),
            trace,
            traceAnnotation,
            ca.file(),
            escrow,
            pdfPasswordFile,
            place.template));
    return own;
  }

  /** The standing key that is named. */
  KeyOpening standing() {
    return keys.opening(key);
  }

  boolean oneTime() {
    return key.equals("chip");
  }

  /** A key file, nobody at a pad: a signature without a ceremony. */
  boolean isPlain() {
    return !oneTime() && pad == null;
  }

  /** Refuses what contradicts itself. */
  void require() {
    if (isPlain()) {
      OptionNeeds.refuse(spec, OF_A_CASE, "--pad");
    }
    if (!isPlain() && pad == null) {
      throw wrong("missing", "--pad");
    }
    if (pad != null && !pad.startsWith(Laboratory.SIMULATED)) {
      OptionNeeds.refuse(spec, OF_A_SIMULATED_PAD, "--pad " + Laboratory.SIMULATED + "…");
    }
    if (oneTime()) {
      keys.requireNoPassword();
    }
    if (identity.noIdentity && oneTime()) {
      throw wrong("only-with", "--no-identity", "--key FILE");
    }
    identity.require(isPlain() || identity.noIdentity);
    if (keys.algorithmGiven() && oneTime()) {
      throw wrong("only-with", List.of("--pss", "--digest", "--sm2-id"), "--key FILE");
    }
  }

  /** The profile that is asked for: nobody's timestamp but that of a service that was named. */
  String profile() {
    String asked = profile;
    if (asked != null) {
      return asked;
    }
    return isPlain() && services.tsas().isEmpty() && !demonstration()
        ? Level.B.profile()
        : Level.T.profile();
  }

  private boolean demonstration() {
    return demo.demonstration(services.folder());
  }

  /** How long the signature stays verifiable. */
  Level level() {
    if (gm()) {
      return oneTime() || !services.tsas().isEmpty() ? Level.T : Level.B;
    }
    Level level =
        Arrays.stream(Level.values())
            .filter(each -> each.profile().equals(profile()))
            .findFirst()
            .orElseThrow(() -> wrong("one-of", "--profile", PROFILES));
    if (!level.stamped() && oneTime()) {
      throw wrong("one-time-timestamp");
    }
    return level;
  }

  /** Whether the message is one of GB/T 35275. */
  boolean gm() {
    return "gm-cms".equals(profile);
  }

  /** The level of a case: what a restart must be able to finish without being told anything. */
  Level caseLevel(boolean pdf) {
    Level level = level();
    if ((level.longTerm() || gm()) && !pdf) {
      throw wrong("profile-pdf", profile());
    }
    if (level.longTerm() && pdfPasswordFile != null) {
      throw wrong("profile-encrypted", profile());
    }
    return level;
  }

  AnnotationOrder annotation() {
    try {
      return new AnnotationOrder(Optional.ofNullable(transcribe), annotate);
    } catch (IllegalArgumentException e) {
      throw wrong("invalid", "--transcribe", String.valueOf(e.getMessage()));
    }
  }

  BusinessType businessType(BusinessTypes types) throws BusinessException {
    String id = businessType;
    return id == null ? types.first() : types.byId(id);
  }

  Placement placement() {
    return place.template().placement();
  }

  UsageException wrong(String key, Object... facts) {
    return new UsageException(spec, key, facts);
  }
}
