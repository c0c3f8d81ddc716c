// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.evidence;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.steps.InkSealing;
import org.penseal.app.store.Archive;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.DataFolder;
import picocli.CommandLine.Option;

/** Where the archive lies. */
final class ArchivePlace {
  @Option(names = "--data", paramLabel = "DIR", description = "folder of the archive")
  @Nullable Path data;

  Path folder() {
    return data == null ? DataFolder.standard() : data;
  }

  Archive open() throws StoreException {
    return Archive.open(folder(), Clock.systemUTC(), new SecureRandom());
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
