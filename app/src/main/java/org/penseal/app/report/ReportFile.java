// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VisualCheck;
import org.penseal.file.Draft;
import org.penseal.file.Durable;
import org.penseal.pdf.page.PrintedHtml;
import org.penseal.pdf.verify.TimeLimit;
import org.penseal.pdf.visual.PageSheets;
import org.penseal.refusal.FileException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TimestampClient;

/** Writes a report to a file, whole or not at all; the file's ending says as what. */
public final class ReportFile {
  private static final String NO_SCRIPT =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private final Texts texts;
  private final Instant made;
  private final String maker;
  private final Optional<Section> further;
  private final Supplier<Optional<ReportSeal>> seal;

  /**
   * @param texts language of the report, and zone of the times in it
   * @param made when it is made
   * @param maker what makes it
   */
  public ReportFile(Texts texts, Instant made, Manifest.Software maker) {
    this.texts = texts;
    this.made = made;
    this.maker = maker.name() + " " + maker.version();
    this.further = Optional.empty();
    this.seal = Optional::empty;
  }

  private ReportFile(
      ReportFile other, Optional<Section> further, Supplier<Optional<ReportSeal>> seal) {
    this.texts = other.texts;
    this.made = other.made;
    this.maker = other.maker;
    this.further = further;
    this.seal = seal;
  }

  /** The same with a section at the end of the page for a browser. */
  public ReportFile with(Section section) {
    return new ReportFile(this, Optional.of(section), seal);
  }

  /**
   * The same, a PDF signed by the workplace's key; not signed without a key, or with one that must
   * not sign documents. For any other format the key is not opened.
   *
   * @param tsa stamps the signature; empty where the workplace has no timestamp service
   */
  public ReportFile signedBy(Optional<StatementKey> key, Optional<TimestampClient> tsa) {
    return new ReportFile(
        this, further, () -> key.flatMap(known -> ReportSeal.of(known, tsa, made, texts.zone())));
  }

  /** A part at the end of the page for a browser that others write. */
  public interface Section {
    /** The page's content security policy. */
    String policy();

    /** HTML that goes to the end of the page. */
    String of(VerifiedFile verified) throws IOException;
  }

  /** What a report can be. */
  public enum Format {
    /** One file of HTML. */
    HTML,
    /** PDF/A-2u. */
    PDF;

    /** The format by the ending of a name: .html, .htm or .pdf; empty for any other. */
    public static Optional<Format> of(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".html") || name.endsWith(".htm")) {
        return Optional.of(HTML);
      }
      return name.endsWith(".pdf") ? Optional.of(PDF) : Optional.empty();
    }
  }

  /**
   * Writes the report; an ending that is not known writes HTML.
   *
   * @param verified what was verified, with its pages looked at ({@link VisualCheck}) or without
   * @throws FileException.OutputNotWritable if it cannot be written
   * @throws FileException.InputUnreadable if the verified file is not there any more
   * @throws FileException.VerifiedChanged if it is not what was verified; nothing is written
   * @throws FileException.ReportNotStamped if the signature gets no timestamp; nothing is written
   */
  public void write(VerifiedFile verified, Path target) throws SigningException {
    boolean pdf = Format.of(target).orElse(Format.HTML) == Format.PDF;
    Optional<ReportSeal> signer = pdf ? seal.get() : Optional.empty();
    Whole whole = report(verified, signer);
    JudgeReport report = whole.report();
    ReportSeal.Last untouched = () -> whole.bytes().requireUntouched(verified.file());
    if (signer.isPresent()) {
      writeSigned(report, target, signer.get(), untouched);
      return;
    }
    try (Draft draft = Draft.of(target)) {
      if (pdf) {
        draft.write(out -> PrintedHtml.write(HtmlPage.paper(report), out));
      } else {
        draft.write(
            out -> {
              Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
              html(verified, report, writer);
              writer.flush();
            });
      }
      untouched.require();
      draft.publish();
    }
  }

  private static void writeSigned(
      JudgeReport report, Path target, ReportSeal seal, ReportSeal.Last untouched)
      throws SigningException {
    Path unsigned = null;
    try {
      unsigned = Files.createTempFile("report-", ".pdf");
      try (OutputStream out = Files.newOutputStream(unsigned)) {
        PrintedHtml.write(HtmlPage.paper(report), out);
      }
      seal.sign(unsigned, target, untouched);
    } catch (ServiceException e) {
      throw new FileException.ReportNotStamped(e);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(target, "report", e);
    } finally {
      if (unsigned != null) {
        Durable.remove(unsigned);
      }
    }
  }

  /** The page for a browser. */
  public String html(VerifiedFile verified) throws SigningException {
    try {
      StringBuilder out = new StringBuilder();
      Whole whole = report(verified, Optional.empty());
      html(verified, whole.report(), out);
      whole.bytes().requireUntouched(verified.file());
      return out.toString();
    } catch (IOException e) {
      throw new FileException.InputUnreadable(verified.file(), "report", e);
    }
  }

  // What a browser computes by itself is appended here, behind the report.
  private void html(VerifiedFile verified, JudgeReport report, Appendable out) throws IOException {
    String policy = further.map(Section::policy).orElse(NO_SCRIPT);
    String appendix = further.isPresent() ? further.get().of(verified) : "";
    HtmlPage.screen(report, policy, appendix, out);
  }

  /** The report before it is written. */
  public JudgeReport of(VerifiedFile verified) throws SigningException {
    return report(verified, Optional.empty()).report();
  }

  // With what the file was when it was made.
  private record Whole(JudgeReport report, VerifiedFile.Bytes bytes) {}

  // The digest first: what is read afterwards is of the same bytes, as long as nobody touches them.
  private Whole report(VerifiedFile verified, Optional<ReportSeal> signer) throws SigningException {
    Path file = verified.file();
    VerifiedFile.Bytes bytes = verified.bytes().requireSame(file);
    try {
      JudgeReport report =
          new Composer(texts)
              .of(
                  verified,
                  new Composer.Circumstances(
                      made,
                      maker,
                      bytes.length(),
                      bytes.sm3().orElseThrow(IOException::new),
                      PageSheets.of(file, TimeLimit.drawing(verified.left())),
                      signer.map(ReportSeal::signer)));
      bytes.requireUntouched(file);
      return new Whole(report, bytes);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "cannot be read", e);
    }
  }
}
