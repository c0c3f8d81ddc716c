// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Path;
import java.util.List;
import org.penseal.app.cli.terminal.OptionNeeds;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.problem.Problems;
import org.penseal.app.workplace.TrustFolder;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which timestamp services a command trusts, and whether the demo's may stand in. */
public final class TimestampTrust {
  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Mixin TrustOptions trust = new TrustOptions();
  @Mixin DemoOptions demo = new DemoOptions();

  /** The files and folders that are named. */
  public List<Path> files() {
    return trust.files();
  }

  /** Whether a demonstration is asked for. */
  public boolean demoGiven() {
    return demo.given();
  }

  /**
   * The roots of timestamp services: those that are named, of {@code trust/tsa} of the data folder,
   * and of the workplace.
   *
   * @throws SigningException if a file that was named cannot be read
   */
  public TrustStore roots(ServiceOptions services, Reply reply) throws SigningException {
    return roots(services, trust, demo.demonstration(services.folder()), reply);
  }

  private static TrustStore roots(
      ServiceOptions services, TrustOptions trust, boolean demonstration, Reply reply)
      throws SigningException {
    TrustStore roots =
        TrustFolder.forTimestamps(services.folder(), trust.files(), demonstration)
            .with(Purpose.TSA, services.roots().anchors(Purpose.TSA));
    roots.unreadable().forEach(each -> reply.problem(Problems.of(each)));
    return roots;
  }

  /**
   * A service that was named, judged by the roots; where no root of any timestamp service is known
   * it stamps unjudged, and that is told: whoever verifies judges it.
   *
   * @throws SigningException as {@link #roots}
   */
  public TimestampClient judged(TimestampClient named, ServiceOptions services, Reply reply)
      throws SigningException {
    return judged(named, roots(services, reply), reply);
  }

  /**
   * The same for a command in which the demo's service never stands in.
   *
   * @param trust roots that are named
   */
  public static TimestampClient judged(
      TimestampClient named, ServiceOptions services, TrustOptions trust, Reply reply)
      throws SigningException {
    boolean demonstration = TrustFolder.isDemonstration(services.folder());
    return judged(named, roots(services, trust, demonstration, reply), reply);
  }

  private static TimestampClient judged(TimestampClient named, TrustStore roots, Reply reply) {
    if (roots.anchors(Purpose.TSA).isEmpty()) {
      reply.progress(reply.texts().get("timestamp.not-judged"));
      return named;
    }
    return named.trusting(roots);
  }

  /**
   * Refuses to have the demo's own service stamp where nobody asked for a demonstration; says it
   * where somebody did.
   *
   * @throws ServiceException.TsaNotNamed if nobody did
   * @throws OptionNeeds if roots are named, by which that service is not judged
   */
  public void requireDemonstration(Path data, Reply reply) throws ServiceException {
    if (!demo.demonstration(data)) {
      throw new ServiceException.TsaNotNamed();
    }
    OptionNeeds.refuse(spec, List.of("--trust"), "--tsa");
    reply.progress(reply.texts().get("timestamp.demo"));
  }
}
