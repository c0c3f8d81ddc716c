// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.penseal.app.text.Visible;

/**
 * The report as one page of well-formed HTML without any reference to elsewhere: for a screen, with
 * detail folded away, or for paper, with everything open and CSS 2.1 only.
 */
final class HtmlPage {
  /** Stands where the report ends, before what others append. */
  static final String END = "<!-- end of the report -->";

  private static final Pattern WITHIN_A_DIGEST =
      Pattern.compile("[0-9a-fA-F]{32}(?=[0-9a-fA-F])|([0-9a-fA-F]{2}:){16}(?=[0-9a-fA-F]{2})");

  private final boolean paper;
  private final Appendable out;
  private boolean within; // what is folded away on a screen

  private HtmlPage(boolean paper, Appendable out) {
    this.paper = paper;
    this.out = out;
  }

  /**
   * For a browser.
   *
   * @param policy its content security policy
   * @param appendix markup that follows the report inside the body; empty for none
   */
  static void screen(JudgeReport report, String policy, String appendix, Appendable out)
      throws IOException {
    new HtmlPage(false, out).page(report, resource("screen.css"), policy, appendix);
  }

  /** For a printer. */
  static String paper(JudgeReport report) throws IOException {
    StringBuilder out = new StringBuilder();
    String style = resource("paper.css").replace("REPORT-NUMBER", escape(report.number()));
    new HtmlPage(true, out).page(report, style, "", "");
    return out.toString();
  }

  private void page(JudgeReport report, String style, String policy, String appendix)
      throws IOException {
    out.append(paper ? "" : "<!DOCTYPE html>\n").append("<html");
    if (paper) {
      out.append(" xmlns=\"http://www.w3.org/1999/xhtml\"");
    }
    out.append(" lang=\"").append(report.language()).append("\"><head><meta charset=\"utf-8\"/>");
    out.append("<meta name=\"viewport\" content=\"width=device-width\"/>");
    if (!policy.isEmpty()) {
      out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
      out.append(escape(policy)).append("\"/>");
    }
    element("title", "", report.title() + " · " + report.file());
    out.append("<style>").append(style).append("</style></head><body>");
    element("h1", "", report.title());
    element("p", "file", report.file());
    element("p", "number", report.number());
    blocks(report.blocks());
    out.append(END).append(appendix).append("</body></html>\n");
  }

  private void blocks(List<Block> blocks) throws IOException {
    for (Block block : blocks) {
      block(block);
    }
  }

  private void block(Block block) throws IOException {
    switch (block) {
      case Block.Words words -> paragraphs(words.text());
      case Block.Statement statement -> statement(statement);
      case Block.Facts facts -> facts(facts);
      case Block.Points points -> points(points);
      case Block.Pictures pictures -> pictures(pictures);
      case Block.Part part -> part(part);
      case Block.Folded folded -> folded(folded);
    }
  }

  private void statement(Block.Statement statement) throws IOException {
    open("div", "statement " + css(statement.tone()));
    element("p", "headline", statement.headline());
    if (!statement.text().isEmpty()) {
      element("p", "", statement.text());
    }
    close("div");
  }

  private void facts(Block.Facts facts) throws IOException {
    open("table", "facts");
    for (Block.Fact fact : facts.facts()) {
      open("tr", "");
      element("th", "", fact.name());
      open("td", "");
      marked(fact.tone(), fact.value());
      if (!fact.note().isEmpty()) {
        out.append("<br/>");
        element("span", "note", fact.note());
      }
      close("td");
      close("tr");
    }
    close("table");
  }

  private void points(Block.Points points) throws IOException {
    open("ul", "");
    for (Block.Point point : points.points()) {
      open("li", "");
      marked(point.tone(), point.text());
      if (!point.note().isEmpty()) {
        // On paper detail takes one line each.
        out.append(paper && within ? " · " : "<br/>");
        element("span", "note", breakable(point.note()));
      }
      close("li");
    }
    close("ul");
  }

  private void pictures(Block.Pictures pictures) throws IOException {
    boolean pair = pictures.pictures().size() > 1;
    open("table", pictures.wide() ? "pictures wide" : pair ? "pictures pair" : "pictures");
    open("tr", "");
    for (Block.Picture picture : pictures.pictures()) {
      open("td", "");
      out.append("<img alt=\"").append(escape(picture.caption()));
      byte[] image = picture.image().bytes();
      out.append("\" src=\"data:image/").append(isPng(image) ? "png" : "jpeg");
      out.append(";base64,").append(Base64.getEncoder().encodeToString(image)).append("\"/>");
      element("p", "caption", picture.caption());
      close("td");
    }
    close("tr");
    close("table");
  }

  private static boolean isPng(byte[] image) {
    return image.length > 0 && image[0] == (byte) 0x89;
  }

  private void part(Block.Part part) throws IOException {
    open("div", "part" + part.level());
    if (!part.title().isEmpty()) {
      element("h" + (part.level() + 1), "", part.title());
    }
    blocks(part.blocks());
    close("div");
  }

  private void folded(Block.Folded folded) throws IOException {
    if (paper) {
      open("div", "folded");
      element("h4", "", folded.title());
    } else {
      open("details", "");
      element("summary", "", folded.title());
    }
    boolean outer = within;
    within = true;
    blocks(folded.blocks());
    within = outer;
    close(paper ? "div" : "details");
  }

  // Signs that the printed font has, too.
  private static String mark(Tone tone) {
    return switch (tone) {
      case YES -> "✓ ";
      case NO -> "× ";
      case OPEN -> "? ";
      case PLAIN -> "";
    };
  }

  // The printing engine does not break within a word, and a digest is one.
  private String breakable(String text) {
    return paper ? WITHIN_A_DIGEST.matcher(text).replaceAll("$0 ") : text;
  }

  private static String css(Tone tone) {
    return switch (tone) {
      case YES -> "yes";
      case NO -> "no";
      case OPEN -> "unsure";
      case PLAIN -> "plain";
    };
  }

  private void open(String tag, String style) throws IOException {
    out.append('<').append(tag);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(style).append('"');
    }
    out.append('>');
  }

  private void close(String tag) throws IOException {
    out.append("</").append(tag).append('>');
  }

  // One line, whatever names stand in it.
  private void element(String tag, String style, String text) throws IOException {
    open(tag, style);
    out.append(escape(Visible.of(text)));
    close(tag);
  }

  private void marked(Tone tone, String text) throws IOException {
    open("span", css(tone));
    out.append(mark(tone)).append(escape(Visible.of(breakable(text))));
    close("span");
  }

  private void paragraphs(String text) throws IOException {
    open("p", "");
    out.append(escape(text));
    close("p");
  }

  /**
   * Text for an element or a quoted attribute; what cannot be seen stands there as an escape, and
   * so does a tick: no name and no value confirms itself.
   */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (String line : text.split("\n", -1)) {
      safe.append(safe.isEmpty() ? "" : "\n");
      Visible.of(line.replace('\t', ' ')).codePoints().forEach(c -> append(safe, c));
    }
    return safe.toString();
  }

  private static void append(StringBuilder safe, int codePoint) {
    switch (codePoint) {
      case '&' -> safe.append("&amp;");
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '"' -> safe.append("&quot;");
      case '\'' -> safe.append("&#39;");
      case '√', '☑', '✅', '✓', '✔' -> safe.append("\\u%04X".formatted(codePoint));
      case 0x1F5F8, 0x1F5F9 -> safe.append("\\u{%X}".formatted(codePoint));
      default -> safe.appendCodePoint(codePoint);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not part of this installation");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
