// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.penseal.app.store.state.StateTable;

/**
 * What the chained log says of every case. It is read once, and then what was added since; only the
 * archive's one thread uses it.
 */
final class CaseLog {
  /** Entry: the signer's pseudonym was set. */
  static final String SIGNER = "SIGNER";

  /** Entry: a case of before the log decided was taken over as its row had it, unproven. */
  static final String TAKEN_OVER = "TAKEN_OVER";

  /** Entry: the operator acknowledged that the archive was put back. */
  static final String ACKNOWLEDGED = "ACKNOWLEDGED";

  /** Entry: what was collected in the case was erased. */
  static final String ERASED = "ERASED";

  /** Entry: files are about to be put into the case's folder. */
  static final String FILES = "FILES";

  /** Entry: ink of before was sealed for the escrow key. */
  static final String INK_SEALED = "INK_SEALED";

  /** Entry: sealed ink was opened. */
  static final String INK_OPENED = "INK_OPENED";

  private static final List<String> NO_STATES =
      List.of(
          SIGNER, TAKEN_OVER, ACKNOWLEDGED, ERASED, Erasure.REPORT, FILES, INK_SEALED, INK_OPENED);

  // Not made while the log is empty.
  private static final class Json {
    static final ObjectMapper MAPPER =
        new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
  }

  /**
   * What an entry of the log decides by; null where it does not speak of it.
   *
   * @param business keyed mac of the business's name
   * @param document SM3 of the document
   * @param state of a case that is taken over
   * @param signer commitment to the signer's pseudonym: keyed mac over it and a salt that erasure
   *     deletes
   * @param reserved whether the case has its signer's one signature
   * @param ink SM3 of each piece of ink
   * @param erased whether a case that is taken over was erased before
   * @param lost the entries that an acknowledged archive lacks
   * @param bound what a restart finishes the case by
   * @param portrait SM3 of the portrait that was taken
   */
  record Facts(
      @Nullable String business,
      @Nullable String document,
      @Nullable String state,
      @Nullable String signer,
      @Nullable Boolean reserved,
      @Nullable List<String> ink,
      @Nullable Boolean erased,
      @Nullable Lost lost,
      @Nullable Bound bound,
      @Nullable String portrait) {
    Facts(
        @Nullable String business,
        @Nullable String document,
        @Nullable String state,
        @Nullable String signer,
        @Nullable Boolean reserved,
        @Nullable List<String> ink,
        @Nullable Boolean erased,
        @Nullable Lost lost,
        @Nullable Bound bound) {
      this(business, document, state, signer, reserved, ink, erased, lost, bound, null);
    }

    static final Facts NONE = new Facts(null, null, null, null, null, null, null, null, null);

    static Facts opened(String business, String document, String order) {
      return new Facts(business, document, null, null, null, null, null, null, Bound.order(order));
    }

    static Facts signer(@Nullable String commitment) {
      return new Facts(null, null, null, commitment, null, null, null, null, null);
    }

    static Facts taken(ArchiveLog.Signer signer) {
      return new Facts(null, null, null, null, true, null, null, null, Bound.signer(signer));
    }

    static Facts written(List<String> ink, Optional<String> portrait, String manifest) {
      return new Facts(
          null,
          null,
          null,
          null,
          null,
          ink,
          null,
          null,
          Bound.manifest(manifest),
          portrait.orElse(null));
    }

    static Facts files(Map<String, String> files) {
      return new Facts(null, null, null, null, null, null, null, null, Bound.files(files));
    }

    static Facts lost(long after, long until) {
      return new Facts(null, null, null, null, null, null, null, new Lost(after, until), null);
    }

    String json() {
      try {
        return equals(NONE) ? "" : Json.MAPPER.writeValueAsString(this);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a record of texts can be written", e);
      }
    }

    static Facts of(EventRow row) throws StoreException {
      try {
        return row.facts().isEmpty() ? NONE : Json.MAPPER.readValue(row.facts(), Facts.class);
      } catch (JsonProcessingException e) {
        throw new StoreException.Altered("event " + row.number());
      }
    }
  }

  /**
   * What a restart finishes a case by; null where the entry does not speak of it.
   *
   * @param order commitment to output and settings: keyed mac over both and a salt that erasure
   *     deletes
   * @param manifest SM3 of the manifest
   * @param signer who signs
   * @param files SM3 of files in the case's folder, by name
   */
  record Bound(
      @Nullable String order,
      @Nullable String manifest,
      ArchiveLog.@Nullable Signer signer,
      @Nullable Map<String, String> files) {
    static Bound order(String commitment) {
      return new Bound(commitment, null, null, null);
    }

    static Bound manifest(String sm3) {
      return new Bound(null, sm3, null, null);
    }

    static Bound signer(ArchiveLog.Signer signer) {
      return new Bound(null, null, signer, null);
    }

    static Bound files(Map<String, String> files) {
      return new Bound(null, null, null, files);
    }
  }

  /** Entries that are gone: those after one number, up to another. */
  record Lost(long after, long until) {}

  /** A case as the log has it. */
  static final class Logged {
    String state = "";
    String business = "";
    String document = "";
    @Nullable String signer;
    boolean reserved;
    boolean erased;
    final List<String> ink = new ArrayList<>();
    @Nullable String order;
    @Nullable String manifest;
    ArchiveLog.@Nullable Signer certified;
    final Map<String, String> files = new LinkedHashMap<>();

    /** Whether the signer's one signature on this document in this business is used up. */
    boolean holds() {
      return !erased
          && (state.equals(StateTable.ARCHIVED) || (reserved && !StateTable.isOver(state)));
    }

    boolean sameAs(Logged other) {
      return business.equals(other.business) && document.equals(other.document);
    }

    void take(Bound bound) {
      order = bound.order() == null ? order : bound.order();
      manifest = bound.manifest() == null ? manifest : bound.manifest();
      certified = bound.signer() == null ? certified : bound.signer();
      files.putAll(Objects.requireNonNullElse(bound.files(), Map.of()));
    }

    ArchiveLog.LoggedCase view() {
      return new ArchiveLog.LoggedCase(state, document, manifest, certified, files);
    }
  }

  private final EventChain chain;
  private final List<String> macs = new ArrayList<>();
  private final Map<String, Logged> cases = new LinkedHashMap<>();
  private final Map<String, String> inks = new LinkedHashMap<>();
  private final Map<String, String> portraits = new LinkedHashMap<>();
  private final List<Lost> lost = new ArrayList<>();
  private boolean decides;
  private long takenOver;

  CaseLog(EventChain chain) {
    this.chain = chain;
  }

  /** Number of the last entry. */
  long number() {
    return macs.size();
  }

  /** Mac of an entry, or of none for 0. */
  String mac(long number) {
    return number == 0 ? EventChain.START : macs.get((int) number - 1);
  }

  Map<String, Logged> cases() {
    return cases;
  }

  Logged of(String caseId) throws StoreException {
    Logged found = cases.get(caseId);
    if (found == null) {
      throw new StoreException.NoSuchCase(caseId);
    }
    return found;
  }

  /** The case that holds this ink, or null. */
  @Nullable String owner(String inkSm3) {
    return inks.get(inkSm3);
  }

  /** The case that holds this portrait, or null. */
  @Nullable String portraitOwner(String sm3) {
    return portraits.get(sm3);
  }

  /** Whether any entry has facts: none has in an archive of before the log decided. */
  boolean decides() {
    return decides;
  }

  /** How many cases were taken over unproven. */
  long takenOver() {
    return takenOver;
  }

  /** Whether the operator acknowledged that this entry is gone. */
  boolean acknowledgedLoss(long number) {
    return lost.stream().anyMatch(l -> number > l.after() && number <= l.until());
  }

  /** Whether the log still goes on from what was read of it. */
  boolean continues(Handle handle) {
    return number() == 0
        || handle
            .createQuery("SELECT mac FROM event WHERE number = ?")
            .bind(0, number())
            .mapTo(String.class)
            .findOne()
            .equals(Optional.of(mac(number())));
  }

  /**
   * Reads what was added since the last time.
   *
   * @throws StoreException.Altered if it does not fit
   */
  void catchUp(Handle handle) throws StoreException {
    for (EventChain.Entry entry : chain.after(handle, number(), mac(number()))) {
      take(entry.row(), Facts.of(entry.row()));
      macs.add(entry.mac());
    }
  }

  private void take(EventRow row, Facts facts) {
    decides |= !facts.equals(Facts.NONE);
    if (facts.lost() != null) {
      lost.add(facts.lost());
    }
    String id = row.caseId();
    if (id == null) {
      return;
    }
    Logged logged = cases.computeIfAbsent(id, any -> new Logged());
    if (!NO_STATES.contains(row.what())) {
      logged.state = row.what();
    }
    logged.business = Objects.requireNonNullElse(facts.business(), logged.business);
    logged.document = Objects.requireNonNullElse(facts.document(), logged.document);
    logged.state = Objects.requireNonNullElse(facts.state(), logged.state);
    logged.reserved = Objects.requireNonNullElse(facts.reserved(), logged.reserved);
    logged.erased = Objects.requireNonNullElse(facts.erased(), logged.erased);
    if (facts.signer() != null) {
      logged.signer = facts.signer();
    }
    for (String sm3 : Objects.requireNonNullElse(facts.ink(), List.<String>of())) {
      logged.ink.add(sm3);
      inks.putIfAbsent(sm3, id);
    }
    if (facts.bound() != null) {
      logged.take(facts.bound());
    }
    if (facts.portrait() != null) {
      portraits.putIfAbsent(facts.portrait(), id);
    }
    if (row.what().equals(TAKEN_OVER)) {
      takenOver++;
    }
    if (row.what().equals(ERASED) || logged.erased) {
      logged.erased = true;
      logged.reserved = false;
      logged.signer = null;
      logged.order = null;
    }
  }
}
