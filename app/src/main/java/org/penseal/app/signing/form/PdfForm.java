// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.evidence.Origins;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.signing.Annotation;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Signer;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ContainerSize;
import org.penseal.cms.SignedAttributes;
import org.penseal.cms.SigningCertificate;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.InkNote;
import org.penseal.pdf.Placement;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.sign.PdfEditor;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.pdf.sign.Prepared;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ProjectOids;

/** A signed PDF: visible appearance, evidence and signature in one appended revision. */
public final class PdfForm {
  /** The file that names the prepared one. */
  static final String PREPARED = "prepared";

  // Beside the prepared file; see PreparedPdf.
  private static final String FACTS = ".facts.json";

  private PdfForm() {}

  /** What the PDF shows and where, decided when the case is signed. */
  public record Wish(
      CaseOrder order,
      Suite suite,
      Signer signer,
      CapturedInk captured,
      Optional<Annotation> annotation,
      Origins origins) {
    // What stands on the page says it wherever anything of the case does.
    InkAppearance.Sources sources(List<X509Certificate> chain) {
      boolean demo =
          origins.demo()
              || chain.stream()
                  .anyMatch(c -> CertificateFacts.hasPolicy(c, ProjectOids.POLICY_DEMO));
      return new InkAppearance.Sources(origins, demo);
    }
  }

  /** Appends the revision with its empty hole to a copy in the folder; gives what the key signs. */
  public static SignedAttributes prepare(
      CaseServices services,
      Wish wish,
      Path folder,
      List<X509Certificate> chain,
      EvidenceStreams evidence,
      int timestampBytes)
      throws SigningException {
    CaseOrder order = wish.order();
    OffsetDateTime now =
        services
            .clock()
            .instant()
            .truncatedTo(ChronoUnit.SECONDS)
            .atZone(order.seal().zone())
            .toOffsetDateTime();
    SigningCertificate.require(chain.getFirst(), wish.suite(), now.toInstant());
    Appearance appearance =
        order.seal().placement() instanceof Placement.Invisible
            ? null
            : InkAppearance.of(
                wish.captured(), wish.signer(), order.seal().terms(), now, wish.sources(chain));
    SignatureSpec<Profile> spec =
        new SignatureSpec<>(
                order.form().profile(),
                wish.suite(),
                wish.signer().name(),
                now,
                order.seal().placement(),
                appearance,
                evidence)
            .with(terms(wish));
    int container =
        ContainerSize.of(
            order.form().profile(), wish.suite(), chain, timestampBytes, services.hashing());
    Prepared<Profile> prepared =
        new PdfSigner(services.hashing())
            .prepare(order.document().file(), order.pdfPassword(), folder, spec, container);
    requireUnchanged(order.document(), prepared.pdf(), wish.suite());
    remember(folder, prepared.pdf());
    return prepared.toSign(chain).attributes();
  }

  // The case knows the document by its SM3; a suite with another digest says nothing of that.
  private static void requireUnchanged(CaseDocument document, PreparedPdf prepared, Suite suite)
      throws SigningException {
    String found;
    try {
      found =
          suite.digest().equals("SM3")
              ? prepared.inputDigest().hex()
              : Sm3.hexOfFile(prepared.file(), document.length());
    } catch (IOException e) {
      throw new FileException.InputUnreadable(document.file(), "changed", e);
    }
    if (prepared.inputLength() != document.length() || !found.equals(document.sm3())) {
      throw new FileException.InputChanged(document.file(), null);
    }
  }

  // What the order says, and the annotation where it asks for it to be drawn.
  private static SignatureSpec.Terms terms(Wish wish) {
    SignatureSpec.Terms said = wish.order().seal().terms();
    List<SignatureSpec.Note> notes =
        wish.annotation()
            .map(written -> notes(wish.order(), written, wish.signer().name()))
            .orElse(List.of());
    return new SignatureSpec.Terms(said.reason(), said.location(), said.certify(), notes);
  }

  private static List<SignatureSpec.Note> notes(
      CaseOrder order, Annotation annotation, String author) {
    Optional<Placement.At> at = order.annotation().at();
    List<Appearance.Stroke> strokes = InkAppearance.of(annotation);
    if (at.isEmpty() || strokes.isEmpty()) {
      return List.of();
    }
    String words = annotation.sentence().orElse("");
    return List.of(new SignatureSpec.Note(at.get(), strokes, author, words));
  }

  /**
   * How the document will show an annotation; empty where the order does not have it drawn.
   *
   * @throws SigningException if the document cannot be opened, or has no such place
   */
  public static List<InkNote> plannedNotes(
      CaseServices services, CaseOrder order, Annotation annotation) throws SigningException {
    List<SignatureSpec.Note> notes = notes(order, annotation, "");
    if (notes.isEmpty() || !order.document().isPdf()) {
      return List.of();
    }
    return PdfEditor.plannedNotes(
        order.document().file(),
        order.pdfPassword(),
        notes,
        services.clock().instant().atOffset(ZoneOffset.UTC),
        services.hashing());
  }

  private static void remember(Path folder, PreparedPdf prepared) throws SigningException {
    try {
      byte[] name = prepared.file().getFileName().toString().getBytes(StandardCharsets.UTF_8);
      DurableFile.write(folder.resolve(PREPARED), name);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(folder, "case folder", e);
    }
  }

  /** Puts the signed file in its place, whole or not at all. */
  public static void complete(
      CaseServices services, Path folder, CmsSignature signature, Path output)
      throws SigningException {
    PdfSigner signer = new PdfSigner(services.hashing());
    signer.complete(signer.reopen(folder.resolve(name(folder))).resume(signature), output);
  }

  /** The prepared file, whose bytes are those of its facts. */
  static PreparedPdf prepared(CaseServices services, Path folder) throws SigningException {
    return new PdfSigner(services.hashing()).reopen(folder.resolve(name(folder))).pdf();
  }

  /** The small files by which the prepared one is known again; none where the case is over data. */
  static List<String> knownBy(Path folder) throws SigningException {
    return isIn(folder) ? List.of(PREPARED, name(folder) + FACTS) : List.of();
  }

  private static String name(Path folder) throws SigningException {
    try {
      return Files.readString(folder.resolve(PREPARED));
    } catch (IOException e) {
      throw new DocumentException.Damaged(folder, "no prepared file", e);
    }
  }

  /** Whether the case in this folder is over a PDF. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(PREPARED));
  }
}
