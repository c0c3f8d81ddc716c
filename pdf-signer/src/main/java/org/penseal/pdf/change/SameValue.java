// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Whether two revisions have the same value at one position, at any depth: the trees that result
 * from following references are equal, whatever the object numbers are.
 *
 * <p>Objects are treated as states of two automata that are merged pair by pair, so that loops end
 * and the work is linear in the number of objects. Merges count for later queries only if the whole
 * query ended with "equal".
 */
final class SameValue {
  /** Thrown if the comparison takes more steps than the number of objects allows. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private record Pair(Role role, @Nullable COSBase before, @Nullable COSBase after) {}

  private static final int VISITS_EACH_OBJECT = 20;
  private static final int LEAST_VISITS = 1 << 20;

  private final Values before;
  private final Values after;
  private final Written written;
  private final Places oldPlaces;
  private final Places newPlaces;
  private final Identity identity;
  private final Map<Role, Map<COSBase, COSBase>> parents = new EnumMap<>(Role.class);
  private final Map<Role, Set<COSBase>> itself = new EnumMap<>(Role.class);
  private final List<Runnable> undo = new ArrayList<>();
  private long visits;

  SameValue(Values before, Values after, Written written, Places oldPlaces, Places newPlaces) {
    this.before = before;
    this.after = after;
    this.written = written;
    this.oldPlaces = oldPlaces;
    this.newPlaces = newPlaces;
    this.identity = new Identity(before, after);
    this.visits =
        LEAST_VISITS
            + (long) VISITS_EACH_OBJECT * (before.entries().size() + after.entries().size());
  }

  /**
   * Compares.
   *
   * @throws Exhausted if it takes more steps than the number of objects of both revisions allows
   */
  boolean same(Role role, @Nullable COSBase old, @Nullable COSBase now) {
    Deque<Pair> open = new ArrayDeque<>();
    open.push(new Pair(role, old, now));
    while (!open.isEmpty()) {
      if (!step(open.pop(), open)) {
        for (int i = undo.size() - 1; i >= 0; i--) {
          undo.get(i).run();
        }
        undo.clear();
        return false;
      }
    }
    undo.clear();
    return true;
  }

  /** Whether a pointer leads to the same place in both. */
  boolean sameLink(@Nullable COSBase old, @Nullable COSBase now) {
    COSObjectKey was = before.key(old);
    COSObjectKey is = after.key(now);
    return was != null
        && is != null
        && was.equals(is)
        && !oldPlaces.labels(was).isEmpty()
        && oldPlaces.labels(was).equals(newPlaces.labels(is));
  }

  private boolean step(Pair pair, Deque<Pair> open) {
    if (--visits < 0) {
      throw new Exhausted();
    }
    Role role = pair.role;
    if (role == Role.LINKS && before.array(pair.before) == null) {
      role = Role.LINK; // a single value in place of an array
    }
    if (role == Role.LINK) {
      if (sameLink(pair.before, pair.after)) {
        return true;
      }
      role = Role.VALUE;
    }
    if (!identity.same(pair.before, pair.after, undo)) {
      return false;
    }
    COSObjectKey key = before.key(pair.before);
    if (key != null && key.equals(after.key(pair.after)) && !written.contains(key)) {
      // The octets are the same: only the objects that it refers to can have changed.
      COSBase object = before.object(key);
      return contents(role, object, object, open);
    }
    COSBase old = before.value(pair.before);
    // Some readers accept a name or a number only directly, not by reference.
    return (!scalar(old) || !isTurned(pair.before, pair.after))
        && contents(role, old, after.value(pair.after), open);
  }

  private boolean contents(
      Role role, @Nullable COSBase old, @Nullable COSBase now, Deque<Pair> open) {
    if (old == null || now == null) {
      return old == now;
    }
    if (old instanceof COSDictionary was && now instanceof COSDictionary is) {
      if (merged(role, old, now)) {
        return true;
      }
      if (was instanceof COSStream stream) {
        return is instanceof COSStream other
            && entries(role, was, is, open)
            && sameOctets(stream, other);
      }
      return !(is instanceof COSStream) && entries(role, was, is, open);
    }
    if (old instanceof COSArray was && now instanceof COSArray is) {
      if (merged(role, old, now)) {
        return true;
      }
      return elements(role, was, is, open);
    }
    return SameScalar.of(old, now);
  }

  private boolean entries(Role role, COSDictionary was, COSDictionary is, Deque<Pair> open) {
    boolean stream = was instanceof COSStream;
    Set<COSName> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    for (COSName name : names) {
      if (stream && name.equals(COSName.LENGTH)) {
        continue; // the length is compared with the octets
      }
      COSBase old = was.getItem(name);
      COSBase now = is.getItem(name);
      if (scalar(old) && scalar(now)) {
        if (was != is && !SameScalar.of(old, now)) {
          return false;
        }
      } else if (was != is && (isTurned(old, now) || !sameOrder(name, old, now))) {
        return false;
      } else if (was != is && SameScalar.isBox(name) && sameBox(old, now)) {
        continue;
      } else {
        open.push(new Pair(role.entry(name), old, now));
      }
    }
    return true;
  }

  private boolean elements(Role role, COSArray was, COSArray is, Deque<Pair> open) {
    if (was.size() != is.size()) {
      return false;
    }
    for (int i = 0; i < was.size(); i++) {
      COSBase old = was.get(i);
      COSBase now = is.get(i);
      if (scalar(old) && scalar(now)) {
        if (was != is && !SameScalar.of(old, now)) {
          return false;
        }
      } else if (was != is && isTurned(old, now)) {
        return false;
      } else {
        open.push(new Pair(role.element(i), old, now));
      }
    }
    return true;
  }

  /**
   * Whether a direct value became a reference or the reverse: here and there a reader follows no
   * reference, or takes nothing but one.
   */
  boolean isTurned(@Nullable COSBase old, @Nullable COSBase now) {
    return old instanceof COSObject != now instanceof COSObject
        && before.value(old) != null
        && after.value(now) != null;
  }

  /** Whether two rectangles are the same. Programs write 595 for 595.0; readers accept both. */
  boolean sameBox(@Nullable COSBase old, @Nullable COSBase now) {
    double[] was = before.rectangle(old);
    COSArray is = after.array(now);
    return was != null
        && is != null
        && Arrays.equals(was, after.rectangle(now))
        && StreamSupport.stream(is.spliterator(), false).noneMatch(COSObject.class::isInstance);
  }

  /** Whether the states of an annotation are in the same order. */
  boolean sameOrder(COSName entry, @Nullable COSBase old, @Nullable COSBase now) {
    return !entry.equals(COSName.AP) || before.states(old).equals(after.states(now));
  }

  // Refers to nothing.
  private static boolean scalar(@Nullable COSBase base) {
    return base instanceof COSName
        || base instanceof COSNumber
        || base instanceof COSString
        || base instanceof COSBoolean;
  }

  /** Whether both were merged before; merges them otherwise. */
  private boolean merged(Role role, COSBase old, COSBase now) {
    if (old == now) {
      // It stands for itself in both: that it was equal to something else says nothing of what it
      // refers to in the later revision.
      Set<COSBase> seen =
          itself.computeIfAbsent(role, none -> Collections.newSetFromMap(new IdentityHashMap<>()));
      boolean added = seen.add(old);
      if (added) {
        undo.add(() -> seen.remove(old));
      }
      return !added;
    }
    Map<COSBase, COSBase> parent = parents.computeIfAbsent(role, none -> new IdentityHashMap<>());
    COSBase one = root(parent, old);
    COSBase other = root(parent, now);
    boolean known = parent.containsKey(old) && parent.containsKey(now);
    if (one == other && known) {
      return true;
    }
    for (COSBase each : List.of(old, now)) {
      if (parent.putIfAbsent(each, each) == null) {
        undo.add(() -> parent.remove(each));
      }
    }
    if (one != other) {
      parent.put(one, other);
      undo.add(() -> parent.put(one, one));
    }
    return false;
  }

  private COSBase root(Map<COSBase, COSBase> parent, COSBase base) {
    COSBase at = base;
    COSBase next = parent.get(at);
    while (next != null && next != at) {
      visits--;
      at = next;
      next = parent.get(at);
    }
    return at;
  }

  private boolean sameOctets(COSStream was, COSStream is) {
    if (was == is) {
      // The object was not written again, so its octets are the same; its length may be in another
      // object.
      return !(was.getItem(COSName.LENGTH) instanceof COSObject length)
          || SameScalar.of(before.value(length), after.value(length));
    }
    try (InputStream old = was.createRawInputStream();
        InputStream now = is.createRawInputStream()) {
      while (true) {
        byte[] a = old.readNBytes(1 << 15);
        byte[] b = now.readNBytes(1 << 15);
        if (!Arrays.equals(a, b)) {
          return false;
        }
        if (a.length == 0) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Compares identity where readers go by the object and not only by its value: a layer is shown or
   * hidden by its object (ISO 32000-2, 8.11.2), and an object that draws itself is drawn until a
   * reader meets the same object again. An equal copy would be another layer, or one more round of
   * drawing.
   */
  private static final class Identity {
    private static final List<COSName> DRAWN = List.of(COSName.XOBJECT, COSName.PATTERN);

    private final Values before;
    private final Values after;
    private final Set<COSObjectKey> oldLayers;
    private final Set<COSObjectKey> newLayers;
    private final Map<COSObjectKey, COSObjectKey> became = new HashMap<>();
    private final Map<COSObjectKey, COSObjectKey> was = new HashMap<>();

    Identity(Values before, Values after) {
      this.before = before;
      this.after = after;
      this.oldLayers = layers(before);
      this.newLayers = layers(after);
    }

    private static Set<COSObjectKey> layers(Values values) {
      Set<COSObjectKey> layers = new HashSet<>();
      COSDictionary properties = values.dictionary(values.catalog().getItem(COSName.OCPROPERTIES));
      COSArray list = properties == null ? null : values.array(properties.getItem(COSName.OCGS));
      if (list != null) {
        for (COSBase each : list) {
          COSObjectKey key = values.key(each);
          if (key != null) {
            layers.add(key);
          }
        }
      }
      return layers;
    }

    /**
     * Whether both places have the same object, where that counts.
     *
     * @param undo gains what reverts the pairing of the two objects
     */
    boolean same(@Nullable COSBase old, @Nullable COSBase now, List<Runnable> undo) {
      COSObjectKey one = before.key(old);
      COSObjectKey other = after.key(now);
      if (one != null && oldLayers.contains(one) || other != null && newLayers.contains(other)) {
        return one != null && one.equals(other);
      }
      if (one == null || other == null) {
        return one == other || !isPage(before.value(old));
      }
      return !draws(before.value(old))
          || linked(became, one, other, undo) && linked(was, other, one, undo);
    }

    private static boolean linked(
        Map<COSObjectKey, COSObjectKey> links,
        COSObjectKey from,
        COSObjectKey to,
        List<Runnable> undo) {
      COSObjectKey known = links.putIfAbsent(from, to);
      if (known == null) {
        undo.add(() -> links.remove(from));
      }
      return known == null || known.equals(to);
    }

    private boolean isPage(@Nullable COSBase value) {
      return value instanceof COSDictionary dictionary
          && (before.is(dictionary, COSName.TYPE, COSName.PAGE)
              || before.is(dictionary, COSName.TYPE, COSName.PAGES));
    }

    // Only these can draw themselves: forms, patterns and Type 3 fonts.
    private boolean draws(@Nullable COSBase value) {
      if (!(value instanceof COSDictionary dictionary)) {
        return false;
      }
      COSDictionary resources = before.dictionary(dictionary.getItem(COSName.RESOURCES));
      return before.has(dictionary, COSName.CHAR_PROCS)
          || resources != null && DRAWN.stream().anyMatch(each -> before.has(resources, each));
    }
  }
}
