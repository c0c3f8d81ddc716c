// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Face;
import org.penseal.liveness.FaceMatch;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.camera.Cameras;
import org.penseal.liveness.camera.VideoDevices;
import org.penseal.liveness.check.FaceEvaluation;
import org.penseal.liveness.check.LivenessCheck;
import org.penseal.liveness.check.LivenessObserver;
import org.penseal.liveness.model.ModelChoice;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.rule.Thresholds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code penseal face}: what the face models say of pictures and clips. */
@Command(
    name = "face",
    description = "Detects and compares faces, and checks liveness.",
    subcommands = FaceTrialCommand.class,
    mixinStandardHelpOptions = true)
final class FaceCommand {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--models",
      paramLabel = "FILE.json",
      scope = ScopeType.INHERIT,
      description = "models to use (docs/identity.md); default: those of the product")
  @Nullable Path choice;

  ModelFiles models() throws LivenessException {
    return choice == null ? ModelFiles.bundled() : ModelChoice.read(choice);
  }

  static Thresholds thresholds(ModelFiles models) throws LivenessException {
    return Thresholds.standard().matching(models.match());
  }

  private FaceEvaluation evaluation() throws LivenessException {
    ModelFiles models = models();
    return new FaceEvaluation(models, thresholds(models));
  }

  @Command(
      name = "detect",
      description = "Detects faces: bounding boxes, landmarks, pose and quality.")
  int detect(
      @Mixin Reply reply,
      @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "pictures, JPEG or PNG")
          List<Path> images)
      throws LivenessException, IOException {
    FaceEvaluation evaluation = evaluation();
    boolean all = true;
    for (Path image : images) {
      List<FaceEvaluation.Seen> faces = evaluation.detect(image);
      all &= !faces.isEmpty();
      reply.json(
          Map.of("file", image.toString(), "faces", faces.stream().map(this::json).toList()));
      reply.line(image + ": " + faces.size());
      faces.forEach(seen -> reply.line("  " + words(seen.face())));
    }
    return all ? 0 : Problem.NO;
  }

  private static String words(Face face) {
    return "%.0f,%.0f %.0fx%.0f  yaw %.1f pitch %.1f roll %.1f"
        .formatted(
            face.box().x(),
            face.box().y(),
            face.box().width(),
            face.box().height(),
            face.pose().yaw(),
            face.pose().pitch(),
            face.pose().roll());
  }

  private Map<String, Object> json(FaceEvaluation.Seen seen) {
    Face face = seen.face();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("box", face.box());
    json.put("yaw", face.pose().yaw());
    json.put("pitch", face.pose().pitch());
    json.put("roll", face.pose().roll());
    json.put("eyeDistance", face.eyeDistancePx());
    json.put("quality", seen.quality());
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < org.penseal.liveness.Landmarks.COUNT; i++) {
      points.add(
          new double[] {face.landmarks().x(i), face.landmarks().y(i), face.landmarks().z(i)});
    }
    json.put("landmarks", points);
    return json;
  }

  @Command(name = "compare", description = "Compares two faces: similarity, threshold, match.")
  int compare(
      @Mixin Reply reply,
      @Parameters(index = "0", paramLabel = "A", description = "picture with one face") Path first,
      @Parameters(index = "1", paramLabel = "B", description = "another picture with one face")
          Path second)
      throws LivenessException, IOException {
    FaceMatch match = evaluation().compare(first, second);
    reply.json(
        Map.of(
            "similarity", match.similarity(),
            "threshold", match.threshold(),
            "match", match.match()));
    reply.line("%.3f (%.3f) %s".formatted(match.similarity(), match.threshold(), match.match()));
    return match.match() ? 0 : Problem.NO;
  }

  @Command(
      name = "evaluate",
      description = "Measures the error rates of the face comparison over a list of pairs.")
  int evaluate(
      @Mixin Reply reply,
      @Parameters(paramLabel = "PAIRS.tsv", description = "rows fileA<TAB>fileB<TAB>0|1")
          Path pairs)
      throws LivenessException, IOException, InterruptedException {
    FaceEvaluation.Evaluation found = evaluation().evaluate(pairs);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("pairs", found.counts().pairs());
    json.put("eer", number(found.eer()));
    json.put("accuracy", number(found.accuracy()));
    json.put("tarAtFar1", number(found.accepted().atFar1()));
    json.put("tarAtFar01", number(found.accepted().atFar01()));
    json.put("failedToDetect", found.counts().failedToDetect());
    json.put("unreadable", found.unreadable().stream().map(Path::toString).toList());
    json.put("genuine", found.counts().genuine());
    json.put("impostor", found.counts().impostor());
    json.put("bestThreshold", number(found.bestThreshold()));
    json.put("accuracyAtThreshold", number(found.accuracyAtThreshold()));
    json.put("intervals", found.intervals());
    for (Path picture : found.unreadable()) {
      reply.progress(reply.texts().get("face.unreadable", picture));
    }
    reply.json(json);
    json.forEach((key, value) -> reply.line(key + "\t" + value));
    if (found.counts().genuine() + found.counts().impostor() == 0) {
      reply.problem(Problems.of(new LivenessException.NoFace()));
      return Problem.CANNOT_SAY;
    }
    return 0;
  }

  // JSON has no NaN.
  private static @Nullable Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }

  @Command(name = "cameras", description = "Lists the cameras of this computer.")
  int cameras(@Mixin Reply reply) throws IOException {
    List<VideoDevices.Device> found = VideoDevices.list();
    reply.json(Map.of("cameras", found));
    found.forEach(device -> reply.line(device.uri() + "\t" + device.name()));
    return found.isEmpty() ? Problem.CANNOT_SAY : 0;
  }

  @Command(name = "live", description = "Runs the liveness check on a clip.")
  int live(
      @Mixin Reply reply,
      @Parameters(paramLabel = "CLIP", description = "folder of pictures, or MJPG AVI file")
          String clip,
      @Option(
              names = "--challenge",
              required = true,
              paramLabel = "LIST",
              description =
                  "movements that were requested in the clip: turn-left,blink,mouth-open,…")
          String challenges)
      throws LivenessException, IOException, InterruptedException {
    List<Challenge> asked = challenges(challenges);
    String uri = clip.contains(":") ? clip : Cameras.CLIP + clip;
    ModelFiles models = models();
    reply.progress(reply.texts().get("face.limits"));
    try (Camera camera = Cameras.open(uri)) {
      Verdict verdict =
          new LivenessCheck(models, thresholds(models)).run(camera, asked, LivenessObserver.NONE);
      reply.json(json(verdict));
      reply.line((verdict.live() ? "live" : "not live") + " " + verdict.reasons());
      verdict
          .steps()
          .forEach(
              step ->
                  reply.line(
                      "  " + step.challenge() + " " + step.passed() + " " + step.explanation()));
      verdict.facts().forEach(fact -> reply.line("  " + fact));
      if (verdict.hindered()) {
        reply.problem(Problems.of(new LivenessException.Hindered(verdict.reasons().getFirst())));
        return Problem.CANNOT_SAY;
      }
      return verdict.live() ? 0 : Problem.NO;
    }
  }

  private List<Challenge> challenges(String list) {
    try {
      return Challenge.parse(list);
    } catch (IllegalArgumentException e) {
      throw new UsageException(spec, "invalid", "--challenge", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, @Nullable Object> json(Verdict verdict) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("live", verdict.live());
    json.put("score", verdict.score());
    json.put("steps", verdict.steps().stream().map(FaceCommand::step).toList());
    json.put("passive", number(verdict.passive()));
    json.put("synthetic", verdict.synthetic());
    json.put("reasons", verdict.reasons());
    json.put("facts", verdict.facts().stream().map(FaceCommand::fact).toList());
    return json;
  }

  private static Map<String, @Nullable Object> fact(Verdict.Fact fact) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", fact.name());
    json.put("measured", number(fact.measured()));
    json.put("needed", number(fact.needed()));
    json.put("met", fact.met());
    return json;
  }

  private static Map<String, @Nullable Object> step(Verdict.Step step) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("challenge", step.challenge().word());
    json.put("passed", step.passed());
    json.put("at", step.at() == null ? null : step.at().toMillis() / 1000.0);
    json.put("explanation", step.explanation());
    return json;
  }
}
