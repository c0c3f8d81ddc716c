// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.penseal.app.report.ReportFile;
import picocli.CommandLine.ITypeConverter;

/** What the words after an option may be, and what is said of others. */
public final class OptionWords {
  private OptionWords() {}

  /** A language that there are texts in: {@code zh} or {@code en}, a region after it or none. */
  public static final class Language implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (!lower.matches("(zh|en)([-_.].*)?")) {
        throw new ValueException("one-of", List.of("zh", "en"));
      }
      return lower.substring(0, 2);
    }
  }

  /** A finite number above 0. */
  public static final class Positive implements ITypeConverter<Double> {
    @Override
    public Double convert(String word) {
      double number = number(word);
      if (number == 0) {
        throw new ValueException("positive");
      }
      return number;
    }
  }

  /** A finite number, 0 or above. */
  public static final class NotNegative implements ITypeConverter<Double> {
    @Override
    public Double convert(String word) {
      return number(word);
    }
  }

  /** The name of a file or folder. */
  public static final class FileName implements ITypeConverter<Path> {
    @Override
    public Path convert(String word) {
      try {
        return Path.of(word);
      } catch (InvalidPathException e) {
        throw new ValueException("file-name", word);
      }
    }
  }

  /** The name of a report, which says what is to be written. */
  public static final class ReportName implements ITypeConverter<Path> {
    @Override
    public Path convert(String word) {
      Path path = new FileName().convert(word);
      if (ReportFile.Format.of(path).isEmpty()) {
        throw new ValueException("report-name");
      }
      return path;
    }
  }

  private static double number(String word) {
    double number;
    try {
      number = Double.parseDouble(word);
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (!(number >= 0) || Double.isInfinite(number)) {
      throw new ValueException("not-negative");
    }
    return number;
  }

  /** A moment as ISO 8601 has it, in UTC or with an offset. */
  public static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String word) {
      try {
        return OffsetDateTime.parse(word).toInstant();
      } catch (DateTimeException e) {
        throw new ValueException("time");
      }
    }
  }
}
