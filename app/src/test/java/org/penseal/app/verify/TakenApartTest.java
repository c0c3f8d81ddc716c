// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.cli.PenSeal;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/**
 * Takes a signed PDF apart by its bytes, without our own verifier, and asks openssl, qpdf and
 * poppler what they make of the parts.
 */
@WholeCase
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakenApartTest {
  private static final String DISTID = "distid:1234567812345678";
  // The contents octets of the OID message-digest, 1.2.840.113549.1.9.4 (RFC 5652, section 11.2).
  private static final byte[] MESSAGE_DIGEST = HexFormat.of().parseHex("06092a864886f70d010904");

  @TempDir static Path folder;
  private Path signed;
  private Path input;
  private byte[] file;
  private byte[] covered;
  private Tlv signerInfo;
  private List<byte[]> certificates;

  /** One value of DER. */
  private record Tlv(byte[] all, int start, int headerLength, int length) {
    static Tlv at(byte[] der, int start) {
      int first = der[start + 1] & 0xFF;
      int octets = first < 0x80 ? 0 : first & 0x7F;
      int length = octets == 0 ? first : 0;
      for (int i = 0; i < octets; i++) {
        length = length << 8 | der[start + 2 + i] & 0xFF;
      }
      return new Tlv(der, start, 2 + octets, length);
    }

    int tag() {
      return all[start] & 0xFF;
    }

    int end() {
      return start + headerLength + length;
    }

    byte[] bytes() {
      return Arrays.copyOfRange(all, start, end());
    }

    byte[] contents() {
      return Arrays.copyOfRange(all, start + headerLength, end());
    }

    List<Tlv> parts() {
      List<Tlv> parts = new ArrayList<>();
      for (int at = start + headerLength; at < end(); at = parts.getLast().end()) {
        parts.add(at(all, at));
      }
      return parts;
    }
  }

  @BeforeAll
  void signAndTakeApart() throws Exception {
    Station.registerProvider();
    input = folder.resolve("report.pdf");
    signed = folder.resolve("signed.pdf");
    DemoReport.write(input);
    int exit =
        PenSeal.run(
            new String[] {
              "sign",
              input.toString(),
              "--out",
              signed.toString(),
              "--data",
              folder.resolve("data").toString(),
              "--pad",
              "sim:penseal-ref",
              "--speed",
              "40",
              "--trace",
              "../testdata/ink/wang-xiu-ying-1.json",
              "--mode",
              "portrait",
              "--camera",
              "clip:../testdata/portraits/grace_hopper.jpg",
              "--name",
              "王秀英",
              "--id-number",
              "11010519491231002X",
              "--keyword",
              DemoReport.KEYWORD
            });
    assertEquals(0, exit);
    file = Files.readAllBytes(signed);
    String text = new String(file, StandardCharsets.ISO_8859_1);
    Matcher range =
        Pattern.compile("/ByteRange ?\\[ ?(\\d+) (\\d+) (\\d+) (\\d+) *]").matcher(text);
    assertTrue(range.find());
    int hole = Integer.parseInt(range.group(2));
    int after = Integer.parseInt(range.group(3));
    assertEquals(0, Integer.parseInt(range.group(1)));
    assertEquals(file.length, after + Integer.parseInt(range.group(4)));
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(file, 0, hole);
    both.write(file, after, file.length - after);
    covered = both.toByteArray();
    byte[] cms = HexFormat.of().parseHex(text.substring(hole + 1, after - 1));
    // ContentInfo { oid, [0] SignedData { version, digests, content, [0] certificates, signers } }
    List<Tlv> signedData = Tlv.at(cms, 0).parts().get(1).parts().getFirst().parts();
    certificates =
        signedData.stream()
            .filter(part -> part.tag() == 0xA0)
            .flatMap(part -> part.parts().stream())
            .map(Tlv::bytes)
            .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    sortLeafFirst();
    List<Tlv> signers = signedData.getLast().parts();
    assertEquals(1, signers.size());
    signerInfo = signers.getFirst();
  }

  // A DER SET OF has no order of its own: the leaf is the one that is not its own issuer.
  private void sortLeafFirst() throws Exception {
    String names =
        run("openssl", "x509", "-in", pem(0).toString(), "-noout", "-subject", "-issuer")
            .replaceAll("(?m)^(subject|issuer)=", "");
    List<String> lines = names.lines().toList();
    if (lines.get(0).equals(lines.get(1))) {
      certificates.add(certificates.removeFirst());
    }
    assertEquals(2, certificates.size());
  }

  private byte[] signedAttributes() {
    Tlv attributes =
        signerInfo.parts().stream().filter(part -> part.tag() == 0xA0).findFirst().orElseThrow();
    byte[] set = attributes.bytes();
    set[0] = 0x31; // RFC 5652, section 5.4: signed as SET OF, stored as [0]
    return set;
  }

  private byte[] signature() {
    List<Tlv> octets = signerInfo.parts().stream().filter(part -> part.tag() == 0x04).toList();
    return octets.getLast().contents();
  }

  @Test
  void messageDigestIsTheSm3OfTheByteRanges() throws Exception {
    Path data = Files.write(folder.resolve("covered.bin"), covered);
    String printed = run("openssl", "dgst", "-sm3", "-r", data.toString());
    byte[] attributes = signedAttributes();
    int at = indexOf(attributes, MESSAGE_DIGEST);
    // OID, then SET { OCTET STRING of 32 bytes }
    byte[] digest = Arrays.copyOfRange(attributes, at + 15, at + 47);
    assertEquals(printed.substring(0, 64), HexFormat.of().formatHex(digest));
  }

  @Test
  void opensslVerifiesTheSignatureOverTheSignedAttributes() throws Exception {
    Path attributes = Files.write(folder.resolve("attributes.der"), signedAttributes());
    Path value = Files.write(folder.resolve("signature.der"), signature());
    Path key = folder.resolve("key.pem");
    Files.writeString(key, run("openssl", "x509", "-in", pem(0).toString(), "-noout", "-pubkey"));
    String verdict =
        run(
            "openssl",
            "dgst",
            "-sm3",
            "-verify",
            key.toString(),
            "-sigopt",
            DISTID,
            "-signature",
            value.toString(),
            attributes.toString());
    assertEquals("Verified OK", verdict.strip());
  }

  @Test
  void opensslVerifiesTheChain() throws Exception {
    String verdict =
        run(
            "openssl",
            "verify",
            "-vfyopt",
            DISTID,
            "-CAfile",
            pem(1).toString(),
            pem(0).toString());
    assertTrue(verdict.strip().endsWith("OK"), verdict);
  }

  // openssl verify gives the user id to the certificate that is asked about, never to its issuers,
  // so its -check_ss_sig refuses every SM2 root; over the bytes themselves it agrees.
  @Test
  void opensslVerifiesTheRootsOwnSignature() throws Exception {
    List<Tlv> root = Tlv.at(certificates.get(1), 0).parts();
    byte[] bits = root.get(2).contents();
    Path body = Files.write(folder.resolve("root.tbs"), root.get(0).bytes());
    Path value = Files.write(folder.resolve("root.sig"), Arrays.copyOfRange(bits, 1, bits.length));
    Path key = folder.resolve("root-key.pem");
    Files.writeString(key, run("openssl", "x509", "-in", pem(1).toString(), "-noout", "-pubkey"));
    String verdict =
        run(
            "openssl",
            "dgst",
            "-sm3",
            "-verify",
            key.toString(),
            "-sigopt",
            DISTID,
            "-signature",
            value.toString(),
            body.toString());
    assertEquals("Verified OK", verdict.strip());
  }

  @Test
  void certificateIsForOneUseAndShort() throws Exception {
    String text = run("openssl", "x509", "-in", pem(0).toString(), "-noout", "-text");
    assertTrue(text.contains("Digital Signature, Non Repudiation"), text);
    assertTrue(text.contains("2.25.245451997612407219764004899378027207171.2.1"), text);
    assertTrue(text.contains("2.25.245451997612407219764004899378027207171.2.2"), text);
    assertTrue(!text.contains("11010519491231002X"), "the ID number must not be in it");
  }

  @Test
  void qpdfFindsNoFault() throws Exception {
    assertTrue(run("qpdf", "--check", signed.toString()).contains("No syntax or stream"));
  }

  @Test
  void popplerSeesOneSignatureOverTheWholeFileAndTheInk() throws Exception {
    String seen = run("pdfsig", "-nocert", signed.toString());
    assertTrue(seen.contains("Total document signed"), seen);
    assertTrue(inkOnLastPage(signed) > inkOnLastPage(input) + 100);
  }

  private static int inkOnLastPage(Path pdf) throws Exception {
    Path prefix = folder.resolve(pdf.getFileName() + "-page");
    run("pdftoppm", "-r", "50", "-f", "4", "-l", "4", "-png", pdf.toString(), prefix.toString());
    BufferedImage page = ImageIO.read(Path.of(prefix + "-4.png").toFile());
    int dark = 0;
    for (int y = 0; y < page.getHeight(); y++) {
      for (int x = 0; x < page.getWidth(); x++) {
        dark += (page.getRGB(x, y) & 0xFF) < 160 ? 1 : 0;
      }
    }
    return dark;
  }

  @Test
  void fileBeginsWithTheInputByteForByte() throws Exception {
    byte[] before = Files.readAllBytes(input);
    assertEquals(-1, Arrays.mismatch(before, Arrays.copyOf(file, before.length)));
  }

  private Path pem(int index) throws IOException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificates.get(index));
    return Files.writeString(
        folder.resolve("certificate-" + index + ".pem"),
        "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }

  private static int indexOf(byte[] in, byte[] what) {
    for (int i = 0; i <= in.length - what.length; i++) {
      if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
