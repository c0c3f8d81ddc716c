// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;

@Slow
class DataEnvelopeCommandTest {
  @TempDir Path folder;
  private Openssl openssl = new Openssl(Path.of(""));
  private Path data = Path.of("");

  @BeforeEach
  void makeFiles() throws Exception {
    Station.registerProvider();
    openssl = new Openssl(folder);
    data = Files.writeString(folder.resolve("bids.zip"), "bid\n".repeat(30_000));
    Files.write(folder.resolve("secret"), new byte[16]);
    Files.writeString(folder.resolve("phrase"), "correct horse\n");
  }

  private CommandLineRun run(String verb, String in, String out, Object... further) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "data", verb, folder.resolve(in), "--out", folder.resolve(out), "--lang", "en"));
    words.addAll(Arrays.asList(further));
    return CommandLineRun.of(words.toArray());
  }

  private static JsonNode json(CommandLineRun run) throws Exception {
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  private void assertOpened() throws Exception {
    assertArrayEquals(Files.readAllBytes(data), Files.readAllBytes(folder.resolve("opened")));
    Files.delete(folder.resolve("opened"));
  }

  @Test
  void eachRecipientOpensWithItsOwnKey() throws Exception {
    openssl.sm2("one");
    openssl.sm2("two");
    JsonNode sealed =
        json(
            run(
                "seal",
                "bids.zip",
                "e",
                "--json",
                "--recipient",
                folder.resolve("one.pem"),
                "--recipient",
                folder.resolve("two.pem"),
                "--key-file",
                folder.resolve("secret"),
                "--password-file",
                folder.resolve("phrase")));
    assertEquals(4, sealed.get("recipients").asInt());
    assertTrue(sealed.get("authenticated").asBoolean());
    Object[][] openers = {
      {"--key", folder.resolve("one.p12"), "--password-file", folder.resolve("pw")},
      {"--key", folder.resolve("two.p12"), "--password-file", folder.resolve("pw")},
      {"--key-file", folder.resolve("secret")},
      {"--password-file", folder.resolve("phrase")}
    };
    for (Object[] opener : openers) {
      CommandLineRun opened = run("open", "e", "opened", opener);
      assertEquals(0, opened.exit(), opened.err());
      assertTrue(opened.out().contains("SM4-GCM"), opened.out());
      assertOpened();
    }
  }

  @Test
  void formsForExchangeAreLabelledAsNotAuthenticated() throws Exception {
    openssl.sm2("one");
    for (String form : List.of("cms", "gm")) {
      CommandLineRun sealed =
          run("seal", "bids.zip", "e", "--recipient", folder.resolve("one.pem"), "--form", form);
      assertTrue(sealed.out().contains("NOT AUTHENTICATED"), sealed.out());
      JsonNode opened =
          json(
              run(
                  "open",
                  "e",
                  "opened",
                  "--json",
                  "--key",
                  folder.resolve("one.p12"),
                  "--password-file",
                  folder.resolve("pw")));
      assertEquals(form, opened.get("form").asText());
      assertEquals(false, opened.get("authenticated").asBoolean());
      assertOpened();
    }
  }

  @Test
  void wrongRequestsHaveTheirCodeAndWriteNothing() throws Exception {
    openssl.sm2("one");
    openssl.sm2("two");
    openssl.key("rsa", "rsa:2048");
    Path one = folder.resolve("one.pem");
    assertEquals(0, run("seal", "bids.zip", "e", "--recipient", one).exit());
    byte[] bytes = Files.readAllBytes(folder.resolve("e"));
    bytes[bytes.length - 1] ^= 1;
    Files.write(folder.resolve("altered"), bytes);
    Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2));
    List<String> before = names();
    Object[] mine = {"--key", folder.resolve("one.p12"), "--password-file", folder.resolve("pw")};
    Object[] other = {"--key", folder.resolve("two.p12"), "--password-file", folder.resolve("pw")};
    refused("usage", 64, run("seal", "bids.zip", "x"));
    refused(
        "usage",
        64,
        run("seal", "bids.zip", "x", "--form", "gm", "--key-file", folder.resolve("secret")));
    refused(
        "recipient-key", 1, run("seal", "bids.zip", "x", "--recipient", folder.resolve("rsa.pem")));
    refused("bad-certificate", 65, run("seal", "bids.zip", "x", "--recipient", data));
    refused("key-refused", 65, run("seal", "bids.zip", "x", "--key-file", data));
    refused("input-unreadable", 65, run("seal", ".", "x", "--recipient", one));
    refused("output-is-input", 2, run("seal", "bids.zip", "bids.zip", "--recipient", one));
    refused("usage", 64, run("open", "e", "x"));
    refused("seal-broken", 1, run("open", "e", "x", other));
    refused("seal-broken", 1, run("open", "altered", "x", mine));
    refused("cms-malformed", 65, run("open", "cut", "x", mine));
    refused("cms-malformed", 65, run("open", "bids.zip", "x", mine));
    assertEquals(before, names());
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void refused(String code, int exit, CommandLineRun run) {
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit(), run.err());
    assertEquals("", run.out());
  }

  @Test
  void neverWritesOverKeyOrPassword() throws Exception {
    openssl.sm2("one");
    assertEquals(0, run("seal", "bids.zip", "e", "--key-file", folder.resolve("secret")).exit());
    Object[][] tries = {
      {"open", "e", "secret", "--key-file", folder.resolve("secret")},
      {
        "open",
        "e",
        "one.p12",
        "--key",
        folder.resolve("one.p12"),
        "--password-file",
        folder.resolve("pw")
      },
      {"seal", "bids.zip", "phrase", "--password-file", folder.resolve("phrase")},
      {"seal", "bids.zip", "secret", "--key-file", folder.resolve("secret")},
      {"seal", "bids.zip", "one.pem", "--recipient", folder.resolve("one.pem")},
      {
        "sign",
        "bids.zip",
        "one.p12",
        "--key",
        folder.resolve("one.p12"),
        "--password-file",
        folder.resolve("pw")
      },
      {
        "sign",
        "bids.zip",
        "pw",
        "--key",
        folder.resolve("one.p12"),
        "--password-file",
        folder.resolve("pw")
      },
    };
    for (Object[] each : tries) {
      Path out = folder.resolve((String) each[2]);
      byte[] before = Files.readAllBytes(out);
      CommandLineRun refused =
          run(
              (String) each[0],
              (String) each[1],
              (String) each[2],
              Arrays.copyOfRange(each, 3, each.length));
      assertEquals(2, refused.exit(), Arrays.toString(each) + refused.err());
      assertTrue(refused.err().contains("[output-is-input]"), refused.err());
      assertArrayEquals(before, Files.readAllBytes(out), Arrays.toString(each));
    }
  }

  @Test
  void moreRecipientsThanCanOpenAreWrongUsage() throws Exception {
    openssl.sm2("one");
    List<Object> recipients = new ArrayList<>();
    for (int i = 0; i < 257; i++) {
      recipients.add("--recipient=" + folder.resolve("one.pem"));
    }
    CommandLineRun refused = run("seal", "bids.zip", "e", recipients.toArray());
    assertEquals(64, refused.exit(), refused.err());
    assertFalse(Files.exists(folder.resolve("e")));
  }

  @Test
  void deviceWithoutEndIsNoPasswordAndNoCertificate() {
    Path zero = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(zero));
    for (String option : List.of("--password-file", "--recipient")) {
      CommandLineRun refused = run("seal", "bids.zip", "e", option, zero);
      assertEquals(65, refused.exit(), option + refused.err());
      assertFalse(Files.exists(folder.resolve("e")));
    }
  }

  @Test
  void reasonsAreToldInTheLanguageOfTheMessage() throws Exception {
    openssl.sm2("one");
    run("seal", "bids.zip", "e", "--recipient", folder.resolve("one.pem"));
    Object[][] tries = {
      {"e", folder.resolve("secret")},
      {"e", folder.resolve("phrase")},
      {"phrase", folder.resolve("secret")}
    };
    for (Object[] each : tries) {
      CommandLineRun refused =
          CommandLineRun.of(
              "data",
              "open",
              folder.resolve((String) each[0]),
              "--out",
              folder.resolve("opened"),
              "--key-file",
              each[1],
              "--lang",
              "zh");
      String sentence = refused.err().replaceAll("\\[[a-z-]+]|DER|BER|PEM", "");
      assertFalse(sentence.matches("(?s).*[A-Za-z].*"), refused.err());
    }
  }
}
