// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.pdf.Placement;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a signature of one kind of business stands and what it says: a JSON file with {@code
 * "version": 1}, one of {@code field} (a name), {@code at} (page, x, y, width, height) or {@code
 * keyword} (text, hit, dx, dy, width, height), and {@code reason} and {@code location}. Numbers are
 * points, as in the options of the same names.
 *
 * @param placement invisible if the file says nothing
 * @param reason may be empty
 * @param location may be empty
 */
record SigningTemplate(Placement placement, String reason, String location) {
  static final SigningTemplate NONE = new SigningTemplate(new Placement.Invisible(), "", "");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private record At(int page, double x, double y, double width, double height) {}

  private record Keyword(
      String text,
      @Nullable Integer hit,
      double dx,
      double dy,
      @Nullable Double width,
      @Nullable Double height) {}

  private record Contents(
      int version,
      @Nullable String field,
      @Nullable At at,
      @Nullable Keyword keyword,
      @Nullable String reason,
      @Nullable String location) {}

  /**
   * Reads one.
   *
   * @throws UsageException if it is not a template
   */
  static SigningTemplate read(Path file, CommandSpec command) {
    try {
      Contents contents = JSON.readValue(Files.readAllBytes(file), Contents.class);
      if (contents.version != 1) {
        throw new UsageException(command, "template-version");
      }
      return new SigningTemplate(
          placement(contents, command),
          Objects.requireNonNullElse(contents.reason, ""),
          Objects.requireNonNullElse(contents.location, ""));
    } catch (JacksonException e) {
      throw new UsageException(
          command, "invalid", "--template", String.valueOf(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UsageException(command, "unreadable", "--template", file);
    }
  }

  private static Placement placement(Contents contents, CommandSpec command) {
    int given =
        (contents.field == null ? 0 : 1)
            + (contents.at == null ? 0 : 1)
            + (contents.keyword == null ? 0 : 1);
    if (given > 1) {
      throw new UsageException(command, "template-place");
    }
    if (contents.field != null) {
      return new Placement.Field(contents.field);
    }
    if (contents.at != null) {
      At at = contents.at;
      return new Placement.At(at.page, at.x, at.y, at.width, at.height);
    }
    Keyword keyword = contents.keyword;
    if (keyword == null) {
      return new Placement.Invisible();
    }
    if (keyword.text == null) {
      throw new UsageException(command, "template-keyword");
    }
    Placement.Keyword plain = new Placement.Keyword(keyword.text);
    return new Placement.Keyword(
        keyword.text,
        Objects.requireNonNullElse(keyword.hit, plain.hit()),
        keyword.dx,
        keyword.dy,
        Objects.requireNonNullElse(keyword.width, plain.width()),
        Objects.requireNonNullElse(keyword.height, plain.height()));
  }
}
