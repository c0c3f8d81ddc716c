// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Latencies;
import org.penseal.app.bench.figure.Resident;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.check.FaceToId;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.puppet.PrintedPortrait;
import org.penseal.liveness.puppet.Puppet;
import org.penseal.liveness.rule.Thresholds;
import org.penseal.liveness.vision.BareForward;
import org.penseal.liveness.vision.Vision;
import org.penseal.liveness.vision.flow.SkinFlow;

/** Following a face against the bare forward passes, the face decision, opening, and memory. */
final class FaceBench {
  private static final int FRAMES_EACH = 30;
  private static final double TAIL = 0.9;
  private static final double MS_PER_MINUTE = 60_000;

  private final ModelFiles models = ModelFiles.bundled();
  private final Frame still;
  private final List<Frame> film = new ArrayList<>();

  FaceBench() throws Exception {
    still = Stills.decode(DemoIdentity.resource("portraits/astronaut.png"), "portrait");
    try (Camera camera = new Puppet(models, still).camera(List.of(Challenge.TURN_LEFT))) {
      for (Optional<Frame> next = camera.next();
          next.isPresent() && film.size() < FRAMES_EACH;
          next = camera.next()) {
        film.add(next.get());
      }
    }
  }

  List<Figure> run(int rounds) throws Exception {
    List<Figure> figures = new ArrayList<>(following(rounds));
    figures.addAll(deciding(rounds));
    Rounds opening = new Rounds();
    for (int i = 0; i < rounds; i++) {
      opening.measure(() -> new Vision(ModelFiles.bundled()).close());
    }
    figures.add(new Figure("models read, verified, opened; clock", opening.wallMs(), "ms"));
    return figures;
  }

  private List<Figure> following(int rounds) throws Exception {
    Rounds ours = new Rounds();
    Rounds bare = new Rounds();
    Rounds quality = new Rounds();
    try (Vision vision = new Vision(models);
        BareForward peer = new BareForward(models, film.getFirst())) {
      for (int i = 0; i < 2 * rounds; i++) {
        if (i == rounds) {
          ours.forget();
          bare.forget();
          quality.forget();
        }
        for (Frame frame : film) {
          ours.measure(() -> follow(vision, frame));
          Face face = vision.faces(frame).getFirst();
          quality.measure(() -> vision.quality(frame, face));
          bare.measure(peer::run);
        }
      }
    }
    return List.of(
        new Figure("following a face (640 x 480), processor", ours.cpuMs(), "ms"),
        new Figure("bare forward passes, processor", bare.cpuMs(), "ms"),
        new Figure("following by bare passes", ours.cpuMs() / bare.cpuMs(), "ratio"),
        new Figure("quality of the face's picture, processor", quality.cpuMs(), "ms"),
        new Figure("following on one core", 1000 / ours.cpuMs(), "frames/s"));
  }

  private static void follow(Vision vision, Frame frame) throws Exception {
    if (vision.faces(frame).size() != 1) {
      throw new IllegalStateException("the face was lost");
    }
  }

  private List<Figure> deciding(int rounds) throws Exception {
    Frame card = Stills.decode(PrintedPortrait.of(models, still), "card");
    Latencies clock = new Latencies();
    try (FaceToId faces = new FaceToId(models, Thresholds.standard())) {
      for (int i = 0; i < 2 * rounds; i++) {
        if (i == rounds) {
          clock.forget();
        }
        for (int k = 0; k < 10; k++) {
          long start = System.nanoTime();
          if (!faces.compare(film.getFirst(), card).match()) {
            throw new IllegalStateException("not recognised");
          }
          clock.add(System.nanoTime() - start);
        }
      }
    }
    return List.of(
        new Figure("face against card, p50", clock.ms(0.5), "ms"),
        new Figure("face against card, p90", clock.ms(TAIL), "ms"));
  }

  /**
   * What a check does with frames, for some minutes, the dear parts on every fifth; and the memory.
   */
  List<Figure> soak(double minutes) throws Exception {
    long end = System.nanoTime() + (long) (minutes * MS_PER_MINUTE * 1e6);
    long frames = 0;
    double before = 0;
    try (Vision vision = new Vision(models);
        SkinFlow flow = new SkinFlow()) {
      while (System.nanoTime() < end) {
        Frame frame = film.get((int) (frames % film.size()));
        var face = vision.faces(frame).getFirst();
        if (frames % 5 == 0) {
          vision.quality(frame, face);
          flow.follow(frame, face, 0);
          vision.embed(frame, face);
          vision.passive(frame, face);
        }
        frames++;
        if (frames == 2_000) {
          before = residentMb();
        }
      }
    }
    double after = residentMb();
    double heapMb =
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted() / 1024.0 / 1024;
    return List.of(
        new Figure("frames", frames, "frames"),
        new Figure("resident memory after 2,000", before, "MB"),
        new Figure("resident memory at the end", after, "MB"),
        new Figure("of it committed heap", heapMb, "MB"));
  }

  private static double residentMb() throws IOException {
    System.gc(); // so that the heap's own growth is small beside the libraries'
    return Resident.mb();
  }
}
