// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The manual in one language, CommonMark: in the jar, else in {@code docs/manual} of the
 * installation. May be shared between threads.
 */
public final class Manual {
  private static final String HOME = "penseal.home";
  private static final Parser PARSER = Parser.builder().build();

  private final String language;

  /**
   * @param language {@code zh} or {@code en}
   */
  public Manual(String language) {
    this.language = language.startsWith("zh") ? "zh" : "en";
  }

  /** A page. */
  public Node page(HelpTopic topic) throws IOException {
    return PARSER.parse(text(topic));
  }

  /** The same as it is written. */
  public String text(HelpTopic topic) throws IOException {
    try (InputStream in = open(language + "/" + topic.file() + ".md")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Its title: the first line. */
  public String title(HelpTopic topic) throws IOException {
    return text(topic).lines().findFirst().orElse("").replaceFirst("^#+\\s*", "");
  }

  /**
   * A picture of a page; closed by the caller.
   *
   * @param link as the page names it, for example {@code ../pictures/zh-sign.jpg}
   */
  public InputStream picture(String link) throws IOException {
    return open(link.replaceFirst("^(\\.\\./)?", ""));
  }

  private static InputStream open(String name) throws IOException {
    if (name.contains("..")) {
      throw new IOException("outside the manual: " + name);
    }
    InputStream packed = Manual.class.getResourceAsStream("manual/" + name);
    if (packed != null) {
      return packed;
    }
    @Nullable String home = System.getProperty(HOME);
    if (home == null) {
      throw new IOException("the manual is not part of this installation: " + name);
    }
    return Files.newInputStream(Path.of(home, "docs", "manual").resolve(name));
  }
}
