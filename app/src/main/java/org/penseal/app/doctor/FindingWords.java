// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Texts;
import org.penseal.app.upkeep.UpkeepException;
import org.penseal.pad.PadException;

/**
 * A finding in one language.
 *
 * @param finding what was found
 * @param texts the language
 */
public record FindingWords(CheckFinding finding, Texts texts) {
  /** What was checked. */
  public String name() {
    return texts.get("workplace.part." + finding.part());
  }

  /** A sign for its state: a glyph that every terminal has. */
  public String sign() {
    return switch (finding.state()) {
      case GOOD -> "✓";
      case NOTE -> "•";
      case WARNING -> "!";
      case FAILED -> "✗";
    };
  }

  private Optional<Problem> problem() {
    return Optional.ofNullable(finding.why()).map(Problems::of);
  }

  /** What was found, in a sentence; may be empty if all is well. */
  public String text() {
    return switch (finding.state()) {
      case GOOD -> found();
      case NOTE -> texts.get("doctor.note." + finding.found());
      case WARNING, FAILED -> problem().map(each -> each.text(texts)).orElse("");
    };
  }

  // Addresses and names speak for themselves; a number needs a word.
  private String found() {
    String key = "doctor.found." + finding.part();
    return texts.has(key) ? texts.get(key, finding.found()) : finding.found().toString();
  }

  /**
   * What can be done; empty if nothing need be.
   *
   * @param command whether the reader is at a command line
   */
  public String remedy(boolean command) {
    return problem()
        .map(each -> command ? each.commandRemedy(texts) : each.remedy(texts))
        .orElse("");
  }

  /** The stable code of what is wrong; empty if nothing is. */
  public String code() {
    return problem().map(Problem::code).orElse("");
  }

  /** A command for a shell that mends it, or shows more; empty if there is none. */
  public Optional<String> command() {
    if (finding.state() == CheckFinding.State.NOTE && finding.found().equals("no-workplace")) {
      return Optional.of("penseal workplace init");
    }
    return Optional.ofNullable(
        switch (finding.why()) {
          case UpkeepException.OpenToOthers e -> "chmod go= " + quoted(e.folder);
          case UpkeepException.OfAnotherUser e ->
              "sudo chown " + quoted(System.getProperty("user.name", "")) + " " + quoted(e.file);
          case UpkeepException.DiskLow e -> "df -h " + quoted(e.folder);
          case UpkeepException.ClockDiffers e -> "sudo timedatectl set-ntp true";
          case UpkeepException.ClockBehind e -> "sudo timedatectl set-ntp true";
          case UpkeepException.NoAccess e -> "sudo udevadm trigger";
          case UpkeepException.StampEnds e -> "penseal evidence anchor";
          case PadException.PermissionDenied e -> "sudo udevadm trigger";
          case StoreException.Newer e -> null;
          case StoreException e -> "penseal evidence verify";
          case null, default -> null;
        });
  }

  private static String quoted(Path path) {
    return quoted(path.toAbsolutePath().toString());
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** All of it but the command, in one line. */
  public String line() {
    String remedy = remedy(true).isEmpty() ? "" : " " + remedy(true);
    String code = code().isEmpty() ? "" : " [" + code() + "]";
    return sign() + " " + name() + "  " + text() + remedy + code;
  }

  /** Whether something can be done. */
  public boolean hasRemedy() {
    return command().isPresent() || !remedy(false).isEmpty();
  }

  /** All of it: the line, and below it the command, if there is one. */
  public String forAdministrator() {
    return line() + command().map(each -> "\n    " + each).orElse("");
  }

  /** For programs. */
  public Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("part", finding.part());
    all.put("state", finding.state().word());
    if (finding.state() == CheckFinding.State.NOTE) {
      all.put("note", finding.found().toString());
    } else if (finding.why() == null) {
      all.put("found", finding.found().toString());
    } else {
      all.put("code", code());
    }
    all.put("text", text());
    if (!remedy(true).isEmpty()) {
      all.put("remedy", remedy(true));
    }
    command().ifPresent(each -> all.put("command", each));
    return all;
  }
}
