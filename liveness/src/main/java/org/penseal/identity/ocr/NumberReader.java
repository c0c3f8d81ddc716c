// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tesseract.StringVector;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;
import org.penseal.identity.IdNumber;
import org.penseal.identity.IdentityException.BadIdNumber;
import org.penseal.identity.IdentityException.OcrUnavailable;

/**
 * Reads a printed ID number with Tesseract: digits and X only, checked by GB 11643. One thread at a
 * time; who opens it closes it. About 15 MB and 0.1 s to open.
 */
public final class NumberReader implements AutoCloseable {
  private static final String DATA = "files/eng.traineddata.gz";

  /** Of the packed file in version 1.0.0 of its npm package, folder 4.0.0_best_int. */
  private static final String SHA256 =
      "45b4cb346724ac1774f1c36f42f182b887bcdb28ebe63e6fff90ac41f3fcff91";

  private static final int DPI = 300;

  private final TessBaseAPI api;

  /**
   * Opens the recogniser.
   *
   * @throws OcrUnavailable when its libraries do not load or its data is missing or altered
   */
  public NumberReader() throws OcrUnavailable {
    byte[] data = data();
    try (BytePointer model = new BytePointer(data);
        BytePointer language = new BytePointer("eng");
        StringVector names = new StringVector();
        StringVector values = new StringVector()) {
      api = new TessBaseAPI();
      int failed =
          api.Init(
              model,
              data.length,
              language,
              tesseract.OEM_LSTM_ONLY,
              new BytePointer(),
              0,
              names,
              values,
              false,
              null);
      if (failed != 0) {
        throw new OcrUnavailable("trained data", null);
      }
      api.SetVariable("tessedit_char_whitelist", "0123456789X");
      api.SetVariable("debug_file", "/dev/null");
      api.SetPageSegMode(tesseract.PSM_SINGLE_LINE);
    } catch (LinkageError e) {
      throw new OcrUnavailable("native libraries", e);
    }
  }

  private static byte[] data() throws OcrUnavailable {
    try (InputStream in = NumberReader.class.getResourceAsStream(DATA)) {
      if (in == null) {
        throw new OcrUnavailable(DATA, null);
      }
      byte[] packed = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(packed);
      if (!HexFormat.of().formatHex(digest).equals(SHA256)) {
        throw new OcrUnavailable("altered " + DATA, null);
      }
      try (InputStream plain = new GZIPInputStream(new java.io.ByteArrayInputStream(packed))) {
        return plain.readAllBytes();
      }
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new OcrUnavailable(DATA, e);
    }
  }

  /**
   * Reads the same line from several pictures of it: the first reading that fits, or else the one
   * of the most likely length.
   *
   * @param pictures at least one, the best first
   * @param today no birth date after it fits
   */
  public ReadNumber read(List<GreyPicture> pictures, LocalDate today) {
    ReadNumber best = new ReadNumber("", false, 0);
    for (GreyPicture picture : pictures) {
      ReadNumber read = read(picture, today);
      if (read.fits()) {
        return read;
      }
      if (misses(read) < misses(best)
          || (misses(read) == misses(best) && read.confidence() > best.confidence())) {
        best = read;
      }
    }
    return best;
  }

  private static int misses(ReadNumber read) {
    return Math.abs(IdNumber.LENGTH - read.text().length());
  }

  private ReadNumber read(GreyPicture picture, LocalDate today) {
    api.SetImage(picture.grey(), picture.width(), picture.height(), 1, picture.width());
    api.SetSourceResolution(DPI);
    try (BytePointer said = api.GetUTF8Text()) {
      String text = said == null ? "" : said.getString().replaceAll("[^0-9X]", "");
      double confidence = api.MeanTextConf() / 100.0;
      return new ReadNumber(text, fits(text, today), Math.clamp(confidence, 0, 1));
    } finally {
      api.Clear();
    }
  }

  private static boolean fits(String text, LocalDate today) {
    try {
      IdNumber.parse(text, today);
      return true;
    } catch (BadIdNumber e) {
      return false;
    }
  }

  @Override
  public void close() {
    api.End();
    api.close();
  }
}
