// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.integrity.ProgramIntegrity;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.Service;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.CodeWords;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.digest.NativeSm3;
import org.penseal.pdf.hazard.Hazard;
import org.penseal.pdf.hazard.HazardScan;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal sign IN --out OUT}: one signing case from the command line. */
@Command(
    name = "sign",
    description = "Signs one document with one handwritten signature.",
    mixinStandardHelpOptions = true)
public final class SignCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin SignOptions options = new SignOptions();

  private static Map<String, @Nullable Object> json(Ceremony.Result result) {
    Manifest manifest = result.manifest();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("case", result.caseId());
    json.put("output", result.output().toString());
    json.put("attemptsDiscarded", manifest.ink().attemptsDiscarded());
    json.put("annotation", manifest.annotation());
    json.put("consent", manifest.consent());
    json.put("origins", manifest.origins());
    return json;
  }

  private Map<String, @Nullable Object> json(PlainSigning.Outcome done) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("output", options.out.toString());
    json.put("profile", done.profile());
    json.put("tsa", done.tsa().map(URI::toString).orElse(null));
    json.put("tsasPassedOver", done.passedOver());
    return json;
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> json, List<String> warnings) {
    json.put("warnings", warnings);
    return json;
  }

  /** Says a warning with its stable code. */
  static void warn(Reply reply, String code) {
    String words = CodeWords.of(reply.texts(), code) + " (" + code + ")";
    reply.progress(reply.texts().get("sign.warning", words));
  }

  // Told before anybody writes; a file that cannot be opened is refused where it is signed.
  private List<String> warnings() {
    Path password = options.pdfPasswordFile;
    if (password != null && !Files.isRegularFile(password)) {
      return List.of(); // a pipe gives its password once
    }
    try {
      char[] secret = Secrets.password(password);
      List<String> found =
          new HazardScan(HazardScan.QUICK_PAGES)
              .of(options.in, secret.length == 0 ? null : new String(secret)).stream()
                  .filter(Hazard::isWarning)
                  .map(Hazard::text)
                  .toList();
      found.forEach(each -> warn(reply, each));
      return found;
    } catch (SigningException e) {
      return List.of();
    }
  }

  @Override
  public Integer call() throws Exception {
    Station.registerProvider();
    ProgramIntegrity.ofThisProgram().begin();
    boolean exposed = options.identity.exposed();
    options.identity.readPerson();
    options.require();
    options.identity.requirePerson(options.isPlain());
    if (exposed) {
      reply.progress(reply.texts().get("sign.person-in-process-list"));
    }
    OwnPlace.require(options.out, options.ownFiles());
    options.readWorkplace();
    Settings settings = options.settings();
    try (SignKey key = SignKey.open(options, new NativeSm3(Hashing.jca()));
        Station station = Station.open(settings)) {
      Unfinished.report(station, reply);
      List<String> warnings = warnings();
      if (options.isPlain()) {
        tellTimestamp(station);
        PlainSigning.Outcome done =
            PlainSigning.sign(station, options, key.standing().orElseThrow());
        reply.json(with(json(done), warnings));
        done.passedOver()
            .forEach(each -> reply.progress(reply.texts().get("sign.tsa-passed-over", each)));
        reply.line(reply.texts().get("sign.done", options.out));
        return 0;
      }
      SignRun run = new SignRun(station, options, key, reply);
      Optional<Ceremony.Result> result = run.run();
      if (result.isEmpty()) {
        reply.progress(reply.texts().get("sign.cancelled"));
        return Problem.NO;
      }
      List<String> all = Stream.concat(warnings.stream(), run.warnings().stream()).toList();
      reply.json(with(json(result.get()), all));
      reply.line(reply.texts().get("sign.done", result.get().output()));
      anchor(station);
      return 0;
    }
  }

  // With a key file alone there is no pad that shows whether this is a demonstration.
  private void tellTimestamp(Station station) throws CaseException {
    if (!options.services.tsas().isEmpty()) {
      if (!station.services().judgesTsa()) {
        reply.progress(reply.texts().get("timestamp.not-judged"));
      }
      return;
    }
    if (options.level().stamped()) {
      station.services().requireNamed(Service.TSA);
      reply.progress(reply.texts().get("timestamp.demo"));
    } else if (options.profile == null) {
      reply.progress(reply.texts().get("sign.without-timestamp"));
    }
  }

  // The signature is there; that the log is not anchored yet is only told.
  private void anchor(Station station) {
    if (!options.level().stamped()) {
      return; // no authority may be there at all
    }
    try {
      station.anchorIfDue();
    } catch (StoreException | SigningException e) {
      reply.problem(Problems.of(e));
    }
  }
}
