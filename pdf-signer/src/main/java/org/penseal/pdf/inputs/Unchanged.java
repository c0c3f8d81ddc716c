// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.inputs.InputNode.Edge;
import org.penseal.pdf.revision.Revision;

/**
 * What a later revision of a file has left alone, told without reading it.
 *
 * <p>An object is the same if its entry in the cross references is, or the entry and index in the
 * same object stream. A value is the same as a whole if every key that can be reached from it is,
 * over all edges that the digest follows, references to nothing and indirect lengths included:
 * starting from equal octets, the later revision then arrives at the same octets everywhere. What
 * is written by the place of a page or a field is left out of this.
 */
final class Unchanged implements ValueDigest.Known, InputComponents.Work {
  private record Place(@Nullable Long offset, int index, @Nullable Long holder) {}

  private final Map<COSObjectKey, Place> before;
  private final Map<COSObjectKey, Place> after;
  private final InputComponents components;
  private final InputGraph signed;
  private final boolean encrypted;
  private final Map<InputNode, Boolean> settled = new HashMap<>();
  private final Map<Long, Boolean> decodedAlike = new HashMap<>();

  /** Holds for revisions with equal encryption only, since octets depend on it. */
  Unchanged(InputGraph signed, Revision now) {
    this.before = places(signed.revision());
    this.after = places(now);
    this.signed = signed;
    this.encrypted = signed.revision().trailer().getItem(COSName.ENCRYPT) != null;
    this.components = new InputComponents(signed, this);
  }

  private static Map<COSObjectKey, Place> places(Revision revision) {
    Map<COSObjectKey, Long> xref = revision.xref();
    Map<COSObjectKey, Place> places = new HashMap<>();
    xref.forEach(
        (key, offset) ->
            places.put(
                key,
                offset < 0
                    ? new Place(
                        offset, key.getStreamIndex(), xref.get(new COSObjectKey(-offset, 0)))
                    : new Place(offset, -1, null)));
    return places;
  }

  /** Whether the object itself is the same; what it leads to may not be. */
  private boolean same(@Nullable COSObjectKey key) {
    if (key == null) {
      return true;
    }
    Place place = before.get(key);
    return Objects.equals(place, after.get(key))
        && (place == null || place.offset == null || isDecodedAlike(place.offset));
  }

  // How an object stream is decoded may stand in other objects.
  private boolean isDecodedAlike(long offset) {
    return offset >= 0
        || decodedAlike.computeIfAbsent(
            offset,
            holder ->
                object(new COSObjectKey(-holder, 0)) instanceof COSStream stream
                    && stream.getValues().stream().noneMatch(COSObject.class::isInstance));
  }

  /**
   * Whether a widget or note of the signed revision stands where it stood, and everything below its
   * entries, too. One that stands in an object stream, that takes entries from a field above it, or
   * whose type stands elsewhere is not known by that.
   */
  boolean annotation(PageAnnotation annotation) {
    COSObjectKey key = annotation.key();
    Place place = key == null ? null : before.get(key);
    return place != null
        && place.offset != null
        && place.offset >= 0
        && same(key)
        && annotation.item() instanceof COSObject reference
        && reference.getObject() instanceof COSDictionary dictionary
        && InputPages.isDictionary(dictionary)
        && dictionary.getItem(COSName.PARENT) == null
        && !(dictionary.getItem(COSName.TYPE) instanceof COSObject)
        && annotation.edges().stream().allMatch(this::leftAlone);
  }

  // What cannot be read in the signed revision may be readable later: its end came with an update.
  private boolean same(Edge edge) {
    COSObjectKey key = edge.via();
    if (key == null) {
      return true;
    }
    boolean unread = edge.isNothing() && before.containsKey(key) && object(key) == null;
    return same(key) && !unread;
  }

  private @Nullable COSBase object(COSObjectKey key) {
    return InputPages.value(signed.revision().document().getDocument().getObjectFromPool(key));
  }

  private boolean leftAlone(Edge edge) {
    InputNode node = edge.node();
    if (node != null) {
      components.visit(node);
    }
    return !edge.own() && same(edge) && (node == null || settled.getOrDefault(node, false));
  }

  @Override
  public @Nullable String whole(InputNode node) {
    COSObjectKey key = node.key();
    if (key == null || before.get(key) == null || !same(key)) {
      return null;
    }
    COSBase object = object(key);
    if (object == null) {
      return null;
    }
    InputNode twin = new InputNode(object, node.role(), key);
    components.visit(twin);
    return settled.getOrDefault(twin, false) ? key + " " + node.role() : null;
  }

  @Override
  public @Nullable String octets(InputNode node) {
    COSObjectKey key = node.key();
    if (key == null || before.get(key) == null || !same(key)) {
      return null;
    }
    if (!isAsLongAsSaid(node)) {
      return null;
    }
    COSBase length = InputPages.value(((COSStream) node.object()).getItem(COSName.LENGTH));
    return key + " " + (length instanceof COSNumber number ? number.longValue() : "-");
  }

  // A wrong length has the reader look for the end, which may be found in a later revision only.
  private boolean isAsLongAsSaid(InputNode node) {
    return encrypted
        || !(node.object() instanceof COSStream stream)
        || InputPages.value(stream.getItem(COSName.LENGTH)) instanceof COSNumber length
            && length.longValue() == stream.getLength();
  }

  @Override
  public boolean isSettled(InputNode node) {
    return settled.containsKey(node);
  }

  @Override
  public void settle(Map<InputNode, List<Edge>> component) {
    boolean same = component.values().stream().flatMap(List::stream).noneMatch(edge -> edge.own());
    for (var each : component.entrySet()) {
      same &= same(each.getKey().key()) && isAsLongAsSaid(each.getKey());
      for (Edge edge : each.getValue()) {
        InputNode child = edge.node();
        same &= same(edge) && (child == null || settled.getOrDefault(child, true));
      }
    }
    for (InputNode each : component.keySet()) {
      settled.put(each, same);
    }
  }
}
