// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Report;

/**
 * The report as one HTML file without any reference to elsewhere, for a reader who knows no
 * cryptography: the verdict in plain words first, technical detail folded below.
 */
public final class HtmlReport {
  private static final String NO_SCRIPT =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

  private final Texts texts;
  private final ZoneId zone;
  private final Optional<Section> further;

  /** A part of the page that others write. */
  public interface Section {
    /** The page's content security policy. */
    String policy();

    /** HTML that goes to the end of the page. */
    String of(VerifiedFile verified) throws IOException;
  }

  /**
   * A report without further section.
   *
   * @param texts language of the report
   * @param zone zone of the times in it
   */
  public HtmlReport(Texts texts, ZoneId zone) {
    this(texts, zone, Optional.empty());
  }

  /**
   * A report with a further section at its end.
   *
   * @param texts language of the report
   * @param zone zone of the times in it
   */
  public HtmlReport(Texts texts, ZoneId zone, Section further) {
    this(texts, zone, Optional.of(further));
  }

  private HtmlReport(Texts texts, ZoneId zone, Optional<Section> further) {
    this.texts = texts;
    this.zone = zone;
    this.further = further;
  }

  /** The whole page. */
  public String of(VerifiedFile verified) throws IOException {
    StringBuilder body = new StringBuilder();
    String verdict = JsonReport.word(verified.verdict());
    String name = String.valueOf(verified.file().getFileName());
    body.append("<h1>").append(say("report.title")).append("</h1>");
    body.append("<p class=file>").append(escape(name)).append("</p>");
    body.append("<section class='verdict ").append(verdict).append("'><h2>");
    body.append(say("report.verdict." + verdict)).append("</h2><p>");
    body.append(say("report.verdict." + verdict + ".text")).append("</p></section>");
    if (verified.signatures().stream().anyMatch(HtmlReport::demo)) {
      body.append("<p class=demo>").append(say("report.demo")).append("</p>");
    }
    int number = 1;
    for (VerifiedFile.Entry entry : verified.signatures()) {
      body.append(signature(number++, entry));
    }
    if (further.isPresent()) {
      body.append(further.get().of(verified));
    }
    return template()
        .replace("{lang}", texts.locale().toLanguageTag())
        .replace("{policy}", further.map(Section::policy).orElse(NO_SCRIPT))
        .replace("{title}", say("report.title") + " · " + escape(name))
        .replace("{body}", body);
  }

  private static boolean demo(VerifiedFile.Entry entry) {
    return entry.assurance() == Report.Assurance.DEMO;
  }

  private String signature(int number, VerifiedFile.Entry entry) {
    Report.Signed signed = entry.signed();
    StringBuilder html = new StringBuilder("<section class=signature><h3>");
    html.append(escape(texts.get("report.signature", number, signed.signer()))).append("</h3><dl>");
    row(html, "signer", signed.signer());
    row(html, "time", time(signed.time().at() == null ? signed.signedAt() : signed.time().at()));
    row(html, "tsa", signed.time().tsa());
    row(html, "integrity", say("report.integrity." + (signed.intact() ? "intact" : "broken")));
    row(html, "chain", say("report.chain." + JsonReport.word(signed.chain())));
    row(html, "changes", say("report.changes." + JsonReport.word(signed.changes().changeClass())));
    entry.evidence().words(texts).forEach((key, words) -> row(html, key, words));
    html.append("</dl><h4>").append(say("article13.title")).append("</h4><ol class=clauses>");
    for (Article13.Clause clause : Article13.of(entry)) {
      html.append("<li class=").append(clause.answer()).append("><b>");
      html.append(say("article13.clause." + clause.number())).append("</b> ");
      html.append(say("article13.answer." + clause.answer())).append("<ul>");
      for (Article13.Fact fact : clause.facts()) {
        html.append("<li class=").append(fact.answer()).append('>');
        html.append(say("article13.fact." + fact.key())).append(": ");
        html.append(say("article13.answer." + fact.answer())).append("</li>");
      }
      html.append("</ul></li>");
    }
    html.append("</ol>");
    return html.append(detail(entry)).append("</section>").toString();
  }

  private String detail(VerifiedFile.Entry entry) {
    Report.Signed signed = entry.signed();
    EvidenceReport evidence = entry.evidence();
    StringBuilder html = new StringBuilder("<details><summary>");
    html.append(say("report.detail")).append("</summary><dl>");
    plain(html, "field", signed.field());
    plain(html, "profile", signed.profile());
    plain(html, "algorithm", signed.algorithm() + " / " + signed.digest());
    plain(html, "coverage", JsonReport.word(signed.coverage()));
    plain(html, "reasons", String.join(", ", signed.reasons()));
    plain(html, "changes", String.join(", ", signed.changes().items()));
    plain(html, "manifest", evidence.manifest());
    plain(html, "document", evidence.document());
    plain(html, "statement", evidence.statement());
    return html.append("</dl></details>").toString();
  }

  private void row(StringBuilder html, String key, String value) {
    html.append("<dt>").append(say("report." + key)).append("</dt><dd>");
    html.append(escape(value)).append("</dd>");
  }

  private static void plain(StringBuilder html, String key, String value) {
    html.append("<dt>").append(key).append("</dt><dd>").append(escape(value)).append("</dd>");
  }

  private String time(@Nullable Instant at) {
    return at == null ? "" : TIME.format(at.atZone(zone));
  }

  private String say(String key) {
    return escape(texts.get(key));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String template() throws IOException {
    try (var in = HtmlReport.class.getResourceAsStream("report.html")) {
      if (in == null) {
        throw new IOException("report.html is not part of this installation");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
