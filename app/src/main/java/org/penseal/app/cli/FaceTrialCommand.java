// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.check.LivenessCheck;
import org.penseal.liveness.check.Proportion;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.trial.ClipList;
import org.penseal.liveness.trial.DataSplit;
import org.penseal.liveness.trial.DrawnClips;
import org.penseal.liveness.trial.Presentation;
import org.penseal.liveness.trial.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code penseal face trial}: error rates of the liveness check over labelled clips. */
@Command(
    name = "trial",
    description =
        "Measures the error rates of the liveness check over labelled clips, by type of attack.",
    mixinStandardHelpOptions = true)
final class FaceTrialCommand implements Callable<Integer> {
  private static final List<String> PORTRAITS =
      List.of("portraits/astronaut.png", "portraits/grace_hopper.jpg");

  // A clip ends by itself: a slow machine costs no trial.
  private static final InstantSource CLIPS_END = InstantSource.fixed(Instant.EPOCH);

  @Mixin Reply reply = new Reply();

  @ParentCommand @Nullable FaceCommand face;

  @Parameters(
      arity = "0..1",
      paramLabel = "CLIPS.tsv",
      description = "rows CLIP<TAB>CHALLENGES<TAB>KIND; default: clips that the product generates")
  @Nullable Path list;

  @Option(
      names = "--half",
      paramLabel = "setting|reporting|all",
      description =
          "which half of the generated clips: setting (the limits were set on it), reporting"
              + " (default) or all")
  String half = DataSplit.REPORTING.word();

  @Override
  public Integer call() throws LivenessException, IOException, InterruptedException {
    reply.progress(reply.texts().get("face.limits"));
    ModelFiles models = face == null ? ModelFiles.bundled() : face.models();
    List<Presentation> clips = list == null ? drawn(models) : ClipList.read(list);
    Trial trial =
        Trial.run(
            new LivenessCheck(models, FaceCommand.thresholds(models), CLIPS_END),
            clips,
            outcome ->
                reply.progress(
                    "%s %s %s"
                        .formatted(
                            outcome.presentation().name(),
                            outcome.verdict().live() ? "live" : "not live",
                            outcome.verdict().reasons())));
    reply.json(json(trial));
    trial
        .apcer()
        .forEach((kind, share) -> reply.line("APCER " + kind.word() + "\t" + words(share)));
    reply.line("APCER, worst kind\t" + words(trial.worstApcer()));
    reply.line("BPCER\t" + words(trial.bpcer()));
    reply.line("BPNRR\t" + words(trial.bpnrr()));
    return 0;
  }

  private List<Presentation> drawn(ModelFiles models) throws IOException, LivenessException {
    List<Frame> stills = new ArrayList<>();
    for (String portrait : PORTRAITS) {
      stills.add(Stills.decode(DemoIdentity.resource(portrait), portrait));
    }
    return DrawnClips.of(models, stills).stream()
        .filter(clip -> half.equals("all") || clip.half().word().equals(half))
        .toList();
  }

  private static String words(Proportion share) {
    return String.format(
        Locale.ROOT,
        "%d of %d, 95 %% interval %.1f to %.1f %%",
        share.hits(),
        share.of(),
        100 * share.low(),
        100 * share.high());
  }

  private static Map<String, Object> json(Trial trial) {
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Object> attacks = new LinkedHashMap<>();
    trial.apcer().forEach((kind, share) -> attacks.put(kind.word(), json(share)));
    json.put("apcer", attacks);
    json.put("apcerWorst", json(trial.worstApcer()));
    json.put("bpcer", json(trial.bpcer()));
    json.put("bpnrr", json(trial.bpnrr()));
    json.put("clips", trial.outcomes().stream().map(FaceTrialCommand::json).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(Proportion share) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("hits", share.hits());
    json.put("of", share.of());
    json.put("share", share.of() == 0 ? null : share.value());
    json.put("low", share.low());
    json.put("high", share.high());
    return json;
  }

  private static Map<String, Object> json(Trial.Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("clip", outcome.presentation().name());
    json.put("kind", outcome.presentation().kind().word());
    json.put("half", outcome.presentation().half().word());
    json.put("live", outcome.verdict().live());
    json.put("right", outcome.right());
    json.put("score", outcome.verdict().score());
    json.put("synthetic", outcome.verdict().synthetic());
    json.put("reasons", outcome.verdict().reasons());
    return json;
  }
}
