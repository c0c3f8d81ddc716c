// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.puppet.ClipParameters;
import org.penseal.liveness.puppet.Puppet;
import org.penseal.liveness.puppet.attack.Attacks;
import org.penseal.liveness.puppet.attack.FilmedCard;
import org.penseal.liveness.puppet.attack.FilmedScreen;

/**
 * Labelled clips of puppets by parameter: who, what is asked, how strong, how fast, how large,
 * which light, how much noise. Every one is synthetic. The halves are a chessboard over the
 * parameters, so that both have everything but no combination twice.
 */
public final class DrawnClips {
  /** What is asked in the clips; each has a movement in depth and one of eyes or mouth. */
  private static final List<List<Challenge>> TASKS =
      List.of(
          Challenge.parse("turn-left,blink"),
          Challenge.parse("mouth-open,turn-right"),
          Challenge.parse("blink,nod"),
          Challenge.parse("turn-right,look-closer,blink"),
          Challenge.parse("nod,mouth-open,turn-left"));

  private static final List<ClipParameters> MANNERS =
      List.of(
          new ClipParameters(1, 1, 90, 1, 0, 1, 1),
          new ClipParameters(1.25, 0.8, 70, 0.7, 0.3, 1, 2),
          new ClipParameters(0.9, 1.2, 110, 1.2, 0.5, 2, 3),
          new ClipParameters(1.1, 1, 130, 0.5, 0, 2, 4));

  private final ModelFiles models;
  private final List<Frame> stills;
  private final List<Presentation> clips = new ArrayList<>();

  private DrawnClips(ModelFiles models, List<Frame> stills) {
    this.models = models;
    this.stills = stills;
  }

  /**
   * All clips of some portraits; nothing is rendered before a clip is opened.
   *
   * @param stills two and more portraits of different people
   */
  public static List<Presentation> of(ModelFiles models, List<Frame> stills) {
    if (stills.size() < 2) {
      throw new IllegalArgumentException("two people are needed to swap them");
    }
    DrawnClips drawn = new DrawnClips(models, stills);
    for (Kind kind : Kind.values()) {
      drawn.add(kind);
    }
    return List.copyOf(drawn.clips);
  }

  private void add(Kind kind) {
    for (int person = 0; person < stills.size(); person++) {
      for (int m = 0; m < MANNERS.size(); m++) {
        List<Integer> tasks =
            kind == Kind.LIVING ? List.of(0, 1, 2, 3, 4) : List.of((m + person) % 5);
        for (int task : tasks) {
          add(kind, person, m, task);
        }
      }
    }
  }

  private void add(Kind kind, int person, int m, int task) {
    ClipParameters manner = MANNERS.get(m);
    List<Challenge> asked = TASKS.get(task);
    String name = "%s person=%d manner=%d task=%d".formatted(kind.word(), person, m, task);
    DataSplit half =
        (person + m + (kind == Kind.LIVING ? task : 0)) % 2 == 0
            ? DataSplit.SETTING
            : DataSplit.REPORTING;
    clips.add(new Presentation(name, kind, half, asked, () -> open(kind, person, manner, asked)));
  }

  private Puppet puppet(int person, ClipParameters manner) throws LivenessException {
    return new Puppet(models, stills.get(person % stills.size()), manner);
  }

  private Camera open(Kind kind, int person, ClipParameters manner, List<Challenge> asked)
      throws LivenessException {
    Puppet puppet = puppet(person, manner);
    return switch (kind) {
      case LIVING -> puppet.camera(asked);
      case PHOTO_SWUNG -> FilmedCard.swung(puppet, asked, manner, FilmedCard.Hold.SWUNG);
      case PHOTO_MOVED -> FilmedCard.swung(puppet, asked, manner, FilmedCard.Hold.MOVED);
      case PHOTO_BENT -> FilmedCard.swung(puppet, asked, manner, FilmedCard.Hold.BENT);
      case CUT_OUT -> Attacks.cutOut(puppet, asked, manner, FilmedCard.Hold.SWUNG);
      case CUT_OUT_BENT -> Attacks.cutOut(puppet, asked, manner, FilmedCard.Hold.BENT);
      case SCREEN_REPLAY -> screen(puppet.camera(asked), manner);
      case LOOP -> Attacks.looped(puppet.camera(asked), Duration.ofSeconds(1), 4);
      case LOOP_NOISY -> loop(person, asked, manner);
      case SWAPPED ->
          Attacks.swapped(
              puppet.camera(asked),
              puppet(person + 1, manner).camera(asked),
              Duration.ofMillis(2200));
      case FROZEN ->
          Attacks.frozen(puppet.camera(asked), Duration.ofMillis(1500), Duration.ofSeconds(1));
      case GAP ->
          Attacks.gap(puppet.camera(asked), Duration.ofMillis(1500), Duration.ofMillis(1500));
      case OTHER_ORDER -> puppet.camera(asked.reversed());
      case ALL_MOVEMENTS -> puppet.camera(everything(asked));
    };
  }

  private static Camera screen(Camera film, ClipParameters manner) {
    double stronger = manner.seed() % 2 == 0 ? 1.5 : 1;
    return new FilmedScreen(film, 0.84, 2.3, 0.06 * stronger, 0.03 * stronger, manner);
  }

  /** A slight turn of the head in a loop, too slight to be a challenge, then what is asked. */
  private Camera loop(int person, List<Challenge> asked, ClipParameters manner)
      throws LivenessException {
    ClipParameters slight =
        new ClipParameters(
            0.4, 1, manner.eyesPx(), manner.light(), manner.side(), manner.noise(), manner.seed());
    List<Challenge> wave = List.of(Challenge.TURN_LEFT);
    Duration length = Duration.ofMillis(3600);
    Camera loop = Attacks.looped(puppet(person, slight).camera(wave), length, 2);
    return Attacks.noisy(Attacks.joined(loop, puppet(person, manner).camera(asked)), manner.seed());
  }

  /** The five movements but what is asked first stand first, so that it never fits at once. */
  private static List<Challenge> everything(List<Challenge> asked) {
    List<Challenge> all = new ArrayList<>();
    for (Challenge each : Challenge.values()) {
      if (each != asked.getFirst()) {
        all.add(each);
      }
    }
    all.addAll(asked);
    return all;
  }
}
