// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penseal.app.Settings;
import org.penseal.app.business.BusinessException;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.BusinessTypes;
import org.penseal.app.business.ExpiredCards;
import org.penseal.app.ceremony.Sources;
import org.penseal.app.cli.key.AlgorithmOptions;
import org.penseal.app.cli.key.KeyOpening;
import org.penseal.app.cli.service.AuthorityOptions;
import org.penseal.app.cli.service.ServiceOptions;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.signing.CaseOrder;
import org.penseal.identity.IdentityMode;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.plan.ChallengePlan;
import org.penseal.pdf.Level;
import org.penseal.pdf.Placement;
import org.penseal.refusal.SigningException;
import org.penseal.trust.tls.Tls;
import org.penseal.trust.tls.TlsTrust;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of {@code penseal sign}. */
final class SignOptions {
  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "IN", description = "a PDF, or any other file")
  Path in = Path.of("");

  @Option(names = "--out", required = true, description = "signed PDF, or .p7s for other files")
  Path out = Path.of("");

  @Option(
      names = "--pad",
      paramLabel = "URI",
      description = "sim:MODEL, hid:, hid:PATH, serial:PATH")
  @Nullable String pad;

  @Option(names = "--trace", paramLabel = "FILE", description = "what a simulated customer writes")
  @Nullable Path trace;

  @Option(
      names = "--transcribe",
      paramLabel = "TEXT",
      description = "a sentence that the signer copies by hand before the signature")
  @Nullable String transcribe;

  @Option(
      names = "--annotate",
      description = "the signer may write words of his own before the signature")
  boolean annotate;

  @Option(
      names = "--trace-annotation",
      paramLabel = "FILE",
      description = "what a simulated customer writes on each screen of the annotation")
  @Nullable Path traceAnnotation;

  @Option(
      names = "--speed",
      paramLabel = "N",
      converter = OptionWords.Positive.class,
      description = "pace of a simulated customer")
  double speed = 1;

  @Option(
      names = "--key",
      paramLabel = "chip|FILE|skf:LIB|pkcs11:LIB",
      description =
          "chip (a one-time key, the default), a PKCS#12 file, skf:LIB?app=NAME&container=NAME, or "
              + "pkcs11:LIB?token=LABEL&label=LABEL (also slot=NUMBER, id=HEX)")
  String key = "chip";

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "pades-b, pades-t, pades-lt, pades-lta, or gm-cms (with a timestamp if --tsa or a chip is"
              + " given)")
  String profile = "pades-t";

  @Mixin AlgorithmOptions algorithm = new AlgorithmOptions();

  @Mixin ServiceOptions services = new ServiceOptions();

  @Option(
      names = "--tsa",
      paramLabel = "URL",
      description = "timestamp service, http:, https: or sm+https: (RFC 8998); may be repeated")
  List<URI> tsas = List.of();

  @Mixin PlacementOptions place = new PlacementOptions();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "real-person, phone or portrait; default: that of the kind of business")
  @Nullable String mode;

  @Option(
      names = "--business-type",
      paramLabel = "ID",
      description = "kind of business, of business-types.json; default: the first")
  @Nullable String businessType;

  @Option(
      names = "--consent",
      paramLabel = "SM3",
      description = "SM3 of the words that the signer agreed to; with others nothing is begun")
  @Nullable String consent;

  @Option(names = "--name", description = "the signer's name")
  @Nullable String name;

  @Option(names = "--id-number", paramLabel = "NUMBER", description = "the signer's ID number")
  @Nullable String idNumber;

  @Option(names = "--phone", paramLabel = "NUMBER", description = "the signer's mobile number")
  @Nullable String phone;

  @Option(names = "--camera", paramLabel = "URI", description = "clip:FILE, dev:0 or sim:")
  @Nullable String camera;

  @Option(
      names = "--challenge",
      paramLabel = "LIST",
      description = "what the person of a clip was asked to do")
  @Nullable String challenge;

  @Option(names = "--idcard", paramLabel = "URI", description = "serial:PATH, hid: or sim:")
  @Nullable String idCard;

  @Option(
      names = "--card-picture",
      paramLabel = "FILE",
      description =
          "a picture of the card for its portrait, in place of --idcard; --name and --id-number are"
              + " needed too")
  @Nullable Path cardPicture;

  @Option(
      names = "--expired-card",
      paramLabel = "refuse|flag",
      description =
          "a card that is not valid today: refuse it, or take it and say so where the kind of business"
              + " allows it (default: as that says)")
  @Nullable ExpiredCards expiredCard;

  @Option(names = "--ca", paramLabel = "URL", description = "CMP address of the CA, as --tsa")
  @Nullable URI ca;

  @Option(names = "--ca-reference", paramLabel = "NAME", description = "name of the CA's secret")
  String caReference = "";

  @Option(names = "--ca-secret-file", paramLabel = "FILE", description = "the CA's shared secret")
  @Nullable Path caSecret;

  @Mixin AuthorityOptions authority = new AuthorityOptions();

  @Option(
      names = "--phone-code-file",
      paramLabel = "FILE|-|sim:",
      description = "the code sent to the phone, one line for each try; sim: the demo's own")
  @Nullable String phoneCode;

  @Option(names = "--escrow", paramLabel = "CERT", description = "whose key can open the ink")
  @Nullable Path escrow;

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      description = "PIN of the pad's chip or of the token")
  @Nullable Path pinFile;

  @Option(names = "--password-file", paramLabel = "FILE", description = "password of the key file")
  @Nullable Path passwordFile;

  @Option(names = "--pdf-password-file", paramLabel = "FILE", description = "password of the PDF")
  @Nullable Path pdfPasswordFile;

  @Option(names = "--no-identity", description = "only with a key that is not a one-time key")
  boolean noIdentity;

  @Option(names = "--business", paramLabel = "ID", description = "the business; default: a new one")
  @Nullable String business;

  @Option(names = "--data", paramLabel = "DIR", description = "folder of archive and cases")
  @Nullable Path data;

  Settings settings() throws SigningException {
    Settings defaults = Settings.defaults();
    tsas.forEach(tsa -> requireAddress("--tsa", tsa));
    if (ca != null) {
      requireAddress("--ca", ca);
    }
    Optional<Settings.Ca> authorityOfKeys = Optional.empty();
    if (ca != null) {
      String secret = new String(Secrets.password(caSecret));
      authorityOfKeys = Optional.of(new Settings.Ca(ca, caReference, secret));
    }
    TlsTrust tls = services.trust();
    return new Settings(
        data == null ? defaults.data() : data,
        authorityOfKeys,
        tsas,
        authority.access(tls),
        Optional.ofNullable(escrow),
        tls,
        defaults.serviceTimeout(),
        defaults.signingLimit(),
        defaults.zone());
  }

  /** The standing key that is named. */
  /** What the output must not be. */
  List<@Nullable Path> ownFiles() {
    List<@Nullable Path> own = new ArrayList<>(authority.files());
    own.addAll(
        Arrays.asList(
            oneTime() ? null : standing().file(),
            trace,
            traceAnnotation,
            caSecret,
            escrow,
            pinFile,
            passwordFile,
            pdfPasswordFile,
            place.template));
    return own;
  }

  KeyOpening standing() {
    return new KeyOpening(key, pinFile, passwordFile, algorithm, this::wrong);
  }

  private void requireAddress(String option, URI address) {
    try {
      Tls.of(address);
    } catch (IllegalArgumentException e) {
      throw wrong(option + ": " + e.getMessage());
    }
  }

  boolean oneTime() {
    return key.equals("chip");
  }

  /** A key file, nobody at a pad: a signature without a ceremony. */
  boolean isPlain() {
    boolean plain = !oneTime() && pad == null;
    if (plain && annotation().asks()) {
      throw wrong("--transcribe and --annotate need a pad (--pad)");
    }
    if (challenge != null && camera != null && camera.startsWith(Sources.DEVICE)) {
      throw wrong("--challenge is for clips: a person is asked for what is drawn for the case");
    }
    if (cardPicture != null && idCard != null) {
      throw wrong("--card-picture is for who has no reader (--idcard): it would not be looked at");
    }
    if (noIdentity && oneTime()) {
      throw wrong("--no-identity goes only with a key file (--key FILE)");
    }
    if (algorithm.given() && oneTime()) {
      throw wrong("--pss, --digest and --sm2-id go only with a key file (--key FILE)");
    }
    if (!plain && pad == null) {
      throw wrong("--pad is missing");
    }
    return plain;
  }

  /** How long the signature stays verifiable. */
  Level level() {
    if (gm()) {
      return oneTime() || !tsas.isEmpty() ? Level.T : Level.B;
    }
    Level level =
        Arrays.stream(Level.values())
            .filter(each -> each.profile().equals(profile))
            .findFirst()
            .orElseThrow(
                () -> wrong("--profile is pades-b, pades-t, pades-lt, pades-lta or gm-cms"));
    if (!level.stamped() && oneTime()) {
      throw wrong("a one-time key signs with a timestamp only (pades-t, pades-lt, pades-lta)");
    }
    return level;
  }

  /** Whether the message is one of GB/T 35275. */
  boolean gm() {
    return profile.equals("gm-cms");
  }

  /** The level of a case: what a restart must be able to finish without being told anything. */
  Level caseLevel(boolean pdf) {
    Level level = level();
    if ((level.longTerm() || gm()) && !pdf) {
      throw wrong("--profile " + profile + " is for PDF files");
    }
    if (level.longTerm() && pdfPasswordFile != null) {
      throw wrong("--profile " + profile + " of a locked PDF: sign with pades-t, then extend it");
    }
    return level;
  }

  AnnotationOrder annotation() {
    try {
      return new AnnotationOrder(Optional.ofNullable(transcribe), annotate);
    } catch (IllegalArgumentException e) {
      throw wrong("--transcribe: " + e.getMessage());
    }
  }

  BusinessType businessType(BusinessTypes types) throws BusinessException {
    String id = businessType;
    return id == null ? types.first() : types.byId(id);
  }

  IdentityMode identityMode(BusinessType type) {
    String asked = mode;
    try {
      return asked == null ? type.defaultMode() : IdentityMode.of(asked);
    } catch (IllegalArgumentException e) {
      throw wrong("--mode is real-person, phone or portrait");
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
      throw wrong("--challenge: " + e.getMessage());
    }
  }

  Placement placement() {
    return place.template().placement();
  }

  ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
