// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.integrity.FileListWriter;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.pdf.bench.BenchDocument;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.trust.TimestampClient;

/** The services as an installed program with a list of its files, whole and with one altered. */
@Slow
@Timeout(600)
class AlteredServeTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  private static final String BYTES = "application/octet-stream";
  private static final String PROGRAM = "penseal-server";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  // The jars stay where they are, and are not listed; the runtime must lie in the image.
  private List<String> image(Path image) throws Exception {
    Path app = Files.createDirectories(image.resolve("lib/app"));
    Path mark = app.resolve("mark.jar");
    try (OutputStream out = Files.newOutputStream(mark);
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry("org/penseal/app/integrity/installed.properties"));
      jar.write(("program=" + PROGRAM).getBytes(StandardCharsets.UTF_8));
    }
    List<String> classPath = new ArrayList<>(List.of(mark.toString()));
    classPath.addAll(ServeProcess.classPath());
    List<String> launcher = new ArrayList<>();
    classPath.forEach(each -> launcher.add("app.classpath=" + each));
    launcher.add("java-options=--enable-native-access=ALL-UNNAMED");
    Files.write(app.resolve(PROGRAM + ".cfg"), launcher);
    Files.writeString(app.resolve("words"), "as released");
    runtime(image.resolve("lib/runtime"));
    FileListWriter.write(image, List.of());
    return classPath;
  }

  private static void runtime(Path copy) throws IOException {
    Path java = Path.of(System.getProperty("java.home")).toRealPath();
    Set<String> needless = Set.of("lib/src.zip", "lib/ct.sym");
    try (Stream<Path> all = Stream.of("bin", "conf", "lib").flatMap(name -> walked(java, name))) {
      for (Path each : (Iterable<Path>) all::iterator) {
        String name = java.relativize(each).toString();
        if (needless.contains(name)) {
          continue;
        }
        Path target = copy.resolve(name);
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static Stream<Path> walked(Path java, String name) {
    try {
      return Files.walk(java.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private HttpResponse<byte[]> post(ServeProcess services, String path, String type, byte[] body)
      throws Exception {
    String token = Files.readString(folder.resolve("data/serve-demo/token")).trim();
    return services.http.send(
        HttpRequest.newBuilder(services.uri(path))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static void stamp(ServeProcess services) throws SigningException {
    new TimestampClient(
            List.of(services.uri("/tsa")),
            Duration.ofSeconds(30),
            Hashing.jca(),
            new SecureRandom())
        .stamp(Octets.of(HELLO));
  }

  @Test
  void withOneAlteredFileNothingIsSignedButFilesAreStillVerified() throws Exception {
    CryptoProvider.register();
    Path image = folder.toRealPath().resolve("image");
    Path java = image.resolve("lib/runtime");
    Path data = folder.resolve("data");
    List<String> classPath = image(image);
    BenchDocument.text(folder.resolve("page.pdf"), 1);
    byte[] pdf = Files.readAllBytes(folder.resolve("page.pdf"));
    byte[] shf =
        ("{\"Data\":[{\"Name\":\"KeyId\",\"Type\":\"Raw\",\"Value\":\"seal-sm2\"},"
                + "{\"Name\":\"PlainText\",\"Type\":\"Raw\",\"Value\":\"hello\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    String sign = "/v1/data/sign?attached=true&key=seal-sm2";
    byte[] signed;
    try (ServeProcess whole = ServeProcess.start(data, 256, java, classPath)) {
      HttpResponse<byte[]> answer = post(whole, sign, BYTES, HELLO);
      assertEquals(200, answer.statusCode(), text(answer) + whole.said());
      signed = answer.body();
      stamp(whole);
      assertEquals(
          200, post(whole, "/v1/pdf/sign?key=seal-sm2", "application/pdf", pdf).statusCode());
      assertEquals(200, post(whole, "/shf/v1/Sign", "application/json", shf).statusCode());
    }

    Files.writeString(image.resolve("lib/app/words"), "as released?");
    try (ServeProcess altered = ServeProcess.start(data, 256, java, classPath)) {
      assertEquals("program-altered", code(post(altered, sign, BYTES, HELLO), "/code"));
      HttpResponse<byte[]> ofPdf =
          post(altered, "/v1/pdf/sign?key=seal-sm2", "application/pdf", pdf);
      assertEquals("program-altered", code(ofPdf, "/code"));
      HttpResponse<byte[]> ofShf = post(altered, "/shf/v1/Sign", "application/json", shf);
      assertEquals("program-altered", code(ofShf, "/Code"));
      assertThrows(SigningException.class, () -> stamp(altered));
      HttpResponse<byte[]> verified = post(altered, "/v1/cms/verify", BYTES, signed);
      assertEquals("valid", JSON.readTree(verified.body()).path("verdict").asText());
      assertEquals(200, post(altered, "/v1/digest", BYTES, HELLO).statusCode());
      // The administrator reads which file it is, and callers do not.
      String said = altered.said().replace("\\/", "/");
      assertTrue(said.contains("CHANGED: " + image.resolve("lib/app/words")), said);
    }
    List<String> record = Files.readAllLines(data.resolve("serve-demo/data/audit/audit.log"));
    assertEquals(
        3,
        record.stream()
            .filter(each -> each.contains("\"operation\":\"sign-"))
            .filter(each -> each.contains("\"status\":500,\"code\":\"program-altered\""))
            .count(),
        record.toString());
  }

  private String code(HttpResponse<byte[]> answer, String at) throws Exception {
    assertEquals(500, answer.statusCode(), text(answer));
    assertFalse(text(answer).contains("words"), text(answer));
    assertFalse(text(answer).contains(folder.toString()), text(answer));
    JsonNode read = JSON.readTree(answer.body());
    return read.at(at).asText();
  }
}
