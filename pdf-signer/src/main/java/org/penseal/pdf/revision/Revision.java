// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.page.HeldBytes;
import org.penseal.pdf.page.HeldParser;
import org.penseal.pdf.raw.Content;
import org.penseal.pdf.raw.RawFile;
import org.penseal.pdf.raw.Value;
import org.penseal.pdf.stream.BoundedStream;

/**
 * One revision of a file, parsed without any repair.
 *
 * @param end offset just behind its last byte
 * @param document the opener closes it
 * @param password with which it was opened
 */
public record Revision(long end, PDDocument document, @Nullable String password)
    implements AutoCloseable {
  private static final int LARGEST_OBJECT_STREAM_BYTES = 64 << 20;

  private interface Parser {
    PDFParser of(RandomAccessRead bytes, String password) throws IOException;
  }

  /** Opens a revision; empty if the bytes up to there are no well-formed PDF. */
  public static Optional<Revision> open(Path file, long end, @Nullable String password) {
    return open(file, end, password, HeldParser::new);
  }

  /** The same for comparing, not for drawing: names of other octets are other names. */
  public static Optional<Revision> exact(Path file, long end, @Nullable String password) {
    return open(file, end, password, ExactParser::new);
  }

  private static Optional<Revision> open(
      Path file, long end, @Nullable String password, Parser parser) {
    try {
      RandomAccessRead prefix = HeldBytes.of(file, end);
      try {
        PDDocument document = parser.of(prefix, password == null ? "" : password).parse(false);
        document.getDocumentCatalog().getPages().getCount();
        return Optional.of(new Revision(end, document, password));
      } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
        prefix.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same without objects that cross references call free, which PDFBox overlooks. */
  public Optional<Revision> without(Set<Long> freed) throws IOException {
    for (COSObjectKey key : List.copyOf(xref().keySet())) {
      if (freed.contains(key.getNumber())) {
        xref().remove(key);
        document.getDocument().getObjectFromPool(key).setToNull();
      }
    }
    COSObjectKey root =
        trailer().getItem(COSName.ROOT) instanceof COSObject reference ? reference.getKey() : null;
    if (root == null || freed.contains(root.getNumber())) {
      close();
      return Optional.empty();
    }
    return Optional.of(this);
  }

  /**
   * Numbers that something in it refers to, and that no object has, or one that is null, but not in
   * a revision before it, or not alike. A null where an object was is a change of that object. Also
   * those to which an object refers at another place than before: a reader may ask for them now,
   * and not have asked before, or the reverse.
   *
   * @param raw of the file of both
   */
  public Set<Long> missingSince(Revision before, RawFile raw) throws IOException {
    Set<Long> missing = MissingObjects.numbers(document.getDocument());
    if (!missing.isEmpty()) {
      Set<Long> then = MissingObjects.numbers(before.document.getDocument());
      then.removeAll(raw.missingOtherwise(then, before.end, end));
      missing.removeAll(then);
      missing.removeIf(number -> has(number) && before.has(number));
    }
    Set<Long> sections = raw.sectionStarts(end);
    written(before)
        .filter(key -> !sections.contains(xref().get(key)))
        .forEach(key -> missing.addAll(askedElsewhere(before, before.object(key), object(key))));
    Set<MissingObjects.Place> then = before.places(before.trailer());
    places(trailer()).stream()
        .filter(each -> !then.contains(each))
        .forEach(each -> missing.add(each.number()));
    return missing;
  }

  private boolean has(long number) {
    return xref().keySet().stream().anyMatch(key -> key.getNumber() == number);
  }

  private Set<Long> askedElsewhere(Revision before, @Nullable COSBase old, @Nullable COSBase now) {
    Set<MissingObjects.Place> places = places(now);
    Set<MissingObjects.Place> then = before.places(old);
    Set<Long> found = new HashSet<>();
    places.stream().filter(each -> !then.contains(each)).forEach(each -> found.add(each.number()));
    then.removeAll(places);
    // A whole object that went is a change; so is a reference that leads to something now.
    then.removeIf(each -> now == null || isThere(new COSObjectKey(each.number(), 0)));
    then.forEach(each -> found.add(each.number()));
    return found;
  }

  private Set<MissingObjects.Place> places(@Nullable COSBase object) {
    return object == null ? new HashSet<>() : MissingObjects.places(object, this::isThere);
  }

  private boolean isThere(COSObjectKey key) {
    return object(key) != null;
  }

  private @Nullable COSBase object(COSObjectKey key) {
    COSBase object =
        xref().containsKey(key) ? document.getDocument().getObjectFromPool(key).getObject() : null;
    return object == COSNull.NULL ? null : object;
  }

  /** Objects that were written since a revision before it. */
  private Stream<COSObjectKey> written(Revision before) {
    return xref().entrySet().stream()
        .filter(each -> !isSame(before, each.getKey(), each.getValue()))
        .map(Map.Entry::getKey);
  }

  // In an object stream an object stands where the stream does.
  private boolean isSame(Revision before, COSObjectKey key, long at) {
    Long was = before.xref().get(key);
    COSObjectKey holder = new COSObjectKey(Math.max(0, -at), 0);
    return was != null
        && was == at
        && (at >= 0 || Objects.equals(xref().get(holder), before.xref().get(holder)));
  }

  /**
   * Objects of which an entry is null, and was absent in a revision before it, or the reverse: some
   * readers have the null for a value (pdf.js), and do not look further up for an inherited one.
   */
  public Set<COSObjectKey> nulledSince(Revision before) {
    Set<COSObjectKey> found = new TreeSet<>();
    written(before)
        .forEach(
            key -> {
              COSBase old = before.object(key);
              COSBase now = object(key);
              if (old != null && now != null && MissingObjects.nullsDiffer(old, now)) {
                found.add(key);
              }
            });
    return found;
  }

  /** Whether readers do not decrypt the same strings and streams of it. */
  public boolean decryptsDifferently() {
    return Decryption.differs(document, password);
  }

  /** Its object streams, decrypted and decoded. */
  public Content objectStreams() {
    boolean encrypted = document.isEncrypted();
    SameReading direct = new SameReading(encrypted);
    SameReading inStream = encrypted ? new SameReading(false) : direct;
    return new Content() {
      private @Nullable Set<Long> missing;

      @Override
      public boolean refersToMissing(long number) {
        Set<Long> all = missing;
        if (all == null) {
          all = MissingObjects.numbers(document.getDocument());
          missing = all;
        }
        return all.contains(number);
      }

      @Override
      public boolean reads(Value.Ref object, Object value, long dataLength, boolean packed) {
        COSObjectKey key = new COSObjectKey(object.number(), (int) object.generation());
        try {
          COSBase read = document.getDocument().getObjectFromPool(key).getObject();
          return (packed ? inStream : direct).of(value, dataLength, read);
        } catch (IOException | RuntimeException e) {
          return false;
        }
      }

      @Override
      public boolean hasPages(long page, long index, long pages) {
        try {
          if (pages != document.getNumberOfPages() || index < 0 || index >= pages) {
            return false;
          }
          COSObjectKey key = document.getPage((int) index).getCOSObject().getKey();
          return key != null && key.getNumber() == page;
        } catch (RuntimeException e) {
          return false;
        }
      }

      @Override
      public boolean readsTrailer(Map<String, Object> trailer) {
        return inStream.reads(trailer, trailer());
      }

      @Override
      public Content.@Nullable Stream of(long number) {
        return objectStream(number);
      }

      @Override
      public Map<Long, Content.Place> places() {
        Map<Long, Content.Place> places = HashMap.newHashMap(xref().size());
        xref()
            .forEach(
                (key, at) ->
                    places.merge(
                        key.getNumber(),
                        new Content.Place(at, at < 0 ? 0 : key.getGeneration()),
                        (one, other) -> one.equals(other) ? one : Content.Place.SEVERAL));
        return places;
      }

      @Override
      public boolean decryptsDifferently() {
        return Revision.this.decryptsDifferently();
      }

      @Override
      public byte @Nullable [] aesKey(Value.Ref object) {
        return encrypted ? Decryption.aesKey(document, object) : null;
      }

      @Override
      public boolean refersToMissing() {
        return MissingObjects.areReferredTo(document.getDocument());
      }
    };
  }

  private Content.@Nullable Stream objectStream(long number) {
    COSObjectKey key = new COSObjectKey(number, 0);
    try {
      if (!(document.getDocument().getObjectFromPool(key).getObject() instanceof COSStream stream)
          || !COSName.OBJ_STM.equals(stream.getItem(COSName.TYPE))
          || !(stream.getItem(COSName.N) instanceof COSInteger)
          || !(stream.getItem(COSName.FIRST) instanceof COSInteger)) {
        return null; // PDFium reads no reference there
      }
      byte[] bytes = BoundedStream.of(stream, LARGEST_OBJECT_STREAM_BYTES);
      return new Content.Stream(
          stream.getInt(COSName.N, -1), stream.getInt(COSName.FIRST, -1), bytes);
    } catch (IOException | RuntimeException e) {
      return null; // told as an object that cannot be read
    }
  }

  /** The trailer's dictionary. */
  public COSDictionary trailer() {
    return document.getDocument().getTrailer();
  }

  /** The catalog. */
  public COSDictionary catalog() {
    return document.getDocumentCatalog().getCOSObject();
  }

  /** Offsets, or minus the number of the object stream that holds the object. */
  public Map<COSObjectKey, Long> xref() {
    return document.getDocument().getXrefTable();
  }

  /** Offset of the newest cross-reference section. */
  public long startXref() {
    return document.getDocument().getStartXref();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
