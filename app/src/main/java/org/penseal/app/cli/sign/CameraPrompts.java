// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Verdict.Reason;
import org.penseal.liveness.check.LivenessObserver;

/** Tells the person before a camera on standard error what is asked: on a terminal nothing else. */
record CameraPrompts(Reply reply) implements LivenessObserver {
  private void say(String prompt) {
    reply.progress(reply.texts().get("window.prompt." + prompt));
  }

  @Override
  public void lookStraight(Duration at) {
    say("straight");
  }

  @Override
  public void hint(@Nullable Reason reason) {
    say(reason == null || reason == Reason.NOT_FRONTAL ? "straight" : "hint." + reason);
  }

  @Override
  public void asked(Challenge challenge, int index, Duration at) {
    say("challenge." + challenge);
  }
}
