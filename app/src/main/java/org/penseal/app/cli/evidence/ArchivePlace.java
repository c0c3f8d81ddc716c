// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.evidence;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.penseal.app.cli.options.DataOptions;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.steps.InkSealing;
import org.penseal.app.store.Archive;
import org.penseal.app.store.StoreException;
import picocli.CommandLine.Mixin;

/** Where the archive lies. */
final class ArchivePlace {
  @Mixin DataOptions data = new DataOptions();

  Path folder() {
    return data.folder();
  }

  Archive open() throws StoreException {
    return open(folder());
  }

  static Archive open(Path folder) throws StoreException {
    return Archive.open(folder, Clock.systemUTC(), new SecureRandom());
  }

  /** Opens it for reading, and tells if it was altered or put back. */
  Archive openAndTell(Reply reply) throws StoreException {
    Archive archive = open();
    try {
      archive.log().requireSound();
      int clear = InkSealing.clear(archive).size();
      if (clear > 0) {
        reply.problem(Problems.of(new StoreException.InkNotSealed(clear)));
      }
    } catch (StoreException.Altered | StoreException.IndexDiffers | StoreException.Behind e) {
      reply.problem(Problems.of(e));
    }
    return archive;
  }
}
