// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.statement.StatedPart;
import org.penseal.app.statement.StatementComparison;
import org.penseal.app.statement.Voucher;
import org.penseal.app.verify.EvidenceReport.DeviceState;
import org.penseal.app.verify.EvidenceReport.State;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.Report;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ProjectOids;
import org.penseal.trust.TrustStore;

/**
 * What a verifier makes of a device's statement.
 *
 * @param state matches, stated, differs, missing, or unknown where nobody trusted answers for it
 * @param device attested, simulated, host or unknown
 * @param demo whether the device is a simulator
 * @param reasons stable reason codes of what differs or cannot be told
 */
record StatementReview(State state, DeviceState device, boolean demo, List<String> reasons) {
  /** Reason code: the maker of the device is not trusted. */
  static final String DEVICE_NOT_TRUSTED = "device-not-trusted";

  /** Reason code: the workstation that stated is not registered. */
  static final String STATION_NOT_REGISTERED = "station-not-registered";

  /** Reason code: the catalogue does not know what the stated model can do. */
  static final String MODEL_UNKNOWN = "device-model-unknown";

  /** Reason code: the manifest does not say what the statement is to be compared with. */
  static final String CAPTURE_NOT_RECORDED = "capture-not-recorded";

  private static final String MALFORMED = "statement-malformed";

  StatementReview {
    reasons = List.copyOf(reasons);
  }

  /**
   * What was signed along with the statement.
   *
   * @param pages of the document; 0 for data
   */
  record Beside(
      Report.Signed signed,
      @Nullable EvidenceBinding binding,
      @Nullable Manifest manifest,
      byte[] manifestBytes,
      int pages) {
    // What a time-stamp says that proves nothing, anybody may have written.
    @Nullable Instant provenAt() {
      return signed.time().ok() ? signed.time().at() : null;
    }
  }

  /**
   * Compares a statement with everything in the file.
   *
   * @param encoded its DER; empty if there is none
   * @param now when certificates must be valid if no time is proven
   */
  static StatementReview of(
      byte[] encoded,
      @Nullable ChipStatement statement,
      Beside beside,
      TrustStore trust,
      Instant now) {
    if (encoded.length == 0) {
      return unknown(State.MISSING, false, List.of());
    }
    if (statement == null) {
      return unknown(State.DIFFERS, false, List.of(MALFORMED));
    }
    boolean demo = isDemo(statement);
    StatementComparison compared = compared(encoded, statement, beside);
    List<StatedPart> differing = compared.differing();
    if (!differing.isEmpty()) {
      List<String> codes = differing.stream().map(StatedPart::code).toList();
      return unknown(State.DIFFERS, demo, codes);
    }
    Instant at = beside.provenAt();
    Voucher voucher = Voucher.of(statement, trust, at == null ? now : at);
    List<String> open = open(statement, compared, beside.manifest, voucher);
    if (beside.binding == null) {
      return unknown(State.STATED, demo, open);
    }
    if (!open.isEmpty()) {
      return unknown(State.UNKNOWN, demo, open);
    }
    DeviceState device =
        switch (voucher) {
          case DEVICE -> DeviceState.ATTESTED;
          case SIMULATOR -> DeviceState.SIMULATED;
          case STATION -> DeviceState.HOST;
          case NOBODY -> DeviceState.UNKNOWN;
        };
    return new StatementReview(State.MATCHES, device, demo, List.of());
  }

  private static StatementReview unknown(State state, boolean demo, List<String> reasons) {
    return new StatementReview(state, DeviceState.UNKNOWN, demo, reasons);
  }

  private static StatementComparison compared(
      byte[] encoded, ChipStatement statement, Beside beside) {
    X509Certificate signer = beside.signed.certificate();
    StatementComparison compared =
        new StatementComparison(statement, encoded)
            .key(signer == null ? new byte[0] : signer.getPublicKey().getEncoded());
    Manifest manifest = beside.manifest;
    if (manifest != null) {
      compared.manifest(manifest, beside.manifestBytes).pages(manifest, beside.pages);
    }
    EvidenceBinding binding = beside.binding;
    if (binding != null && manifest != null) {
      compared.binding(binding, manifest, beside.manifestBytes);
    } else if (binding != null) {
      compared.binding(binding);
    }
    Instant at = beside.provenAt();
    return at == null ? compared : compared.signedAt(at);
  }

  private static List<String> open(
      ChipStatement statement,
      StatementComparison compared,
      @Nullable Manifest manifest,
      Voucher voucher) {
    List<String> open = new ArrayList<>();
    if (voucher == Voucher.NOBODY) {
      boolean host = statement.body().origin() == StatementBody.Origin.HOST;
      open.add(host ? STATION_NOT_REGISTERED : DEVICE_NOT_TRUSTED);
    }
    if (compared.modelUnknown()) {
      open.add(MODEL_UNKNOWN);
    }
    if (manifest == null || manifest.capture() == null) {
      open.add(CAPTURE_NOT_RECORDED);
    }
    return open;
  }

  private static boolean isDemo(ChipStatement statement) {
    try {
      return statement
          .signer()
          .map(each -> CertificateFacts.hasPolicy(each, ProjectOids.POLICY_DEMO))
          .orElse(false);
    } catch (PadException.Malformed e) {
      return false;
    }
  }
}
