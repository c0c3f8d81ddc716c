// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.integrity.ProgramIntegrity;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.report.ReportFile;
import org.penseal.app.report.browser.BrowserSection;
import org.penseal.app.report.browser.PageBasis;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VisualCheck;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.TrustFolder;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.embedded.DemoPerson;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Mats;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.DemoReport;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal demo --out DIR}: the whole job with simulated devices, no questions. */
@Command(
    name = "demo",
    description =
        "Runs a complete signing with simulated devices and demo services (CA, TSA, identity"
            + " authority).",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final String TRACE = "ink/li-na-1.json";

  @Mixin Reply reply = new Reply();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder for all files")
  Path out = Path.of("");

  @Option(
      names = "--speed",
      paramLabel = "N",
      converter = OptionWords.Positive.class,
      description = "speed of the simulated pen; 1: as recorded")
  double speed = 1;

  @Override
  public Integer call() throws Exception {
    ProgramIntegrity.ofThisProgram().begin();
    Texts texts = reply.texts();
    Path data = out.resolve("data");
    freshFolder(data);
    Settings settings = Settings.in(data);
    try (Station station = Station.open(settings)) {
      Path document = out.resolve("report.pdf");
      DemoReport.write(document);
      reply.progress(texts.get("demo.document", document));
      Path signed = out.resolve("signed.pdf");
      SignOptions options = options(document, signed);
      who(station, options);
      Optional<Ceremony.Result> result =
          new SignRun(station, options, SignKey.ONE_TIME, reply).run();
      if (result.isEmpty()) {
        return Problem.NO;
      }
      writeKeys(station, result.get().caseId());
      VerifiedFile verified = verify(station, signed, result.get().caseId());
      reply.json(JsonReport.of(verified));
      reply.line(texts.get("demo.done", signed));
      reply.line(
          texts.get(
              "report.verdict." + verified.verdict().name().toLowerCase(java.util.Locale.ROOT)));
      reply.line(texts.get("report.demo"));
      if (options.identity.camera == null) {
        reply.line(texts.get("demo.by-phone"));
      }
      return verified.verdict() == Report.Verdict.VALID ? 0 : Problem.NO;
    }
  }

  private SignOptions options(Path document, Path signed) throws IOException {
    SignOptions options = new SignOptions();
    options.in = document;
    options.out = signed;
    options.pad = "sim:penseal-ref";
    options.trace = out.resolve("data").resolve("trace.json");
    Files.write(options.trace, DemoIdentity.resource(TRACE));
    options.speed = speed;
    options.place.keyword = DemoReport.KEYWORD;
    return options;
  }

  // Where no face can be looked at, the rest of the job is worth showing all the same: by phone.
  private void who(Station station, SignOptions options)
      throws LivenessException, SigningException {
    try {
      Mats.loadNatives();
      options.identity.idCard = SimulatedDevices.SIMULATED;
      options.identity.camera = SimulatedDevices.SIMULATED;
    } catch (LivenessException.VisionUnavailable e) {
      if (reply.verbose) {
        reply.trace(e);
      }
      Texts texts = reply.texts();
      reply.progress(Problems.of(e).text(texts) + " " + texts.get("demo.by-phone"));
      DemoPerson person = DemoWorkplace.people(station).signer();
      options.identity.mode = IdentityMode.PHONE.word();
      options.identity.name = person.name();
      options.identity.idNumber = person.idNumber().text();
      options.identity.phone = person.phone();
      options.identity.phoneCode = SimulatedDevices.SIMULATED;
    }
  }

  private void writeKeys(Station station, String caseId)
      throws SigningException, StoreException, IOException {
    DemoWorkplace.trust(station).writeRoots(out.resolve("trust"));
    Files.copy(
        DemoWorkplace.trust(station).escrowFile(),
        out.resolve("escrow.p12"),
        StandardCopyOption.REPLACE_EXISTING);
    DurableFile.write(out.resolve("share.bin"), station.archive().share(caseId).orElseThrow());
  }

  private VerifiedFile verify(Station station, Path signed, String caseId)
      throws SigningException, StoreException, IOException {
    InkKeys keys =
        new InkKeys(
            DemoWorkplace.trust(station).escrow(), station.archive().share(caseId).orElseThrow());
    TrustStore trust = TrustStore.load(java.util.List.of(out.resolve("trust")));
    Instant now = station.services().clock().instant();
    VerifiedFile verified =
        VisualCheck.of(
            new Verification(trust, Optional.of(keys), now).thorough().of(signed, Optional.empty()),
            null);
    Files.writeString(
        out.resolve("report.json"),
        new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(JsonReport.of(verified)));
    PageBasis basis = new PageBasis(trust, now, Suite.DEFAULT_SM2_ID, null);
    new ReportFile(reply.texts(), now, Station.SOFTWARE)
        .with(new BrowserSection(reply.texts(), basis))
        .write(verified, out.resolve("report.html"));
    return verified;
  }

  // A demo begins with an empty archive, or its own trace would be refused as used before.
  private static void freshFolder(Path folder) throws SigningException {
    try {
      emptied(folder);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(folder, "no folder can be made", e);
    }
  }

  private static void emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    }
    TrustFolder.markDemonstration(folder);
  }
}
