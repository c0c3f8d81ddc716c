// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The help of commands in the user's language. English is in the annotations of each command, which
 * docs/cli.md and the manual page are made from; Chinese is in a file of texts, whose keys are
 * picocli's.
 */
public final class HelpTexts extends ResourceBundle {
  private static final String CHINESE = "org.penseal.app.text.help";

  private final Map<String, String> texts = new HashMap<>();

  // The texts of a command of the tree, for the name that it has here.
  private HelpTexts(String from, String to) {
    ResourceBundle chinese =
        ResourceBundle.getBundle(
            CHINESE,
            Locale.CHINESE,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    for (String key : chinese.keySet()) {
      String named = key.startsWith(from + ".") ? to + key.substring(from.length()) : key;
      texts.put(named, chinese.getString(key));
    }
  }

  /**
   * Puts the help of a command, and of those below it, into a language.
   *
   * @param path the command in the tree of {@code penseal}, separated by full stops; it may run
   *     under another name
   * @param language {@code zh}, or anything else for English
   */
  public static void speak(CommandLine command, String path, String language) {
    if (language.equals("zh")) {
      command.setResourceBundle(new HelpTexts(path, command.getCommandSpec().qualifiedName(".")));
    }
  }

  @Override
  protected @Nullable Object handleGetObject(String key) {
    return texts.get(key);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(texts.keySet());
  }
}
