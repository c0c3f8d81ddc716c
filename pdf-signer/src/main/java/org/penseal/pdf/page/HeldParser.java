// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdfparser.PDFObjectStreamParser;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.jspecify.annotations.Nullable;

/** Reads a file as PDFBox does, its object streams out of {@link HeldBytes}. */
public class HeldParser extends PDFParser {
  private final Map<Long, Map<COSObjectKey, COSBase>> packed = new HashMap<>();

  // Whether the dictionary that is read has a predictor: hardly any has.
  private final Predictors.Watch predictors = new Predictors.Watch();

  /**
   * @param password empty for none
   */
  public HeldParser(RandomAccessRead source, String password) throws IOException {
    super(source, password);
  }

  // The message of a signature is thousands of digits.
  @Override
  protected COSString parseCOSString() throws IOException {
    byte[] octets = source instanceof HeldBytes held ? held.hexadecimal() : null;
    return octets == null ? super.parseCOSString() : new COSString(octets);
  }

  @Override
  protected void skipSpaces() throws IOException {
    if (!HeldBytes.skipSpaces(source)) {
      super.skipSpaces();
    }
  }

  @Override
  protected COSName parseCOSName() throws IOException {
    COSName name = source instanceof HeldBytes held ? held.name() : null;
    return predictors.name(name == null ? super.parseCOSName() : name);
  }

  @Override
  protected COSBase parseDirObject() throws IOException {
    skipSpaces();
    int number = source instanceof HeldBytes held ? held.number() : -1;
    return number < 0 ? super.parseDirObject() : COSInteger.get(number);
  }

  @Override
  protected COSDictionary parseCOSDictionary(boolean direct) throws IOException {
    return predictors.dictionary(() -> super.parseCOSDictionary(direct));
  }

  @Override
  protected @Nullable COSBase parseObjectStreamObject(long number, COSObjectKey key)
      throws IOException {
    Map<COSObjectKey, COSBase> objects = packed.get(number);
    COSBase known = objects == null ? null : objects.remove(key);
    if (known != null) {
      return known;
    }
    COSObjectKey container = getObjectKey(number, 0);
    if (!(document.getObjectFromPool(container).getObject() instanceof COSStream stream)) {
      return null;
    }
    objects = parser(held(stream), document).parseAllObjects();
    packed.put(number, objects);
    return objects.remove(key);
  }

  /** What reads the objects of an object stream. */
  protected PDFObjectStreamParser parser(COSStream stream, COSDocument document)
      throws IOException {
    return new PackedParser(stream, document);
  }

  /** Reads the objects of an object stream. */
  protected static class PackedParser extends PDFObjectStreamParser {
    private final Predictors.Watch predictors = new Predictors.Watch();

    /** Of a stream of a document. */
    protected PackedParser(COSStream stream, COSDocument document) throws IOException {
      super(stream, document);
    }

    @Override
    protected void skipSpaces() throws IOException {
      if (!HeldBytes.skipSpaces(source)) {
        super.skipSpaces();
      }
    }

    @Override
    protected COSName parseCOSName() throws IOException {
      COSName name = source instanceof HeldBytes held ? held.name() : null;
      return predictors.name(name == null ? super.parseCOSName() : name);
    }

    @Override
    protected COSBase parseDirObject() throws IOException {
      skipSpaces();
      int number = source instanceof HeldBytes held ? held.number() : -1;
      return number < 0 ? super.parseDirObject() : COSInteger.get(number);
    }

    @Override
    protected COSDictionary parseCOSDictionary(boolean direct) throws IOException {
      return predictors.dictionary(() -> super.parseCOSDictionary(direct));
    }
  }

  private static COSStream held(COSStream stream) throws IOException {
    RandomAccessRead decoded = stream.createView();
    if (decoded.length() > HeldBytes.LARGEST) {
      return new Decoded(stream, decoded);
    }
    try (decoded) {
      return new Decoded(stream, HeldBytes.all(decoded));
    }
  }

  /** An object stream that is decoded already. */
  private static final class Decoded extends COSStream {
    private final RandomAccessRead bytes;

    Decoded(COSStream stream, RandomAccessRead bytes) {
      this.bytes = bytes;
      for (COSName name : new COSName[] {COSName.N, COSName.FIRST}) {
        if (stream.getItem(name) instanceof COSBase value) {
          setItem(name, value);
        }
      }
    }

    @Override
    public RandomAccessRead createView() {
      return bytes;
    }
  }
}
