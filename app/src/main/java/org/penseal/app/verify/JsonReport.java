// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Report;
import org.penseal.pdf.visual.PageLook;

/** The report as the command line's JSON has it; its keys are a contract. */
public final class JsonReport {
  private JsonReport() {}

  /** Maps and lists ready to be written as JSON. */
  public static Map<String, @Nullable Object> of(VerifiedFile verified) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", verified.file().toString());
    json.put("verdict", word(verified.verdict()));
    json.put("signatures", verified.signatures().stream().map(JsonReport::signature).toList());
    if (verified.reason() != null) {
      json.put("reason", verified.reason());
    }
    return json;
  }

  /** What is said of a file that could not be verified. */
  public static Map<String, @Nullable Object> unknown(Path file) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("verdict", word(Report.Verdict.INDETERMINATE));
    json.put("signatures", List.of());
    return json;
  }

  private static Map<String, @Nullable Object> signature(VerifiedFile.Entry entry) {
    Report.Signed signed = entry.signed();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("field", signed.field());
    json.put("profile", signed.profile());
    json.put("signer", signed.signer());
    json.put("addedByCa", entry.addedByCa());
    json.put("digest", signed.digest());
    json.put("algorithm", signed.algorithm());
    json.put("signedAt", text(signed.signedAt()));
    json.put("integrity", word(signed.integrity()));
    json.put("integrityReason", String.join(", ", signed.integrityReasons()));
    json.put("coverage", word(signed.coverage()));
    json.put("chain", word(signed.chain()));
    json.put("revocation", word(signed.revocation()));
    json.put("time", time(signed.time()));
    json.put("changesAfter", changes(signed.changes()));
    json.put(
        "changesWhileSigning",
        signed.updateLookedAt()
            ? signed.whileSigning().stream().map(JsonReport::change).toList()
            : null);
    json.put("assurance", word(entry.assurance()));
    json.put("evidence", entry.evidence());
    json.put("evidenceDigests", entry.digests());
    json.put("claims", entry.claims());
    json.put("reasons", entry.reasons());
    json.put("warnings", entry.warnings());
    VisualCheck.Seen seen = entry.seen();
    if (seen != null) {
      json.put("pagesCompared", seen.pages().stream().map(JsonReport::page).toList());
    }
    return json;
  }

  private static Map<String, @Nullable Object> time(Report.Time time) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", word(time.kind()));
    json.put("ok", time.ok());
    json.put("at", text(time.at()));
    json.put("tsa", time.tsa());
    return json;
  }

  private static Map<String, @Nullable Object> changes(Changes changes) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("class", word(changes.changeClass()));
    json.put("allowed", changes.allowed());
    json.put("items", changes.items());
    json.put("doubts", changes.doubts());
    json.put("steps", changes.steps().stream().map(JsonReport::step).toList());
    return json;
  }

  private static Map<String, @Nullable Object> step(Changes.Step step) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("fromByte", step.fromByte());
    json.put("toByte", step.toByte());
    json.put("class", word(step.changeClass()));
    json.put("allowed", step.allowed());
    json.put("changes", step.changes().stream().map(JsonReport::change).toList());
    return json;
  }

  private static Map<String, @Nullable Object> change(Changes.Change change) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("class", word(change.changeClass()));
    json.put("code", change.code());
    json.put("place", change.place());
    json.put("objects", change.objects());
    json.put("pages", change.pages());
    return json;
  }

  private static Map<String, Object> page(PageLook look) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("page", look.page());
    json.put("state", word(look.state()));
    json.put("explained", look.explained());
    json.put("unexplained", look.unexplained());
    return json;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  /** A constant as the contract writes it, for example {@code whole-file}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
