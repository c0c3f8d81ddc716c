// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;

/**
 * What passed over a transport, in order, with times. Text form, one line each, after {@code
 * @microseconds} since the beginning: {@code > hex} sent, {@code < hex} received, {@code S hex} a
 * feature report set, {@code G hex} one that was asked for and came, {@code X hex} one that did not
 * come (its id only), {@code !} the line broke, {@code [} the host began a
 * capture, {@code ]} it ended it, {@code B hex} a button was pressed at the host (its number in
 * {@link PadButton}). Lines {@code # name: value} are facts, e.g. of the
 * model; other lines with {@code #} are remarks.
 *
 * @param facts in the order of the file
 * @param passages in order
 */
public record Recording(Map<String, String> facts, List<Passage> passages) {
  /** First line of the text form. */
  public static final String HEADER = "# penseal transport recording 1";

  /** Name of the format. */
  public static final String FORMAT = "penseal transport recording 1";

  private static final HexFormat HEX = HexFormat.of();
  private static final int MAX_CHARACTERS = 256 << 20;
  private static final int MAX_FACTS = 1000;

  /** A month: its nanoseconds can be counted, and no recording is as long. */
  private static final long MAX_MICROS = 31L * 24 * 3600 * 1_000_000;

  /** Copies the list. */
  public Recording {
    facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    passages = List.copyOf(passages);
  }

  /** A recording that says nothing of its pad. */
  public Recording(List<Passage> passages) {
    this(Map.of(), passages);
  }

  /** What a passage is. */
  public enum Kind {
    SENT('>'),
    RECEIVED('<'),
    FEATURE_SET('S'),
    FEATURE_GOT('G'),
    FEATURE_REFUSED('X'),
    GONE('!'),
    CAPTURE_BEGAN('['),
    CAPTURE_ENDED(']'),
    HOST_PRESSED('B');

    private final char sign;

    Kind(char sign) {
      this.sign = sign;
    }

    /** Whether it comes without bytes. */
    private boolean bare() {
      return this == GONE || this == CAPTURE_BEGAN || this == CAPTURE_ENDED;
    }

    private static @Nullable Kind of(char sign) {
      for (Kind kind : values()) {
        if (kind.sign == sign) {
          return kind;
        }
      }
      return null;
    }
  }

  /**
   * One piece of bytes, or the end of the line.
   *
   * @param micros microseconds since the beginning
   * @param kind which way it went
   * @param hex the bytes, lower-case hexadecimal
   */
  public record Passage(long micros, Kind kind, String hex) {
    /** The bytes. */
    public byte[] bytes() {
      return HEX.parseHex(hex);
    }

    /** Whether the host does this, so that a replay waits for it. */
    public boolean sent() {
      return kind == Kind.SENT || kind == Kind.FEATURE_SET;
    }

    /** Its line, without a line feed. */
    public String toLine() {
      return "@" + micros + " " + kind.sign + (hex.isEmpty() ? "" : " " + hex);
    }

    /** Whether it passed over the line, or broke it; else it is a mark of the host. */
    boolean passed() {
      return kind.ordinal() <= Kind.GONE.ordinal();
    }

    static Passage of(long micros, Kind kind, byte[] bytes, int length) {
      return new Passage(micros, kind, HEX.formatHex(bytes, 0, length));
    }
  }

  /** A fact as a line of the text form, without a line feed. */
  public static String factLine(String name, String value) {
    return "# " + name + ": " + value.replaceAll("\\R", " ");
  }

  /** The text form, with a line feed after each line. */
  public String toText() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    facts.forEach((name, value) -> text.append(factLine(name, value)).append('\n'));
    for (Passage passage : passages) {
      text.append(passage.toLine()).append('\n');
    }
    return text.toString();
  }

  /**
   * Reads the text form. A last line without a line feed, as a crash leaves it, is left out when it
   * is not whole.
   *
   * @throws PadException.UnreadableFile when a line is not of that form; names the line
   */
  public static Recording parse(String text) throws PadException.UnreadableFile {
    if (text.length() > MAX_CHARACTERS) {
      throw new PadException.UnreadableFile(FORMAT, Why.TOO_LARGE);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    List<Passage> passages = new ArrayList<>();
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
      throw new PadException.UnreadableFile(FORMAT, Why.FORMAT, 1);
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("#")) {
        fact(line, facts);
      } else if (!line.isEmpty()) {
        Passage passage = passage(line);
        boolean cutOff = i == lines.size() - 1 && !text.endsWith("\n");
        if (passage == null && !cutOff) {
          throw new PadException.UnreadableFile(FORMAT, Why.FORMAT, i + 1);
        }
        if (passage != null) {
          passages.add(passage);
        }
      }
    }
    return new Recording(facts, passages);
  }

  private static void fact(String line, Map<String, String> facts) {
    int colon = line.indexOf(": ");
    if (colon > 2 && facts.size() < MAX_FACTS) {
      facts.put(line.substring(2, colon), line.substring(colon + 2));
    }
  }

  private static @Nullable Passage passage(String line) {
    int space = line.indexOf(' ');
    if (!line.startsWith("@") || space < 2 || space > 17 || line.length() < space + 2) {
      return null;
    }
    Kind kind = Kind.of(line.charAt(space + 1));
    String rest = line.substring(space + 2);
    boolean empty = rest.isEmpty() && kind != null && kind.bare();
    if (kind == null || !(empty || rest.matches(" (?:[0-9a-fA-F]{2})+"))) {
      return null;
    }
    try {
      long micros = Long.parseLong(line.substring(1, space));
      return micros < 0 || micros > MAX_MICROS ? null : new Passage(micros, kind, rest.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
