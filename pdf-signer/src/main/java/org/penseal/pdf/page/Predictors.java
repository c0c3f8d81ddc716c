// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.jspecify.annotations.Nullable;

/**
 * Predictors whose rows are empty or without bounds (ISO 32000-2, 7.4.4.4): PDFBox does not come to
 * an end with the one and takes all memory for the other. A dictionary that holds one is refused
 * wherever it stands, before anything is decoded by it.
 */
public final class Predictors {
  private static final long LARGEST_ROW_BYTES = 1 << 26;
  private static final long MOST_COLOURS = 32;

  private Predictors() {}

  /**
   * Looks at parameters of a filter, or at any other dictionary.
   *
   * @throws IOException if it has a predictor of that kind, or one whose numbers are no direct
   *     integers
   */
  static void requireEnd(COSDictionary parameters) throws IOException {
    COSBase predictor = parameters.getItem(COSName.PREDICTOR);
    if (!(predictor instanceof COSNumber) && !(predictor instanceof COSObject)) {
      return;
    }
    if (integer(predictor, 0) > 1) {
      long colours = integer(parameters.getItem(COSName.COLORS), 1);
      long bits = integer(parameters.getItem(COSName.BITS_PER_COMPONENT), 8);
      long columns = integer(parameters.getItem(COSName.COLUMNS), 1);
      boolean whole = colours > 0 && bits > 0 && columns > 0;
      boolean bounded = bits <= 32 && columns <= LARGEST_ROW_BYTES;
      if (!whole
          || !bounded
          || Math.min(colours, MOST_COLOURS) * bits * columns > 8 * LARGEST_ROW_BYTES) {
        throw new IOException("a predictor without end");
      }
    }
  }

  private static long integer(@Nullable COSBase number, long otherwise) throws IOException {
    if (number == null) {
      return otherwise;
    }
    if (number instanceof COSInteger integer) {
      return integer.longValue();
    }
    throw new IOException("a predictor that is no integer");
  }

  /**
   * Looks at an inline image.
   *
   * @throws IOException if it has such parameters
   */
  public static void requireEnd(Operator operator) throws IOException {
    COSDictionary image = operator.getImageParameters();
    if (image != null && image.getItem(COSName.DECODE_PARMS, COSName.DP) instanceof COSBase some) {
      below(some);
    }
  }

  /**
   * Looks at the dictionaries that a parser reads. Only one in which the name stands is looked
   * into: there are thousands of others in a file.
   */
  static final class Watch {
    /** Reads a dictionary. */
    interface Reading {
      COSDictionary read() throws IOException;
    }

    private boolean named;

    /** A name was read. */
    COSName name(COSName name) {
      named |= COSName.PREDICTOR.equals(name);
      return name;
    }

    /**
     * Has a dictionary read, of which those in it are looked at by themselves.
     *
     * @throws IOException as {@link Predictors#requireEnd(COSDictionary)}
     */
    COSDictionary dictionary(Reading reading) throws IOException {
      boolean outer = named;
      named = false;
      try {
        COSDictionary dictionary = reading.read();
        if (named) {
          requireEnd(dictionary);
        }
        return dictionary;
      } finally {
        named = outer;
      }
    }
  }

  private static void below(COSBase parameters) throws IOException {
    if (parameters instanceof COSDictionary one) {
      requireEnd(one);
    } else if (parameters instanceof Iterable<?> several) {
      for (Object each : several) {
        if (each instanceof COSDictionary one) {
          requireEnd(one);
        }
      }
    }
  }
}
