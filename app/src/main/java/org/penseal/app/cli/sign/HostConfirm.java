// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.app.annotate.AnnotationButton;
import org.penseal.app.annotate.AnnotationPage;
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
 * clears, {@code q} cancels; while an annotation is written {@code u} takes a stroke back and
 * {@code m} asks for a further screen.
 */
final class HostConfirm {
  private static final Logger LOG = LoggerFactory.getLogger(HostConfirm.class);

  private final Reply reply;
  private volatile Pad pad;
  private volatile @Nullable Annotating annotating;
  private boolean listening;

  private record Annotating(AnnotationPage page, Consumer<AnnotationButton> presses) {}

  HostConfirm(Pad pad, Reply reply) {
    this.pad = pad;
    this.reply = reply;
  }

  /** Whether a pad needs it. */
  static boolean needed(Pad pad) {
    return pad.identity().model().confirm() == PadModel.Confirm.HOST;
  }

  /** The pad was opened anew. */
  void pad(Pad opened) {
    pad = opened;
  }

  /** Asks when something is to be written, and again after it was cleared. */
  InkWatcher watcher() {
    return new InkWatcher() {
      @Override
      public void shown(PadPicture picture) {
        annotating = null;
      }

      @Override
      public void annotating(AnnotationPage page, Consumer<AnnotationButton> presses) {
        annotating = new Annotating(page, presses);
        ask();
      }

      @Override
      public void signing() {
        ask();
      }
    };
  }

  private void ask() {
    prompt();
    if (!listening) {
      listening = true;
      // A read of the terminal cannot be interrupted: the thread ends with the program.
      Thread.ofPlatform().name("terminal").daemon().start(this::readLines);
    }
  }

  private void prompt() {
    Annotating now = annotating;
    if (now == null) {
      reply.progress(reply.texts().get("cli.sign.confirm-here"));
    } else if (now.page().isFree()) {
      reply.progress(reply.texts().get("cli.sign.annotate-free"));
    } else {
      reply.progress(reply.texts().get("cli.sign.annotate-here", now.page().words()));
    }
  }

  private void readLines() {
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line.strip().toLowerCase(Locale.ROOT));
      }
    } catch (IOException e) {
      LOG.debug("nobody confirms at the terminal any more", e);
    }
  }

  private void take(String line) {
    Annotating now = annotating;
    if (now != null) {
      switch (line) {
        case "" -> now.presses().accept(AnnotationButton.NEXT);
        case "m" -> now.presses().accept(AnnotationButton.MORE);
        case "u" -> now.presses().accept(AnnotationButton.UNDO);
        case "c" -> now.presses().accept(AnnotationButton.CLEAR);
        case "q" -> now.presses().accept(AnnotationButton.CANCEL);
        default -> prompt();
      }
      return;
    }
    switch (line) {
      case "" -> press(PadButton.OK);
      case "c" -> press(PadButton.CLEAR);
      case "q" -> press(PadButton.CANCEL);
      default -> prompt();
    }
  }

  private void press(PadButton button) {
    try {
      pad.press(button);
    } catch (PadException e) {
      LOG.debug("the pad is gone", e);
    }
  }
}
