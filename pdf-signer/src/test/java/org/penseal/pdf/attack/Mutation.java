// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;

/** Damages files, at random and where their structure is. */
final class Mutation {
  private static final Pattern TOKEN = Pattern.compile("/?[A-Za-z0-9+-]+|<<|>>|\\[|\\]");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+(?![\\w.])");
  private static final Pattern OBJECT = Pattern.compile("(?s)\\d+ \\d+ obj.*?endobj\\s");
  private static final List<String> EXTREMES =
      List.of(
          "0",
          "-1",
          "1",
          "65535",
          "65536",
          "2147483647",
          "2147483648",
          "-2147483648",
          "4294967296",
          "9223372036854775807",
          "99999999999999999999",
          "0.5",
          "1e9",
          "--5");

  private final Random random;

  Mutation(long seed) {
    this.random = new Random(seed);
  }

  /** One to three faults. */
  byte[] of(List<byte[]> files) {
    byte[] file = files.get(random.nextInt(files.size()));
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      text = once(text);
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private String once(String text) {
    if (text.length() < 20) {
      return text;
    }
    int at = random.nextInt(text.length());
    return switch (random.nextInt(10)) {
      case 0 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
      case 1 -> text.substring(0, pick(text, TOKEN).start());
      case 2 ->
          text.substring(0, at)
              + text.substring(Math.min(text.length(), at + 1 + random.nextInt(40)));
      case 3, 4 ->
          replaced(text, pick(text, NUMBER), EXTREMES.get(random.nextInt(EXTREMES.size())));
      case 5 -> swapped(text);
      case 6 -> replaced(text, pick(text, OBJECT), "");
      case 7 -> {
        MatchResult object = pick(text, OBJECT);
        yield text.substring(0, object.end()) + object.group() + text.substring(object.end());
      }
      case 8 -> {
        MatchResult number = pick(text, NUMBER);
        yield replaced(text, number, (1 + random.nextInt(40)) + " 0 R");
      }
      default -> replaced(text, pick(text, TOKEN), pick(text, TOKEN).group());
    };
  }

  private String swapped(String text) {
    MatchResult one = pick(text, TOKEN);
    MatchResult two = pick(text, TOKEN);
    if (one.end() > two.start()) {
      return text;
    }
    return text.substring(0, one.start())
        + two.group()
        + text.substring(one.end(), two.start())
        + one.group()
        + text.substring(two.end());
  }

  private static String replaced(String text, MatchResult what, String by) {
    return text.substring(0, what.start()) + by + text.substring(what.end());
  }

  // The first behind a place picked at random.
  private MatchResult pick(String text, Pattern pattern) {
    var matcher = pattern.matcher(text);
    if (matcher.find(random.nextInt(text.length())) || matcher.find(0)) {
      return matcher.toMatchResult();
    }
    return Pattern.compile("(?s)^.").matcher(text).results().findFirst().orElseThrow();
  }

  /** Files that were made to exhaust whoever reads them, behind a signed one. */
  static List<byte[]> bombs(byte[] signed) throws IOException {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String dictionaries = "<</A".repeat(100_000) + " 1" + ">>".repeat(100_000);
    String zeros = flate(zeros(1024));
    String twice = "/Filter[/FlateDecode/FlateDecode]";
    return List.of(
        update(signed).put(6, deep).bytes(),
        update(signed).with(1, "/Deep " + dictionaries).bytes(),
        update(signed).change(2, "3 0 R 4 0 R", "2 0 R 3 0 R").bytes(),
        update(signed).change(2, "/Count 2", "/Count 2147483647").bytes(),
        update(signed).put(4, "<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 9>>").bytes(),
        update(signed)
            .put(15, "<</FT/Tx/T(a)/Kids[15 0 R 20 0 R]>>")
            .put(20, "<</T(b)/Kids[15 0 R]/Parent 15 0 R>>")
            .bytes(),
        update(signed).put(6, PdfUpdate.streamBody(twice, zeros)).bytes(),
        update(signed)
            .put(
                16,
                PdfUpdate.streamBody("/Type/XObject/Subtype/Form/BBox[0 0 200 20]" + twice, zeros))
            .bytes(),
        update(signed).again(6).previous(signed.length).bytes(),
        update(signed).trailer("/XRefStm " + signed.length).again(6).bytes(),
        update(signed).asStream(true).trailer("/Index[0 2147483647]/W[0 0 0]").again(6).bytes(),
        update(signed).trailer("/Size 2147483647").again(6).bytes(),
        update(signed)
            .put(
                90,
                PdfUpdate.streamBody(
                    "/Type/ObjStm/N 2147483647/First 10/Extends 90 0 R", "91 0 <<>>"))
            .pack(91, "<<>>")
            .bytes(),
        update(signed).with(1, "/" + "N".repeat(1_000_000) + " 1").bytes(),
        update(signed).put(11, "<</FT/Tx/T(remark)/Parent 11 0 R/V 11 0 R>>").bytes(),
        update(signed).with(10, "/Lock 10 0 R").bytes(),
        update(signed).change(6, "/Length \\d+", "/Length 6 0 R").bytes());
  }

  private static PdfUpdate update(byte[] signed) {
    return new PdfUpdate(signed);
  }

  private static String flate(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] zeros(int mebibytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = "0 ".repeat(1 << 19).getBytes(StandardCharsets.ISO_8859_1);
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      for (int i = 0; i < mebibytes; i++) {
        deflater.write(block);
      }
    }
    return out.toByteArray();
  }
}
