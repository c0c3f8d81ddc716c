// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.penseal.app.business.SigningProfile;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.help.WindowLogs;
import org.penseal.app.integrity.ProgramIntegrity;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Version;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.refusal.FileException;

/**
 * A file for whoever helps: versions, what the checks found, which kinds of services and devices
 * are named, and when the program failed where. It is made of words of this program and of numbers
 * only, so that nothing of a person, a document or an address can be in it: no messages of logs, no
 * names of files, users, computers, certificates or services.
 */
public final class SupportBundle {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Texts ENGLISH = Texts.of("en");
  private static final int MOST_LOG_LINES = 20_000;

  private final List<CheckFinding> findings;
  private final Workplace workplace;
  private final Path data;

  /**
   * @param findings of the checks
   * @param workplace as written; empty if it cannot be read
   * @param data folder of the data, in which the logs lie
   */
  public SupportBundle(List<CheckFinding> findings, Workplace workplace, Path data) {
    this.findings = List.copyOf(findings);
    this.workplace = workplace;
    this.data = data;
  }

  /**
   * Writes it, readable by its owner only.
   *
   * @throws FileException.OutputNotWritable if it cannot be written
   */
  public void write(Path out) throws FileException {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        add(zip, "checks.json", JSON.writeValueAsString(findings.stream().map(this::one).toList()));
        add(zip, "system.json", JSON.writeValueAsString(system()));
        add(zip, "workplace.json", JSON.writeValueAsString(shape()));
        int number = 0;
        for (Path log : logs()) {
          add(zip, "log-%d.txt".formatted(number++), String.join("\n", skeleton(log)));
        }
      }
      DurableFile.write(out, bytes.toByteArray());
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(out, "support file", e);
    }
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private Map<String, String> one(CheckFinding finding) {
    Map<String, String> one = new LinkedHashMap<>();
    one.put("part", finding.part());
    one.put("state", finding.state().word());
    one.put("code", new FindingWords(finding, ENGLISH).code());
    Throwable why = finding.why();
    one.put("exception", why == null ? "" : why.getClass().getName());
    return one;
  }

  private static Map<String, Object> system() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", Version.NUMBER);
    ProgramIntegrity.Answer files = ProgramIntegrity.ofThisProgram().answer();
    all.put("release", files.release().name().toLowerCase(Locale.ROOT));
    for (String each :
        List.of("os.name", "os.version", "os.arch", "java.version", "javafx.runtime.version")) {
      all.put(each, System.getProperty(each, ""));
    }
    all.put("language", Locale.getDefault().getLanguage());
    all.put("processors", Runtime.getRuntime().availableProcessors());
    all.put("memoryMb", Runtime.getRuntime().maxMemory() >> 20);
    return all;
  }

  // Which services there are and how they are spoken to, not where.
  private Map<String, Object> shape() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("ca", workplace.ca().map(ca -> scheme(ca.address())).orElse(""));
    all.put("timestamp", workplace.timestamp().stream().map(SupportBundle::scheme).toList());
    List<URI> authority =
        workplace.authority().map(Workplace.IdentityAuthority::addresses).orElse(List.of());
    all.put("authority", authority.stream().map(SupportBundle::scheme).toList());
    all.put("escrow", workplace.trust().escrow().isPresent());
    all.put("station", workplace.station().map(key -> scheme(key.place())).orElse(""));
    all.put("proxy", workplace.network().proxy().isPresent());
    all.put("timeoutSeconds", workplace.network().timeoutSeconds());
    all.put("signingSeconds", workplace.desk().signingSeconds());
    Map<String, String> devices = new LinkedHashMap<>();
    for (String kind : List.of("pad", "camera", "idCard")) {
      String uri = workplace.desk().devices().get(kind);
      if (uri != null) {
        devices.put(kind, scheme(uri));
      }
    }
    all.put("devices", devices);
    all.put("profile", workplace.profile().map(SigningProfile::word).orElse(""));
    return all;
  }

  private static String scheme(URI address) {
    return scheme(address.toString());
  }

  // A file has none.
  private static String scheme(String address) {
    int colon = address.indexOf(':');
    String scheme = colon < 0 ? "" : address.substring(0, colon).toLowerCase(Locale.ROOT);
    return List.of("http", "https", "tlcp", "hid", "serial", "sim", "clip", "dev", "skf", "pkcs11")
            .contains(scheme)
        ? scheme
        : "file";
  }

  private List<Path> logs() throws IOException {
    Path folder = WindowLogs.folder(data);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> each.toString().endsWith(".log"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static List<String> skeleton(Path log) throws IOException {
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .decode(ByteBuffer.wrap(Files.readAllBytes(log)))
            .toString();
    return LogSkeleton.of(text.lines().limit(MOST_LOG_LINES));
  }
}
