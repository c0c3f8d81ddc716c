// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.upkeep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.options.DataOptions;
import org.penseal.app.cli.options.WorkplaceOption;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.doctor.CheckFinding;
import org.penseal.app.doctor.Doctor;
import org.penseal.app.doctor.FindingWords;
import org.penseal.app.doctor.SupportBundle;
import org.penseal.app.problem.Problem;
import org.penseal.app.workplace.Version;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.refusal.FileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal doctor}: what is wrong on this computer, and what can be done. */
@Command(
    name = "doctor",
    description =
        "Checks this computer and installation: program files, permissions, disk, clock, archive,"
            + " models, certificates, services, devices. Prints one line for each, with a remedy.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin DataOptions data = new DataOptions();
  @Mixin WorkplaceOption workplace = new WorkplaceOption();

  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      description =
          "also write a ZIP file for support with codes, versions and the places of failures,"
              + " without names, ID numbers, addresses or log messages")
  @Nullable Path bundle;

  @Override
  public Integer call() throws IOException, InterruptedException, FileException {
    Path folder = data.folder();
    List<CheckFinding> found =
        new Doctor(Clock.systemUTC()).examine(folder, () -> workplace.read(folder));
    List<FindingWords> words =
        found.stream().map(each -> new FindingWords(each, reply.texts())).toList();
    words.forEach(this::tell);
    boolean well = Doctor.isWell(found);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", Version.NUMBER);
    json.put("well", well);
    json.put("checks", words.stream().map(FindingWords::json).toList());
    if (bundle != null) {
      new SupportBundle(found, named(folder), folder).write(bundle);
      json.put("bundle", bundle.toString());
      reply.line(reply.texts().get("doctor.bundle", bundle));
    }
    reply.json(json);
    return well ? 0 : Problem.CANNOT_SAY;
  }

  private Workplace named(Path folder) {
    try {
      return workplace.read(folder).workplace();
    } catch (WorkplaceException e) { // a finding already
      return Workplace.EMPTY;
    }
  }

  private void tell(FindingWords one) {
    reply.block(one.forAdministrator());
  }
}
