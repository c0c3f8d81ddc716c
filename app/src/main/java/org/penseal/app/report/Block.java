// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.util.List;
import org.penseal.signature.Octets;

/** A piece of the report, already in the reader's language; no markup in any text. */
public sealed interface Block {

  /** A paragraph. */
  record Words(String text) implements Block {}

  /** A framed statement: a headline and what it means. */
  record Statement(Tone tone, String headline, String text) implements Block {}

  /** Names and values. */
  record Facts(List<Fact> facts) implements Block {
    /** Copies the list. */
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /**
   * One fact.
   *
   * @param tone colours the value
   * @param note says what it means; may be empty
   */
  record Fact(String name, String value, Tone tone, String note) {
    /** Without a note. */
    static Fact of(String name, String value) {
      return new Fact(name, value, Tone.PLAIN, "");
    }
  }

  /** A list of points. */
  record Points(List<Point> points) implements Block {
    /** Copies the list. */
    public Points {
      points = List.copyOf(points);
    }
  }

  /**
   * One point.
   *
   * @param note says more; may be empty
   */
  record Point(Tone tone, String text, String note) {}

  /**
   * Pictures side by side.
   *
   * @param wide whether they take the whole width
   */
  record Pictures(List<Picture> pictures, boolean wide) implements Block {
    /** Small ones. */
    public Pictures(List<Picture> pictures) {
      this(pictures, false);
    }

    /** Copies the list. */
    public Pictures {
      pictures = List.copyOf(pictures);
    }
  }

  /**
   * One picture.
   *
   * @param image PNG or JPEG
   */
  record Picture(String caption, Octets image) {}

  /**
   * A part with a title.
   *
   * @param level 1 for a signature, 2 for a question within it
   */
  record Part(int level, String title, List<Block> blocks) implements Block {
    /** Copies the list. */
    public Part {
      blocks = List.copyOf(blocks);
    }
  }

  /** Detail that is folded away on a screen. */
  record Folded(String title, List<Block> blocks) implements Block {
    /** Copies the list. */
    public Folded {
      blocks = List.copyOf(blocks);
    }
  }
}
