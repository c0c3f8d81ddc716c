// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a signature stands in a PDF, and what it says beside the name. */
final class PlacementOptions {
  private static final int RECTANGLE = 5;

  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(names = "--field", paramLabel = "NAME", description = "name of an empty signature field")
  @Nullable String field;

  @Option(
      names = "--at",
      paramLabel = "PAGE,X,Y,W,H",
      split = ",",
      description = "rectangle in points, from the lower left corner of the page")
  List<Double> at = List.of();

  @Option(
      names = "--keyword",
      paramLabel = "TEXT",
      description = "place the signature to the right of this text")
  @Nullable String keyword;

  @Option(
      names = "--keyword-hit",
      paramLabel = "N",
      description = "which occurrence of the text: 1: the first, -1: the last (default)")
  @Nullable Integer keywordHit;

  @Option(
      names = "--keyword-offset",
      paramLabel = "DX,DY",
      split = ",",
      description = "offset to the right and upwards, in points")
  List<Double> keywordOffset = List.of();

  @Option(
      names = "--keyword-size",
      paramLabel = "W,H",
      split = ",",
      description = "size of the signature in points (default: 200,76)")
  List<Double> keywordSize = List.of();

  @Option(names = "--template", paramLabel = "FILE", description = "JSON file with these options")
  @Nullable Path template;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "reason for signing, printed in the signature")
  @Nullable String reason;

  @Option(names = "--location", paramLabel = "TEXT", description = "place of signing")
  @Nullable String location;

  @Option(
      names = "--certify",
      paramLabel = "1|2|3",
      description =
          "certify the document; changes that remain permitted: 1: none, 2: form filling and"
              + " signatures, 3: also annotations")
  int certify;

  @Option(
      names = "--annotation-at",
      paramLabel = "PAGE,X,Y,W,H",
      split = ",",
      description =
          "rectangle in the PDF for the handwriting of --transcribe or --annotate, in points from"
              + " the lower left corner of the page")
  List<Double> annotationAt = List.of();

  /** Where the annotation is drawn. */
  Optional<Placement.At> annotationAt() {
    return annotationAt.isEmpty()
        ? Optional.empty()
        : Optional.of(rectangle(annotationAt, "--annotation-at"));
  }

  /** The place and what is said, from the template if there is one; options go first. */
  SigningTemplate template() {
    SigningTemplate base =
        template == null ? SigningTemplate.NONE : SigningTemplate.read(template, spec);
    Placement own = placement();
    return new SigningTemplate(
        own instanceof Placement.Invisible ? base.placement() : own,
        reason == null ? base.reason() : reason,
        location == null ? base.location() : location);
  }

  /** What a signature says. */
  SignatureSpec.Terms terms() {
    if (certify < 0 || certify > 3) {
      throw wrong("one-of", "--certify", List.of(1, 2, 3));
    }
    SigningTemplate said = template();
    return new SignatureSpec.Terms(said.reason(), said.location(), certify, List.of());
  }

  private Placement placement() {
    if ((field == null ? 0 : 1) + (keyword == null ? 0 : 1) + (at.isEmpty() ? 0 : 1) > 1) {
      throw wrong("one-only", List.of("--field", "--at", "--keyword"));
    }
    if (field != null) {
      return new Placement.Field(field);
    }
    if (keyword != null) {
      return keyword(keyword);
    }
    if (at.isEmpty()) {
      return new Placement.Invisible();
    }
    return rectangle(at, "--at");
  }

  private Placement.At rectangle(List<Double> numbers, String option) {
    if (numbers.size() != RECTANGLE) {
      throw wrong("form", option, "PAGE,X,Y,W,H");
    }
    return new Placement.At(
        numbers.get(0).intValue(), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4));
  }

  private Placement keyword(String text) {
    if (!keywordOffset.isEmpty() && keywordOffset.size() != 2) {
      throw wrong("form", "--keyword-offset", "DX,DY");
    }
    if (!keywordSize.isEmpty() && keywordSize.size() != 2) {
      throw wrong("form", "--keyword-size", "W,H");
    }
    Placement.Keyword plain = new Placement.Keyword(text);
    return new Placement.Keyword(
        text,
        keywordHit == null ? plain.hit() : keywordHit,
        keywordOffset.isEmpty() ? 0 : keywordOffset.get(0),
        keywordOffset.isEmpty() ? 0 : keywordOffset.get(1),
        keywordSize.isEmpty() ? plain.width() : keywordSize.get(0),
        keywordSize.isEmpty() ? plain.height() : keywordSize.get(1));
  }

  private UsageException wrong(String key, Object... facts) {
    return new UsageException(spec, key, facts);
  }
}
