// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ContainerSize;
import org.penseal.cms.SignedAttributes;
import org.penseal.digest.NativeSm3;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.Placement;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.bench.BenchDocument;
import org.penseal.pdf.bench.PlainPdfBox;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;

/**
 * Signs the same documents with the same key in memory as an invisible PAdES B-B, in turns by
 * PenSeal and by plain PDFBox external signing; the CMS is made by the same code for both. A large
 * one also against one pass of digest and copy, a small one against the visible signature.
 */
final class SigningBench {
  private static final String NAME = "bench";
  private static final int SCAN_PAGES = 137;
  private static final int MORE_OF_PAGES = 50;
  private static final int FEWER_OF_SCANS = 3;
  private static final Duration SETTLING = Duration.ofSeconds(11);

  private final SigningKey key;
  private final Path folder;
  private final Hashing hashing = new NativeSm3(Hashing.jca());
  private final BenchSigner signer;
  private final int containerBytes;

  SigningBench(SigningKey key, Path folder) throws SigningException {
    this.key = key;
    this.folder = folder;
    this.containerBytes = ContainerSize.of(key.chain(), 0, hashing);
    this.signer = new BenchSigner(key, hashing);
  }

  List<Figure> run(int rounds) throws Exception {
    Path page = BenchDocument.text(folder.resolve("1.pdf"), 1);
    Path pages = BenchDocument.text(folder.resolve("100.pdf"), 100);
    Path scan = BenchDocument.scan(folder.resolve("scan.pdf"), SCAN_PAGES);
    // Documents lie for a while before they are signed; fresh ones are compared once more.
    Thread.sleep(SETTLING);
    int few = Math.max(1, rounds / FEWER_OF_SCANS);
    List<Figure> figures = new ArrayList<>();
    // Code of a millisecond is not compiled to the end before it has run some thousand times.
    int many = rounds * MORE_OF_PAGES;
    figures.addAll(compare("1 page", "PDFBox", many, byPenSeal(page), byPdfBox(page)));
    figures.addAll(compare("100 pages", "PDFBox", many, byPenSeal(pages), byPdfBox(pages)));
    figures.addAll(compare("150 MB", "PDFBox", few, byPenSeal(scan), byPdfBox(scan)));
    figures.addAll(compare("150 MB", "digest and copy", few, byPenSeal(scan), copying(scan)));
    figures.addAll(
        compare("1 page", "the same with ink and 王晓明", many, byPenSeal(page), visible(page)));
    return figures;
  }

  private static List<Figure> compare(
      String document, String name, int rounds, Rounds.Work work, Rounds.Work other)
      throws Exception {
    Rounds ours = new Rounds();
    Rounds peer = new Rounds();
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        ours.forget();
        peer.forget();
      }
      ours.measure(work);
      peer.measure(other);
    }
    return List.of(
        new Figure(document + ", PenSeal, processor", ours.cpuMs(), "ms"),
        new Figure(document + ", " + name + ", processor", peer.cpuMs(), "ms"),
        new Figure(
            document + ", PenSeal : " + name + ", processor", ours.cpuMs() / peer.cpuMs(), "ratio"),
        new Figure(document + ", PenSeal, clock", ours.wallMs(), "ms"),
        new Figure(document + ", " + name + ", clock", peer.wallMs(), "ms"),
        new Figure(
            document + ", PenSeal : " + name + ", clock", ours.wallMs() / peer.wallMs(), "ratio"));
  }

  private Rounds.Work byPenSeal(Path input) {
    return () -> signer.sign(input, signed(), NAME, new Placement.Invisible(), null);
  }

  private Rounds.Work visible(Path input) {
    Appearance appearance = new Appearance(strokes(), "王晓明", "2026-11-20", List.of(), false);
    return () ->
        signer.sign(input, signed(), "王晓明", new Placement.At(1, 60, 60, 180, 60), appearance);
  }

  // Three strokes of a hundred points, as a name has them.
  private static List<Appearance.Stroke> strokes() {
    List<Appearance.Stroke> strokes = new ArrayList<>();
    for (int stroke = 0; stroke < 3; stroke++) {
      List<Appearance.Point> points = new ArrayList<>();
      for (int i = 0; i <= 100; i++) {
        double t = i / 100.0;
        double width = 0.3 + 0.5 * Math.sin(Math.PI * t);
        points.add(
            new Appearance.Point(stroke * 18 + t * 16, 10 + 8 * Math.sin(t * 9 + stroke), width));
      }
      strokes.add(new Appearance.Stroke(points));
    }
    return strokes;
  }

  private Path signed() {
    return folder.resolve("signed.pdf");
  }

  private Rounds.Work copying(Path input) {
    return () -> {
      try (InputStream in = Files.newInputStream(input);
          OutputStream out = Files.newOutputStream(folder.resolve("copied.pdf"))) {
        MessageDigest digest = hashing.start(key.suite().digest(), Files.size(input));
        byte[] buffer = new byte[1 << 17];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
          out.write(buffer, 0, n);
        }
        digest.digest();
      }
    };
  }

  private Rounds.Work byPdfBox(Path input) {
    return () -> {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(signed()), 1 << 16)) {
        PlainPdfBox.sign(input, out, NAME, containerBytes, this::cmsOver);
      }
    };
  }

  private byte[] cmsOver(InputStream content) throws IOException {
    try {
      MessageDigest digest = hashing.start(key.suite().digest());
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
