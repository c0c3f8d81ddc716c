// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.upkeep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.cli.options.DataOptions;
import org.penseal.app.cli.options.WorkplaceOption;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.doctor.Doctor;
import org.penseal.app.doctor.Finding;
import org.penseal.app.doctor.FindingWords;
import org.penseal.app.problem.Problem;
import org.penseal.app.workplace.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal doctor}: what is wrong on this computer, and what can be done. */
@Command(
    name = "doctor",
    description =
        "Checks this computer and installation: program files, permissions, disk, clock, archive,"
            + " models, certificates, services, devices; one line for each, with a remedy.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin DataOptions data = new DataOptions();
  @Mixin WorkplaceOption workplace = new WorkplaceOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = data.folder();
    List<Finding> found =
        new Doctor(Clock.systemUTC()).examine(folder, () -> workplace.read(folder));
    List<FindingWords> words =
        found.stream().map(each -> new FindingWords(each, reply.texts())).toList();
    words.forEach(this::tell);
    boolean well = Doctor.isWell(found);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", Version.NUMBER);
    json.put("well", well);
    json.put("checks", words.stream().map(FindingWords::json).toList());
    reply.json(json);
    return well ? 0 : Problem.CANNOT_SAY;
  }

  private void tell(FindingWords one) {
    reply.line(one.line());
    one.command().ifPresent(each -> reply.line("    " + each));
  }
}
