// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ContainerSize;
import org.penseal.cms.SignedAttributes;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Placement;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningKey;
import org.penseal.pdf.cos.BenchDocument;
import org.penseal.pdf.cos.PlainPdfBox;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.pdf.sign.Prepared;
import org.penseal.pdf.sign.ToSign;
import org.penseal.refusal.SigningException;

/**
 * Signs the same documents with the same key in memory as an invisible PAdES B-B, in turns by
 * PenSeal and by plain PDFBox external signing; the CMS is made by the same code for both.
 */
final class SigningBench {
  private static final String NAME = "bench";

  private final SigningKey key;
  private final Path folder;
  private final Hashing hashing = Hashing.jca();
  private final PdfSigner signer = new PdfSigner(hashing);
  private final int containerBytes;

  SigningBench(SigningKey key, Path folder) throws SigningException {
    this.key = key;
    this.folder = folder;
    this.containerBytes = ContainerSize.of(key.chain(), 0, hashing);
  }

  List<Figure> run(int rounds) throws Exception {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(compare("1 page", BenchDocument.text(folder.resolve("1.pdf"), 1), rounds));
    figures.addAll(
        compare("100 pages", BenchDocument.text(folder.resolve("100.pdf"), 100), rounds));
    figures.addAll(
        compare("scan of 11 MB", BenchDocument.scan(folder.resolve("scan.pdf")), rounds));
    return figures;
  }

  private List<Figure> compare(String document, Path input, int rounds) throws Exception {
    Rounds ours = new Rounds();
    Rounds plain = new Rounds();
    Path output = folder.resolve("signed.pdf");
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        ours.forget();
        plain.forget();
      }
      ours.measure(() -> byPenSeal(input, output));
      plain.measure(() -> byPdfBox(input, output));
    }
    return List.of(
        new Figure(document + ", PenSeal, processor", ours.cpuMs(), "ms"),
        new Figure(document + ", PDFBox, processor", plain.cpuMs(), "ms"),
        new Figure(
            document + ", PenSeal : PDFBox, processor", ours.cpuMs() / plain.cpuMs(), "ratio"),
        new Figure(document + ", PenSeal, clock", ours.wallMs(), "ms"),
        new Figure(document + ", PDFBox, clock", plain.wallMs(), "ms"),
        new Figure(
            document + ", PenSeal : PDFBox, clock", ours.wallMs() / plain.wallMs(), "ratio"));
  }

  private void byPenSeal(Path input, Path output) throws SigningException {
    SignatureSpec<Profile.Unstamped> spec =
        new SignatureSpec<>(
            Profile.PADES_B,
            key.suite(),
            NAME,
            OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS),
            new Placement.Invisible(),
            null,
            null);
    Prepared<Profile.Unstamped> prepared =
        signer.prepare(input, null, folder, spec, containerBytes);
    ToSign<Profile.Unstamped> toSign = prepared.toSign(key.chain());
    signer.complete(toSign.signed(key.sign(toSign.attributes().der().bytes())), output);
    signer.discard(prepared);
  }

  private void byPdfBox(Path input, Path output) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output), 1 << 16)) {
      PlainPdfBox.sign(input, out, NAME, containerBytes, this::cmsOver);
    }
  }

  private byte[] cmsOver(InputStream content) throws IOException {
    try {
      MessageDigest digest = hashing.start("SM3");
      byte[] buffer = new byte[1 << 16];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return cms(standIn(Octets.of(digest.digest()))).der().bytes();
    } catch (SigningException e) {
      throw new IOException("the key refused", e);
    }
  }

  // The peer has no prepared file; its attributes are made of the digest all the same.
  private PreparedPdf standIn(Octets digest) throws SigningException {
    return new PreparedPdf(
        folder,
        folder,
        0,
        digest,
        digest,
        new ByteRange(1, 3, 4),
        Profile.PADES_B,
        key.suite(),
        digest,
        "");
  }

  private CmsSignature cms(PreparedPdf prepared) throws SigningException {
    SignedAttributes attributes =
        SignedAttributes.forPdf(prepared, key.chain().getFirst(), hashing);
    return CmsSignature.assemble(attributes, key.sign(attributes.der().bytes()), key.chain());
  }
}
