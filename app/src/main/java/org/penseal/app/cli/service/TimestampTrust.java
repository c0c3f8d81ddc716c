// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.service;

import java.nio.file.Path;
import java.util.List;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.problem.Problems;
import org.penseal.app.workplace.TrustFolder;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import picocli.CommandLine.Option;

/** Which timestamp services a command believes, and whether the demo's may stand in. */
public final class TimestampTrust {
  @Option(
      names = "--trust",
      paramLabel = "FILE-OR-DIR",
      description =
          "roots of timestamp services in PEM, beside those in trust/tsa of the data folder;"
              + " repeatable")
  List<Path> trust = List.of();

  @Option(
      names = "--demo",
      description = "a demonstration: the demo's own timestamp service, if none is named")
  boolean demo;

  /**
   * The roots of timestamp services.
   *
   * @param data the data folder
   * @throws SigningException if a file that was named cannot be read
   */
  public TrustStore roots(Path data, Reply reply) throws SigningException {
    TrustStore roots = TrustFolder.forTimestamps(data, trust, demonstration(data));
    roots.unreadable().forEach(each -> reply.problem(Problems.of(each)));
    return roots;
  }

  /**
   * A service that was named, judged by the roots; where no root of any timestamp service is known
   * it stamps unjudged, and that is told: whoever verifies judges it.
   *
   * @throws SigningException as {@link #roots}
   */
  public TimestampClient judged(TimestampClient named, Path data, Reply reply)
      throws SigningException {
    return judged(named, roots(data, reply), reply);
  }

  /** The same with roots that were read before. */
  public static TimestampClient judged(TimestampClient named, TrustStore roots, Reply reply) {
    if (roots.anchors(Purpose.TSA).isEmpty()) {
      reply.progress(reply.texts().get("timestamp.not-judged"));
      return named;
    }
    return named.trusting(roots);
  }

  /** Whether the demo's timestamp service may stand in. */
  public boolean demonstration(Path data) {
    return demo || TrustFolder.isDemonstration(data);
  }

  /**
   * Refuses to have the demo's own service stamp where nobody asked for a demonstration; says it
   * where somebody did.
   *
   * @throws ServiceException.TsaNotNamed if nobody did
   */
  public void requireDemonstration(Path data, Reply reply) throws ServiceException {
    if (!demonstration(data)) {
      throw new ServiceException.TsaNotNamed();
    }
    reply.progress(reply.texts().get("timestamp.demo"));
  }
}
