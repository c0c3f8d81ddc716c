// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file, read only by its own cross references; not for several threads. */
public final class RawFile {
  private static final int MOST_SECTIONS = 4096;

  private final Source source;
  private final ObjectReader objects;
  private final SectionReader sections;
  private final SectionClaims claims;
  private final Map<Long, Section> known = new HashMap<>();

  /** Reads from a source, which stays open. */
  public RawFile(Source source) {
    this.source = source;
    this.objects = new ObjectReader(source);
    this.sections = new SectionReader(objects);
    this.claims = new SectionClaims(objects, sections);
  }

  /** The sections of the file that ends at an offset, newest first. */
  private List<Section> chain(long end) throws IOException, Malformed {
    long offset = sections.newest(end);
    List<Section> chain = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    while (offset >= 0) {
      if (!seen.add(offset) || chain.size() >= MOST_SECTIONS || offset >= end) {
        throw new Malformed("chain", false);
      }
      Section section = known.get(offset);
      if (section == null) {
        section = sections.at(offset);
        known.put(offset, section);
      }
      if (section.end() > end) {
        throw new Malformed("chain", false); // its end was written later
      }
      chain.add(section);
      offset = section.previous();
    }
    return chain;
  }

  /**
   * Whether the cross references would overload a reader: more entries than the format allows
   * objects, entries without width, or a dictionary with a key twice.
   */
  public boolean exhausting(long end) throws IOException {
    try {
      return claims.exhausting(sections.newest(end), end, MOST_SECTIONS);
    } catch (Malformed e) {
      return false;
    }
  }

  /**
   * The offsets of the cross-reference sections of the file that ends there, the newest first,
   * streams of hybrid tables included.
   */
  public Set<Long> sectionStarts(long end) throws IOException {
    Set<Long> starts = new LinkedHashSet<>();
    try {
      for (Section section : chain(end)) {
        starts.add(section.start());
        if (section.hidden() != null) {
          starts.add(section.hidden().start());
        }
      }
    } catch (Malformed e) {
      return Set.of(); // reported as notes
    }
    return starts;
  }

  /**
   * Object numbers that are free in the newest section that lists them, and in use in an older one.
   */
  public Set<Long> freed(long end) throws IOException {
    try {
      return SectionChain.freed(chain(end));
    } catch (Malformed e) {
      return Set.of(); // reported as notes
    }
  }

  /**
   * Of numbers without an object, those whose entry differs between the files that end at the two
   * offsets.
   */
  public Set<Long> missingOtherwise(Set<Long> numbers, long one, long other) throws IOException {
    try {
      return SectionChain.missingOtherwise(numbers, chain(one), chain(other));
    } catch (Malformed e) {
      return Set.of(); // reported as notes
    }
  }

  /**
   * Whether the file that ends there says near its end where its cross references begin: readers
   * search the last bytes only, and repair a file that does not say it there.
   */
  public boolean leadsToSections(long end) throws IOException {
    try {
      sections.newest(end);
      return true;
    } catch (Malformed e) {
      return false;
    }
  }

  /**
   * Finds what other readers may read differently in the bytes between two ends of revisions.
   *
   * @param from 0 for the first revision
   * @param to end of the last one
   * @param content the object streams of the file that ends there; null to leave them out
   */
  public List<Note> notes(long from, long to, @Nullable Content content) throws IOException {
    return notes(from, to, content, from == 0);
  }

  /**
   * The same for bytes that are not the first revision.
   *
   * @param several whether these bytes may be several updates, each of which may write an object
   */
  public List<Note> notes(long from, long to, @Nullable Content content, boolean several)
      throws IOException {
    Note.Collector notes = new Note.Collector();
    if (from == 0 && !new String(source.at(0, 5), StandardCharsets.ISO_8859_1).equals("%PDF-")) {
      notes.add(new Note("header-not-at-start", ""));
    }
    try {
      List<Section> chain = chain(to);
      if (from == 0 && Linearisation.misleads(objects, sections, to, content)) {
        notes.add(new Note("cross-reference-ambiguous", ""));
      }
      List<Section> added = chain.stream().filter(each -> each.start() >= from).toList();
      List<Section> old = chain.stream().filter(each -> each.start() < from).toList();
      // One octet on, the section has another number, which some readers take for another object.
      if (from > 0 && !starts(old).equals(starts(chain(from)))) {
        notes.add(new Note("cross-reference-ambiguous", ""));
      }
      if (!chain.getFirst().isComplete(chain)) {
        notes.add(new Note("trailer-incomplete", ""));
      }
      Map<Long, Entry> newest = SectionChain.newest(chain);
      if (!SectionChain.fitsSize(chain, newest, from)) {
        notes.add(new Note("cross-reference-not-readable", ""));
      }
      if (content != null && !SectionChain.agrees(newest, content)) {
        notes.add(new Note("cross-reference-ambiguous", ""));
      }
      if (from == 0 && content != null && content.decryptsDifferently()) {
        notes.add(new Note("decrypted-differently", ""));
      }
      if (SectionChain.isHybrid(chain) && content != null && content.refersToMissing()) {
        notes.add(new Note("hybrid-reference-differs", ""));
      }
      if (content != null
          && SectionChain.isOfOtherKindBetween(added, old)
          && content.refersToMissing()) {
        notes.add(new Note("cross-reference-kinds-mixed", ""));
      }
      if (content != null && !content.readsTrailer(chain.getFirst().trailer())) {
        notes.add(new Note("object-read-differently", ""));
      }
      for (long number : SectionChain.overtaken(added, newest, several ? Long.MAX_VALUE : from)) {
        notes.add(new Note("object-twice", number + " 0"));
      }
      for (long number : SectionChain.holdingOtherwise(added, old, newest)) {
        notes.add(new Note("object-not-at-offset", number + " 0"));
      }
      TreeMap<Long, Long> covered = new TreeMap<>();
      Padding padding = content == null ? null : new Padding(source, content, chain);
      RawObject.Older older = new RawObject.Older(objects, old, chain, content);
      Part part =
          new Part(chain, old, from, to, content, padding, covered, new HashSet<>(), notes, older);
      for (Section section : added) {
        section(section, part);
      }
      Gaps gaps = new Gaps(objects, chain, each -> length(each, chain), notes);
      gaps.check(from, to, covered);
      if (from > 0) {
        gaps.inside(from, to, covered);
      }
      if (content != null) {
        ObjectStreams.check(added, chain, from, content, notes, older);
      }
    } catch (Malformed e) {
      notes.add(new Note("cross-reference-not-readable", ""));
    }
    return notes.all();
  }

  private static List<Long> starts(List<Section> chain) {
    return chain.stream().map(Section::start).toList();
  }

  /**
   * Whether some readers begin elsewhere as soon as the file ends there, since it calls itself
   * linearised and promises that length.
   *
   * @param end of a later revision
   */
  public boolean isPromised(long end) throws IOException {
    try {
      return Linearisation.misleads(objects, sections, end, null);
    } catch (Malformed e) {
      return false; // reported as notes
    }
  }

  /**
   * What looks like an object or trailer within the objects of the first revision, if some reader
   * repairs the file for its table, or for a reference to nothing: an update that writes the object
   * again then shows another than before.
   *
   * @param end of that revision, behind which there are others
   */
  public List<Note> inside(long end, Content content) throws IOException {
    Note.Collector notes = new Note.Collector();
    try {
      List<Section> chain = chain(end);
      if (chain.stream().noneMatch(Section::unusual) && !content.refersToMissing()) {
        return List.of();
      }
      TreeMap<Long, Long> known = new TreeMap<>();
      chain.stream().flatMap(each -> each.both().stream()).forEach(each -> each.begins(known));
      new Gaps(objects, chain, each -> length(each, chain), notes).inside(0, end, known);
    } catch (Malformed e) {
      // Reported as notes.
    }
    return notes.all();
  }

  private record Part(
      List<Section> chain,
      List<Section> old,
      long from,
      long to,
      @Nullable Content content,
      @Nullable Padding padding,
      TreeMap<Long, Long> covered,
      Set<Long> holders,
      Note.Collector notes,
      RawObject.Older older) {
    boolean isHolder(long number) {
      if (holders.isEmpty()) { // few files have object streams
        holders.addAll(SectionChain.holders(chain));
      }
      return holders.contains(number);
    }

    /** Whether anything refers to a number that no object has, as far as that is known. */
    boolean isAsked(long number) {
      return content == null || content.refersToMissing(number);
    }

    void note(String code, String object) {
      notes.add(new Note(code, object));
    }

    /** Whether another reader has another value for an object that is read here. */
    boolean differs(long number, Entry entry, RawObject object) {
      return content != null
          && entry.equals(SectionChain.entry(chain, number))
          && !content.reads(
              new Value.Ref(number, entry.generation()),
              object.value(),
              object.dataStart() < 0 ? -1 : object.dataEnd() - object.dataStart(),
              false);
    }
  }

  private void section(Section section, Part part) throws IOException {
    part.covered.put(section.start(), section.end());
    if (section.both().stream().anyMatch(Section::ambiguous)
        || (part.from > 0 || section == part.chain.getFirst()) && section.unusual()
        || SectionChain.isNumberedAsAnother(section, part.chain, part.content)) {
      part.note("cross-reference-ambiguous", "");
    }
    if (SectionChain.misses(section.trailer(), part.chain)) {
      part.note("object-in-other-generation", "");
    }
    if (section.disagrees() || section.hides()) {
      part.note("hybrid-reference-differs", "");
    }
    entries(section, part);
    if (section.hidden() != null) {
      part.covered.put(section.hidden().start(), section.hidden().end());
      entries(section.hidden(), part);
    }
  }

  private void entries(Section section, Part part) throws IOException {
    for (Map.Entry<Long, Entry> each : section.entries().entrySet()) {
      Entry entry = each.getValue();
      if (entry.kind() == Entry.Kind.USED) {
        String name = each.getKey() + " " + entry.generation();
        Entry then = SectionChain.entry(part.old, each.getKey());
        boolean same = then != null && then.at() == entry.at() && then.kind() == entry.kind();
        if (entry.at() == 0 && !part.isAsked(each.getKey())) {
          continue; // as Quartz lists numbers that it did not use
        }
        if (entry.at() >= part.from && entry.at() < part.to) {
          object(each.getKey(), entry, name, part);
        } else if (!same && entry.at() != 0) {
          part.note("object-not-at-offset", name);
        }
        if (then != null
            && then.kind() == Entry.Kind.USED
            && then.generation() != entry.generation()) {
          part.note("object-in-other-generation", name);
        }
      }
    }
  }

  private void object(long number, Entry entry, String name, Part part) throws IOException {
    try {
      RawObject object = objects.at(entry.at(), reference -> length(reference, part.chain));
      part.covered.put(entry.at(), object.end());
      if (object.number() != number || object.generation() != entry.generation()) {
        part.note("object-not-at-offset", name);
      }
      if (SectionChain.misses(object.value(), part.chain)) {
        part.note("object-in-other-generation", name);
      }
      if (object.duplicateKey()) {
        part.note("duplicate-key", name);
      }
      if (object.end() > part.to) {
        part.note("object-not-readable", name); // its end was written later
      }
      if (!object.lengthFits() || object.end() < 0) {
        part.note("stream-length-wrong", name);
      } else if (part.differs(number, entry, object) || !part.older.hadAlso(number, object.odd())) {
        part.note("object-read-differently", name);
      }
      Filters filters =
          new Filters(
              reference -> direct(reference, part.chain),
              part.chain.stream().anyMatch(Section::isEncrypted));
      if (object.dataStart() >= 0 && !filters.areKnown(object.dictionary())) {
        part.note("decoded-differently", name);
      }
      if (ObjectStreams.isOne(object.dictionary()) && !part.isHolder(number)) {
        part.note("object-twice", name); // whoever repairs the file takes what is in it
      }
      if (part.padding != null && part.padding.isWrong(object)) {
        part.note("decrypted-differently", name);
      }
    } catch (Malformed e) {
      part.note("object-not-readable", name);
    }
  }

  private long length(Value.Ref reference, List<Section> chain) throws IOException {
    return direct(reference, chain) instanceof Long length ? length : -1;
  }

  // The target of a reference; the reference itself if its object cannot be read.
  private Object direct(Value.Ref reference, List<Section> chain) throws IOException {
    Entry entry = SectionChain.entry(chain, reference.number());
    if (entry == null || entry.kind() != Entry.Kind.USED) {
      return reference;
    }
    try {
      return objects.at(entry.at(), null).value();
    } catch (Malformed e) {
      return reference;
    }
  }
}
