// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.evidence.Sm3;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;
import org.penseal.refusal.SigningException;

/**
 * Where each signer's last signature was placed on each form, in one small file. A form is known by
 * its structure: the size of its first page, its first line without figures, the names of its
 * fields; the file has digests of these and coordinates, no words. Safe for several threads.
 */
public final class FormPlaces {
  private static final int MOST = 500;
  private static final int MOST_SIGNERS = 8;

  private final Path file;

  /**
   * @param file need not be there yet
   */
  public FormPlaces(Path file) {
    this.file = file;
  }

  /** What a form is known by. */
  public static String form(PdfPages pages) throws SigningException {
    PdfPages.Size size = pages.size(1);
    String structure =
        String.join(
            "\n",
            "penseal-form/1",
            Math.round(size.width()) + "x" + Math.round(size.height()),
            pages.firstLine().replaceAll("[\\p{Nd}\\s]", ""),
            pages.fieldNames().stream().sorted().collect(Collectors.joining("\t")));
    return Sm3.hex(structure.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The last places of the signers on a form, by signer, from 0; each on the same page, or on one
   * as far from the last one if the document has another number of pages.
   */
  public synchronized Map<Integer, Placement.At> of(String form, List<PdfPages.Size> sizes)
      throws IOException {
    Map<String, String> all = read();
    Map<Integer, Placement.At> places = new TreeMap<>();
    for (int signer = 0; signer < MOST_SIGNERS; signer++) {
      int number = signer;
      Optional.ofNullable(all.get(name(form, signer)))
          .flatMap(kept -> place(kept, sizes))
          .ifPresent(at -> places.put(number, at));
    }
    return places;
  }

  private static Optional<Placement.At> place(String kept, List<PdfPages.Size> sizes) {
    double[] n;
    try {
      n = Arrays.stream(kept.split(" ")).skip(1).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    if (n.length != 6) {
      return Optional.empty();
    }
    int page = (int) (n[1] == sizes.size() ? n[0] : sizes.size() - (n[1] - n[0]));
    if (page < 1 || page > sizes.size()) {
      return Optional.empty();
    }
    PdfPages.Size size = sizes.get(page - 1);
    boolean fits =
        n[2] >= 0
            && n[3] >= 0
            && n[4] >= 1
            && n[5] >= 1
            && n[2] + n[4] <= size.width()
            && n[3] + n[5] <= size.height();
    return fits ? Optional.of(new Placement.At(page, n[2], n[3], n[4], n[5])) : Optional.empty();
  }

  // As long as there was one signer only, the name of the form stood alone.
  private static String name(String form, int signer) {
    return signer == 0 ? form : form + "." + signer;
  }

  /**
   * Keeps the places of several signers; those are forgotten that were used longest ago.
   *
   * @param places by signer, from 0
   */
  public synchronized void keep(
      String form, Map<Integer, Placement.At> places, int pages, long nowMillis)
      throws IOException {
    Map<String, String> all = new LinkedHashMap<>(read());
    places.forEach(
        (signer, at) ->
            all.put(
                name(form, signer),
                String.format(
                    Locale.ROOT,
                    "%d %d %d %.2f %.2f %.2f %.2f",
                    nowMillis,
                    at.page(),
                    pages,
                    at.x(),
                    at.y(),
                    at.width(),
                    at.height())));
    while (all.size() > MOST) {
      all.entrySet().stream()
          .min(Map.Entry.comparingByValue(FormPlaces::byTime))
          .ifPresent(oldest -> all.remove(oldest.getKey()));
    }
    Properties written = new Properties();
    written.putAll(all);
    StringWriter out = new StringWriter();
    written.store(out, "PenSeal");
    DurableFile.write(file, out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static int byTime(String a, String b) {
    return Long.compare(time(a), time(b));
  }

  private static long time(String kept) {
    try {
      return Long.parseLong(kept.split(" ")[0]);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Map<String, String> read() throws IOException {
    Properties kept = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        kept.load(in);
      } catch (IllegalArgumentException e) { // a file that was damaged is begun anew
        return Map.of();
      }
    }
    Map<String, String> all = new TreeMap<>();
    kept.stringPropertyNames().forEach(name -> all.put(name, kept.getProperty(name)));
    return all;
  }
}
