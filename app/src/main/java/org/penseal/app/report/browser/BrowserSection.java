// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Locale;
import org.penseal.app.report.ReportFile;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifiedFile;

/**
 * The section with the button that recomputes a report in the browser: words, data, document and
 * script in one piece of HTML. Documents up to {@value #LARGEST_CARRIED_BYTES} bytes lie in the
 * report as base64; a larger one is chosen by the reader.
 */
public final class BrowserSection implements ReportFile.Section {
  /** The largest document that a report carries, bytes. */
  public static final long LARGEST_CARRIED_BYTES = 20L << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Texts texts;
  private final PageBasis basis;
  private final PageParts parts = PageParts.load();

  /**
   * A section in one language.
   *
   * @param basis what the answers of the report rest on
   */
  public BrowserSection(Texts texts, PageBasis basis) {
    this.texts = texts;
    this.basis = basis;
  }

  /** Nothing from elsewhere, and of scripts the bundled one only (CSP level 3, section 8.3). */
  @Override
  public String policy() {
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '"
        + parts.scriptHash()
        + "'; base-uri 'none'; form-action 'none'";
  }

  @Override
  public String of(VerifiedFile verified) throws IOException {
    if (isDetached(verified)) {
      return "<section id=recheck class=recheck><h3>"
          + say("title")
          + "</h3><p>"
          + say("detached")
          + "</p></section>";
    }
    boolean carried = Files.size(verified.file()) <= LARGEST_CARRIED_BYTES;
    StringBuilder html = new StringBuilder("<style>");
    html.append(parts.style()).append("</style><section id=recheck class=recheck><h3>");
    html.append(say("title")).append("</h3>");
    paragraph(html, "intro");
    paragraph(html, "genuine");
    html.append("<noscript><p>").append(say("noscript")).append("</p></noscript>");
    html.append("<p class=recheck-ask>");
    if (!carried) {
      html.append("<label>").append(say("choose"));
      html.append(" <input type=file id=recheck-file accept='.pdf'></label> ");
    }
    html.append("<button type=button id=recheck-start>").append(say("start"));
    html.append("</button></p><div id=recheck-out aria-live=polite></div>");
    folded(html, "limits", "<p>" + say("limits.text") + "</p>");
    folded(html, "roots", "<p>" + say("roots.text") + "</p><div id=recheck-roots></div>");
    folded(html, "licences", "<pre>" + escape(parts.licences()) + "</pre>");
    html.append("</section>");
    html.append("<script type='application/json' id=recheck-data>");
    html.append(data(verified)).append("</script>");
    if (carried) {
      html.append("<script type='text/plain' id=recheck-document>");
      html.append(Base64.getEncoder().encodeToString(Files.readAllBytes(verified.file())));
      html.append("</script>");
    }
    return html.append("<script>").append(parts.script()).append("</script>").toString();
  }

  private static boolean isDetached(VerifiedFile verified) {
    return verified.file().toString().toLowerCase(Locale.ROOT).endsWith(".p7s");
  }

  // A script element ends at "</script" and changes its state at "<!--", whatever the JSON means.
  private String data(VerifiedFile verified) throws IOException {
    return JSON.writeValueAsString(new PageData(texts, basis).of(verified)).replace("<", "\\u003c");
  }

  private void paragraph(StringBuilder html, String key) {
    html.append("<p>").append(say(key)).append("</p>");
  }

  private void folded(StringBuilder html, String key, String content) {
    html.append("<details id=recheck-").append(key).append("-box><summary>");
    html.append(say(key)).append("</summary>");
    html.append(content).append("</details>");
  }

  private String say(String key) {
    return escape(texts.get("recheck." + key));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
