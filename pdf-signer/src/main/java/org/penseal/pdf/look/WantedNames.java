// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.stream.BoundedStream;
import org.penseal.pdf.stream.ContentParser;

/**
 * The names that readers look up in the form's resources (ISO 32000-2, 12.7.3): those of default
 * appearances, and those of looks that have no resources of their own.
 */
public final class WantedNames {
  private static final int LARGEST_LOOK_BYTES = 1 << 20;

  private final Set<COSName> names = new HashSet<>();

  private WantedNames() {}

  /**
   * Of a form and its fields.
   *
   * @return empty if something cannot be read, so that any name may be wanted
   */
  public static Optional<Set<COSName>> of(
      @Nullable COSDictionary form, Collection<COSDictionary> fields) {
    WantedNames wanted = new WantedNames();
    try {
      wanted.style(form);
      for (COSDictionary each : fields) {
        wanted.style(each);
        wanted.looks(each);
      }
      return Optional.of(wanted.names);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private void style(@Nullable COSDictionary dictionary) throws IOException {
    if (dictionary != null
        && dictionary.getDictionaryObject(COSName.DA) instanceof COSString style) {
      named(style.getBytes());
    }
  }

  private void looks(COSDictionary field) throws IOException {
    COSDictionary looks = field.getCOSDictionary(COSName.AP);
    COSBase normal = looks == null ? null : looks.getDictionaryObject(COSName.N);
    if (normal instanceof COSStream look) {
      look(look);
    } else if (normal instanceof COSDictionary states) {
      for (COSName state : states.keySet()) {
        if (states.getDictionaryObject(state) instanceof COSStream look) {
          look(look);
        }
      }
    }
  }

  private void look(COSStream look) throws IOException {
    boolean empty = look.getLength() == 0;
    if (!empty && look.getDictionaryObject(COSName.RESOURCES) == null) {
      named(BoundedStream.of(look, LARGEST_LOOK_BYTES));
    }
  }

  private void named(byte[] content) throws IOException {
    ContentParser parser = new ContentParser(content);
    for (Object token = parser.parseNextToken(); token != null; token = parser.parseNextToken()) {
      if (token instanceof COSName name) {
        names.add(name);
      } else if (token instanceof Operator operator && operator.getName().contains("/")) {
        throw new IOException("a name within an operator");
      }
    }
  }
}
