// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.inputs.InputNode.Edge;
import org.penseal.pdf.revision.Revision;

/**
 * The values of a revision as a graph. Numbers are written by their exact decimal value, strings by
 * their decrypted octets; null, absent and dangling are the same.
 */
final class InputGraph {
  private final Revision revision;
  private final Visits visits;
  private final InputPages pages;
  private @Nullable Set<COSObjectKey> annotations;
  private @Nullable Set<COSObjectKey> fields;

  InputGraph(Revision revision, Visits visits) {
    this.revision = revision;
    this.visits = visits;
    this.pages = new InputPages(revision.catalog(), visits);
  }

  Revision revision() {
    return revision;
  }

  InputPages pages() {
    return pages;
  }

  Visits visits() {
    return visits;
  }

  /** Everything that a node leads to: entries by name, elements in order. */
  List<Edge> edges(InputNode node) {
    visits.take();
    List<Edge> edges = new ArrayList<>();
    if (node.object() instanceof COSDictionary dictionary) {
      boolean stream = dictionary instanceof COSStream;
      for (COSName name : new TreeSet<>(dictionary.keySet())) {
        COSBase item = dictionary.getItem(name);
        if (stream && name.equals(COSName.LENGTH)) {
          edges.add(new Edge(name.getName(), null, null, key(item), false));
        } else {
          edges.add(edge(kind(item) + name.getName(), item, role(node.role(), name, item)));
        }
      }
    } else if (node.object() instanceof COSArray array) {
      List<COSBase> elements = InputPages.elements(array);
      for (int i = 0; i < elements.size(); i++) {
        COSBase item = elements.get(i);
        Edge edge = edge(kind(item), item, node.role().element(i));
        edges.add(
            edge.isNothing() ? new Edge("", null, bytes("null"), edge.via(), edge.own()) : edge);
      }
    }
    return edges;
  }

  // There are readers that follow no reference deep in a value, or take nothing but one.
  static String kind(@Nullable COSBase item) {
    return InputPages.value(item) == null ? "" : item instanceof COSObject ? "at " : "is ";
  }

  private static InputRole role(InputRole parent, COSName name, COSBase item) {
    COSBase value = InputPages.value(item);
    return value == null ? InputRole.VALUE : parent.entry(name, value);
  }

  /** One entry, direct or a reference. */
  Edge edge(String label, @Nullable COSBase item, InputRole role) {
    COSObjectKey key = key(item);
    COSBase value = InputPages.value(item);
    boolean chained = item instanceof COSObject one && one.getObject() instanceof COSObject;
    if (value == null) {
      return new Edge(label, null, null, key, chained);
    }
    if (role == InputRole.KEY && key != null && value instanceof COSDictionary) {
      return new Edge(label, null, bytes("object " + key), key, true);
    }
    String named = role == InputRole.LINK ? name(value, key) : null;
    if (named != null) {
      return new Edge(label, null, bytes(named), key, true);
    }
    if (value instanceof COSDictionary || value instanceof COSArray) {
      InputRole fitting = role.fits(value) ? role : InputRole.VALUE;
      return new Edge(label, new InputNode(value, fitting, key), null, key, chained);
    }
    byte[] scalar = scalar(value);
    if (key != null) {
      // There are readers that know a name by where it stands, and not one that is referred to.
      scalar = tagged("reference to ", scalar);
    }
    return new Edge(label, null, scalar, key, chained);
  }

  // Only what the page tree or the form lists has a name; anything else is a value.
  private @Nullable String name(COSBase value, @Nullable COSObjectKey key) {
    String ordinal = pages.ordinal(value);
    if (ordinal != null) {
      return "page " + ordinal;
    }
    if (key == null || !InputPages.isDictionary(value)) {
      return null;
    }
    if (annotations == null) {
      annotations = pages.annotations();
    }
    if (annotations.contains(key)) {
      return "object " + key;
    }
    return fields().contains(key) ? "object " + key : null;
  }

  private Set<COSObjectKey> fields() {
    if (fields != null) {
      return fields;
    }
    Set<COSObjectKey> found = new HashSet<>();
    Deque<COSBase> open = new ArrayDeque<>();
    if (InputPages.value(revision.catalog().getItem(COSName.ACRO_FORM)) instanceof COSDictionary d
        && InputPages.value(d.getItem(COSName.FIELDS)) instanceof COSArray array) {
      open.push(array);
    }
    while (!open.isEmpty()) {
      visits.take();
      for (COSBase each : InputPages.elements((COSArray) open.pop())) {
        COSObjectKey key = key(each);
        if (key != null
            && InputPages.value(each) instanceof COSDictionary field
            && InputPages.isDictionary(field)
            && found.add(key)
            && InputPages.value(field.getItem(COSName.KIDS)) instanceof COSArray kids) {
          open.push(kids);
        }
      }
    }
    fields = found;
    return found;
  }

  static @Nullable COSObjectKey key(@Nullable COSBase item) {
    return item instanceof COSObject reference ? reference.getKey() : null;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] scalar(COSBase value) {
    return switch (value) {
      case COSString string -> tagged("string ", string.getBytes());
      case COSName name -> bytes("name " + name.getName());
      case COSInteger number ->
          bytes(
              (number.isValid() ? "number " : "beyond ")
                  + decimal(BigDecimal.valueOf(number.longValue())));
      case COSFloat number -> bytes("number " + decimal(number));
      case COSBoolean truth -> bytes("boolean " + truth.getValue());
      default -> throw new IllegalArgumentException(value.getClass().getName());
    };
  }

  private static String decimal(COSFloat number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      number.writePDF(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = out.toString(StandardCharsets.ISO_8859_1);
    try {
      return decimal(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return text; // written in a way that PDFBox repairs
    }
  }

  // Not in plain digits: an exponent would make many of few.
  private static String decimal(BigDecimal number) {
    BigDecimal value = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return value.unscaledValue() + " " + value.scale();
  }

  private static byte[] tagged(String tag, byte[] octets) {
    byte[] all = java.util.Arrays.copyOf(bytes(tag), tag.length() + octets.length);
    System.arraycopy(octets, 0, all, tag.length(), octets.length);
    return all;
  }
}
