// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.penseal.app.problem.Problem.CANNOT_SAY;
import static org.penseal.app.problem.Problem.INTERNAL;
import static org.penseal.app.problem.Problem.NO;
import static org.penseal.app.problem.Problem.UNREADABLE;
import static org.penseal.app.problem.Problem.USAGE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.penseal.app.business.BusinessException;
import org.penseal.app.desktop.DesktopLink;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.signing.CaseException;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Visible;
import org.penseal.app.upkeep.UpkeepException;
import org.penseal.app.workplace.file.PolicyException;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.idcard.IdCardException;
import org.penseal.identity.IdentityException;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.Verdict;
import org.penseal.pad.Awaited;
import org.penseal.pad.PadException;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;

/** Every failure that can be foreseen, with its stable code and exit code. */
public final class Problems {
  private Problems() {}

  /** The problem behind any throwable; what was not foreseen gets a code of its own. */
  public static Problem of(Throwable failure) {
    return switch (failure) {
      case PadException e -> pad(e);
      case SigningException e -> signing(e);
      case IdCardException e -> CardProblems.of(e);
      case LivenessException e -> liveness(e);
      case IdentityException e -> identity(e);
      case StoreException e -> StoreProblems.of(e);
      case CaseException e -> CaseProblems.of(e);
      case BusinessException e -> BusinessProblems.of(e);
      case WorkplaceException e -> WorkplaceProblems.of(e);
      case PolicyException e -> WorkplaceProblems.of(e);
      case ServeException e -> ServeProblems.of(e);
      case UpkeepException e -> UpkeepProblems.of(e);
      case DesktopLink.Unknown e -> Problem.of("link-unknown", USAGE);
      default -> Unforeseen.of(failure);
    };
  }

  private static Problem pad(PadException failure) {
    return switch (failure) {
      case PadException.NotFound e -> Problem.of("pad-not-found", CANNOT_SAY, e.uri);
      case PadException.PermissionDenied e -> Problem.of("pad-no-permission", CANNOT_SAY, e.uri);
      case PadException.Busy e -> Problem.of("pad-busy", CANNOT_SAY, e.uri);
      case PadException.BadLine e -> Problem.of("pad-bad-line", CANNOT_SAY, e.uri, e.baud);
      case PadException.UnknownModel e ->
          Problem.of("pad-unknown-model", CANNOT_SAY, e.reportedName);
      case PadException.ModelNeeded e ->
          Problem.of("pad-model-needed", CANNOT_SAY, e.uri, e.choices);
      case PadException.NoVirtualHid e -> Problem.of("pad-no-virtual-hid", CANNOT_SAY, e.file);
      case PadException.NotOffered e when e.what == PadException.NotOffered.What.SCREEN ->
          Problem.of("pad-no-screen", CANNOT_SAY, e.model);
      case PadException.NotOffered e ->
          Problem.of("pad-not-offered", CANNOT_SAY, e.model, word("pad-", e.what.name()));
      case PadException.Gone e -> Problem.of("pad-gone", CANNOT_SAY, e.uri);
      case PadException.LinkBroken e when e.why == PadException.LinkBroken.Why.CERTIFICATE ->
          Problem.of("pad-not-trusted", CANNOT_SAY);
      case PadException.LinkBroken e when e.why == PadException.LinkBroken.Why.NO_LONGER_OFFERED ->
          Problem.of("pad-link-gone", CANNOT_SAY);
      case PadException.LinkBroken e ->
          Problem.of("pad-link-broken", CANNOT_SAY, word("link-", e.why.name()));
      case PadException.TimedOut e when e.awaited == Awaited.SIGNER ->
          Problem.of("signer-slow", CANNOT_SAY, e.after.toSeconds());
      case PadException.TimedOut e -> Problem.of("pad-timed-out", CANNOT_SAY, e.what);
      case PadException.Interrupted e -> Problem.of("pad-interrupted", CANNOT_SAY);
      case PadException.Refused e ->
          Problem.of("pad-refused", CANNOT_SAY, hex(e.report, 2), hex(e.code, 2));
      case PadException.Malformed e -> Problem.of("pad-malformed", CANNOT_SAY, e.expected);
      case PadException.UnreadableFile e ->
          switch (e.why) {
            case FORMAT ->
                e.line > 0
                    ? Problem.of("file-bad-line", UNREADABLE, e.format, e.line)
                    : Problem.of("file-not-of-format", UNREADABLE, e.format);
            case TOO_LARGE -> Problem.of("file-too-large", UNREADABLE, e.format);
            case OUTSIDE -> Problem.of("ink-outside", UNREADABLE, e.format);
            case UNSUPPORTED -> Problem.of("ink-unsupported", UNREADABLE, e.format);
          };
      case PadException.TooLittleInk e ->
          Problem.of("ink-too-little", CANNOT_SAY, e.points, e.needed);
      case PadException.ReportsLost e -> Problem.of("pad-reports-lost", NO, e.count);
      case PadException.NoChip e -> Problem.of("pad-no-chip", CANNOT_SAY, e.model);
      case PadException.WrongPin e -> Problem.of("pad-wrong-pin", NO, e.triesLeft);
      case PadException.PinBlocked e -> Problem.of("pad-pin-blocked", NO);
      case PadException.ChipRefused e ->
          Problem.of("pad-chip-refused", NO, hex(e.statusWord, 4), e.meaning, hex(e.skfCode, 8));
    };
  }

  private static Problem signing(SigningException failure) {
    return switch (failure) {
      case DocumentException.NotPdf e -> Problem.of("pdf-not-a-pdf", UNREADABLE, name(e.file));
      case DocumentException.Empty e -> Problem.of("file-empty", UNREADABLE, name(e.file));
      case DocumentException.TooSlow e ->
          Problem.of("pdf-too-slow", CANNOT_SAY, name(e.file), seconds(e.limit));
      case DocumentException.Damaged e -> Problem.of("pdf-damaged", UNREADABLE, name(e.file));
      case DocumentException.Encrypted e ->
          e.passwordGiven
              ? Problem.of("pdf-wrong-password", UNREADABLE, name(e.file))
              : Problem.of("pdf-needs-password", UNREADABLE, name(e.file));
      case PlacementException.MissingGlyph e ->
          Problem.of("pdf-missing-glyph", NO, Character.toString(e.codePoint), hex(e.codePoint, 4));
      case PlacementException.NoSuchPage e -> Problem.of("pdf-no-such-page", NO, e.page, e.pages);
      case PlacementException.NoSuchField e -> Problem.of("pdf-no-such-field", NO, e.name);
      case PlacementException.FieldTaken e -> Problem.of("pdf-field-taken", NO, e.name);
      case PlacementException.OtherField e -> Problem.of("pdf-other-field", NO, e.name, e.type);
      case PlacementException.FieldExists e -> Problem.of("pdf-field-exists", NO, e.name);
      case PlacementException.NoSuchHit e ->
          Problem.of("pdf-no-such-hit", NO, e.text, e.hit, e.hits);
      case PlacementException.KeywordNotFound e -> Problem.of("pdf-keyword-not-found", NO, e.text);
      case PlacementException.PlacementOutside e ->
          Problem.of("pdf-placement-outside", NO, e.page, e.pageWidth, e.pageHeight);
      case DocumentException.NotPermitted e -> Problem.of("pdf-not-permitted", NO, e.rule);
      case DocumentException.NotSigned e -> Problem.of("pdf-not-signed", NO, name(e.file));
      case DocumentException.SignatureBroken e ->
          Problem.of("pdf-signature-broken", NO, e.field, new Problem.Codes(e.reasons));
      case CmsException.ContainerTooSmall e ->
          Problem.of("pdf-container-too-small", INTERNAL, e.neededBytes, e.reservedBytes);
      case CmsException.WrongCms e ->
          Problem.of("pdf-wrong-cms", INTERNAL, Problem.Codes.of(e.why.code()));
      case ServiceException.TsaNotNamed e -> Problem.of("tsa-not-named", USAGE);
      case ServiceException.TsaUnreachable e ->
          Problem.of("tsa-unreachable", CANNOT_SAY, e.uri.toString());
      case ServiceException.TsaRefused e ->
          Problem.of("tsa-refused", CANNOT_SAY, e.uri.toString(), Problem.Answer.of(e));
      case ServiceException.TsaUntrusted e ->
          Problem.of("tsa-untrusted", CANNOT_SAY, e.uri.toString(), new Problem.Codes(e.reasons));
      case ServiceException.NoTsa e ->
          Problem.of("tsa-none", CANNOT_SAY, String.join("; ", e.failures));
      case ServiceException.UntrustedServer e ->
          Problem.of(
              switch (e.why) {
                case EXPIRED -> "server-expired";
                case REVOKED -> "server-revoked";
                case REVOCATION_UNKNOWN -> "server-revocation-unknown";
                case UNTRUSTED -> "server-untrusted";
              },
              CANNOT_SAY,
              e.uri.toString());
      case ServiceException.WrongHost e ->
          Problem.of("server-wrong-host", CANNOT_SAY, e.uri.toString());
      case ServiceException.OwnKeyFailed e -> of(e.failure);
      case ServiceException.TlsFailed e ->
          Problem.of("tls-failed", CANNOT_SAY, e.uri.toString(), Problem.Answer.of(e));
      case ServiceException.CaUnreachable e ->
          Problem.of("ca-unreachable", CANNOT_SAY, e.uri.toString());
      case ServiceException.CaRefused e ->
          Problem.of("ca-refused", CANNOT_SAY, e.uri.toString(), Problem.Answer.of(e));
      case ServiceException.CaProtectionRefused e ->
          Problem.of("ca-protection-refused", CANNOT_SAY, e.uri.toString());
      case ServiceException.CaWrongKey e ->
          Problem.of("ca-wrong-key", CANNOT_SAY, e.uri.toString());
      case ServiceException.CaWrongCertificate e ->
          Problem.of(
              "ca-wrong-certificate", CANNOT_SAY, e.uri.toString(), new Problem.Codes(e.reasons));
      case ServiceException.RevocationUnavailable e when e.tried.isEmpty() ->
          Problem.of("revocation-no-address", CANNOT_SAY, e.serial);
      case ServiceException.RevocationUnavailable e ->
          Problem.of("revocation-unavailable", CANNOT_SAY, e.serial, new Problem.Tried(e.tried));
      case CredentialException.NotValidAt e ->
          Problem.of(
              e.early ? "certificate-not-yet-valid" : "certificate-expired", NO, e.from, e.until);
      case CredentialException.ChainRefused e ->
          Problem.of("chain-refused", NO, new Problem.Codes(e.reasons));
      case CredentialException.Revoked e ->
          Problem.of("certificate-revoked", NO, e.serial, e.since);
      case CredentialException.KeyRefused e -> KeyProblems.of(e);
      case CmsException.Malformed e ->
          Problem.of("cms-malformed", UNREADABLE, new Problem.Reason(e.what));
      case CmsException.ContentMissing e -> Problem.of("cms-content-missing", USAGE);
      case CmsException.ContentInside e -> Problem.of("cms-content-inside", USAGE);
      case CmsException.SealBroken e ->
          Problem.of("seal-broken", NO, new Problem.Reason(e.why.code()));
      case CmsException.AttributesAsContent e -> Problem.of("cms-attributes-as-content", NO);
      case CmsException.ContentTooLong e -> Problem.of("seal-too-long", NO, e.bytes, e.mostBytes);
      case CredentialException.BadCertificate e ->
          Problem.of(
              "bad-certificate",
              UNREADABLE,
              new Problem.Reason("certificate-in-" + e.source, e.source),
              new Problem.Answer("certificate", e.why, ""));
      case CredentialException.UnfitKey e ->
          switch (e.why) {
            case SUITE -> Problem.of("key-suite", USAGE, e.algorithm);
            case PROFILE -> Problem.of("key-profile", USAGE, e.algorithm);
            case ALGORITHM, SIZE, CURVE ->
                Problem.of("key-unfit", NO, e.algorithm + (e.bits == 0 ? "" : " " + e.bits));
          };
      case CredentialException.TokenMissing e -> token(e);
      case CredentialException.PinRefused e -> pin(e);
      case CredentialException.TokenRemoved e -> Problem.of("token-removed", CANNOT_SAY);
      case CredentialException.TokenFailed e ->
          Problem.of("token-failed", CANNOT_SAY, e.function, hex(e.code, 8));
      case CredentialException.EscrowRefused e ->
          switch (e.why) {
            case KEY_HELD_HERE -> Problem.of("escrow-key-held-here", NO, e.subject);
            case NOT_REGISTERED -> Problem.of("escrow-not-registered", CANNOT_SAY, e.subject);
          };
      case CredentialException.NotForSealing e ->
          switch (e.why) {
            case KEY -> Problem.of("recipient-key", NO, e.subject);
            case USAGE -> Problem.of("recipient-usage", NO, e.subject);
            case VALIDITY -> Problem.of("recipient-not-valid", NO, e.subject);
          };
      case CredentialException.NotForSigning e -> Problem.of("certificate-not-for-signing", NO);
      case FileException.OutputNotWritable e ->
          Problem.of("output-not-writable", CANNOT_SAY, e.file.toString());
      case FileException.OutputIsInput e ->
          Problem.of("output-is-input", CANNOT_SAY, e.file.toString());
      case FileException.NoRoom e -> Problem.of("no-room", CANNOT_SAY, e.file.toString());
      case FileException.InputUnreadable e ->
          Problem.of("input-unreadable", UNREADABLE, e.file.toString());
      case FileException.InputChanged e -> Problem.of("input-changed", NO, e.file.toString());
      case FileException.VerifiedChanged e ->
          Problem.of("verified-changed", CANNOT_SAY, e.file.toString());
      case FileException.ProgramAltered e ->
          Problem.of("program-altered", NO, e.what, word("program-", lower(e.why.name())));
      case FileException.ReportNotStamped e ->
          Problem.of("report-not-stamped", CANNOT_SAY, signing(e.service));
      case FileException.Locked e -> Problem.of("input-locked", CANNOT_SAY, e.file.toString());
    };
  }

  private static Problem token(CredentialException.TokenMissing failure) {
    return switch (failure.part) {
      case LIBRARY, FUNCTION -> Problem.of("token-library", CANNOT_SAY, failure.name);
      case DEVICE -> Problem.of("token-none", CANNOT_SAY, failure.name);
      case ONE_DEVICE -> Problem.of("token-several", USAGE, failure.name);
      case CERTIFICATE -> Problem.of("token-no-certificate", CANNOT_SAY);
      case KEY -> Problem.of("token-no-key", CANNOT_SAY, failure.name);
      case ONE_KEY -> Problem.of("token-several-keys", USAGE, failure.name);
      case APPLICATION, CONTAINER -> Problem.of("token-no-such-part", CANNOT_SAY, failure.name);
    };
  }

  private static Problem pin(CredentialException.PinRefused failure) {
    boolean told = failure.triesLeft != CredentialException.PinRefused.UNKNOWN;
    return switch (failure.why) {
      case LOCKED -> Problem.of("token-pin-locked", NO);
      case INCORRECT ->
          told
              ? Problem.of("token-pin-wrong", NO, failure.triesLeft)
              : Problem.of("token-pin-wrong-untold", NO);
      case LENGTH, NOT_SET -> Problem.of("token-pin-unfit", NO);
    };
  }

  private static Problem liveness(LivenessException failure) {
    return switch (failure) {
      case LivenessException.NoFace e -> Problem.of("face-none", CANNOT_SAY);
      case LivenessException.SeveralFaces e -> Problem.of("face-several", CANNOT_SAY, e.count());
      case LivenessException.TooSmall e ->
          Problem.of(
              "face-too-small",
              CANNOT_SAY,
              Math.round(e.eyeDistancePx()),
              Math.round(e.neededPx()));
      case LivenessException.Hindered e ->
          Problem.of("face-hindered", CANNOT_SAY, new Problem.Reason(hindrance(e.reason())));
      case LivenessException.PoorPicture e ->
          Problem.of(
              "face-poor-picture",
              CANNOT_SAY,
              new Problem.Reason("picture-" + e.measure(), e.measure()),
              e.measured(),
              e.needed());
      case LivenessException.CardUnfit e -> CardProblems.picture(e);
      case LivenessException.Unreadable e -> Problem.of("picture-unreadable", UNREADABLE, e.path());
      case LivenessException.NoCamera e ->
          Problem.of("camera-none", CANNOT_SAY, Problem.named(e.uri(), "camera-unnamed"));
      case LivenessException.CameraBusy e -> Problem.of("camera-busy", CANNOT_SAY, e.uri());
      case LivenessException.CameraGone e ->
          Problem.of("camera-gone", CANNOT_SAY, e.waited().toSeconds());
      case LivenessException.CameraInterrupted e -> Problem.of("camera-interrupted", CANNOT_SAY);
      case LivenessException.ModelMissing e -> Problem.of("model-missing", CANNOT_SAY, e.model());
      case LivenessException.ModelUnfit e -> Problem.of("model-unfit", CANNOT_SAY, e.model());
      case LivenessException.ModelChoiceUnreadable e ->
          Problem.of("model-choice-unreadable", UNREADABLE, e.path());
      case LivenessException.ModelAltered e -> Problem.of("model-altered", CANNOT_SAY, e.model());
      case LivenessException.VisionUnavailable e ->
          Problem.of(
              "vision-unavailable",
              CANNOT_SAY,
              System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
      case LivenessException.TimedOut e ->
          Problem.of("liveness-timed-out", CANNOT_SAY, e.limit().toSeconds());
    };
  }

  // Words for a constant; its key ends as the constant is named.
  private static Problem.Reason word(String kind, String name) {
    return new Problem.Reason(kind + name, name);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  // The name of the reason as the keys have it.
  private static String hindrance(Verdict.Reason reason) {
    return "face-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Problem identity(IdentityException failure) {
    return switch (failure) {
      case IdentityException.BadIdNumber e ->
          switch (e.kind()) {
            case LENGTH -> Problem.of("id-number-length", USAGE);
            case FIFTEEN_DIGITS -> Problem.of("id-number-fifteen-digits", USAGE);
            case CHARACTER -> Problem.of("id-number-character", USAGE);
            case DATE -> Problem.of("id-number-date", USAGE);
            case CHECK_DIGIT -> Problem.of("id-number-check-digit", USAGE);
          };
      case IdentityException.BadName e -> Problem.of("name-invalid", USAGE);
      case IdentityException.BadPhone e -> Problem.of("phone-invalid", USAGE);
      case IdentityException.BadDocument e -> CardProblems.document(e);
      case IdentityException.OcrUnavailable e -> Problem.of("ocr-unavailable", CANNOT_SAY);
      case IdentityException.InsecureAddress e ->
          Problem.of("authority-insecure", USAGE, e.address());
      case IdentityException.AuthorityUnreachable e ->
          switch (e.why()) {
            case NOT_REACHED -> Problem.of("authority-unreachable", CANNOT_SAY, e.address());
            case TIMED_OUT -> Problem.of("authority-slow", CANNOT_SAY, e.address());
            case CUT -> Problem.of("authority-cut", CANNOT_SAY, e.address());
            case UNAVAILABLE, FAILED -> Problem.of("authority-down", CANNOT_SAY, e.address());
          };
      case IdentityException.AuthorityBusy e ->
          Problem.of("authority-busy", CANNOT_SAY, e.address(), e.retryAfter().toSeconds());
      case IdentityException.AuthorityTls e ->
          switch (e.why()) {
            case UNTRUSTED -> Problem.of("authority-untrusted", CANNOT_SAY, e.address());
            case EXPIRED -> Problem.of("authority-expired", CANNOT_SAY, e.address());
            case WRONG_HOST -> Problem.of("authority-wrong-host", CANNOT_SAY, e.address());
            case REVOKED -> Problem.of("server-revoked", CANNOT_SAY, e.address());
            case REVOCATION_UNKNOWN ->
                Problem.of("server-revocation-unknown", CANNOT_SAY, e.address());
            case BROKEN_OFF -> Problem.of("authority-broken-off", CANNOT_SAY, e.address());
            case OWN_KEY -> Problem.of("authority-own-key", CANNOT_SAY, e.address());
          };
      case IdentityException.AuthoritiesDown e ->
          Problem.of("authorities-down", CANNOT_SAY, new Problem.Addresses(e.attempts()));
      case IdentityException.AuthorityRefused e ->
          Problem.of("authority-refused", CANNOT_SAY, e.status(), e.code());
      case IdentityException.AuthorityNonsense e ->
          Problem.of("authority-nonsense", CANNOT_SAY, e.what());
      case IdentityException.AnswerUnproven e ->
          Problem.of("authority-unproven", CANNOT_SAY, e.address(), e.fault());
      case IdentityException.PhoneCodeWrong e -> Problem.of("phone-code-wrong", NO, e.triesLeft());
      case IdentityException.PhoneCodeOver e ->
          switch (e.why()) {
            case EXPIRED -> Problem.of("phone-code-expired", CANNOT_SAY);
            case USED_UP -> Problem.of("phone-code-used-up", NO);
            case UNKNOWN -> Problem.of("phone-code-unknown", NO);
            case NOT_ENTERED -> Problem.of("phone-code-not-entered", USAGE);
          };
    };
  }

  // Rounded up: work begins a moment after its limit.
  private static String seconds(Duration limit) {
    return String.valueOf(limit.plusMillis(999).toSeconds());
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return Visible.of(name == null ? file.toString() : name.toString());
  }

  private static String hex(int value, int digits) {
    return ("%0" + digits + "X").formatted(value);
  }
}
