// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.integrity;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.FileException.ProgramAltered;
import org.penseal.refusal.FileException.ProgramAltered.Why;

/**
 * Compares how Java was started with the image's own launcher: the files may all be whole, and
 * other code run in their place all the same, by an agent or another class path.
 */
final class LaunchCheck {
  private static final String APP = "$APPDIR";

  // Sizes, addresses, threads and collectors, the language, the screen, and what is PenSeal's own.
  private static final Pattern HARMLESS =
      Pattern.compile(
          "-Xm[xsn]\\w+|-Xss\\w+"
              + "|-XX:(Tier\\w+|TieredStopAtLevel|ActiveProcessorCount|MaxRAMPercentage"
              + "|InitialRAMPercentage|MinHeapFreeRatio|MaxHeapFreeRatio|MaxMetaspaceSize|MaxDirectMemorySize"
              + "|MaxNewSize|GCTimeRatio|G1HeapRegionSize|ParallelGCThreads|ConcGCThreads"
              + "|SoftRefLRUPolicyMSPerMB|TrimNativeHeapInterval|ArchiveRelocationMode|HeapDumpPath)=\\S+"
              + "|-XX:[+-](Use\\w*GC|ExitOnOutOfMemoryError|HeapDumpOnOutOfMemoryError)"
              + "|-D(penseal|jpackage|prism|glass|user|http|https)\\.[\\w.-]+=.*"
              + "|-Djava\\.(io\\.tmpdir|awt\\.headless)=.*|-Dfile\\.encoding=.*");

  private final InstalledImage image;

  LaunchCheck(InstalledImage image) {
    this.image = image;
  }

  /**
   * Compares it.
   *
   * @param arguments of Java, without the program's own
   * @param properties of Java
   * @throws ProgramAltered for the first difference
   */
  void requireOwn(List<String> arguments, Function<String, @Nullable String> properties)
      throws ProgramAltered {
    List<String> path = new ArrayList<>();
    Set<String> options = new LinkedHashSet<>();
    read(path, options);
    for (String each : arguments) {
      if (!options.contains(each) && !HARMLESS.matcher(each).matches()) {
        throw new ProgramAltered(each, Why.OPTION);
      }
    }
    // The last of several counts.
    for (String each : options) {
      int equals = each.indexOf('=');
      if (each.startsWith("-D") && equals > 0) {
        String name = each.substring(2, equals);
        if (!each.substring(equals + 1).equals(properties.apply(name))) {
          throw new ProgramAltered("-D" + name, Why.OPTION);
        }
      }
    }
    String own = String.join(File.pathSeparator, path);
    if (!own.equals(properties.apply("java.class.path"))) {
      throw new ProgramAltered(String.valueOf(properties.apply("java.class.path")), Why.OPTION);
    }
    String home = String.valueOf(properties.apply("java.home"));
    if (!Path.of(home).equals(image.root().resolve("lib/runtime"))) {
      throw new ProgramAltered(home, Why.OPTION);
    }
  }

  private void read(List<String> path, Set<String> options) throws ProgramAltered {
    String app = image.root().resolve("lib/app").toString();
    try {
      for (String line : Files.readAllLines(image.launcher())) {
        String value = line.substring(line.indexOf('=') + 1).replace(APP, app);
        if (line.startsWith("app.classpath=")) {
          path.add(value);
        } else if (line.startsWith("java-options=")) {
          options.add(value);
        }
      }
    } catch (IOException e) {
      throw new ProgramAltered(image.launcher().toString(), Why.UNREADABLE);
    }
  }
}
