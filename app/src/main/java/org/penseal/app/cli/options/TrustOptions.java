// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Path;
import java.util.List;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.problem.Problems;
import org.penseal.app.workplace.Settings;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TrustStore;
import picocli.CommandLine.Option;

/** {@code --trust}: the roots that a command trusts. */
public final class TrustOptions {
  @Option(
      names = "--trust",
      paramLabel = "FILE-OR-DIR",
      description =
          "trusted root certificates in PEM; a folder can separate them by purpose: signer/, tsa/"
              + " and device/, and station/ and authority/ for registered certificates; repeatable")
  List<Path> files = List.of();

  /** The files and folders that are named. */
  public List<Path> files() {
    return files;
  }

  /**
   * The roots in them.
   *
   * @throws SigningException if a file cannot be read
   */
  public TrustStore load() throws SigningException {
    return TrustStore.load(files);
  }

  /** The same, or those of a workplace where none is named. */
  public TrustStore load(Reply reply, Settings workplace) throws SigningException {
    return files.isEmpty() ? workplace.trust().roots() : load(reply);
  }

  /** The roots in them; tells which files of a folder are no certificates. */
  public TrustStore load(Reply reply) throws SigningException {
    TrustStore roots = load();
    roots.unreadable().forEach(each -> reply.problem(Problems.of(each)));
    return roots;
  }
}
