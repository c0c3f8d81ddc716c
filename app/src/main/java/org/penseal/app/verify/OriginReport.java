// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.evidence.DemoPart;
import org.penseal.app.evidence.Origin;
import org.penseal.app.evidence.Origins;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Report;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ProjectOids;

/** Where everything in a case comes from, for JSON and for people. */
public final class OriginReport {
  private static final String CA = "ca";

  private OriginReport() {}

  /** What the manifest says, and of CA and TSA what their certificates say. */
  static Map<String, String> of(Origins stated, Report.Signed signed) {
    Map<String, String> all = new LinkedHashMap<>(stated.stated());
    X509Certificate certificate = signed.certificate();
    if (signed.binding() != null && certificate != null) {
      boolean demo = CertificateFacts.hasPolicy(certificate, ProjectOids.POLICY_DEMO);
      all.put(CA, (demo ? Origin.DEMO : Origin.SERVICE).label());
    }
    Report.Time time = signed.time();
    if (time.kind() == Report.TimeKind.SIGNATURE_TIMESTAMP && !stated.stated().isEmpty()) {
      boolean demo = time.demo() || Origin.DEMO.label().equals(all.get(Origins.TSA));
      all.put(Origins.TSA, (demo ? Origin.DEMO : Origin.SERVICE).label());
    }
    return all;
  }

  /** What of a demonstration took part in a signature, as far as the file tells. */
  public static Set<DemoPart> demo(VerifiedFile.Entry entry) {
    Set<DemoPart> parts = DemoPart.of(entry.evidence().origins());
    Report.Signed signed = entry.signed();
    X509Certificate certificate = signed.certificate();
    if (signed.time().demo()) {
      parts.add(DemoPart.TSA);
    }
    if (certificate != null && CertificateFacts.hasPolicy(certificate, ProjectOids.POLICY_DEMO)) {
      parts.add(DemoPart.CA);
    }
    if (entry.evidence().device() == EvidenceReport.DeviceState.SIMULATED) {
      parts.add(DemoPart.PAD);
    }
    return parts;
  }

  /** The same of all signatures of a file. */
  public static Set<DemoPart> demo(VerifiedFile file) {
    Set<DemoPart> parts = EnumSet.noneOf(DemoPart.class);
    file.signatures().forEach(each -> parts.addAll(demo(each)));
    return parts;
  }

  /** That it is a demonstration, and what of it: a sentence, or two. */
  public static String demoWords(Set<DemoPart> parts, Texts texts) {
    String all = texts.get("report.demo");
    return parts.isEmpty()
        ? all
        : all + texts.get("report.demo.parts", DemoPart.words(parts, texts));
  }

  /**
   * Whether the manifest says of the TSA what the signature's timestamp does not bear out, or
   * nothing where every case asks one: under a one-time key.
   */
  static boolean contradicts(Origins stated, Report.Signed signed) {
    String said = stated.stated().get(Origins.TSA);
    Report.Time time = signed.time();
    String pad = stated.stated().getOrDefault(Origins.PAD, Origins.NOT_STATED);
    if (said == null && signed.binding() != null && !pad.equals(Origins.NOT_STATED)) {
      return true;
    }
    return said != null
        && (time.kind() == Report.TimeKind.NONE
            || (time.kind() == Report.TimeKind.SIGNATURE_TIMESTAMP
                && time.demo()
                && !said.equals(Origin.DEMO.label())));
  }

  /**
   * One source in words.
   *
   * @param source name of the source
   * @param origin what it is said to be
   * @param demo whether that is good for a demonstration only, or not known
   */
  public record Line(String source, String origin, boolean demo) {}

  /** Each source in words; a source that nobody knows stands as it is. */
  public static List<Line> lines(Map<String, String> origins, Texts texts) {
    List<Line> lines = new ArrayList<>();
    origins.forEach(
        (source, label) -> {
          String key = "report.origin.source." + source;
          Optional<Origin> origin = Origin.of(label);
          lines.add(
              new Line(
                  texts.has(key) ? texts.get(key) : source,
                  texts.get("report.origin." + label),
                  origin.map(Origin::isDemo).orElse(label.equals(Origins.UNKNOWN))));
        });
    return lines;
  }
}
