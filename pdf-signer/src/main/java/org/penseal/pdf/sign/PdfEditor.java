// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.file.Draft;
import org.penseal.file.InputFile;
import org.penseal.pdf.InkNote;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.cos.Increment;
import org.penseal.pdf.cos.NewSignatureField;
import org.penseal.pdf.cos.RepairedPdf;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

/**
 * What is done to a PDF before anybody signs it. The input is never modified; the output appears
 * whole or not at all.
 */
public final class PdfEditor {
  private PdfEditor() {}

  /**
   * Makes empty signature fields, all of them in one revision.
   *
   * @param password user or owner password, or null
   * @throws SigningException as {@link Increment#fields}, or if the output cannot be written
   */
  public static void addFields(
      Path input, @Nullable String password, List<NewSignatureField> fields, Path output)
      throws SigningException {
    append(input, output, source -> Increment.fields(source, password, fields));
  }

  /**
   * Adds handwritten annotations.
   *
   * @throws SigningException as {@link Increment#notes}, or if the output cannot be written
   */
  public static void annotate(
      Path input,
      @Nullable String password,
      List<SignatureSpec.Note> notes,
      OffsetDateTime now,
      Path output)
      throws SigningException {
    append(input, output, source -> Increment.notes(source, password, notes, now));
  }

  /**
   * What handwritten annotations will be in a file that is signed with them.
   *
   * @throws SigningException as {@link Increment#notes}
   */
  public static List<InkNote> plannedNotes(
      Path input,
      @Nullable String password,
      List<SignatureSpec.Note> notes,
      OffsetDateTime now,
      Hashing hashing)
      throws SigningException {
    try (InputFile source = InputFile.open(input)) {
      return OpenPdf.guarded(
          input, () -> Increment.plannedNotes(source, password, notes, now, hashing));
    } catch (IOException e) {
      throw new DocumentException.Damaged(input, "cannot be updated", e);
    }
  }

  /**
   * Saves what can be read of a damaged file as a new one with sound cross references; its bytes
   * are others, so a signature would not survive.
   *
   * @throws DocumentException.NotPermitted if the file holds a signature
   * @throws DocumentException.Damaged if it is beyond repair
   * @throws SigningException if the output cannot be written
   */
  public static void repair(Path input, @Nullable String password, Path output)
      throws SigningException {
    requireOther(output, input);
    try (RepairedPdf repaired = RepairedPdf.open(input, password);
        Draft draft = Draft.of(output.toAbsolutePath())) {
      draft.write(repaired::write);
      draft.publish();
    }
  }

  /** Makes a revision. */
  @FunctionalInterface
  private interface Revision {
    Octets of(InputFile source) throws SigningException, IOException;
  }

  private static void append(Path input, Path output, Revision revision) throws SigningException {
    requireOther(output, input);
    try (InputFile source = InputFile.open(input)) {
      source.requireUnlocked();
      Octets increment = OpenPdf.guarded(input, () -> revision.of(source));
      try (Draft draft = Draft.of(output.toAbsolutePath())) {
        draft.write(
            out -> {
              source.stream().transferTo(out);
              out.write(increment.bytes());
            });
        source.requireUnchanged();
        PdfSigner.requireUnchanged(source, draft.part());
        draft.publish();
      }
    } catch (IOException e) {
      throw new DocumentException.Damaged(input, "cannot be updated", e);
    }
  }

  static void requireOther(Path output, Path input) throws SigningException {
    try {
      if (Files.isSameFile(output, input)) {
        throw new FileException.OutputIsInput(output);
      }
    } catch (NoSuchFileException e) {
      return; // one of them is not there, which is said where it is opened
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(output, "cannot be looked at", e);
    }
  }
}
