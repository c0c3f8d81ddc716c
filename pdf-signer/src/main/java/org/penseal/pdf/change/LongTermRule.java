// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.stream.BoundedStream;
import org.penseal.pdf.stream.PressClaims;
import org.penseal.pdf.stream.Xmp;

/**
 * Entries that programs write into the catalog with long-term data or a higher version: the
 * document security store, metadata, extensions, version, mark information.
 */
final class LongTermRule {
  private static final Set<String> METADATA_ENTRIES =
      Set.of("Type", "Subtype", "Length", "Filter", "DecodeParms");
  private static final Set<String> LISTS = Set.of("Certs", "OCSPs", "CRLs");
  private static final Set<String> SINGLE_LISTS = Set.of("Cert", "OCSP", "CRL");
  private static final Set<String> SINGLE_ENTRIES =
      Set.of("Type", "Cert", "OCSP", "CRL", "TU", "TS");
  // Entries that an element of a list may have: none that could make it something to draw.
  private static final Set<String> DATA_ENTRIES =
      Set.of("Length", "Filter", "DecodeParms", "Type", "DL");
  private static final int DEEPEST_PARAMETERS = 2;
  private static final COSName VRI = COSName.getPDFName("VRI");
  // No extension has a level as high as this.
  private static final int LEVELS = 1_000_000;

  private static final int LARGEST_DATA_BYTES = 64 << 20;

  private final Comparison both;
  private final Values before;
  private final Values after;

  LongTermRule(Comparison both) {
    this.both = both;
    this.before = both.before();
    this.after = both.after();
  }

  /** Notes a change of an entry of the catalog if it is one of these and valid. */
  boolean takes(COSName name, @Nullable COSBase was, @Nullable COSBase is) {
    if (after.value(is) == null) {
      return false;
    }
    boolean fine =
        switch (name.getName()) {
          case "DSS" -> store(was, is);
          case "Metadata" ->
              isMetadata(before, was)
                  && isMetadata(after, is)
                  && PressClaims.ofMetadata(before.stream(was))
                      .equals(PressClaims.ofMetadata(after.stream(is)));
          case "Extensions" -> extended(was, is);
          case "Version" ->
              RevisionWalk.version(after.value(is))
                  > Math.max(
                      RevisionWalk.version(before.value(was)), before.value(was) == null ? 0 : 1.3);
          case "MarkInfo" -> isMarkInfo(before, was) && isMarkInfo(after, is);
          default -> false;
        };
    if (fine && !name.getName().equals("DSS")) {
      both.findings()
          .add(ChangeClass.LTA, "catalog-detail-changed", name.getName(), both.writtenBelow(is));
    }
    return fine;
  }

  private boolean store(@Nullable COSBase was, @Nullable COSBase is) {
    boolean kept = before.value(was) == null || kept(was, is);
    if (kept && (!isStore(after, is) || before.value(was) != null && !isStore(before, was))) {
      return false;
    }
    both.findings()
        .add(
            kept ? ChangeClass.LTA : ChangeClass.OTHER,
            kept ? "long-term-data" : "long-term-data-removed",
            "",
            both.writtenBelow(is));
    return true;
  }

  private static boolean isStore(Values values, @Nullable COSBase base) {
    COSDictionary store = values.dictionary(base);
    if (store == null) {
      return false;
    }
    for (COSName name : store.keySet()) {
      COSBase value = store.getItem(name);
      boolean fine =
          LISTS.contains(name.getName())
              ? isList(values, value)
              : name.equals(VRI)
                  ? isSingles(values, value)
                  : name.equals(COSName.TYPE) && values.name(value) != null;
      if (!fine) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSingles(Values values, @Nullable COSBase base) {
    COSDictionary singles = values.dictionary(base);
    if (singles == null) {
      return values.value(base) == null;
    }
    for (COSName name : singles.keySet()) {
      if (name.equals(COSName.TYPE) && values.name(singles.getItem(name)) != null) {
        continue;
      }
      COSDictionary single = values.dictionary(singles.getItem(name));
      if (single == null || !name.getName().matches("[0-9A-Fa-f]{40}")) {
        return false;
      }
      for (COSName entry : single.keySet()) {
        COSBase value = single.getItem(entry);
        boolean fine =
            SINGLE_LISTS.contains(entry.getName())
                ? isList(values, value)
                : SINGLE_ENTRIES.contains(entry.getName())
                    && (RevisionWalk.isScalar(values.value(value)) || isData(values, value));
        if (!fine) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isList(Values values, @Nullable COSBase base) {
    COSArray list = values.array(base);
    if (list == null) {
      return values.value(base) == null;
    }
    for (COSBase each : list) {
      if (!isData(values, each)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isData(Values values, @Nullable COSBase base) {
    COSStream stream = values.stream(base);
    return stream != null
        && stream.entrySet().stream()
            .allMatch(
                each ->
                    DATA_ENTRIES.contains(each.getKey().getName())
                        && isPlain(values, each.getValue(), DEEPEST_PARAMETERS))
        && !Unreferenced.isPickedUp(values, stream);
  }

  // Parameters of filters only, nothing that a reader could draw.
  private static boolean isPlain(Values values, @Nullable COSBase base, int depth) {
    COSBase value = values.value(base);
    if (value instanceof COSArray array && depth > 0) {
      return array.toList().stream().allMatch(each -> isPlain(values, each, depth - 1));
    }
    if (value instanceof COSDictionary parameters && !(value instanceof COSStream) && depth > 0) {
      return !Unreferenced.isPickedUp(values, parameters)
          && parameters.getValues().stream().allMatch(each -> isPlain(values, each, depth - 1));
    }
    return value == null || RevisionWalk.isScalar(value);
  }

  // A list may become another object and be reordered, as long as no element is missing.
  private boolean kept(@Nullable COSBase was, @Nullable COSBase is) {
    COSDictionary old = before.dictionary(was);
    COSDictionary now = after.dictionary(is);
    if (old == null || now == null) {
      return false;
    }
    boolean kept = LISTS.stream().allMatch(name -> listKept(old, now, name));
    COSDictionary singles = before.dictionary(old.getItem(VRI));
    COSDictionary after = this.after.dictionary(now.getItem(VRI));
    if (singles == null) {
      return kept;
    }
    for (COSName name : singles.keySet()) {
      COSDictionary one = before.dictionary(singles.getItem(name));
      COSDictionary other = after == null ? null : this.after.dictionary(after.getItem(name));
      if (one != null) {
        kept &= other != null && SINGLE_LISTS.stream().allMatch(list -> listKept(one, other, list));
      }
    }
    return kept;
  }

  private boolean listKept(COSDictionary old, COSDictionary now, String name) {
    COSArray was = before.array(old.getItem(name));
    COSArray is = after.array(now.getItem(name));
    Set<String> found = new HashSet<>();
    for (COSBase each : is == null ? new COSArray() : is) {
      found.add(digest(after.stream(each)));
    }
    for (COSBase each : was == null ? new COSArray() : was) {
      if (!found.contains(digest(before.stream(each)))) {
        return false;
      }
    }
    return true;
  }

  // Over the decoded octets, so that a stream may be compressed differently; over the encoded ones
  // if they cannot be decoded.
  private static String digest(@Nullable COSStream stream) {
    if (stream == null) {
      return "";
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes;
      try {
        bytes = BoundedStream.of(stream, LARGEST_DATA_BYTES);
      } catch (IOException e) {
        digest.update(stream.keySet().toString().getBytes(StandardCharsets.UTF_8));
        try (InputStream raw = stream.createRawInputStream()) {
          bytes = raw.readAllBytes();
        }
      }
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (IOException | NoSuchAlgorithmException e) {
      return "";
    }
  }

  private boolean extended(@Nullable COSBase was, @Nullable COSBase is) {
    COSDictionary old = before.value(was) == null ? new COSDictionary() : before.dictionary(was);
    COSDictionary now = after.dictionary(is);
    if (old == null || now == null) {
      return false;
    }
    for (COSName name : Comparison.names(old, now)) {
      boolean same = both.same(Role.VALUE, old, now, name);
      boolean added = !before.has(old, name) && isExtension(after.value(now.getItem(name)));
      boolean raised =
          isExtension(before.value(old.getItem(name)))
              && isExtension(after.value(now.getItem(name)))
              && level(before, old.getItem(name)) <= level(after, now.getItem(name));
      if (!same && !added && !raised) {
        return false;
      }
    }
    return true;
  }

  // Base version and level combined in one number; the highest of several extensions.
  private static double level(Values values, @Nullable COSBase base) {
    double highest = 0;
    COSArray several = values.array(base);
    for (COSBase each : several == null ? Collections.singletonList(base) : several) {
      COSDictionary extension = values.dictionary(each);
      if (extension != null
          && values.value(extension.getItem("BaseVersion")) instanceof COSName version
          && values.value(extension.getItem("ExtensionLevel")) instanceof COSNumber level
          && version.getName().matches("[0-9]\\.[0-9]")) {
        double major = Double.parseDouble(version.getName());
        highest = Math.max(highest, major * LEVELS + Math.clamp(level.floatValue(), 0, LEVELS - 1));
      }
    }
    return highest;
  }

  // A developer extension dictionary, or an array of them (ISO 32000-2, 7.12).
  private boolean isExtension(@Nullable COSBase value) {
    if (value instanceof COSArray array) {
      for (COSBase each : array) {
        if (after.dictionary(each) == null || !isExtension(after.dictionary(each))) {
          return false;
        }
      }
      return true;
    }
    return value instanceof COSName
        || value instanceof COSDictionary dictionary
            && !(value instanceof COSStream)
            && dictionary.getValues().stream()
                .allMatch(each -> RevisionWalk.isScalar(after.value(each)));
  }

  private static boolean isMarkInfo(Values values, @Nullable COSBase base) {
    COSDictionary marks = values.dictionary(base);
    return values.value(base) == null
        || marks != null
            && marks.keySet().stream()
                .allMatch(name -> values.value(marks.getItem(name)) instanceof COSBoolean);
  }

  // Plain XML, so that no reader draws or opens it.
  private static boolean isMetadata(Values values, @Nullable COSBase base) {
    COSStream stream = values.stream(base);
    if (stream == null) {
      return values.value(base) == null;
    }
    return stream.keySet().stream().allMatch(name -> METADATA_ENTRIES.contains(name.getName()))
        && values.is(stream, COSName.TYPE, COSName.METADATA)
        && values.is(stream, COSName.SUBTYPE, COSName.getPDFName("XML"))
        && isXml(stream);
  }

  private static boolean isXml(COSStream stream) {
    try {
      XMLStreamReader reader = Xmp.read(stream);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.DTD) {
          return false;
        }
      }
      return true;
    } catch (XMLStreamException | IOException | RuntimeException e) {
      return false;
    }
  }
}
