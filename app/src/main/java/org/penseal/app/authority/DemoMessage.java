// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.authority;

import java.util.Objects;
import org.penseal.app.text.Texts;
import org.penseal.identity.PhoneCode;

/** The invented message of a demonstration, in the language of who reads it here. */
public final class DemoMessage {
  private DemoMessage() {}

  /** The code in words of {@code texts}; the message as it is, if there is no code in it. */
  public static String words(PhoneCode sent, Texts texts) {
    return sent.demoCode()
        .map(code -> texts.get("code.demo-says", code))
        .orElseGet(() -> Objects.requireNonNullElse(sent.demoMessage(), ""));
  }
}
