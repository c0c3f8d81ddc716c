// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;

/** An element of InkML with what stands in it, of whatever namespace: older files have none. */
final class InkMlElement {
  private static final String XML = "http://www.w3.org/XML/1998/namespace";
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 200_000;

  private final String name;
  private final Map<String, String> attributes;
  private final List<InkMlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private InkMlElement(String name, Map<String, String> attributes) {
    this.name = name;
    this.attributes = attributes;
  }

  /**
   * Reads a document as a stream, to its end.
   *
   * @return its root
   * @throws PadException.UnreadableFile when it is no XML, has a document type, or is too large
   */
  static InkMlElement read(byte[] xml) throws PadException.UnreadableFile {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
      try {
        return read(in);
      } finally {
        in.close();
      }
    } catch (XMLStreamException e) {
      // No cause: it would quote the text, which is ink.
      throw new PadException.UnreadableFile(InkMlReader.FORMAT, Why.FORMAT);
    }
  }

  private static InkMlElement read(XMLStreamReader in)
      throws XMLStreamException, PadException.UnreadableFile {
    Deque<InkMlElement> open = new ArrayDeque<>();
    InkMlElement root = null;
    int count = 0;
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new PadException.UnreadableFile(InkMlReader.FORMAT, Why.FORMAT);
        case XMLStreamConstants.START_ELEMENT -> {
          if (++count > MAX_ELEMENTS || open.size() == MAX_DEPTH) {
            throw new PadException.UnreadableFile(InkMlReader.FORMAT, Why.TOO_LARGE);
          }
          InkMlElement element = new InkMlElement(in.getLocalName(), attributes(in));
          if (root == null) {
            root = element;
          } else {
            open.getFirst().children.add(element);
          }
          open.push(element);
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty() && open.getFirst().name.equals("trace")) {
            open.getFirst()
                .text
                .append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
          }
        }
        default -> {
          // comments and the like
        }
      }
    }
    if (root == null) {
      throw new PadException.UnreadableFile(InkMlReader.FORMAT, Why.FORMAT);
    }
    return root;
  }

  private static Map<String, String> attributes(XMLStreamReader in) {
    int count = in.getAttributeCount();
    Map<String, String> found = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      String space = in.getAttributeNamespace(i);
      String prefix = XML.equals(space) ? "xml:" : "";
      if (space == null || space.isEmpty() || !prefix.isEmpty()) {
        found.put(prefix + in.getAttributeLocalName(i), in.getAttributeValue(i));
      }
    }
    return found;
  }

  /** Its local name. */
  String name() {
    return name;
  }

  /** The value of an attribute without a namespace; empty if it has none. */
  String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  /** By what others refer to it; empty if nobody can. */
  String id() {
    return attributes.getOrDefault("xml:id", attribute("id"));
  }

  /** The text of a trace. */
  String text() {
    return text.toString();
  }

  /** What stands in it, in order. */
  List<InkMlElement> children() {
    return children;
  }

  /** The children of a name. */
  List<InkMlElement> children(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  /** The first child of a name, or null. */
  @Nullable InkMlElement child(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).findFirst().orElse(null);
  }

  /** It and all below it, in the order of the document. */
  void all(Consumer<InkMlElement> visitor) {
    visitor.accept(this);
    children.forEach(child -> child.all(visitor));
  }
}
