// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.penseal.app.capture.InkWatcher;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The confirmation at the terminal for a pad that has no button for it: Enter confirms, {@code c}
 * clears, {@code q} cancels.
 */
final class HostConfirm {
  private static final Logger LOG = LoggerFactory.getLogger(HostConfirm.class);

  private final Pad pad;
  private final Reply reply;
  private boolean listening;

  HostConfirm(Pad pad, Reply reply) {
    this.pad = pad;
    this.reply = reply;
  }

  /** Whether a pad needs it. */
  static boolean needed(Pad pad) {
    return pad.identity().model().confirm() == PadModel.Confirm.HOST;
  }

  /** Asks when the capture begins, and again after it was cleared. */
  InkWatcher watcher() {
    return new InkWatcher() {
      @Override
      public void shown(PadPicture picture) {
        reply.progress(reply.texts().get("cli.sign.confirm-here"));
        listen();
      }
    };
  }

  private void listen() {
    if (!listening) {
      listening = true;
      // A read of the terminal cannot be interrupted: the thread ends with the program.
      Thread.ofPlatform().name("terminal").daemon().start(this::readLines);
    }
  }

  private void readLines() {
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        switch (line.strip().toLowerCase(Locale.ROOT)) {
          case "" -> pad.press(PadButton.OK);
          case "c" -> pad.press(PadButton.CLEAR);
          case "q" -> pad.press(PadButton.CANCEL);
          default -> reply.progress(reply.texts().get("cli.sign.confirm-here"));
        }
      }
    } catch (IOException | PadException e) {
      LOG.debug("nobody confirms at the terminal any more", e);
    }
  }
}
