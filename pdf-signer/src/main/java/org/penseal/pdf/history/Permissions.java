// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.change.RevisionChanges;

/**
 * What may follow a signature (ISO 32000-2, 12.8.2.2 DocMDP, 12.8.2.4 FieldMDP and table 236 Lock).
 *
 * @param most the greatest class that is allowed
 * @param rules what is said of single fields
 */
public record Permissions(ChangeClass most, List<FieldRule> rules) {
  private static final COSName METHOD = COSName.getPDFName("TransformMethod");
  private static final COSName LOCK = COSName.getPDFName("Lock");
  private static final COSName ACTION = COSName.getPDFName("Action");

  // What gives a field a value.
  private static final Set<String> VALUES = RevisionChanges.VALUES;
  private static final COSName PARAMETERS = COSName.getPDFName("TransformParams");

  /** What a signature, its field and the document allow. */
  public static Permissions of(
      COSDictionary signature, COSDictionary field, COSDictionary catalog) {
    COSDictionary perms = catalog.getCOSDictionary(COSName.PERMS);
    List<COSDictionary> document =
        parameters(perms == null ? null : perms.getCOSDictionary(COSName.DOCMDP), "DocMDP");
    List<COSDictionary> own = parameters(signature, "DocMDP");
    List<COSDictionary> locked = parameters(signature, "FieldMDP");
    COSDictionary lock = field.getCOSDictionary(LOCK);
    ChangeClass most = lockedTo(lock);
    for (COSDictionary each : Stream.concat(document.stream(), own.stream()).toList()) {
      most = least(most, allowed(each.getInt(COSName.P, 2)));
    }
    for (COSDictionary each : locked) {
      most = least(most, lockedTo(each));
    }
    // The signature repeats what its field locks (table 236), but not that of every program.
    if (lock != null && lock.containsKey(ACTION)) {
      locked.add(lock);
    }
    return new Permissions(
        most == null ? ChangeClass.FORM : most, locked.stream().map(FieldRule::of).toList());
  }

  // Permissions can be denied later, not added (ISO 32000-2, table 236).
  private static @Nullable ChangeClass least(
      @Nullable ChangeClass one, @Nullable ChangeClass other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static @Nullable ChangeClass lockedTo(@Nullable COSDictionary lock) {
    int permission = lock == null ? 0 : lock.getInt(COSName.P, 0);
    // With 3 a lock denies nothing, and it grants nothing either.
    return permission == 1 || permission == 2 ? allowed(permission) : null;
  }

  private static ChangeClass allowed(int permission) {
    return switch (permission) {
      case 2 -> ChangeClass.FORM;
      case 3 -> ChangeClass.ANNOTATION;
      // A number that is not known allows as little as any does.
      default -> ChangeClass.LTA;
    };
  }

  // Of several references each one counts, as each denies something.
  private static List<COSDictionary> parameters(@Nullable COSDictionary signature, String method) {
    List<COSDictionary> found = new ArrayList<>();
    COSBase listed = signature == null ? null : signature.getDictionaryObject(COSName.REFERENCE);
    COSArray references = listed instanceof COSArray array ? array : new COSArray();
    if (listed instanceof COSDictionary only) {
      references.add(only); // without its list it forbids as much
    }
    for (int i = 0; i < references.size(); i++) {
      if (references.getObject(i) instanceof COSDictionary reference
          && method.equals(reference.getNameAsString(METHOD))) {
        COSDictionary parameters = reference.getCOSDictionary(PARAMETERS);
        found.add(parameters == null ? new COSDictionary() : parameters);
      }
    }
    return found;
  }

  /** The verdict on what followed. */
  public Changes judge(List<Update> updates) {
    List<Changes.Step> steps =
        updates.stream().map(this::step).filter(step -> !step.changes().isEmpty()).toList();
    List<String> items =
        steps.stream()
            .flatMap(step -> step.changes().stream())
            .map(Changes.Change::text)
            .distinct()
            .toList();
    return new Changes(
        steps.stream()
            .map(Changes.Step::changeClass)
            .max(Comparator.naturalOrder())
            .orElse(ChangeClass.NONE),
        steps.stream().allMatch(Changes.Step::allowed),
        items,
        steps);
  }

  private Changes.Step step(Update update) {
    List<Changes.Change> changes = update.changes();
    ChangeClass greatest =
        changes.stream()
            .map(Changes.Change::changeClass)
            .max(Comparator.naturalOrder())
            .orElse(ChangeClass.NONE);
    boolean locked =
        changes.stream()
            .anyMatch(
                change ->
                    VALUES.contains(change.code())
                        && rules.stream().anyMatch(rule -> rule.locks(change.place())));
    boolean allowed = !locked && greatest.compareTo(most) <= 0;
    return new Changes.Step(update.from(), update.to(), greatest, allowed, changes);
  }
}
