// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.hand;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.penseal.pad.Ink;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.ink.InkCsv;
import org.penseal.pad.ink.InkJson;

/** Makes the synthetic traces of {@code testdata/ink}; run with the folder as the only argument. */
public final class TraceFiles {
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("zhang-wei", "张伟");
    NAMES.put("li-na", "李娜");
    NAMES.put("wang-xiu-ying", "王秀英");
    NAMES.put("li-wei", "李伟");
    NAMES.put("ada-lovelace", "Ada Lovelace");
  }

  private static final int WRITINGS = 2;

  private TraceFiles() {}

  /** Every file: its name and its bytes. */
  public static Map<String, byte[]> all() {
    PadModel model = PadCatalog.load().byId("penseal-ref").orElseThrow();
    Map<String, byte[]> files = new LinkedHashMap<>();
    long seed = 1;
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      for (int writing = 1; writing <= WRITINGS; writing++) {
        Ink ink = Handwriting.write(name.getValue(), model, seed++);
        files.put(name.getKey() + "-" + writing + ".json", InkJson.write(ink));
        if (writing == 1) {
          byte[] table = InkCsv.write(ink).getBytes(StandardCharsets.UTF_8);
          files.put(name.getKey() + "-" + writing + ".csv", table);
        }
      }
    }
    return files;
  }

  /** Writes them into the folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : all().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
