// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Finds cases by what the archive has in clear (document, kind of business, state, time), and by
 * name and ID number for equality only: of these it holds HMAC-SM3 digests of the normalised value
 * under keys derived from the archive's (a blind index), which erasure deletes. Without the key
 * nothing can be tried against them.
 */
public final class CaseSearch {
  private static final String NAME = "index name";
  private static final String NUMBER = "index number";

  private final Archive archive;
  private final ArchiveKey key;

  CaseSearch(Archive archive, ArchiveKey key) {
    this.archive = archive;
    this.key = key;
  }

  /**
   * What is looked for; empty for anything.
   *
   * @param document part of the document's file name; letters of either case
   * @param kind id of a kind of business
   * @param states names of states
   * @param from opened then or later
   * @param until opened before then
   * @param name the signer's whole name
   * @param number the signer's whole ID number
   * @param most how many cases at most
   */
  public record Wanted(
      String document,
      Optional<String> kind,
      Set<String> states,
      Optional<Instant> from,
      Optional<Instant> until,
      String name,
      String number,
      int most) {
    /** Copies the set. */
    public Wanted {
      states = Set.copyOf(states);
    }

    /** Without the person. */
    @Override
    public String toString() {
      return "Wanted[" + kind + " " + states + " " + from + " " + until + "]";
    }
  }

  /**
   * A case that was found.
   *
   * @param row of it
   * @param kind id of its kind of business; empty for a case of before kinds were kept
   * @param erased whether what was collected in it was erased
   */
  public record Found(CaseRow row, String kind, boolean erased) {}

  /** The cases, the newest first. */
  public List<Found> find(Wanted wanted) throws StoreException {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    List<Object> values = new ArrayList<>();
    if (!wanted.document().isBlank()) {
      conditions.add("document_name LIKE ? ESCAPE '!'");
      values.add("%" + wanted.document().strip().replaceAll("([!%_])", "!$1") + "%");
    }
    wanted.kind().ifPresent(kind -> add(conditions, values, "kind = ?", kind));
    wanted.from().ifPresent(at -> add(conditions, values, "opened_at >= ?", at.toString()));
    wanted.until().ifPresent(at -> add(conditions, values, "opened_at < ?", at.toString()));
    if (!wanted.states().isEmpty()) {
      String marks = String.join(", ", wanted.states().stream().map(state -> "?").toList());
      conditions.add("state IN (" + marks + ")");
      values.addAll(wanted.states());
    }
    name(wanted.name()).ifPresent(mac -> add(conditions, values, "name_index = ?", mac));
    number(wanted.number()).ifPresent(mac -> add(conditions, values, "number_index = ?", mac));
    String sql =
        "SELECT * FROM signing_case WHERE "
            + String.join(" AND ", conditions)
            + " ORDER BY opened_at DESC, id LIMIT "
            + wanted.most();
    return archive.read(handle -> found(handle, sql, values));
  }

  private static void add(
      List<String> conditions, List<Object> values, String condition, String value) {
    conditions.add(condition);
    values.add(value);
  }

  private static List<Found> found(Handle handle, String sql, List<Object> values) {
    Query query = handle.createQuery(sql);
    for (int i = 0; i < values.size(); i++) {
      query.bind(i, values.get(i));
    }
    return query
        .map(
            (row, context) ->
                new Found(
                    Rows.signingCase(row),
                    row.getString("kind"),
                    row.getString("erased_at") != null))
        .list();
  }

  /** Makes a case findable by its signer; keeps neither name nor number. */
  public void index(String caseId, String name, Optional<String> number) throws StoreException {
    archive.write(
        handle ->
            handle.execute(
                "UPDATE signing_case SET name_index = ?, number_index = ? WHERE id = ?",
                name(name).orElse(null),
                number.flatMap(this::number).orElse(null),
                caseId));
  }

  private Optional<String> name(String name) {
    // Blanks and the dots between the parts of a name are written in several ways.
    return digest(NAME, normal(name).replaceAll("[\\s\\p{Z}·•・.．‧]", ""));
  }

  private Optional<String> number(String number) {
    return digest(NUMBER, normal(number).replaceAll("[\\s\\p{Z}-]", ""));
  }

  private static String normal(@Nullable String text) {
    String value = text == null ? "" : text;
    return Normalizer.normalize(value, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).strip();
  }

  private Optional<String> digest(String label, String value) {
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(
            HexFormat.of().formatHex(key.mac(label, value.getBytes(StandardCharsets.UTF_8))));
  }
}
